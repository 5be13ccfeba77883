package models

import "slices"

// Instead has the task to wait for a seat in the place of task (approval.absence); ok
// is false where task does not wait on the slate. Nothing else changes, so it may
// be done and undone as often as people go and come back.
func (s Slate) Instead(task, to TaskID) (next Slate, ok bool) {
	if !slices.Contains(s.Waiting(), task) {
		return s, false
	}
	next = s
	next.Rounds = s.Rounds.clone()
	next.at(task, func(seat *Seat) {
		for i := range seat.Tasks {
			if seat.Tasks[i] == task {
				seat.Tasks[i], ok = to, true
			}
		}
	})
	return next, ok
}

// EachSigned names who has filled each seat, and in whose name.
func (s Slate) EachSigned(look func(by, principal PersonID)) {
	s.Rounds.each(func(seat *Seat) {
		if seat.Signed {
			look(seat.By, seat.For)
		}
	})
}
