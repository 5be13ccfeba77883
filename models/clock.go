package models

import (
	"slices"
	"time"
)

// A Party is to whom the time of a case is charged.
type Party string

// The parties: who asked for the case, a post or a person of the company, somebody
// outside of it, or the system, while nobody has it.
const (
	ByApplicant Party = "applicant"
	ByHolder    Party = "holder"
	ByOutside   Party = "outside"
	BySystem    Party = "system"
)

// Parties lists the parties, the one first to whom time is charged where several
// have the case at once: whoever could act keeps the others waiting.
var Parties = []Party{ByHolder, ByOutside, ByApplicant, BySystem}

// A Stretch of time is half-open: From is in it, Until is not.
type Stretch struct {
	From  time.Time `json:"from"`
	Until time.Time `json:"until"`
}

// Wall is its length on the wall clock.
func (s Stretch) Wall() time.Duration { return s.Until.Sub(s.From) }

func (s Stretch) holds(at time.Time) bool { return !at.Before(s.From) && at.Before(s.Until) }

// within is the part of s that lies in t; ok is false where there is none.
func (s Stretch) within(t Stretch) (part Stretch, ok bool) {
	part = s
	if part.From.Before(t.From) {
		part.From = t.From
	}
	if part.Until.After(t.Until) {
		part.Until = t.Until
	}
	return part, part.From.Before(part.Until)
}

// A Hold is a task as the records have it: whose it is, when it was open, and when its
// clock stood still because the applicant was asked.
type Hold struct {
	Task   TaskID
	Party  Party
	Open   []Stretch
	Paused []Stretch
}

// A Charge is a stretch of time and to whom it is charged. Tasks are those that the
// party had.
type Charge struct {
	Stretch
	Party Party    `json:"party"`
	Tasks []TaskID `json:"tasks,omitempty"`
}

// A Ledger charges all time of a case. Life goes through the case from its beginning
// to its end without gap or overlap; Tracks go in the same way through each task while
// it was open, since several can have the case at once (approval.deadline).
type Ledger struct {
	Life   []Charge
	Tracks map[TaskID][]Charge
}

// Charged makes the ledger of a case that lived through life.
func Charged(life Stretch, holds []Hold) Ledger {
	l := Ledger{Tracks: map[TaskID][]Charge{}}
	all := []time.Time{life.From, life.Until}
	for _, h := range holds {
		charges := h.charges(life)
		if len(charges) > 0 {
			l.Tracks[h.Task] = charges
		}
		for _, c := range charges {
			all = append(all, c.From, c.Until)
		}
	}
	for _, s := range between(all) {
		l.Life = joined(l.Life, l.at(s, holds))
	}
	return l
}

// charges are the entries of one task.
func (h Hold) charges(life Stretch) (track []Charge) {
	for _, open := range h.Open {
		open, ok := open.within(life)
		if !ok {
			continue
		}
		edges := []time.Time{open.From, open.Until}
		for _, pause := range h.Paused {
			if pause, ok := pause.within(open); ok {
				edges = append(edges, pause.From, pause.Until)
			}
		}
		for _, s := range between(edges) {
			party := h.Party
			if slices.ContainsFunc(h.Paused, func(p Stretch) bool { return p.holds(s.From) }) {
				party = ByApplicant
			}
			track = joined(track, Charge{s, party, []TaskID{h.Task}})
		}
	}
	return track
}

// at is whom the case waited for in a stretch in which nothing changed.
func (l Ledger) at(s Stretch, holds []Hold) Charge {
	c := Charge{Stretch: s, Party: BySystem}
	for _, h := range holds {
		for _, had := range l.Tracks[h.Task] {
			switch {
			case !had.holds(s.From):
			case c.Party == had.Party:
				c.Tasks = append(c.Tasks, h.Task)
			case slices.Index(Parties, had.Party) < slices.Index(Parties, c.Party):
				c.Party, c.Tasks = had.Party, []TaskID{h.Task}
			}
		}
	}
	return c
}

// between are the stretches between instants, in order.
func between(edges []time.Time) (all []Stretch) {
	slices.SortFunc(edges, time.Time.Compare)
	for i := 1; i < len(edges); i++ {
		if edges[i-1].Before(edges[i]) {
			all = append(all, Stretch{edges[i-1], edges[i]})
		}
	}
	return all
}

// joined adds a charge to others; one that only goes on lengthens the last.
func joined(charges []Charge, next Charge) []Charge {
	if i := len(charges) - 1; i >= 0 && charges[i].Until.Equal(next.From) && charges[i].Party == next.Party && slices.Equal(charges[i].Tasks, next.Tasks) {
		charges[i].Until = next.Until
		return charges
	}
	return append(charges, next)
}
