package roster

import (
	"regexp"
	"slices"
	"strings"
	"time"

	"countersign/models/calendar"
)

// Check reports where the rows of a roster do not agree with each other or
// with the words that are known: references to what is not there, codes and
// logins that occur twice, circles of superiors, periods that end before they
// begin or overlap. A roster without complaint can be put to use; a file with
// only some of the sheets is checked together with what is there already.
//
// What Read reported is part of the answer; what merely follows from it is not.
func Check(r Roster, read ...RowError) []RowError {
	c := newChecker(r, read)
	for _, s := range sheets {
		for _, e := range s.check(r) {
			c.add(e)
		}
	}
	c.companies()
	c.units()
	c.posts()
	c.logins()
	c.holdings()
	c.prices()
	c.owners()
	slices.SortStableFunc(c.errs, func(a, b RowError) int { return slices.Compare(place(a), place(b)) })
	return c.errs
}

// place orders faults as a reader meets them: by sheet, row and column.
func place(e RowError) []int {
	at := slices.IndexFunc(sheets, func(s sheet) bool { return string(s.title().kind) == e.Sheet })
	if at < 0 {
		return []int{at, e.Row}
	}
	return []int{at, e.Row, sheets[at].at(e.Column)}
}

// check covers what a row says for itself, and keys that occur twice.
func (t table[T]) check(r Roster) (errs []RowError) {
	first := map[string]int{}
	rows := *t.rows(&r)
	for i := range rows {
		line := lineOf(*t.line(&rows[i]), i)
		errs = append(errs, t.complete(&rows[i], line)...)
		errs = append(errs, t.words(&rows[i], line)...)
		id := t.id(&rows[i], "\x1f")
		before, twice := first[id]
		if twice && t.named(&rows[i]) {
			errs = append(errs, RowError{string(t.kind), line, "", "duplicate", []any{t.id(&rows[i], "/"), standsAt(before)}})
			continue
		}
		first[id] = line
	}
	return errs
}

// named reports whether a row has all that names it; rows without are not the same row.
func (t table[T]) named(row *T) bool {
	return !slices.ContainsFunc(t.columns, func(c column[T]) bool { return c.use == key && c.cell(row).show("") == "" })
}

func (t table[T]) words(row *T, line int) (errs []RowError) {
	for _, c := range t.columns {
		v := c.cell(row)
		if w, closed := v.(interface {
			unknown() bool
			labels() []label
		}); closed && w.unknown() {
			errs = append(errs, RowError{string(t.kind), line, c.name, "unknown_choice", []any{v.show(""), w.labels()}})
		}
	}
	return errs
}

// onRecord is the line of a row that stands in no file.
const onRecord = -1

// lineOf is where a row stands, or would stand in a file, below the heading; 0 for one that
// stands in none.
func lineOf(line, i int) int {
	switch {
	case line > 0:
		return line
	case line == onRecord:
		return 0
	}
	return i + 2
}

type checker struct {
	roster Roster
	unread map[spot]bool
	gaps   bool // rows were not read: nobody knows what they hold
	errs   []RowError
}

// A spot is a cell of a file.
type spot struct {
	sheet  string
	row    int
	column string
}

func newChecker(r Roster, read []RowError) *checker {
	c := &checker{roster: r, unread: map[spot]bool{}, errs: slices.Clone(read)}
	for _, e := range read {
		c.unread[spot{e.Sheet, e.Row, e.Column}] = true
		c.gaps = c.gaps || slices.Contains([]string{"missing_column", "unknown_sheet", "other_kind"}, e.Code)
	}
	return c
}

func (c *checker) say(kind Kind, line int, column, code string, args ...any) {
	c.add(RowError{string(kind), line, column, code, args})
}

// add leaves out what follows from a cell that was not read, and that something is not
// there where it may stand in what was not read.
func (c *checker) add(e RowError) {
	if !c.unread[spot{e.Sheet, e.Row, e.Column}] && !(c.gaps && strings.HasPrefix(e.Code, "no_such")) {
		c.errs = append(c.errs, e)
	}
}

// known indexes rows by what others call them.
func known[T any](rows []T, id func(T) string) map[string]bool {
	out := map[string]bool{}
	for _, row := range rows {
		out[id(row)] = true
	}
	return out
}

func companyCode(c Company) string { return c.Code }
func unitCode(u Unit) string       { return u.Company + "\x1f" + u.Code }
func postCode(p Post) string       { return p.Code }
func personNo(p Person) string     { return p.No }

// prices wants one of every variety: what has no price cannot be charged for
// (sample.paid-by-default).
func (c *checker) prices() {
	for i, v := range c.roster.Varieties {
		if v.PricePerKg <= 0 {
			c.say(Varieties, lineOf(v.Line, i), "price", "no_price")
		}
	}
}

func (c *checker) companies() {
	codes := known(c.roster.Companies, companyCode)
	var up []edge
	for i, row := range c.roster.Companies {
		line := lineOf(row.Line, i)
		if row.Parent != "" && !codes[row.Parent] {
			c.say(Companies, line, "parent", "no_such", row.Parent, Companies)
		}
		up = append(up, edge{line, row.Code, row.Parent})
	}
	c.cycles(Companies, "parent", up)
}

func (c *checker) units() {
	companies, units := known(c.roster.Companies, companyCode), known(c.roster.Units, unitCode)
	var up []edge
	for i, row := range c.roster.Units {
		line := lineOf(row.Line, i)
		parent := unitCode(Unit{Company: row.Company, Code: row.Parent})
		if row.Company != "" && !companies[row.Company] {
			c.say(Units, line, "company", "no_such", row.Company, Companies)
		}
		c.period(Units, line, row.From, row.Until)
		if row.Parent == "" {
			continue
		}
		if !units[parent] {
			c.say(Units, line, "parent", "no_such_unit", row.Company, row.Parent)
		}
		up = append(up, edge{line, unitCode(row), parent})
	}
	c.cycles(Units, "parent", up)
}

func (c *checker) posts() {
	companies, units, posts := known(c.roster.Companies, companyCode), known(c.roster.Units, unitCode), known(c.roster.Posts, postCode)
	ends := map[string]calendar.Date{}
	for _, u := range c.roster.Units {
		ends[unitCode(u)] = u.Until
	}
	var superior, deputy []edge
	for i, row := range c.roster.Posts {
		line := lineOf(row.Line, i)
		if row.Company != "" && !companies[row.Company] {
			c.say(Posts, line, "company", "no_such", row.Company, Companies)
		}
		if row.Unit != "" && !units[unitCode(Unit{Company: row.Company, Code: row.Unit})] {
			c.say(Posts, line, "unit", "no_such_unit", row.Company, row.Unit)
		}
		if row.Superior != "" && !posts[row.Superior] {
			c.say(Posts, line, "superior", "no_such_post", row.Superior)
		}
		if row.DeputyOf != "" && !posts[row.DeputyOf] {
			c.say(Posts, line, "deputy_of", "no_such_post", row.DeputyOf)
		}
		c.period(Posts, line, row.From, row.Until)
		if end := ends[unitCode(Unit{Company: row.Company, Code: row.Unit})]; endsAfter(row.Until, end) {
			c.say(Posts, line, "until", "after_unit", row.Unit, end)
		}
		superior = append(superior, edge{line, row.Code, row.Superior})
		deputy = append(deputy, edge{line, row.Code, row.DeputyOf})
	}
	c.cycles(Posts, "superior", superior)
	c.cycles(Posts, "deputy_of", deputy)
}

var loginForm = regexp.MustCompile(`^[a-z][a-z0-9._-]{0,63}$`)

func (c *checker) logins() {
	first := map[string]int{}
	for i, row := range c.roster.People {
		line := lineOf(row.Line, i)
		if row.Login == "" {
			continue
		}
		if !loginForm.MatchString(row.Login) {
			c.say(People, line, "login", "bad_login", row.Login)
		}
		if before, taken := first[row.Login]; taken {
			c.say(People, line, "login", "duplicate_login", row.Login, standsAt(before))
			continue
		}
		first[row.Login] = line
	}
}

// owners are the companies that customers, varieties and days belong to.
func (c *checker) owners() {
	codes := known(c.roster.Companies, companyCode)
	for i, row := range c.roster.Customers {
		if row.Company != "" && !codes[row.Company] {
			c.say(Customers, lineOf(row.Line, i), "company", "no_such", row.Company, Companies)
		}
	}
	for i, row := range c.roster.Varieties {
		if row.Company != "" && !codes[row.Company] {
			c.say(Varieties, lineOf(row.Line, i), "company", "no_such", row.Company, Companies)
		}
	}
	for i, row := range c.roster.Days {
		if row.Company != "" && !codes[row.Company] {
			c.say(Days, lineOf(row.Line, i), "company", "no_such", row.Company, Companies)
		}
		if row.Kind == calendar.Workday && row.Date.Weekday() != time.Saturday && row.Date.Weekday() != time.Sunday {
			c.say(Days, lineOf(row.Line, i), "kind", "no_make_up", row.Date)
		}
	}
}
