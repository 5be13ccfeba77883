package models

// A Seat is one place on a slate. It waits for a post, or for a person where
// the clause or a signer names one.
type Seat struct {
	ID TaskID `json:"id"`
	// Tasks are those that wait for the seat, any of which fills it: one at first,
	// more after escalation, another after a transfer.
	Tasks  []TaskID `json:"tasks"`
	Unit   UnitID   `json:"unit,omitempty"`
	Signed bool     `json:"signed,omitempty"`
	By     PersonID `json:"by,omitempty"`
	For    PersonID `json:"for,omitempty"` // the principal, where By acted as proxy

	// Rounds that the signer added: before the seat may sign, beside it, and after
	// it has signed. The seat is complete when all of them are.
	Before Rounds   `json:"before,omitempty"`
	With   Rounds   `json:"with,omitempty"`
	After  Rounds   `json:"after,omitempty"`
	Added  PersonID `json:"added,omitempty"` // by whom, where a signer added the seat
	Gone   bool     `json:"gone,omitempty"`  // taken away again
	// Once are those whose signature for another seat of the slate, in a round from
	// Since to this one, is for this seat as well. Covered says that there is one: the
	// seat waits no longer, and nobody has signed it. When that signature falls or is
	// somebody else's, the seat waits again.
	Once    []PersonID `json:"once,omitempty"`
	Since   int        `json:"since,omitempty"`
	Covered bool       `json:"covered,omitempty"`
	// Proof is what a signature must come with to be for this seat as well
	// (approval.step-up).
	Proof Proof `json:"proof,omitempty"`
	// Asks is the task of the signer who delegated and gets the seat back.
	Asks TaskID `json:"asks,omitempty"`
	// Handed is how the seat came to who has it, the latest last.
	Handed []Handed `json:"handed,omitempty"`
}

// complete reports whether the seat has all that it needs.
func (s Seat) complete() bool {
	return s.Signed && s.Before.settled() && s.With.settled() && s.After.settled()
}

func (s Seat) waiting() (tasks []TaskID) {
	if !s.Before.settled() {
		return s.Before.waiting()
	}
	if s.Signed {
		tasks = append(tasks, s.After.waiting()...)
	} else {
		tasks = append(tasks, s.Tasks...)
	}
	return append(tasks, s.With.waiting()...)
}
