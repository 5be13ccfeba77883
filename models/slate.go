package models

import (
	"slices"

	"countersign/models/regulation"
)

// Mode is how many seats of a round must act.
type Mode string

// The modes of a round.
const (
	All         Mode = "all"         // 会签
	Any         Mode = "any"         // 或签
	Quorum      Mode = "quorum"      // 票签, n of m
	Departments Mode = "departments" // one of each department
)

// A Slate is the list of acts that a step needs: signatures, or one deed of
// whoever holds the post. Rounds go one after another (authority.matrix).
// Its methods leave it as it is and return the slate after the act.
type Slate struct {
	Step    Step              `json:"step"`
	Clause  regulation.Clause `json:"clause"`
	Verb    Verb              `json:"verb"`
	Attempt int               `json:"attempt"`
	Rounds  Rounds            `json:"rounds"`
	Tells   bool              `json:"tells,omitempty"` // somebody gets a copy when it is done
}

// Rounds go one after another.
type Rounds []Round

// A Round needs some of its seats.
type Round struct {
	Of    int    `json:"of,omitempty"` // the round of the matrix or the form; 0 = counted as drawn
	Mode  Mode   `json:"mode"`
	Need  int    `json:"need,omitempty"` // for Quorum
	Seats []Seat `json:"seats"`
	Proof Proof  `json:"proof,omitempty"` // what a signature in it needs
}

// A Change is what an act does to the tasks of a slate: which wait no longer,
// and which wait from now on.
type Change struct {
	Close []TaskID `json:"close,omitempty"`
	Open  []TaskID `json:"open,omitempty"`
}

// satisfied reports whether the round has what it needs. Seats that were taken
// away count for nothing.
func (r Round) satisfied() bool {
	done, live, units, left := 0, 0, map[UnitID]bool{}, map[UnitID]bool{}
	for _, s := range r.Seats {
		if s.Gone {
			continue
		}
		left[s.Unit] = true
		if s.Covered || s.complete() {
			units[s.Unit] = true
		}
		if s.Covered {
			continue
		}
		live++
		if s.complete() {
			done++
		}
	}
	switch r.Mode {
	case Any:
		return done >= 1 || live == 0
	case Quorum:
		return done >= min(r.Need, live)
	case Departments:
		return len(units) == len(left)
	default:
		return done == live
	}
}

// waiting lists the tasks of the round that wait now.
func (r Round) waiting() (tasks []TaskID) {
	if r.satisfied() {
		return nil
	}
	done := map[UnitID]bool{}
	for _, s := range r.Seats {
		done[s.Unit] = done[s.Unit] || r.Mode == Departments && !s.Gone && (s.Covered || s.complete())
	}
	for _, s := range r.Seats {
		if !s.Gone && !s.Covered && !done[s.Unit] {
			tasks = append(tasks, s.waiting()...)
		}
	}
	return tasks
}

// current is the index of the round whose turn it is; len(rs) when all have
// what they need.
func (rs Rounds) current() int {
	for i, r := range rs {
		if !r.satisfied() {
			return i
		}
	}
	return len(rs)
}

func (rs Rounds) settled() bool { return rs.current() == len(rs) }

func (rs Rounds) waiting() []TaskID {
	if i := rs.current(); i < len(rs) {
		return rs[i].waiting()
	}
	return nil
}

// Current is the index of the round whose turn it is; len(Rounds) when settled.
func (s Slate) Current() int { return s.Rounds.current() }

// Settled reports whether every round has what it needs.
func (s Slate) Settled() bool { return s.Rounds.settled() }

// Waiting lists the tasks that wait for someone now.
func (s Slate) Waiting() []TaskID { return s.Rounds.waiting() }

// Seats reports whether the person has filled a seat of the slate, in person
// or through a proxy.
func (s Slate) Seats(person PersonID) bool {
	found := false
	s.Rounds.each(func(seat *Seat) { found = found || seat.Signed && (seat.By == person || seat.For == person) })
	return found
}

// SeatOf is the seat that a task stands for; ok is false where it is not on the
// slate.
func (s Slate) SeatOf(task TaskID) (seat Seat, ok bool) {
	s.Rounds.each(func(found *Seat) {
		if found.ID == task || slices.Contains(found.Tasks, task) {
			seat, ok = *found, true
		}
	})
	return seat, ok
}

// Unfilled reports whether the seat of a task still waits or will wait.
func (s Slate) Unfilled(task TaskID) bool {
	waits := false
	s.Rounds.each(func(seat *Seat) {
		waits = waits || !seat.Gone && !seat.Signed && slices.Contains(seat.Tasks, task)
	})
	return waits
}

// each looks at every seat, also at those that signers have added.
func (rs Rounds) each(look func(*Seat)) {
	for i := range rs {
		for j := range rs[i].Seats {
			seat := &rs[i].Seats[j]
			look(seat)
			seat.Before.each(look)
			seat.With.each(look)
			seat.After.each(look)
		}
	}
}

func (rs Rounds) clone() Rounds {
	if rs == nil {
		return nil
	}
	copied := make(Rounds, len(rs))
	for i, r := range rs {
		copied[i] = r
		copied[i].Seats = slices.Clone(r.Seats)
		for j := range copied[i].Seats {
			seat := &copied[i].Seats[j]
			seat.Tasks, seat.Handed = slices.Clone(seat.Tasks), slices.Clone(seat.Handed)
			seat.Before, seat.With, seat.After = seat.Before.clone(), seat.With.clone(), seat.After.clone()
		}
	}
	return copied
}

// changed gives a copy of the slate to change, and says what that does to its tasks.
func (s Slate) changed(change func(next *Slate)) (Slate, Change) {
	next := s
	next.Rounds = s.Rounds.clone()
	change(&next)
	over, before := next.cover(), s.Waiting()
	after := next.Waiting()
	return next, Change{Close: append(without(before, after), without(over, before)...), Open: without(after, before)}
}

// cover looks which seats wait no longer, or again, because their holders have
// signed another seat; it lists the tasks of those that wait no longer.
func (s *Slate) cover() (over []TaskID) {
	for i := range s.Rounds {
		for j := range s.Rounds[i].Seats {
			seat := &s.Rounds[i].Seats[j]
			was := seat.Covered
			seat.Covered = len(seat.Once) > 0 && !seat.Signed && s.Rounds[min(seat.Since, i):i+1].signedBy(seat.Once, seat.Proof)
			if seat.Covered && !was {
				over = append(over, seat.Tasks...)
			}
		}
	}
	return over
}

// signedBy reports whether one of the people has filled a seat of the rounds, of those
// that ask for the proof where there is one.
func (rs Rounds) signedBy(people []PersonID, proof Proof) bool {
	for _, r := range rs {
		if proof != "" && r.Proof != proof {
			continue
		}
		for _, s := range r.Seats {
			if s.Signed && slices.Contains(people, s.For) {
				return true
			}
		}
	}
	return false
}

func without(from, these []TaskID) []TaskID {
	var rest []TaskID
	for _, t := range from {
		if !slices.Contains(these, t) {
			rest = append(rest, t)
		}
	}
	return rest
}
