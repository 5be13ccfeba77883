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
	Rulebook    int
	Subject     *models.CaseID
	Clause      *regulation.ID
	ClosedAt    *time.Time
	Seq         int64
	Level       models.Level
	Bound       bool
}

// An OpenCase is a case that was opened by its id. Who opens it asks the policies
// with the Question that comes with it before anything of it is shown. What belongs
// to the case is read through it and in no other way.
type OpenCase struct {
	CaseRow
	// Kept is what was kept under the id of the act before; nil where nothing was.
	Kept   *ActContent
	r      Reader
	record recorded
}

// Task are the facts of a task of the case; nil where it has none with this id.
func (c OpenCase) Task(id models.TaskID) *models.TaskFacts { return c.record.task(id) }

// caseRow is the case c with its names as an object.
const caseRow = `json_build_object('ID', c.id, 'Kind', c.kind, 'Company', c.company_id, 'Number', coalesce(c.number, ''), 'State', c.state, 'Applicant', name(a),
	'Unit', name(u), 'UpdatedAt', c.updated_at, 'ApplicantID', c.applicant_id, 'UnitID', c.unit_id, 'CompanyName', name(o), 'Digest', c.digest,
	'Amount', c.amount, 'Rulebook', c.rulebook, 'Subject', c.subject_id, 'Clause', c.clause, 'OpenedAt', c.opened_at, 'ClosedAt', c.closed_at, 'Seq', c.seq, 'Level', c.level, 'Bound', c.bound, 'Code', c.form, 'Form', ` + formName + `)`

var openCase = `select ` + Seal("a case to be decided") + `json_build_object('Row', ` + caseRow + `, 'Record', ` + recordOf(`c.id`, `c.subject_id`) + `,
	'Kept', (select json_build_object('ActID', k.act_id, 'CaseID', k.case_id, 'ActorID', k.actor_id, 'Comment', k.comment, 'Fingerprint', k.fingerprint, 'At', k.at)
		from act_contents k where k.act_id = $2::uuid and k.actor_id = $3::uuid))
	from cases c ` + caseLineFrom + ` join companies o on o.id = c.company_id where c.id = $1::uuid`

// Open finds the case of an act, with the question whether the asker may read the
// case; found is false where there is none.
func (r Reader) Open(act models.Act, a Asker) (c OpenCase, read models.Question, found bool, err error) {
	var row struct {
		Row    *CaseRow
		Record recorded
		Kept   *ActContent
	}
	err = Facts{g: r.g}.object(&row, r.inLanguage(openCase), id(act.Case), id(act.ID), id(act.Actor))
	if err != nil || row.Row == nil {
		return c, read, false, fault("case", err)
	}
	plain := row.Row.Plain()
	q := asked{Actor: &a.Standing, Principals: a.Principals, Case: &plain, Record: row.Record}
	read, err = q.question(models.Act{Case: act.Case, Verb: models.Read, Actor: a.Person}, a.Now)
	return OpenCase{*row.Row, row.Kept, r, row.Record}, read, true, err
}

// Plain is the case as policies want it.
func (c CaseRow) Plain() models.Case {
	plain := models.Case{ID: c.ID, Kind: c.Kind, Form: c.Code, Company: c.Company, Unit: c.UnitID, Applicant: c.ApplicantID, State: c.State, Digest: c.Digest,
		Amount: c.Amount, Rulebook: c.Rulebook, Subject: c.Subject, OpenedAt: c.OpenedAt, ClosedAt: c.ClosedAt, UpdatedAt: c.UpdatedAt, Clause: c.Clause, Seq: c.Seq, Level: c.Level, Bound: c.Bound}
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
func belonging(query string) string { return sealed("of an open case", query) }

func sealed(about, query string) string {
	return strings.Replace(query, "select ", "select "+Seal(about), 1)
}

// An AttachmentRow is a file of a case that was not removed.
type AttachmentRow struct {
	ID        models.AttachmentID
	Case      models.CaseID
	Name      string
	MediaType string `json:"media_type"`
	Size      int64
	Hash      string
	Field     string          // of the company's own form; empty for a file of the case as a whole
	ByID      models.PersonID `json:"by_id"`
	By        string
	At        time.Time
}

const attachmentRow = `select f.id, f.case_id as "case", f.name, f.media_type, f.size, f.hash, f.field, f.by_id, name(p) as by, f.at
	from attachments f join people p on p.id = f.by_id `

// attachmentsOf are the files of a case, oldest first.
const attachmentsOf = `select f.id, f.case_id as "case", f.name, f.media_type, f.size, f.hash, f.field, f.by_id, f.at
	from attachments f where f.case_id = $1::uuid and f.removed_at is null order by f.at, f.id`

// Attachment finds a file of a case or of an act that was done. Who asks opens its
// case before it is shown.
func (r Reader) Attachment(id models.AttachmentID) (row AttachmentRow, found bool, err error) {
	found, err = r.one(&row, sealed("a case to be decided", attachmentRow)+`where f.id = ?::uuid and f.removed_at is null`, asUUID(id))
	if found || err != nil {
		return row, found, err
	}
	found, err = r.one(&row, `select `+Seal("a case to be decided")+`f.id, f.case_id as "case", f.name, f.media_type, f.size, f.hash, f.by_id, name(p) as by, f.at
		from act_files f join people p on p.id = f.by_id where f.id = ?::uuid and f.said_at is not null`, asUUID(id))
	return row, found, err
}

// asUUID is an id as PostgreSQL takes it; what cannot be one names nothing.
func asUUID[ID ~string](text ID) any { return id(text) }
