package models

import (
	"slices"

	"countersign/models/regulation"
)

// Act fills the seat of task with person, who acts for principal (the same
// person without a proxy). It refuses a task whose turn it is not and a person
// who is on the slate already (approval.one-seat).
func (s Slate) Act(task TaskID, person, principal PersonID) (Slate, Change, error) {
	return s.Fill(task, person, principal, nil, nil)
}

// Fill is Act with which the person also changes what others were shown: the seats
// that fell wait once more, each with the task that again makes for it.
func (s Slate) Fill(task TaskID, person, principal PersonID, fell []TaskID, again func(Seat) TaskID) (Slate, Change, error) {
	if err := s.mayAct(task); err != nil {
		return s, Change{}, err
	}
	if s.Verb == Sign && (s.Seats(person) || s.Seats(principal)) {
		return s, Change{}, Refuse(Forbidden, regulation.ApprovalOneSeat, "already-signed")
	}
	next, change := s.changed(func(next *Slate) {
		next.at(task, func(seat *Seat) { seat.Signed, seat.By, seat.For = true, person, principal })
		next.Rounds.each(func(seat *Seat) {
			if seat.Signed && slices.Contains(fell, seat.ID) {
				seat.reopen(again(*seat))
			}
		})
	})
	return next, change, nil
}

// Escalate adds a task to the seat of task: either fills it (approval.deadline).
func (s Slate) Escalate(task, added TaskID) (Slate, Change) {
	return s.changed(func(next *Slate) {
		next.at(task, func(seat *Seat) { seat.Tasks = append(seat.Tasks, added) })
	})
}

// Where says where added signers stand to the seat that adds them.
type Where string

// The places of added signers: they sign before the seat may, beside it, or
// after it has signed.
const (
	Before   Where = "before"
	Together Where = "together"
	After    Where = "after"
)

// Add gives the seat of task signers of its own (加签). Several rounds go one
// after another.
func (s Slate) Add(task TaskID, where Where, rounds Rounds) (Slate, Change, error) {
	if err := s.mayAct(task); err != nil {
		return s, Change{}, err
	}
	next, change := s.changed(func(next *Slate) {
		next.at(task, func(seat *Seat) {
			switch where {
			case Before:
				seat.Before = append(seat.Before, rounds...)
			case Together:
				seat.With = append(seat.With, rounds...)
			case After:
				seat.After = append(seat.After, rounds...)
			}
		})
	})
	return next, change, nil
}

// Remove takes away a seat that by has added and that nobody has filled (减签).
func (s Slate) Remove(seat TaskID, by PersonID) (Slate, Change, error) {
	found, ok := s.SeatOf(seat)
	switch {
	case !ok || found.Gone:
		return s, Change{}, Refuse(Conflict, s.Clause, "task-closed")
	case found.Added == "" || found.Added != by:
		return s, Change{}, Refuse(Forbidden, regulation.ApprovalAddSigner, "not-your-signer")
	case found.Signed:
		return s, Change{}, Refuse(Conflict, regulation.ApprovalAddSigner, "signer-has-signed")
	}
	next, change := s.changed(func(next *Slate) {
		next.at(seat, func(gone *Seat) { gone.Gone = true })
	})
	return next, change, nil
}

// TakeBack takes back the signature of person, who fills a seat, while nobody has
// acted after it; task is what waits for the seat from now on (拿回). Whoever the
// seat has added and who has signed before it stays.
func (s Slate) TakeBack(seat, task TaskID, person PersonID) (Slate, Change, error) {
	found, ok := s.SeatOf(seat)
	if !ok || !found.Signed || found.By != person {
		return s, Change{}, Refuse(Conflict, regulation.ApprovalTakeBack, "nothing-to-take-back")
	}
	if _, acted := s.Rounds.actedAfter(seat); acted || s.Settled() {
		return s, Change{}, Refuse(Conflict, regulation.ApprovalTakeBack, "take-back-too-late")
	}
	next, change := s.changed(func(next *Slate) {
		next.at(seat, func(back *Seat) { back.reopen(task) })
	})
	return next, change, nil
}

// actedAfter says whether somebody has signed who comes after the seat.
func (rs Rounds) actedAfter(seat TaskID) (found, acted bool) {
	for i, r := range rs {
		for _, s := range r.Seats {
			if s.ID == seat {
				found, acted = true, s.After.signed()
			} else {
				found, acted = s.actedAfter(seat)
			}
			if found {
				return true, acted || rs[i+1:].signed()
			}
		}
	}
	return false, false
}

// actedAfter says it for the seats that signers have added to this one.
func (s Seat) actedAfter(seat TaskID) (found, acted bool) {
	if found, acted = s.Before.actedAfter(seat); found {
		return true, acted || s.Signed || s.With.signed() || s.After.signed()
	}
	if found, acted = s.With.actedAfter(seat); found {
		return true, acted
	}
	return s.After.actedAfter(seat)
}

// signed reports whether anybody has signed in the rounds.
func (rs Rounds) signed() (any bool) {
	rs.each(func(s *Seat) { any = any || s.Signed })
	return any
}

// mayAct refuses a task whose turn it is not.
func (s Slate) mayAct(task TaskID) error {
	if !slices.Contains(s.Waiting(), task) {
		return Refuse(Conflict, s.Clause, "task-closed")
	}
	return nil
}

// at changes the seat that a task stands for.
func (s *Slate) at(task TaskID, change func(*Seat)) {
	var found *Seat
	s.Rounds.each(func(seat *Seat) {
		if seat.ID == task || slices.Contains(seat.Tasks, task) {
			found = seat
		}
	})
	if found != nil {
		change(found)
	}
}
