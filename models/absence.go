package models

import "countersign/models/calendar"

// AbsenceID names an absence.
type AbsenceID string

// An Absence says that somebody is away (approval.absence).
type Absence struct {
	ID     AbsenceID
	Person PersonID
	// From is the first day, Until the last; Ended is the first day back, where that
	// is earlier.
	From, Until calendar.Date
	Ended       *calendar.Date
	// Case is the approved case that says so; nil where somebody entered it.
	Case *CaseID
	Note string
}

// AbsenceMostDays is how long an absence may be: a year, for a leave of absence.
const AbsenceMostDays = 366

// Covers reports whether the person is away on a day.
func (a Absence) Covers(day calendar.Date) bool {
	return !day.Before(a.From) && !a.Until.Before(day) && (a.Ended == nil || day.Before(*a.Ended))
}

// LastDay is the last day away; one that was taken back before it began has none.
func (a Absence) LastDay() calendar.Date {
	if a.Ended != nil {
		return a.Ended.AddDays(-1)
	}
	return a.Until
}

// Away are those who are absent when a slate is drawn up. Each has those with a proxy
// that covers the case who are there themselves, in the order in which they are
// asked: nobody passes on a proxy, so an absent one is none of them.
type Away map[PersonID][]PersonID

// A Waits is a seat that waits for people who are absent, and what of its slate counts
// for who may stand in.
type Waits struct {
	Verb   Verb
	Of     string // the selector of its row; empty where there is none
	Post   PostID
	Person PersonID // where it waits for somebody by name
	Only   bool     // nobody of a lower rank, and no proxy
	// Others are those who fill, filled or could fill each other seat.
	Others [][]PersonID
}

// Level says how secret a case is; empty = for those who have to do with it.
type Level string

// TopSecret matter is never signed by proxy (approval.proxy).
const TopSecret Level = "top_secret"
