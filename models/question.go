package models

import (
	"time"

	"countersign/models/regulation"
)

// A Question asks whether a person may do something: everything that decides
// is in it, read in one transaction.
type Question struct {
	Verb  Verb
	Kind  Kind
	Actor Standing
	// Who is the person whose power is used: the actor, or the principal of Proxy.
	Who   Standing
	Proxy *Proxy
	Case  *CaseFacts // nil where no case is concerned yet
	Task  *TaskFacts // nil for acts on the case itself
	Now   time.Time
}

// CaseFacts are what policies look at in a case.
type CaseFacts struct {
	ID      CaseID
	Company CompanyID
	Unit    UnitID
	State   State
	Amount  Cents
	// Requesters filled, edited, submitted or benefit; About are those concerned;
	// Parties are all who ever had a task, signed, or were copied.
	Applicant  PersonID
	Requesters []PersonID
	About      []PersonID
	Parties    []PersonID
	// Posts are the posts that have or had a task of the case.
	Posts []PostID
	// Digest is of the document now in force; Shown is what the actor was shown.
	Digest, Shown Digest
}

// TaskFacts are what policies look at in a task.
type TaskFacts struct {
	ID     TaskID
	Step   Step
	Verb   Verb // the verb that the task waits for
	Post   PostID
	Person PersonID // set where the task waits for a person
	Open   bool
	// Signers have filled a seat of the same slate, themselves or as principals.
	Signers []PersonID
}

// A Decision is the answer to a Question. It always names its clause.
type Decision struct {
	Allowed bool              `json:"allowed"`
	Clause  regulation.Clause `json:"clause"`
	Rule    string            `json:"rule"`            // the policy row's condition
	Key     string            `json:"key,omitempty"`   // message of a refusal
	Proxy   ProxyID           `json:"proxy,omitempty"` // the proxy that carried it
	Who     PersonID          `json:"who,omitempty"`   // whose power was used
	Post    PostID            `json:"post,omitempty"`  // the post that was used
	Version int64             `json:"version"`         // of the policy
}

// Err is nil when allowed, else the refusal with its clause.
func (d Decision) Err() error {
	if d.Allowed {
		return nil
	}
	return Refuse(Forbidden, d.Clause, d.Key)
}
