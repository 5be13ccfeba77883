package store

import (
	"database/sql"
	"errors"
	"fmt"
	"time"

	"gorm.io/gorm"

	"countersign/models"
	"countersign/models/regulation"
)

// LockCase reads a case and holds it until the transaction ends: what is done to
// one case is done one after another.
func (tx Tx) LockCase(id models.CaseID) (models.Case, error) {
	var c models.Case
	err := tx.Raw(`select id, kind, company_id as company, unit_id as unit, applicant_id as applicant, number, state, digest, amount, rulebook,
		subject_id as subject, opened_at, closed_at, updated_at, clause, seq, head from cases where id = ? for update`, id).Take(&c).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return c, models.Refuse(models.Missing, regulation.Clause{}, "no-such-case")
	}
	return c, fault("case", err)
}

// NextNumber takes the next number of a series; no number is ever left out,
// because it is taken in the transaction that uses it (approval.number).
func (tx Tx) NextNumber(company models.CompanyID, kind models.Kind, year int) (int64, error) {
	var n int64
	err := tx.Raw(`insert into number_series (company_id, kind, year, next) values (?, ?, ?, 2)
		on conflict (company_id, kind, year) do update set next = number_series.next + 1 returning next - 1`, company, kind, year).Scan(&n).Error
	return n, fault("number", err)
}

// CompanyCode is the company's short name, as it stands in numbers.
func (tx Tx) CompanyCode(id models.CompanyID) (string, error) {
	var code string
	return code, fault("company", tx.Raw(`select code from companies where id = ?`, id).Scan(&code).Error)
}

// Draft reads the document of a draft or of a case that was sent back.
func (tx Tx) Draft(id models.CaseID) (body []byte, digest models.Digest, err error) {
	var d struct {
		Body   []byte
		Digest models.Digest
	}
	err = tx.Raw(`select body, digest from drafts where case_id = ?`, id).Take(&d).Error
	return d.Body, d.Digest, fault("draft", err)
}

// Attachments lists the digests of a case's attachments, in the order of their ids.
func (tx Tx) Attachments(id models.CaseID) ([]string, error) {
	var hashes []string
	err := tx.Raw(`select hash from attachments where case_id = ? and removed_at is null order by id`, id).Scan(&hashes).Error
	return hashes, fault("attachments", err)
}

// KeepRevision keeps a version of a document for ever.
func (tx Tx) KeepRevision(id models.CaseID, digest models.Digest, body []byte, by models.PersonID, at time.Time) error {
	return fault("revision", tx.Exec(`insert into revisions (case_id, digest, body, by_id, at) values (?, ?, ?, ?, ?) on conflict do nothing`,
		id, digest, string(body), by, at).Error)
}

// Revision reads a version of a document.
func (tx Tx) Revision(id models.CaseID, digest models.Digest) ([]byte, error) {
	var body []byte
	row := tx.Raw(`select body from revisions where case_id = ? and digest = ?`, id, digest).Row()
	err := row.Scan(&body)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, fmt.Errorf("store: case %s has no revision %.8s", id, digest)
	}
	return body, fault("revision", err)
}

// Involve writes down that people have to do with a case: requester, about,
// party or copied.
func (tx Tx) Involve(id models.CaseID, part string, at time.Time, people ...models.PersonID) error {
	for _, p := range people {
		err := tx.Exec(`insert into case_people (case_id, person_id, part, at) values (?, ?, ?, ?) on conflict do nothing`, id, p, part, at).Error
		if err != nil {
			return fault("case people", err)
		}
	}
	return nil
}

// fault names what could not be read or written.
func fault(what string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("store: %s: %w", what, err)
}
