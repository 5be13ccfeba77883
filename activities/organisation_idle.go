package activities

import (
	"slices"

	"countersign/models/calendar"
	"countersign/models/roster"
	"countersign/models/store"
)

// An Idle is a post that nobody holds from a day on because of a change, or a person who is
// gone from it, with the open tasks that wait there now (approval.never-stuck).
type Idle struct {
	Post   string // code; empty where it is about a person
	Person string // employee number; empty where it is about a post
	From   calendar.Date
	Tasks  int
}

// idle finds what a change leaves without anybody: posts without a holder, and people who
// leave while something waits for them by name.
func idle(tx store.Tx, current, next roster.Roster, changes []roster.Change, today calendar.Date) (found []Idle, err error) {
	for _, code := range postsOf(changes) {
		before, after := vacantFrom(current, code, today), vacantFrom(next, code, today)
		if after.IsZero() || !before.IsZero() && !after.Before(before) {
			continue
		}
		found = append(found, Idle{Post: code, From: after})
	}
	for _, c := range changes {
		if p, is := c.Row.(roster.Person); is && (c.Op == roster.Ended || !p.Until.IsZero()) {
			found = append(found, Idle{Person: p.No, From: p.Until})
		}
	}
	for i, f := range found {
		if found[i].Tasks, err = tx.OpenTasksAt(f.Post, f.Person); err != nil {
			return nil, err
		}
	}
	return slices.DeleteFunc(found, func(f Idle) bool { return f.Person != "" && f.Tasks == 0 }), nil
}

// postsOf are the posts that changes are about, each once.
func postsOf(changes []roster.Change) (codes []string) {
	for _, c := range changes {
		switch row := c.Row.(type) {
		case roster.Holding:
			codes = append(codes, row.Post)
		case roster.Post:
			codes = append(codes, row.Code)
		}
	}
	slices.Sort(codes)
	return slices.Compact(codes)
}

// vacantFrom is the first day from today on, on which nobody holds a post; zero where it is
// held for good, or is not there.
func vacantFrom(r roster.Roster, post string, today calendar.Date) calendar.Date {
	if !slices.ContainsFunc(r.Posts, func(p roster.Post) bool { return p.Code == post }) {
		return calendar.Date{}
	}
	day := today
	for {
		i := slices.IndexFunc(r.Holdings, func(h roster.Holding) bool {
			return h.Post == post && !day.Before(h.From) && (h.Until.IsZero() || day.Before(h.Until))
		})
		if i < 0 {
			return day
		}
		if r.Holdings[i].Until.IsZero() {
			return calendar.Date{}
		}
		day = r.Holdings[i].Until
	}
}
