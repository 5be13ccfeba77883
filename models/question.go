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
	// Principals are those whose proxies the actor holds; they open to reading the
	// case of a task that the proxy covers, and nothing else (approval.proxy).
	Principals []Principal
	// Policy is the newest version of the policy where the facts were read; 0 where
	// they were not read.
	Policy int64
}

// A Principal is someone who let the actor sign for him or her, with the
// proxy and what the principal is now.
type Principal struct {
	Proxy Proxy
	Who   Standing
}

// A Scope is a policy as a condition in SQL: SQL with a "?" for each of Args.
// It carries the seal without which the reading half refuses a protected table.
type Scope struct {
	SQL  string
	Args []any
}

// CaseFacts are what policies look at in a case.
type CaseFacts struct {
	ID      CaseID
	Form    string // the code of the company's own form; empty for another kind
	Company CompanyID
	Unit    UnitID
	State   State
	Amount  Cents
	Level   Level
	// Bound says that it may be withdrawn only until somebody has signed, Signed that
	// somebody has.
	Bound, Signed bool
	// Requesters filled, edited or submitted; Beneficiaries are those for whom a form says
	// that it is; About are those concerned, who do not even see it; Parties are all who
	// ever had a task, signed, or were copied.
	Applicant     PersonID
	Requesters    []PersonID
	Beneficiaries []PersonID
	About         []PersonID
	Parties       []PersonID
	// Posts are the posts that have or had a task of the case.
	Posts []PostID
	// Waiting are the tasks that are open now.
	Waiting []Waiting
	// SubjectRequesters are the requesters and beneficiaries of the case that this one is about.
	SubjectRequesters []PersonID
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

// Waiting is a task of a case that is open: it waits for a post or a person.
type Waiting struct {
	Verb   Verb
	Post   PostID
	Person PersonID
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

// Err is nil when allowed, else the refusal with its clause. Who was shown something
// else looks again; nobody else must act (approval.digest).
func (d Decision) Err() error {
	switch {
	case d.Allowed:
		return nil
	case d.Clause == regulation.ApprovalDigest:
		return Refuse(Conflict, d.Clause, d.Key)
	}
	return Refuse(Forbidden, d.Clause, d.Key)
}
