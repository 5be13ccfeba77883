package models

import "slices"

// Suffices reports whether given, tasks that have gone up to superiors, are as many as
// the round of task still needs, so that its own seat need not go up as well: one of a
// round that one fills, one of a department (approval.deadline).
func (s Slate) Suffices(given []TaskID, task TaskID) bool {
	at := s.RoundOf(task)
	if at == 0 || s.Rounds[at-1].Mode == All {
		return false
	}
	round := s.Rounds[at-1]
	i := slices.IndexFunc(round.Seats, func(seat Seat) bool { return slices.Contains(seat.Tasks, task) })
	if i < 0 {
		return false // added by a signer
	}
	up, signed := 0, 0
	for _, seat := range round.Seats {
		if round.Mode == Departments && seat.Unit != round.Seats[i].Unit {
			continue
		}
		if seat.complete() {
			signed++
		}
		if slices.ContainsFunc(given, func(g TaskID) bool { return slices.Contains(seat.Tasks, g) }) {
			up++
		}
	}
	if round.Mode == Quorum {
		return up >= round.Need-signed
	}
	return up >= 1
}
