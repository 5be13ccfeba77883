package models

import (
	"slices"

	"countersign/models/regulation"
)

// SendBack asks an earlier round again: every seat that was filled there, also by
// those whom signers have added, waits once more with the task that again makes
// for it. With whole, so do the rounds since, and the slate goes the whole way
// again; without, it comes straight back to who sent it (approval.send-back).
func (s Slate) SendBack(task TaskID, to int, whole bool, again func(Seat) TaskID) (Slate, Change, error) {
	if err := s.mayAct(task); err != nil {
		return s, Change{}, err
	}
	current := s.Current()
	if to < 0 || to >= current || !s.Rounds[to:to+1].signed() {
		return s, Change{}, Refuse(Invalid, regulation.ApprovalSendBack, "send-back-where")
	}
	next, change := s.changed(func(next *Slate) {
		last := to
		if whole {
			last = current
		}
		next.Rounds[to : last+1].each(func(seat *Seat) {
			if seat.Signed {
				seat.reopen(again(*seat))
			}
		})
	})
	return next, change, nil
}

// reopen empties the seat; those whom its signer has added stay as they are.
func (s *Seat) reopen(task TaskID) {
	s.Tasks, s.Asks, s.Handed = []TaskID{task}, "", nil
	s.Signed, s.By, s.For = false, "", ""
}

// Later are the tasks of seats that each must be filled in rounds after that of task,
// where somebody else could fill a seat of its round: who alone may do one of them
// leaves this one to others (approval.one-seat). A seat for which the signature of
// person counts as well keeps nobody from this one.
func (s Slate) Later(task TaskID, person PersonID) (tasks []TaskID) {
	at := s.RoundOf(task)
	if at == 0 || s.Rounds[at-1].Mode == All || len(s.Rounds[at-1].Seats) < 2 {
		return nil
	}
	for _, r := range s.Rounds[at:] {
		for _, seat := range r.Seats {
			covers := slices.Contains(seat.Once, person) && at > seat.Since && (seat.Proof == "" || s.Rounds[at-1].Proof == seat.Proof)
			if r.Mode == All && !seat.Signed && !seat.Covered && !covers {
				tasks = append(tasks, seat.Tasks...)
			}
		}
	}
	return tasks
}

// Ahead are the tasks of seats that each must be filled in rounds to come, by whose
// holders no signature up to now counts.
func (s Slate) Ahead() (tasks []TaskID) {
	for _, r := range s.Rounds[min(s.Current()+1, len(s.Rounds)):] {
		for _, seat := range r.Seats {
			if r.Mode == All && !seat.Signed && !seat.Gone && (len(seat.Once) == 0 || seat.Since > s.Current()) {
				tasks = append(tasks, seat.Tasks...)
			}
		}
	}
	return tasks
}

// Standing lists the seats that are filled.
func (s Slate) Standing() (seats []TaskID) {
	s.Rounds.each(func(seat *Seat) {
		if seat.Signed {
			seats = append(seats, seat.ID)
		}
	})
	return seats
}

// A Carrying makes the seats of a slate that is drawn up again out of those of the
// slate before it, so that what signers had arranged goes on and no signature is lost.
type Carrying struct {
	// Stands reports whether the signature of a seat of the slate before stands.
	Stands func(seat TaskID) bool
	// Seat names the seat that a signer had added anew.
	Seat func(before Seat) TaskID
	// Task makes a task of the seat now out of one of the seat before; empty where
	// none is needed any more, or who has it may not sign any more.
	Task func(now, before Seat, task TaskID) TaskID
}

// Carry gives the seat of s what the seat before had: its signature where it
// stands, who was added to it, and to whom it was handed.
func (s Slate) Carry(seat TaskID, before Seat, by Carrying) Slate {
	next, _ := s.changed(func(next *Slate) {
		next.at(seat, func(now *Seat) { *now = by.seat(*now, before) })
	})
	return next
}

func (by Carrying) seat(now, before Seat) Seat {
	now.Signed, now.By, now.For = before.Signed, before.By, before.For
	if before.Signed && !by.Stands(before.ID) {
		now.Signed, now.By, now.For = false, "", ""
	}
	waits := before.Tasks
	now.Handed = nil
	if !before.Signed {
		now.Handed = before.Handed
	}
	if before.Asks != "" && !before.Signed { // who was asked to look first has not answered: it is the signer's again
		before.Tasks = slices.Clone(waits)
		before.back(before.Asks, before.Asks)
		waits, now.Handed = before.Tasks, before.Handed
	}
	drawn := now.Tasks
	now.Tasks = nil
	for _, task := range waits {
		if made := by.Task(now, before, task); made != "" {
			now.Tasks = append(now.Tasks, made)
		}
	}
	if len(now.Tasks) < len(waits) {
		now.Handed = nil
	}
	if len(now.Tasks) == 0 {
		now.Tasks = drawn
	}
	now.Before, now.With, now.After = by.rounds(before.Before), by.rounds(before.With), by.rounds(before.After)
	return now
}

func (by Carrying) rounds(before Rounds) (now Rounds) {
	for _, r := range before {
		was := r.Seats
		r.Seats = nil
		for _, s := range was {
			if s.Gone {
				continue
			}
			if seat := by.seat(Seat{ID: by.Seat(s), Unit: s.Unit, Added: s.Added}, s); len(seat.Tasks) > 0 {
				r.Seats = append(r.Seats, seat)
			}
		}
		now = append(now, r)
	}
	return now
}

// RoundOf is the round as it was drawn, the first being 1, in which a task waits, also
// where a signer has added its seat; 0 where it is not on the slate.
func (s Slate) RoundOf(task TaskID) (round int) {
	for i := range s.Rounds {
		s.Rounds[i : i+1].each(func(seat *Seat) {
			if seat.ID == task || slices.Contains(seat.Tasks, task) {
				round = i + 1
			}
		})
	}
	return round
}

// RowOf is the round of the matrix or the form, the first being 1, for which the round of
// a task was drawn; 0 where it is not on the slate.
func (s Slate) RowOf(task TaskID) int {
	round := s.RoundOf(task)
	if round > 0 && s.Rounds[round-1].Of > 0 {
		return s.Rounds[round-1].Of
	}
	return round
}
