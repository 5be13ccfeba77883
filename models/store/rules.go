package store

import (
	"encoding/json"
	"time"

	"countersign/models"
	"countersign/models/calendar"
	"countersign/models/regulation"
)

// AskException enters an exception in its register, or what became of it when it
// was mended: it is for the content that its subject has now (authority.exception).
func (tx Tx) AskException(id models.CaseID, e models.Exception, company models.CompanyID, by models.PersonID, at time.Time) error {
	r := tx.Exec(`insert into exceptions (case_id, subject_id, clause, subject_digest, subject_body, company_id, asked_by, state, at)
		select ?, d.case_id, ?, d.digest, d.body, ?, ?, 'asked', ? from drafts d where d.case_id = ?
		on conflict (case_id) do update set subject_id = excluded.subject_id, clause = excluded.clause,
			subject_digest = excluded.subject_digest, subject_body = excluded.subject_body`, id, e.Clause, company, by, at, e.Subject)
	if r.Error == nil && r.RowsAffected == 0 {
		return models.Refuse(models.Conflict, regulation.AuthorityException, "subject-not-draft")
	}
	return fault("exception", r.Error)
}

// DecideException notes what became of an exception: granted, refused or withdrawn.
func (tx Tx) DecideException(id models.CaseID, state string, by models.PersonID, at time.Time) error {
	return fault("exception", tx.Exec(`update exceptions set state = ?, decided_by = ?, decided_at = ? where case_id = ?`, state, by, at, id).Error)
}

// UseExceptions notes that a case was submitted, or submitted again, under the
// exceptions that were granted for this content of it.
func (tx Tx) UseExceptions(subject models.CaseID, content models.Digest, at time.Time) error {
	return fault("exceptions", tx.Exec(`update exceptions set used_at = ? where subject_id = ? and subject_digest = ? and state = 'granted' and used_at is null`, at, subject, content).Error)
}

// NewestMatrix is a company's newest authority matrix, in force or not yet.
func (f Facts) NewestMatrix(company models.CompanyID) (newest models.MatrixStand, err error) {
	return newest, fault("matrix", f.g.Raw(`select version, from_on as "from" from matrices where company_id = ? order by version desc limit 1`, company).Scan(&newest).Error)
}

// MatrixBefore is the version of the matrix that was a company's newest when a case was
// last submitted.
func (f Facts) MatrixBefore(company models.CompanyID, id models.CaseID) (version int, err error) {
	return version, fault("matrix", f.g.Raw(`select coalesce(max(version), 0) from matrices where company_id = ? and (at is null
		or at <= (select max(e.at) from events e where e.case_id = ? and e.kind in ?))`, company, id, []models.Verb{models.Submit, models.Resubmit}).Scan(&version).Error)
}

// KeepMatrix puts a company's next authority matrix in force from a day on
// (authority.matrix) and returns its version.
func (tx Tx) KeepMatrix(company models.CompanyID, from calendar.Date, rows []models.MatrixRow, by models.CaseID, at time.Time) (int, error) {
	text, err := json.Marshal(rows)
	if err != nil {
		return 0, fault("matrix", err)
	}
	var version int
	err = tx.Raw(`insert into matrices (company_id, version, from_on, rows, case_id, at)
		values (?, (select coalesce(max(version), 0) + 1 from matrices where company_id = ?), ?, ?, ?, ?) returning version`, company, company, from, string(text), by, at).Scan(&version).Error
	return version, fault("matrix", err)
}
