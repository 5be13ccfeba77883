package models

import (
	"slices"

	"countersign/models/regulation"
)

// A Handed seat was transferred or delegated: the task that By had.
type Handed struct {
	Task TaskID   `json:"task"`
	By   PersonID `json:"by"`
}

// Hand gives the seat of task, which by has, to another: to is the task that waits
// from now on (转办). With comesBack the seat returns to who handed it (委派).
func (s Slate) Hand(task, to TaskID, by PersonID, comesBack bool) (Slate, Change, error) {
	if err := s.mayAct(task); err != nil {
		return s, Change{}, err
	}
	seat, _ := s.SeatOf(task)
	if comesBack && seat.Asks != "" {
		return s, Change{}, Refuse(Conflict, regulation.ApprovalDelegate, "delegated-already")
	}
	next, change := s.changed(func(next *Slate) {
		next.at(task, func(seat *Seat) {
			seat.Tasks = []TaskID{to}
			seat.Handed = append(seat.Handed, Handed{task, by})
			if comesBack {
				seat.Asks = task
			}
		})
	})
	return next, change, nil
}

// Return gives a delegated seat back: to is the task of who delegated it.
func (s Slate) Return(task, to TaskID) (Slate, Change, error) {
	if err := s.mayAct(task); err != nil {
		return s, Change{}, err
	}
	if seat, _ := s.SeatOf(task); seat.Asks == "" {
		return s, Change{}, Refuse(Conflict, regulation.ApprovalDelegate, "not-delegated")
	}
	next, change := s.changed(func(next *Slate) {
		next.at(task, func(seat *Seat) { seat.Tasks, seat.Asks, seat.Handed = []TaskID{to}, "", seat.before(seat.Asks) })
	})
	return next, change, nil
}

// Recall takes back what by has transferred or delegated, while who got it has neither
// signed nor handed it on: handed is the task that by had, to the one that waits from
// now on (撤回转办、撤回委派).
func (s Slate) Recall(handed, to TaskID, by PersonID) (Slate, Change, error) {
	seat, ok := s.SeatHanded(handed)
	last := len(seat.Handed) - 1
	switch {
	case !ok || !slices.Contains(seat.Handed, Handed{handed, by}):
		return s, Change{}, Refuse(Conflict, regulation.ApprovalTransfer, "nothing-to-recall")
	case s.Settled() || seat.Signed || seat.Gone || seat.Covered || seat.Handed[last].Task != handed:
		return s, Change{}, Refuse(Conflict, seat.handedUnder(handed), "recall-too-late")
	}
	next, change := s.changed(func(next *Slate) {
		next.at(seat.ID, func(back *Seat) {
			if back.Asks == handed {
				back.Asks = ""
			}
			back.Tasks, back.Handed = []TaskID{to}, back.before(handed)
		})
	})
	return next, change, nil
}

// SeatHanded is the seat that was handed on with a task and has not come back.
func (s Slate) SeatHanded(task TaskID) (seat Seat, ok bool) {
	s.Rounds.each(func(found *Seat) {
		if slices.ContainsFunc(found.Handed, func(h Handed) bool { return h.Task == task }) {
			seat, ok = *found, true
		}
	})
	return seat, ok
}

// Recallable are the tasks by which a person has handed on seats that could still be
// recalled, with the tasks that wait for each instead.
func (s Slate) Recallable(by PersonID) map[TaskID][]TaskID {
	tasks := map[TaskID][]TaskID{}
	s.Rounds.each(func(seat *Seat) {
		last := len(seat.Handed) - 1
		if last >= 0 && seat.Handed[last].By == by && !seat.Signed && !seat.Gone && !seat.Covered && !s.Settled() {
			tasks[seat.Handed[last].Task] = seat.Tasks
		}
	})
	return tasks
}

// HandedUnder is the clause by which a seat was handed on with a task.
func (s Slate) HandedUnder(task TaskID) regulation.Clause {
	seat, _ := s.SeatHanded(task)
	return seat.handedUnder(task)
}

func (s Seat) handedUnder(task TaskID) regulation.Clause {
	if s.Asks == task {
		return regulation.ApprovalDelegate
	}
	return regulation.ApprovalTransfer
}

// before is how the seat came to who handed it on with a task.
func (s Seat) before(task TaskID) []Handed {
	at := slices.IndexFunc(s.Handed, func(h Handed) bool { return h.Task == task })
	return append([]Handed(nil), s.Handed[:max(at, 0)]...)
}
