package models

import "time"

// An OpenCase is an open case as the records have it, for `countersign check`.
type OpenCase struct {
	ID      CaseID
	Kind    Kind
	Number  *string
	State   State
	Seq     int64
	Heard   int64     // the last event that its workflow took part in: reminders are none
	Since   time.Time // of the last change
	Waiting int       // open tasks
	Held    int       // open tasks whose post somebody holds, or whose person is in force
}

// RemindedEvent is the kind of the entry that a reminder leaves. Reminders are sent in
// bulk from the deadlines in the records; the case's workflow does not hear of them.
const RemindedEvent = "reminded"

// Trouble is what is wrong with an open case.
type Trouble string

// The troubles: nobody can act, nothing waits, no workflow runs, the workflow
// has not heard of acts that the records have, or the other way round.
const (
	NobodyHolds  Trouble = "nobody-holds"
	NothingWaits Trouble = "nothing-waits"
	NoWorkflow   Trouble = "no-workflow"
	Behind       Trouble = "behind"
	Ahead        Trouble = "ahead"
	// Unexamined says that the case could not be looked at, or not mended.
	Unexamined Trouble = "unexamined"
	// BrokenChain says that the history of the case is not as it was written (approval.record).
	BrokenChain Trouble = "broken-chain"
)

// Troubles lists every trouble.
var Troubles = []Trouble{NobodyHolds, NothingWaits, NoWorkflow, Behind, Ahead, Unexamined, BrokenChain}

// An Examination is one look at all open cases, and what was found wrong.
type Examination struct {
	At       time.Time
	Checked  int
	Findings []Finding
}

// Left are the findings that were not mended.
func (e Examination) Left() (left []Finding) {
	for _, f := range e.Findings {
		if !f.Repaired {
			left = append(left, f)
		}
	}
	return left
}

// A Finding is one trouble of one case. Repaired says that it was mended; Seq is the
// entry at which a history is broken.
type Finding struct {
	Case     CaseID  `json:"case"`
	Kind     Kind    `json:"kind"`
	Number   string  `json:"number,omitempty"`
	Trouble  Trouble `json:"trouble"`
	Repaired bool    `json:"repaired,omitempty"`
	Seq      int64   `json:"seq,omitempty"`
}
