package models

import "slices"

// ToCome are the tasks of seats that wait for others now and for their own holders
// later, so far as anybody is still needed there. True says of a task that signers
// whom its holder has added come first.
func (s Slate) ToCome() map[TaskID]bool {
	tasks := map[TaskID]bool{}
	if len(s.Rounds) == 0 || s.Settled() {
		return tasks
	}
	for i := s.Current(); i < len(s.Rounds); i++ {
		if s.Rounds[i : i+1].settled() {
			continue
		}
		s.Rounds[i : i+1].each(func(seat *Seat) {
			first := !seat.Before.settled()
			if seat.Signed || seat.Gone || seat.Covered || i == s.Current() && !first {
				return
			}
			for _, task := range seat.Tasks {
				tasks[task] = first
			}
		})
	}
	return tasks
}

// Lacks are the tasks of seats that have no signature and need one, by seat: for whom
// they wait, or will when a case that was sent back comes again. What was delegated is
// the signer's again then.
func (s Slate) Lacks() map[TaskID][]TaskID {
	tasks := map[TaskID][]TaskID{}
	for i := range s.Rounds {
		if s.Rounds[i : i+1].settled() {
			continue
		}
		s.Rounds[i : i+1].each(func(seat *Seat) {
			switch {
			case seat.Signed || seat.Gone || seat.Covered:
			case seat.Asks != "":
				again := *seat
				again.Tasks = slices.Clone(seat.Tasks)
				again.back(seat.Asks, seat.Asks)
				tasks[seat.ID] = again.Tasks
			default:
				tasks[seat.ID] = seat.Tasks
			}
		})
	}
	return tasks
}
