package models

import (
	"encoding/json"
	"time"

	"countersign/models/regulation"
)

// Kind is the kind of a case: the workflow type, the policy object, the URL.
type Kind string

// The kinds of case.
const (
	KindSampleRequest     Kind = "sample_request"
	KindSampleMonthEnd    Kind = "sample_month_end"
	KindSampleRequisition Kind = "sample_requisition"
	KindException         Kind = "exception"
	KindMatrixChange      Kind = "matrix_change"
	KindParameterChange   Kind = "parameter_change"
	KindRevocation        Kind = "revocation"
	KindForm              Kind = "form" // of a form that the company defined itself
)

// Kinds lists every kind of case.
var Kinds = []Kind{KindSampleRequest, KindSampleMonthEnd, KindSampleRequisition, KindException, KindMatrixChange, KindParameterChange, KindRevocation, KindForm}

// State is where a case stands.
type State string

// The states of a case. Draft, Running and Returned are open.
const (
	Draft     State = "draft"     // not submitted: a row, no workflow
	Running   State = "running"   // signatures are collected
	Returned  State = "returned"  // sent back to the applicant
	Effective State = "effective" // in force: signed, now carried out
	Done      State = "done"
	Refused   State = "refused"
	Withdrawn State = "withdrawn"
	Revoked   State = "revoked" // took effect and was made void by another case
)

// Open reports whether a workflow is at work on a case in this state.
func (s State) Open() bool { return s == Running || s == Returned || s == Effective }

// Digest seals a document as its signers see it: HMAC-SHA256 with the salt of its case, in hex.
type Digest string

// A Case is one run of a procedure.
type Case struct {
	ID        CaseID
	Kind      Kind
	Form      string // the code of the company's own form; empty for another kind
	Company   CompanyID
	Unit      UnitID // the applicant's department
	Applicant PersonID
	Number    *string // nil until submitted
	State     State
	Digest    Digest // of the document now in force
	Amount    Cents
	Rulebook  int
	Matrix    int // the version of the authority matrix that the case began with; 0 = the regulations' own
	// Subject is the case that this one is about: an exception's draft.
	Subject *CaseID
	Level   Level
	// Bound says that it may be withdrawn only until somebody has signed.
	Bound     bool
	OpenedAt  time.Time
	ClosedAt  *time.Time
	UpdatedAt time.Time
	// Clause and Reason say why a case was refused; Reason is content.
	Clause *regulation.ID
	Seq    int64  // of the last event
	Head   string // its hash
	Salt   Salt   // read where the case is held, and nowhere else
}

// A Document is what a case carries. Its JSON is its content.
type Document interface {
	// Kind is the kind of case that carries the document.
	Kind() Kind
}

// DigestOf seals a document with the digests and names of its attachments. The JSON of a
// Go struct has one form, so equal content of a case has equal digests.
func DigestOf(salt Salt, doc Document, attachments []string) (Digest, error) {
	body, err := json.Marshal(struct {
		Kind        Kind     `json:"kind"`
		Document    Document `json:"document"`
		Attachments []string `json:"attachments,omitempty"`
	}{doc.Kind(), doc, attachments})
	if err != nil {
		return "", err
	}
	return Digest(salt.digest(body)), nil
}
