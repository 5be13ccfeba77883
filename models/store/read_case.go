package store

import (
	"strings"
	"time"

	"countersign/models"
	"countersign/models/regulation"
)

// A CaseRow is a case with its names.
type CaseRow struct {
	CaseLine
	ApplicantID models.PersonID
	UnitID      models.UnitID
	CompanyName string
	Digest      models.Digest
	Amount      models.Cents
	Rulebook    int
	Subject     *models.CaseID
	Clause      *regulation.ID
	OpenedAt    time.Time
	ClosedAt    *time.Time
	Seq         int64
}

// An OpenCase is a case that its reader may see: it was found within a scope.
// What belongs to it is read through it and in no other way.
type OpenCase struct {
	CaseRow
	r Reader
}

// Open finds a case within a scope; found is false where there is none, or none
// that the scope shows.
func (r Reader) Open(id models.CaseID, scope models.Scope) (c OpenCase, found bool, err error) {
	found, err = r.one(&c.CaseRow, `select `+caseLine+`, c.applicant_id, c.unit_id, name(o) as company_name, c.digest, c.amount, c.rulebook,
		c.subject_id as subject, c.clause, c.opened_at, c.closed_at, c.seq
		from cases c `+caseLineFrom+` join companies o on o.id = c.company_id where c.id = ?::uuid and (`+scope.SQL+`)`, flat(asUUID(id), scope.Args)...)
	c.r = r
	return c, found, err
}

// Plain is the case as policies want it.
func (c CaseRow) Plain() models.Case {
	plain := models.Case{ID: c.ID, Kind: c.Kind, Company: c.Company, Unit: c.UnitID, Applicant: c.ApplicantID, State: c.State, Digest: c.Digest,
		Amount: c.Amount, Rulebook: c.Rulebook, Subject: c.Subject, OpenedAt: c.OpenedAt, ClosedAt: c.ClosedAt, UpdatedAt: c.UpdatedAt, Clause: c.Clause, Seq: c.Seq}
	if c.Number != "" {
		plain.Number = &c.Number
	}
	return plain
}

// query asks for what belongs to the case; its first argument is the case's id.
func (c OpenCase) query(rows any, query string, more ...any) error {
	return c.r.query(rows, belonging(query), append([]any{c.ID}, more...)...)
}

func (c OpenCase) one(row any, query string, more ...any) (bool, error) {
	return c.r.one(row, belonging(query), append([]any{c.ID}, more...)...)
}

// belonging seals what is asked about a case that is open.
func belonging(query string) string {
	return strings.Replace(query, "select ", "select "+Seal("of an open case"), 1)
}

// Document finds the version of the document with a digest; nil where there is none.
func (c OpenCase) Document(digest models.Digest) (body []byte, err error) {
	var row struct{ Body []byte }
	_, err = c.one(&row, `select body from revisions where case_id = ? and digest = ?`, digest)
	return row.Body, err
}

// A DraftRow is a document as it stands before it is submitted.
type DraftRow struct {
	Body     []byte
	Digest   models.Digest
	EditedAt time.Time
}

// Draft finds the draft of a case; found is false where there is none.
func (c OpenCase) Draft() (d DraftRow, found bool, err error) {
	found, err = c.one(&d, `select body, digest, edited_at from drafts where case_id = ?`)
	return d, found, err
}

// An AttachmentRow is a file of a case that was not removed.
type AttachmentRow struct {
	ID        models.AttachmentID
	Case      models.CaseID
	Name      string
	MediaType string
	Size      int64
	Hash      string
	ByID      models.PersonID
	By        string
	At        time.Time
}

const attachmentRow = `select f.id, f.case_id as "case", f.name, f.media_type, f.size, f.hash, f.by_id, name(p) as by, f.at
	from attachments f join people p on p.id = f.by_id `

// Attachments lists the files of the case, oldest first.
func (c OpenCase) Attachments() (rows []AttachmentRow, err error) {
	return rows, c.query(&rows, attachmentRow+`where f.case_id = ? and f.removed_at is null order by f.at, f.id`)
}

// Attachment finds a file of a case within a scope.
func (r Reader) Attachment(id models.AttachmentID, scope models.Scope) (row AttachmentRow, found bool, err error) {
	found, err = r.one(&row, attachmentRow+`join cases c on c.id = f.case_id where f.id = ?::uuid and f.removed_at is null and (`+scope.SQL+`)`, flat(asUUID(id), scope.Args)...)
	return row, found, err
}

// ActContent finds what was kept under the id of an act, where the reader wrote it.
func (r Reader) ActContent(act models.ActID, actor models.PersonID) (c ActContent, found bool, err error) {
	found, err = r.one(&c, `select `+Seal("own act")+`k.act_id, k.case_id, k.actor_id, k.comment, k.fingerprint, k.at from act_contents k where k.act_id = ? and k.actor_id = ?`, act, actor)
	return c, found, err
}

// asUUID is an id as PostgreSQL takes it; what cannot be one names nothing.
func asUUID[ID ~string](text ID) any { return id(text) }
