package api

import (
	"encoding/json"
	"time"

	"countersign/models"
	"countersign/models/form"
	"countersign/models/regulation"
)

// A CaseView is a case as one person may see it, in that person's language.
type CaseView struct {
	ID        models.CaseID `json:"id"`
	Kind      models.Kind   `json:"kind"`
	KindName  string        `json:"kindName"`
	Number    string        `json:"number,omitempty"`
	State     StateView     `json:"state"`
	Digest    models.Digest `json:"digest"` // of the document shown: what an act must name
	Applicant Ref           `json:"applicant"`
	Unit      Ref           `json:"unit"`
	Company   CompanyView   `json:"company"`
	OpenedAt  time.Time     `json:"openedAt"`
	UpdatedAt time.Time     `json:"updatedAt"`
	ClosedAt  *time.Time    `json:"closedAt,omitempty"`
	// Clause is why a refused case was refused.
	Clause *ClauseView `json:"clause,omitempty"`
	// Subject is the case that this one is about.
	Subject     *models.CaseID   `json:"subject,omitempty"`
	Document    DocumentView     `json:"document"`
	Slates      []SlateView      `json:"slates"`
	Signatures  []SignatureView  `json:"signatures"`
	Events      []EventView      `json:"events"`
	Attachments []AttachmentView `json:"attachments"`
	// Acts are what this person may do now; Barred what waits for others or is
	// refused, each with its clause.
	Acts   []ActView `json:"acts"`
	Barred []ActView `json:"barred"`
	// Exceptions that were asked for this case; of an exception itself, the
	// earlier ones to the same clause.
	Exceptions []ExceptionView `json:"exceptions"`
	// Revocations of this case that were asked for.
	Revocations []RevocationView `json:"revocations"`
	// Takers are the others who take part: whom a comment may mention at once.
	Takers []Ref `json:"takers"`
	Seq    int64 `json:"seq"`
}

// A DocumentView is a document with its names resolved.
type DocumentView struct {
	// Raw is the document as it was sent, for a form.
	Raw json.RawMessage `json:"raw,omitempty"`
	// Fields are its single values in words, in reading order.
	Fields []FieldView  `json:"fields"`
	Lines  []LineView   `json:"lines"`
	Grams  models.Grams `json:"grams,omitempty"` // of all lines
	Cents  models.Cents `json:"cents,omitempty"` // of all lines, at the normal price
	// Free says that no price is asked (sample_request).
	Free bool `json:"free,omitempty"`
	// Form is the definition of a company's own form, in the version of the case.
	Form *form.Definition `json:"form,omitempty"`
	// Matrix is what a change of the authority matrix would change (matrix_change), and
	// Parameters what one of parameters would (parameter_change).
	Matrix     *MatrixChangeView  `json:"matrix,omitempty"`
	FormChange *FormChangeView    `json:"formChange,omitempty"`
	Parameters []ParameterChanged `json:"parameters,omitempty"`
}

// A FieldView is one value of a document, ready to be read.
type FieldView struct {
	Key   string `json:"key"`   // the JSON member
	Label string `json:"label"` // in the reader's language
	Value string `json:"value"` // of rows and files a line for each
	// Rows are those of a field that is repeated.
	Rows *RowsView `json:"rows,omitempty"`
	// Files are those of a field of files.
	Files []AttachmentView `json:"files,omitempty"`
}

// RowsView are rows of a company's own form: cells by column, ready to be read.
type RowsView struct {
	Columns []ColumnView `json:"columns"`
	Rows    [][]string   `json:"rows"`
}

// A ColumnView is a column of rows.
type ColumnView struct {
	Key    string `json:"key"`
	Label  string `json:"label"`
	Number bool   `json:"number,omitempty"`
}

// A LineView is a line of a sample document. Where there is a month end, Drawn
// and Ledger are the two counts that it compares.
type LineView struct {
	Line          int              `json:"line"`
	Variety       models.VarietyID `json:"variety"`
	Code          string           `json:"code"`
	Name          string           `json:"name"`
	Size          models.Size      `json:"size,omitempty"`
	SizeName      string           `json:"sizeName,omitempty"`
	Pieces        int              `json:"pieces,omitempty"`
	Grams         models.Grams     `json:"grams"`
	PricePerKg    models.Cents     `json:"pricePerKg"`
	Cents         models.Cents     `json:"cents"`
	FromWarehouse bool             `json:"fromWarehouse,omitempty"` // not being made (sample.from-warehouse)
	HandedOver    *int             `json:"handedOver,omitempty"`    // pieces that production gave out
	Taken         *int             `json:"taken,omitempty"`         // pieces in the workshop ledger
	// Of a month end:
	Ref         string `json:"ref,omitempty"` // names the line in the act that explains it
	CaseNumber  string `json:"caseNumber,omitempty"`
	Drawn       *int   `json:"drawn,omitempty"`
	Ledger      *int   `json:"ledger,omitempty"`
	Differs     bool   `json:"differs,omitempty"`
	Explanation string `json:"explanation,omitempty"`
	ExplainedBy string `json:"explainedBy,omitempty"`
}

// An ActView is something that can be done to a case. Where it is Barred, Clause
// and Reason say why this person may not.
type ActView struct {
	Verb  models.Verb   `json:"verb"`
	Name  string        `json:"name"`
	Task  models.TaskID `json:"task,omitempty"`
	Post  string        `json:"post,omitempty"`  // in which capacity
	Proxy string        `json:"proxy,omitempty"` // for whom
	// Whom is whose seat the act takes away (approval.add-signer).
	Whom   []string   `json:"whom,omitempty"`
	Clause ClauseView `json:"clause"`
	Reason string     `json:"reason,omitempty"`
	// Because is what was said as the task came: a question, why it was sent back.
	Because *SaidView `json:"because,omitempty"`
	// NeedsComment says that the act is refused without a reason (approval.reason).
	NeedsComment bool `json:"needsComment"`
	// Fills are the fields of the form that the act fills in: its data is
	// {"values": {key: value}} (approval.fields).
	Fills []FillView `json:"fills,omitempty"`
	// Proof is strong where a signature needs a passkey or a code (approval.step-up).
	Proof models.Proof `json:"proof,omitempty"`
}

// A SaidView is what somebody said with an act.
type SaidView struct {
	By    string    `json:"by"`
	Post  string    `json:"post,omitempty"`
	Words string    `json:"words"`
	At    time.Time `json:"at"`
}

// A FillView is a field that an act fills in, as it stands.
type FillView struct {
	Key   string `json:"key"`
	Label string `json:"label"`
	Value string `json:"value"`
	// List is what a field of rows or of several options holds, as the act sends it.
	List any `json:"list,omitempty"`
}

// An AttachmentView is a file of a case.
type AttachmentView struct {
	ID        models.AttachmentID `json:"id"`
	Name      string              `json:"name"`
	MediaType string              `json:"mediaType"`
	Size      int64               `json:"size"`
	Hash      string              `json:"hash"`
	By        string              `json:"by"`
	At        time.Time           `json:"at"`
}

// An ExceptionView is an exception that was asked for.
type ExceptionView struct {
	Case      models.CaseID `json:"case"`
	Number    string        `json:"number,omitempty"`
	State     string        `json:"state"` // asked, granted, refused, withdrawn
	StateName string        `json:"stateName"`
	Clause    ClauseView    `json:"clause"`
	By        string        `json:"by"`
	At        time.Time     `json:"at"`
	// Decided is who granted or refused it, and DecidedAt when.
	Decided   string     `json:"decided,omitempty"`
	DecidedAt *time.Time `json:"decidedAt,omitempty"`
}

// A RevocationView is a case that asks that this one be void (approval.revoke). Which
// case and for what reason only those are told who may read it.
type RevocationView struct {
	Case      *models.CaseID `json:"case,omitempty"`
	Number    string         `json:"number,omitempty"`
	State     string         `json:"state"` // asked, granted, refused, withdrawn
	StateName string         `json:"stateName"`
	By        string         `json:"by"`
	At        time.Time      `json:"at"`
	Decided   string         `json:"decided,omitempty"`
	DecidedAt *time.Time     `json:"decidedAt,omitempty"`
	Reason    string         `json:"reason,omitempty"`
}

// A DraftView is what is known of a draft after it was saved: its digest, and
// everything that still keeps it from being submitted.
type DraftView struct {
	ID     models.CaseID `json:"id"`
	Kind   models.Kind   `json:"kind"`
	Digest models.Digest `json:"digest"`
	Faults []FaultView   `json:"faults"`
}

// A FaultView is one fault of a document in words.
type FaultView struct {
	At     string        `json:"at"` // "lines[0].pieces"
	Key    string        `json:"key"`
	Text   string        `json:"text"`
	Clause regulation.ID `json:"clause,omitempty"`
	// Exceptable says that the general manager may let the case pass it.
	Exceptable bool `json:"exceptable,omitempty"`
}

// An ActForm is what a person sends to act on a case.
type ActForm struct {
	Verb    models.Verb     `json:"verb"`
	Task    models.TaskID   `json:"task,omitempty"`
	Digest  models.Digest   `json:"digest,omitempty"`
	Comment string          `json:"comment,omitempty"`
	Data    json.RawMessage `json:"data,omitempty"`
	// Proof shows that the signer is present, where the act asks for it (approval.step-up).
	Proof *ProofForm `json:"proof,omitempty"`
}

// A PassView is a gate pass as the guard sees it (sample.gate). It changes nothing.
type PassView struct {
	Case       models.CaseID `json:"case"`
	Number     string        `json:"number"`
	State      StateView     `json:"state"`
	Digest     models.Digest `json:"digest"`
	Task       models.TaskID `json:"task,omitempty"` // of the release, while it is open
	Unit       string        `json:"unit"`
	Applicant  string        `json:"applicant"`
	Lines      []LineView    `json:"lines"`
	IssuedAt   time.Time     `json:"issuedAt"`
	ValidUntil *time.Time    `json:"validUntil,omitempty"`
	UsedAt     *time.Time    `json:"usedAt,omitempty"`
	UsedBy     string        `json:"usedBy,omitempty"`
	// Complete says that the guard may let the goods out; else Reasons say why not.
	Complete bool       `json:"complete"`
	Reasons  []string   `json:"reasons"`
	Clause   ClauseView `json:"clause"`
}
