package models

import (
	"slices"

	"countersign/models/regulation"
)

// A Handed seat was transferred or delegated: the task that By had, and its place
// among the tasks of the seat. Superiors to whom the seat went up have places of
// their own, so what one hands on takes it from nobody else (approval.deadline).
type Handed struct {
	Task TaskID   `json:"task"`
	By   PersonID `json:"by"`
	At   int      `json:"at,omitempty"`
}

// Hand gives the task of a seat, which by has, to another: to is the task that waits
// from now on (转办). With comesBack it returns to who handed it (委派).
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
			at := slices.Index(seat.Tasks, task)
			seat.Tasks[at] = to
			seat.Handed = append(seat.Handed, Handed{task, by, at})
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
	if seat, _ := s.SeatOf(task); seat.Asks == "" || seat.instead(seat.Asks) != task {
		return s, Change{}, Refuse(Conflict, regulation.ApprovalDelegate, "not-delegated")
	}
	next, change := s.changed(func(next *Slate) {
		next.at(task, func(seat *Seat) { seat.back(seat.Asks, to) })
	})
	return next, change, nil
}

// Recall takes back what by has transferred or delegated, while who got it has neither
// signed nor handed it on: handed is the task that by had, to the one that waits from
// now on (撤回转办、撤回委派).
func (s Slate) Recall(handed, to TaskID, by PersonID) (Slate, Change, error) {
	seat, ok := s.SeatHanded(handed)
	h, _ := seat.handed(handed)
	switch {
	case !ok || h.By != by:
		return s, Change{}, Refuse(Conflict, regulation.ApprovalTransfer, "nothing-to-recall")
	case s.Settled() || seat.Signed || seat.Gone || seat.Covered || !seat.last(h):
		return s, Change{}, Refuse(Conflict, seat.handedUnder(handed), "recall-too-late")
	}
	next, change := s.changed(func(next *Slate) {
		next.at(seat.ID, func(seat *Seat) { seat.back(handed, to) })
	})
	return next, change, nil
}

// SeatHanded is the seat that was handed on with a task and has not come back.
func (s Slate) SeatHanded(task TaskID) (seat Seat, ok bool) {
	s.Rounds.each(func(found *Seat) {
		if _, handed := found.handed(task); handed {
			seat, ok = *found, true
		}
	})
	return seat, ok
}

// HandedTo is the task that waits instead of one with which a seat was handed on;
// empty where none was.
func (s Slate) HandedTo(task TaskID) TaskID {
	seat, _ := s.SeatHanded(task)
	return seat.instead(task)
}

// Recallable are the tasks by which a person has handed on seats that could still be
// recalled, with the task that waits instead of each.
func (s Slate) Recallable(by PersonID) map[TaskID]TaskID {
	tasks := map[TaskID]TaskID{}
	s.Rounds.each(func(seat *Seat) {
		for _, h := range seat.Handed {
			if h.By == by && seat.last(h) && !seat.Signed && !seat.Gone && !seat.Covered && !s.Settled() {
				tasks[h.Task] = seat.instead(h.Task)
			}
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

// handed finds the handing with a task.
func (s Seat) handed(task TaskID) (h Handed, ok bool) {
	at := slices.IndexFunc(s.Handed, func(h Handed) bool { return h.Task == task })
	if at < 0 {
		return h, false
	}
	return s.Handed[at], true
}

// instead is the task that waits where the handed one did.
func (s Seat) instead(task TaskID) TaskID {
	h, ok := s.handed(task)
	if !ok || len(s.Tasks) == 0 {
		return ""
	}
	return s.Tasks[min(h.At, len(s.Tasks)-1)]
}

// last reports whether who got the handed task has not handed it on.
func (s Seat) last(h Handed) bool {
	return !slices.ContainsFunc(s.Handed[slices.Index(s.Handed, h)+1:], func(o Handed) bool { return o.At == h.At })
}

// back has to wait where the handed task did.
func (s *Seat) back(handed, to TaskID) {
	h, _ := s.handed(handed)
	if s.Asks == handed {
		s.Asks = ""
	}
	s.Tasks[min(h.At, len(s.Tasks)-1)], s.Handed = to, s.before(handed)
}

// before is how the seat came to who handed it on with a task.
func (s Seat) before(task TaskID) (left []Handed) {
	h, _ := s.handed(task)
	over := false
	for _, o := range s.Handed {
		over = over || o == h
		if !over || o.At != h.At {
			left = append(left, o)
		}
	}
	return left
}
