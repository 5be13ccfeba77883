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

// Step names a step of a procedure, as the authority matrix writes it.
type Step string

// The steps of every procedure.
const (
	StepSignatures Step = "signatures" // the case is countersigned
	StepRevise     Step = "revise"     // the applicant mends what was sent back
)

// The steps of sample procedures, named by the deed that they wait for.
const (
	StepCollect          Step = "collect"
	StepReturnToWorkshop Step = "return_to_workshop"
	StepRegisterStock    Step = "register_stock"
	StepHandOver         Step = "hand_over"
	StepTake             Step = "take"
	StepRelease          Step = "release"
	StepTotal            Step = "total"
	StepExplain          Step = "explain"
	StepReport           Step = "report"
	StepBook             Step = "book"
	StepStockOut         Step = "stock_out"
)

// A Slate is the list of acts that a step needs: signatures, or one deed of
// whoever holds the post. Rounds go one after another (authority.matrix).
type Slate struct {
	Step    Step              `json:"step"`
	Clause  regulation.Clause `json:"clause"`
	Verb    Verb              `json:"verb"`
	Attempt int               `json:"attempt"`
	Rounds  []Round           `json:"rounds"`
}

// A Round needs some of its seats.
type Round struct {
	Mode  Mode   `json:"mode"`
	Need  int    `json:"need,omitempty"` // for Quorum
	Seats []Seat `json:"seats"`
}

// A Seat is one place on a slate. It waits for a post, or for a person where
// the clause names one.
type Seat struct {
	ID     TaskID   `json:"id"`
	Also   []TaskID `json:"also,omitempty"` // tasks that escalation added for the same seat
	Unit   UnitID   `json:"unit,omitempty"`
	Signed bool     `json:"signed,omitempty"`
	By     PersonID `json:"by,omitempty"`
	For    PersonID `json:"for,omitempty"` // the principal, where By acted as proxy
}

// Satisfied reports whether the round has what it needs.
func (r Round) Satisfied() bool {
	signed, units, left := 0, map[UnitID]bool{}, map[UnitID]bool{}
	for _, s := range r.Seats {
		left[s.Unit] = true
		if s.Signed {
			signed++
			units[s.Unit] = true
		}
	}
	switch r.Mode {
	case Any:
		return signed >= 1
	case Quorum:
		return signed >= r.Need
	case Departments:
		return len(units) == len(left)
	default:
		return signed == len(r.Seats)
	}
}

// Current is the index of the round whose turn it is; len(Rounds) when settled.
func (s Slate) Current() int {
	for i, r := range s.Rounds {
		if !r.Satisfied() {
			return i
		}
	}
	return len(s.Rounds)
}

// Settled reports whether every round has what it needs.
func (s Slate) Settled() bool { return s.Current() == len(s.Rounds) }

// Waiting lists the tasks that wait for someone now.
func (s Slate) Waiting() []TaskID {
	i := s.Current()
	if i == len(s.Rounds) {
		return nil
	}
	done := s.Rounds[i].departmentsDone()
	var tasks []TaskID
	for _, seat := range s.Rounds[i].Seats {
		if seat.Signed || done[seat.Unit] {
			continue
		}
		tasks = append(append(tasks, seat.ID), seat.Also...)
	}
	return tasks
}

func (r Round) departmentsDone() map[UnitID]bool {
	done := map[UnitID]bool{}
	if r.Mode != Departments {
		return done
	}
	for _, seat := range r.Seats {
		if seat.Signed {
			done[seat.Unit] = true
		}
	}
	return done
}

// A Change is what an act does to the tasks of a slate.
type Change struct {
	Close []TaskID `json:"close,omitempty"`
	Open  []TaskID `json:"open,omitempty"`
}

// Act fills the seat of task with person, who acts for principal (the same
// person without a proxy). It returns the slate after the act and what becomes
// of its tasks; s itself is unchanged. It refuses a task whose turn it is not
// and a person who is on the slate already (approval.one-seat).
func (s Slate) Act(task TaskID, person, principal PersonID) (Slate, Change, error) {
	before := s.Waiting()
	if !slices.Contains(before, task) {
		return s, Change{}, Refuse(Conflict, s.Clause, "task-closed")
	}
	if s.Verb == Sign && (s.Seats(person) || s.Seats(principal)) {
		return s, Change{}, Refuse(Forbidden, regulation.ApprovalOneSeat, "already-signed")
	}
	next := s.clone()
	for i := range next.Rounds {
		for j := range next.Rounds[i].Seats {
			seat := &next.Rounds[i].Seats[j]
			if seat.ID == task || slices.Contains(seat.Also, task) {
				seat.Signed, seat.By, seat.For = true, person, principal
			}
		}
	}
	after := next.Waiting()
	return next, Change{Close: without(before, after), Open: without(after, before)}, nil
}

// Seats reports whether the person has filled a seat of the slate, in person
// or through a proxy.
func (s Slate) Seats(person PersonID) bool {
	for _, r := range s.Rounds {
		for _, seat := range r.Seats {
			if seat.Signed && (seat.By == person || seat.For == person) {
				return true
			}
		}
	}
	return false
}

// Escalate adds a task to the seat of task.
func (s Slate) Escalate(task, added TaskID) Slate {
	next := s.clone()
	for i := range next.Rounds {
		for j := range next.Rounds[i].Seats {
			if seat := &next.Rounds[i].Seats[j]; seat.ID == task {
				seat.Also = append(seat.Also, added)
			}
		}
	}
	return next
}

func (s Slate) clone() Slate {
	rounds := make([]Round, len(s.Rounds))
	for i, r := range s.Rounds {
		rounds[i] = r
		rounds[i].Seats = slices.Clone(r.Seats)
		for j := range rounds[i].Seats {
			rounds[i].Seats[j].Also = slices.Clone(r.Seats[j].Also)
		}
	}
	s.Rounds = rounds
	return s
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

// SeatOf is the seat that a task belongs to; empty where it is not on the slate.
func (s Slate) SeatOf(task TaskID) TaskID {
	for _, r := range s.Rounds {
		for _, seat := range r.Seats {
			if seat.ID == task || slices.Contains(seat.Also, task) {
				return seat.ID
			}
		}
	}
	return ""
}
