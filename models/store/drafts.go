package store

import (
	"errors"
	"time"

	"gorm.io/gorm"

	"countersign/models"
	"countersign/models/form"
)

// NewDraft writes a case that was not submitted yet, with its document, and what lists
// say of it. Its applicant is a requester (approval.own-case).
func (tx Tx) NewDraft(c models.Case, about models.About, body []byte) error {
	return fault("case", tx.Exec(`with c as (
			insert into cases (id, kind, company_id, unit_id, applicant_id, state, digest, amount, subject_id, opened_at, updated_at, form, form_version, about, about_en, search, salt)
			values (@id, @kind, @company, @unit, @applicant, 'draft', @digest, @amount, @subject, @at, @at, @form, @version, @zh, @en, @search, @salt) returning id),
		d as (insert into drafts (case_id, body, digest, edited_by, edited_at) select id, cast(@body as jsonb), @digest, cast(@applicant as uuid), cast(@at as timestamptz) from c)
		insert into case_people (case_id, person_id, part, at) select id, cast(@applicant as uuid), 'requester', cast(@at as timestamptz) from c`, map[string]any{
		"id": c.ID, "kind": c.Kind, "company": c.Company, "unit": c.Unit, "applicant": c.Applicant, "digest": c.Digest, "amount": c.Amount, "subject": c.Subject, "at": c.OpenedAt,
		"form": about.Form, "version": about.Version, "zh": about.Zh, "en": about.En, "search": about.Search, "body": string(body), "salt": c.Salt}).Error)
}

// KeepDraft writes the document of a draft, or of a case that was sent back; its
// editor becomes a requester (approval.own-case).
func (tx Tx) KeepDraft(id models.CaseID, body []byte, digest models.Digest, by models.PersonID, at time.Time) error {
	err := tx.Exec(`insert into drafts (case_id, body, digest, edited_by, edited_at) values (?, ?, ?, ?, ?)
		on conflict (case_id) do update set body = excluded.body, digest = excluded.digest, edited_by = excluded.edited_by, edited_at = excluded.edited_at`,
		id, string(body), digest, by, at).Error
	if err != nil {
		return fault("draft", err)
	}
	if err := tx.Exec(`update cases set updated_at = ? where id = ?`, at, id).Error; err != nil {
		return fault("case", err)
	}
	return tx.Involve(id, "requester", at, by)
}

// MoveDraft puts a draft into another department.
func (tx Tx) MoveDraft(id models.CaseID, company models.CompanyID, unit models.UnitID) error {
	return fault("case", tx.Exec(`update cases set company_id = ?, unit_id = ? where id = ? and state = 'draft'`, company, unit, id).Error)
}

// SetDraftHead keeps what the lists show of a draft in step with its document.
func (tx Tx) SetDraftHead(id models.CaseID, digest models.Digest, subject *models.CaseID, about models.About) error {
	return fault("case", tx.Exec(`update cases set digest = ?, subject_id = ?, form = ?, form_version = ?, about = ?, about_en = ?, search = ? where id = ? and state = 'draft'`,
		digest, subject, about.Form, about.Version, about.Zh, about.En, about.Search, id).Error)
}

// DropDraft removes a draft with all that belongs to it, for it was never
// submitted. It returns the hashes of its files.
func (tx Tx) DropDraft(id models.CaseID) (hashes []string, err error) {
	if err := tx.Raw(`select hash from attachments where case_id = @id union select hash from act_files where case_id = @id`, map[string]any{"id": id}).Scan(&hashes).Error; err != nil {
		return nil, fault("attachments", err)
	}
	for _, table := range []string{"drafts", "attachments", "act_files", "case_people", "act_contents"} {
		if err := tx.Exec(`delete from `+table+` where case_id = ?`, id).Error; err != nil {
			return nil, fault(table, err)
		}
	}
	return hashes, fault("case", tx.Exec(`delete from cases where id = ? and state = 'draft'`, id).Error)
}

// An ActContent is what a person writes with an act, before the act is sent.
type ActContent struct {
	ActID       models.ActID
	CaseID      models.CaseID
	ActorID     models.PersonID
	Comment     string
	Data        []byte // JSON, or nil
	Proof       []byte // a models.Given, or nil
	Fingerprint string // of the act in all
	At          time.Time
}

// PutContent keeps what was written with an act. Where the act's id was used
// before it changes nothing and returns what is kept.
func (tx Tx) PutContent(c ActContent) (ActContent, error) {
	put := tx.Exec(`insert into act_contents (act_id, case_id, actor_id, comment, data, proof, fingerprint, at) values (?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing`,
		c.ActID, c.CaseID, c.ActorID, c.Comment, textOf(c.Data), textOf(c.Proof), c.Fingerprint, c.At)
	if put.Error != nil || put.RowsAffected == 1 {
		return c, fault("act content", put.Error)
	}
	var kept ActContent
	return kept, fault("act content", tx.Raw(`select act_id, case_id, actor_id, comment, fingerprint, at from act_contents where act_id = ?`, c.ActID).Take(&kept).Error)
}

// textOf is JSON as PostgreSQL takes it; nil where there is none.
func textOf(body []byte) *string {
	if len(body) == 0 {
		return nil
	}
	text := string(body)
	return &text
}

// An Attachment is a file of a case.
type Attachment struct {
	ID        models.AttachmentID
	CaseID    models.CaseID
	Name      string
	MediaType string
	Size      int64
	Hash      string
	Field     string // of the company's own form; empty for a file of the case as a whole
	ByID      models.PersonID
	At        time.Time
}

// KeepAttachment writes down a file of a case.
func (tx Tx) KeepAttachment(a Attachment) error {
	return fault("attachment", tx.Table("attachments").Create(&a).Error)
}

// FieldFiles are the files of a case by field of its form, oldest first.
func (tx Tx) FieldFiles(id models.CaseID) (map[string][]form.File, error) {
	var rows []Attachment
	err := tx.Raw(`select id, field, name, hash, size from attachments where case_id = ? and field <> '' and removed_at is null order by at, id`, id).Scan(&rows).Error
	files := map[string][]form.File{}
	for _, a := range rows {
		files[a.Field] = append(files[a.Field], form.File{ID: a.ID, Name: a.Name, Hash: a.Hash, Size: a.Size})
	}
	return files, fault("attachments", err)
}

// CopyAttachments gives a case the files that another has, as somebody's own, and
// returns how many there are. Files of fields, which not everybody sees, are not among them.
func (tx Tx) CopyAttachments(from, to models.CaseID, by models.PersonID, at time.Time) (n int64, err error) {
	done := tx.Exec(`insert into attachments (id, case_id, name, media_type, size, hash, by_id, at)
		select gen_random_uuid(), ?, name, media_type, size, hash, ?, ? from attachments where case_id = ? and field = '' and removed_at is null`, to, by, at, from)
	return done.RowsAffected, fault("attachment", done.Error)
}

// DropAttachment marks a file of a case as removed and returns the hash of its
// content; empty where there is no such file.
func (tx Tx) DropAttachment(of models.CaseID, file models.AttachmentID, at time.Time) (hash string, err error) {
	return hash, fault("attachment", tx.Raw(`update attachments set removed_at = ? where id = ?::uuid and case_id = ? and removed_at is null returning hash`, at, file, of).Scan(&hash).Error)
}

// LockBlob holds the content with this hash until the transaction ends, so that
// nobody deletes what somebody else is about to name.
func (tx Tx) LockBlob(hash string) error {
	return fault("attachment", tx.Exec(`select pg_advisory_xact_lock(hashtextextended(?, 7))`, hash).Error)
}

// BlobInUse reports whether a file that was not removed has this content.
func (tx Tx) BlobInUse(hash string) (used bool, err error) {
	return used, fault("attachment", tx.Raw(`select exists (select from attachments a left join cases c on c.id = a.case_id where a.hash = @hash and (a.removed_at is null or c.state <> 'draft'))
		or exists (select from act_files f where f.hash = @hash)`, map[string]any{"hash": hash}).Scan(&used).Error)
}

// OpenTaskFor finds the open task of a case that waits for a verb; empty where
// there is none.
func (tx Tx) OpenTaskFor(id models.CaseID, verb models.Verb) (task models.TaskID, err error) {
	return task, fault("task", tx.Raw(`select id from tasks where case_id = ? and state = 'open' and verb = ? order by id limit 1`, id, verb).Scan(&task).Error)
}

// IsNamedElsewhere reports whether err says that another record names the row.
func IsNamedElsewhere(err error) bool { return errors.Is(err, gorm.ErrForeignKeyViolated) }
