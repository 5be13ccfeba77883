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
	// Words must each be part of number, kind, applicant or unit, or of their pinyin.
	Words string
	Kind  models.Kind
	Due   Due
}

// wants reports whether a row fits the filter of the list. What is no row of an
// inbox is not filtered.
func (l list) wants(row any) bool {
	r, is := row.(InboxRow)
	return !is || l.filter.fits(r, l.now)
}

func (f InboxFilter) fits(r InboxRow, now time.Time) bool {
	if f.Kind != "" && r.Kind != f.Kind {
		return false
	}
	return f.isDue(r.DueAt, now) && f.says(r)
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
	said := strings.ToLower(strings.Join([]string{r.Number, r.KindName, r.Applicant, r.Unit, r.VerbName}, " "))
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
