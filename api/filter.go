package api

import (
	"strings"
	"time"

	"countersign/activities"
	"countersign/models"
	"countersign/models/calendar"
)

// Due narrows tasks by their deadline.
type Due string

// The deadlines to look for.
const (
	DueOverdue Due = "overdue"
	DueToday   Due = "today" // or overdue
)

// An InboxFilter narrows a box; empty members do not.
type InboxFilter struct {
	// Words must each be part of number, kind, applicant, unit or what the case is about,
	// or of their pinyin.
	Words string
	Kind  models.Kind
	Due   Due
	// From and To are days on which the case was applied for, DueUntil the last day on
	// which a task is due.
	From, To, DueUntil calendar.Date
}

// wants reports whether a row fits the filter of the list. What is no row of an
// inbox is not filtered.
func (l list) wants(row any) bool {
	r, is := row.(InboxRow)
	return !is || l.filter.fits(r, l.now)
}

func (f InboxFilter) fits(r InboxRow, now time.Time) bool {
	if f.Kind != "" && !r.Kind.Of(r.form).Among([]models.Kind{f.Kind}) {
		return false
	}
	return f.within(r) && f.isDue(r.DueAt, now) && f.says(r)
}

// within reports whether the row is of the days that the filter names.
func (f InboxFilter) within(r InboxRow) bool {
	opened := today(r.OpenedAt)
	if !f.From.IsZero() && opened.Before(f.From) || !f.To.IsZero() && f.To.Before(opened) {
		return false
	}
	return f.DueUntil.IsZero() || r.DueAt != nil && !f.DueUntil.Before(today(*r.DueAt))
}

func (f InboxFilter) isDue(at *time.Time, now time.Time) bool {
	switch f.Due {
	case DueOverdue:
		return at != nil && !now.Before(*at)
	case DueToday:
		return at != nil && at.Before(calendar.DateOf(now.In(calendar.China())).AddDays(1).At(0, calendar.China()))
	}
	return true
}

// says reports whether each word is part of what the row says, or of the pinyin.
func (f InboxFilter) says(r InboxRow) bool {
	words := strings.Fields(strings.ToLower(f.Words))
	if len(words) == 0 {
		return true
	}
	said := strings.ToLower(strings.Join([]string{r.Number, r.KindName, r.Applicant, r.Unit, r.VerbName, r.About, r.search}, " "))
	for _, name := range []string{r.KindName, r.Applicant, r.Unit} {
		said += " " + activities.SearchWords(name)
	}
	for _, w := range words {
		if !strings.Contains(said, w) {
			return false
		}
	}
	return true
}
