package api

import (
	"time"

	"countersign/models"
)

// A SlateView is a step of a case with the seats that it needs.
type SlateView struct {
	Step     models.Step `json:"step"`
	StepName string      `json:"stepName"`
	Attempt  int         `json:"attempt"`
	Verb     models.Verb `json:"verb"`
	VerbName string      `json:"verbName"`
	Clause   ClauseView  `json:"clause"`
	// Current says that the slate is the one at work now.
	Current bool        `json:"current"`
	Rounds  []RoundView `json:"rounds"`
}

// A RoundView is a round of a slate.
type RoundView struct {
	Mode     models.Mode `json:"mode"`
	ModeName string      `json:"modeName"`
	Need     int         `json:"need"`
	// Left says of a round without seats why it has none.
	Left  []LeftOut  `json:"left,omitempty"`
	Seats []SeatView `json:"seats"`
	// Proof is strong where its signatures need a passkey or a code (approval.step-up).
	Proof models.Proof `json:"proof,omitempty"`
}

// A SeatView is a task of a slate: who must act, or who has.
type SeatView struct {
	Task      models.TaskID `json:"task"`
	Verb      models.Verb   `json:"verb"`    // what the task waits for
	Post      string        `json:"post"`    // title with unit; empty where it waits for a person
	Holders   []string      `json:"holders"` // who holds the post now, or the person
	State     string        `json:"state"`   // ahead, open, done, void
	StateName string        `json:"stateName"`
	Why       string        `json:"why,omitempty"` // how it came to this post, where it was not laid down so
	Clause    ClauseView    `json:"clause"`
	OpenedAt  *time.Time    `json:"openedAt,omitempty"`
	DueAt     *time.Time    `json:"dueAt,omitempty"`
	DueWhy    string        `json:"dueWhy,omitempty"` // "3 working days: …", or without DueAt why there is none
	Overdue   bool          `json:"overdue,omitempty"`
	By        string        `json:"by,omitempty"`  // who acted
	For       string        `json:"for,omitempty"` // the principal, where a proxy acted
	// Absent is who is away, and Stands who acts for that person, in words: 王五 代 张三（休假）.
	Absent   string     `json:"absent,omitempty"`
	Stands   string     `json:"stands,omitempty"`
	ClosedAt *time.Time `json:"closedAt,omitempty"`
	// Seat is the place on the slate for which the task waits: several tasks can, one
	// after another or at once.
	Seat models.TaskID `json:"seat"`
	// Added says that a signer added the seat, Place where; Removable that the reader
	// added it and may take it away again.
	Added     bool       `json:"added,omitempty"`
	Place     *PlaceView `json:"place,omitempty"`
	Removable bool       `json:"removable,omitempty"`
	Mine      bool       `json:"mine,omitempty"` // the reader has acted here
	// Decision is what was signed: sign, refuse or send_back.
	Decision     models.Verb `json:"decision,omitempty"`
	DecisionName string      `json:"decisionName,omitempty"`
	// Fell says that the decision does not count any more, FellWhy why; DecisionName
	// says it in words then.
	Fell    bool   `json:"fell,omitempty"`
	FellWhy string `json:"fellWhy,omitempty" enum:"taken_back,sent_back,changed"`
	// InPlaceOf is the post whose seat it is, where it came to a person by name.
	InPlaceOf string `json:"inPlaceOf,omitempty"`
	// Proof is what a signature here needs; ProofName how it was proved (approval.step-up).
	Proof     models.Proof `json:"proof,omitempty"`
	ProofName string       `json:"proofName,omitempty"`
}

// A SignatureView is a signature with what it binds.
type SignatureView struct {
	At           time.Time   `json:"at"`
	Step         models.Step `json:"step"`
	Decision     models.Verb `json:"decision"`
	DecisionName string      `json:"decisionName"`
	Person       Ref         `json:"person"`
	Principal    *Ref        `json:"principal,omitempty"` // where a proxy signed
	// Absent is who was away, in whose place the person signed; Stands says so in words.
	Absent   *Ref          `json:"absent,omitempty"`
	Stands   string        `json:"stands,omitempty"`
	Post     string        `json:"post,omitempty"`
	Digest   models.Digest `json:"digest"`
	Clause   ClauseView    `json:"clause"`
	Rulebook int           `json:"rulebook"`
	Comment  string        `json:"comment,omitempty"`
	// FellAt is when it fell, FellWhy why, FellName in words.
	FellAt   *time.Time `json:"fellAt,omitempty"`
	FellWhy  string     `json:"fellWhy,omitempty" enum:"taken_back,sent_back,changed"`
	FellName string     `json:"fellName,omitempty"`
	Proof    *ProofView `json:"proof,omitempty"` // how the signer proved to be present
}

// An EventView is an entry of the history of a case in words.
type EventView struct {
	Seq     int64       `json:"seq"`
	At      time.Time   `json:"at"`
	Kind    string      `json:"kind"`
	Text    string      `json:"text"`
	Actor   *Ref        `json:"actor,omitempty"` // nil: the machine
	Post    string      `json:"post,omitempty"`
	Clause  *ClauseView `json:"clause,omitempty"`
	Comment string      `json:"comment,omitempty"`
	// Mentions are whom a comment names, Copied who was given a copy by the act, and
	// Files what came with it.
	Mentions []NamedView `json:"mentions,omitempty"`
	Copied   []NamedView `json:"copied,omitempty"`
	// People are those to whom a task was handed, who were added, or whose seat was
	// taken away.
	People []NamedView `json:"people,omitempty"`
	// Back is where a case was sent back to; nil for other acts.
	Back    *BackView        `json:"back,omitempty"`
	Voucher string           `json:"voucher,omitempty"` // that the act names
	Files   []AttachmentView `json:"files,omitempty"`
	Prev    string           `json:"prev"`
	Hash    string           `json:"hash"`
}

// A BackView is where a case was sent back to: to the applicant, or to a round.
type BackView struct {
	Round int      `json:"round,omitempty"` // the first is 1; 0: to the applicant
	Who   []string `json:"who,omitempty"`   // the posts of the round, or its people
	// Whole says that everything since is signed again; else it comes straight back to
	// who sent it (approval.send-back).
	Whole bool `json:"whole"`
}

// A NamedView is a person with the name in the reader's language, and in the other
// language where it has one: a comment may be written in either.
type NamedView struct {
	ID   models.PersonID `json:"id"`
	Name string          `json:"name"`
	Also string          `json:"also,omitempty"`
}

// A WhoCould lists who could do a verb on a case, and why the person who asks may
// or may not.
type WhoCould struct {
	Verb models.Verb `json:"verb"`
	// Mine is the answer for the person who asks.
	Mine ActView `json:"mine"`
	// Seats are of the open tasks that wait for the verb.
	Seats []SeatView `json:"seats"`
	// Rules are the policy's rows in the order in which they decide, as they stand
	// for the person who asks.
	Rules []RuleTruth `json:"rules"`
}

// A RuleTruth is a policy row with the truth of it for the person who asks.
type RuleTruth struct {
	Condition string      `json:"condition"`
	Allows    bool        `json:"allows"`
	Clause    ClauseView  `json:"clause"`
	Holds     bool        `json:"holds"`
	Decides   bool        `json:"decides"` // the first row that holds
	Words     []WordTruth `json:"words"`
}

// A WordTruth is one word of a condition with its truth.
type WordTruth struct {
	Word  string `json:"word"`
	Text  string `json:"text"` // the word in words
	Holds bool   `json:"holds"`
}
