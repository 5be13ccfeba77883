package models

import (
	"encoding/json"
	"time"

	"countersign/models/regulation"
)

// Verb is what a person does to a case: one word in API, policy, history and text.
type Verb string

// The verbs of every procedure.
const (
	Submit   Verb = "submit"
	Sign     Verb = "sign"
	RefuseIt Verb = "refuse"
	SendBack Verb = "send_back"
	Resubmit Verb = "resubmit"
	Withdraw Verb = "withdraw"
	Comment  Verb = "comment"
	Read     Verb = "read"
)

// The verbs by which signers arrange who signs.
const (
	Transfer     Verb = "transfer"      // 转办: another answers for the seat
	Delegate     Verb = "delegate"      // 委派: another looks first, and returns it
	Advise       Verb = "advise"        // who was delegated to gives it back
	Recall       Verb = "recall"        // 撤回转办、撤回委派
	AddSigner    Verb = "add_signer"    // 加签
	RemoveSigner Verb = "remove_signer" // 减签
	TakeBack     Verb = "take_back"     // 拿回
	Copy         Verb = "copy"          // 抄送
	Remind       Verb = "remind"        // 催办
	Ask          Verb = "ask"           // the applicant is asked
	Answer       Verb = "answer"        // and answers
)

// Carry carries out a task of a company's own form.
const Carry Verb = "carry_out"

// The verbs of sample procedures.
const (
	Collect          Verb = "collect"            // finance takes the money
	ReturnToWorkshop Verb = "return_to_workshop" // production does the formality
	RegisterStock    Verb = "register_stock"     // the storekeeper registers it
	HandOver         Verb = "hand_over"          // the workshop gives the sample out
	Take             Verb = "take"               // the applicant signs the ledger
	Release          Verb = "release"            // the guard lets it out
	Renew            Verb = "renew"              // the workshop gives an expired pass its time again
	Total            Verb = "total"              // production totals the month
	Explain          Verb = "explain"            // production's head explains a difference
	Report           Verb = "report"             // production reports to finance
	Book             Verb = "book"               // finance books
	StockOut         Verb = "stock_out"          // the storekeeper issues
)

// An Act is one thing that one person does to a case. It travels through
// Temporal: ids, digests and enums only; content lies in PostgreSQL under ID.
type Act struct {
	ID     ActID    `json:"id"`
	Case   CaseID   `json:"case"`
	Task   TaskID   `json:"task,omitempty"` // empty for acts on the case itself
	Verb   Verb     `json:"verb"`
	Actor  PersonID `json:"actor"`
	Digest Digest   `json:"digest,omitempty"` // what the actor was shown
}

// Content is what a person writes with an act: kept in PostgreSQL under the act's id.
type Content struct {
	Comment string `json:"comment,omitempty"`
	// Data is the act's own form, decoded strictly by the effect that it has.
	Data json.RawMessage `json:"data,omitempty"`
	// Proof shows that the signer is present (approval.step-up).
	Proof Given `json:"proof,omitzero"`
}

// A Receipt proves an act: the same act gets the same receipt for ever.
type Receipt struct {
	Act    ActID         `json:"act"`
	Case   CaseID        `json:"case"`
	Number string        `json:"number,omitempty"`
	Verb   Verb          `json:"verb"`
	At     time.Time     `json:"at"`
	Seq    int64         `json:"seq"` // of the event
	Hash   string        `json:"hash"`
	Clause regulation.ID `json:"clause,omitempty"`
	State  State         `json:"state"`
}

// An Event is one entry of the history of a case; Hash seals it and all before
// it (approval.record).
type Event struct {
	Case   CaseID
	Seq    int64
	Kind   string // a verb, or what the machine did: numbered, opened, escalated …
	Actor  *PersonID
	Post   *PostID
	Task   *TaskID
	Clause regulation.ID
	Body   json.RawMessage // ids, digests and enums; the comment's digest
	At     time.Time
	Prev   string
	Hash   string
}
