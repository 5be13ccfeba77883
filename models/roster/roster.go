// Package roster is a group's organisation as it comes in a workbook or in
// CSV files: companies, units, posts, people, who holds which post, customers,
// varieties and the calendar. It reads such files, says what is wrong with them row by row,
// and finds the differences to the organisation that is there.
//
// Rows refer to each other by the codes people use; ids are the store's matter.
package roster

import "countersign/models/calendar"

// A Roster is the content of the sheets. A kind without rows says nothing
// about that kind; it does not say that there are none.
type Roster struct {
	Companies []Company
	Units     []Unit
	Posts     []Post
	People    []Person
	Holdings  []Holding
	Customers []Customer
	Varieties []Variety
	Days      []Day
}

// A Company is one legal entity of the group. Parent is a company code, empty
// for the head office. Line, here and below, is the row of the sheet that it
// was read from, 0 when it comes from elsewhere.
type Company struct {
	Line                       int
	Code, Name, NameEn, Parent string
	Kind                       CompanyKind
}

// A Unit is a department of a company, or a part of one. Its code is unique
// within the company; Parent is a unit code of the same company. From is its first
// day, empty = always there; Until the first day without it.
type Unit struct {
	Line                                int
	Company, Code, Name, NameEn, Parent string
	Function                            Function
	From, Until                         calendar.Date
}

// A Post is a position in a unit, whoever holds it. Its code is unique in the
// group. Superior and DeputyOf are post codes; a superior may be in another company.
// From and Until are as of a Unit; who holds it does so within them.
type Post struct {
	Line                                int
	Company, Unit, Code, Title, TitleEn string
	Rank                                Rank
	Superior, DeputyOf                  string
	From, Until                         calendar.Date
}

// A Person has an employee number that is unique in the group. Who has no
// login holds posts but does not sign in. Until is the first day after the last one
// in the group, empty = stays (approval.in-force).
type Person struct {
	Line                                  int
	No, Name, NameEn, Login, Email, Phone string
	Until                                 calendar.Date
}

// Left reports whether the person is gone on a day.
func (p Person) Left(on calendar.Date) bool { return !p.Until.IsZero() && !on.Before(p.Until) }

// A Holding says that a person holds a post from a day on, until the first day
// on which he or she no longer does; an empty Until is open. Several people may
// hold one post at the same time, as the guards of a gate do.
type Holding struct {
	Line         int
	Post, Person string
	From, Until  calendar.Date
}

// A Customer of a company; its code is unique within the company.
type Customer struct {
	Line                int
	Company, Code, Name string
	Category            Category
}

// A Variety is a product of a company; its code is unique within the company.
// One that is not in production is drawn from the warehouse.
type Variety struct {
	Line                int
	Company, Code, Name string
	InProduction        bool
	PricePerKg          int64 // cents
}

// A Day is one on which a company differs from the ordinary week: a holiday, or a
// Saturday or Sunday that is worked to make up for one (approval.deadline).
type Day struct {
	Line         int
	Company      string
	Date         calendar.Date
	Kind         calendar.Kind
	Name, NameEn string
	Source       string // the notice that says so
}

// Join puts the rows of two rosters into one, as when each kind has a file of its own.
func Join(a, b Roster) Roster {
	a.Companies = append(a.Companies, b.Companies...)
	a.Units = append(a.Units, b.Units...)
	a.Posts = append(a.Posts, b.Posts...)
	a.People = append(a.People, b.People...)
	a.Holdings = append(a.Holdings, b.Holdings...)
	a.Customers = append(a.Customers, b.Customers...)
	a.Varieties = append(a.Varieties, b.Varieties...)
	a.Days = append(a.Days, b.Days...)
	return a
}
