package store

import (
	"fmt"
	"strings"
	"time"

	"countersign/models"
)

// LockCase reads a case and holds it until the transaction ends: what is done to
// one case is done one after another.
func (tx Tx) LockCase(of models.CaseID) (models.Case, error) {
	var c *models.Case
	err := tx.Facts().object(&c, `select `+heldObject+` from cases c where c.id = $1::uuid for update`, id(of))
	if err != nil || c == nil {
		return models.Case{}, orMissing(fault("case", err))
	}
	return *c, nil
}

// heldObject is the case c as an object with its salt.
var heldObject = strings.TrimSuffix(caseObject, `)`) + `, 'Salt', c.salt)`

// Sealing is the salt of a case, and the data of an act as it will be kept.
func (tx Tx) Sealing(of models.CaseID, data []byte) (salt models.Salt, kept []byte, err error) {
	err = tx.Raw(`select salt, cast(? as jsonb)::text from cases where id = ?`, textOf(data), of).Row().Scan(&salt, &kept)
	return salt, kept, fault("case", err)
}

func orMissing(err error) error {
	if err != nil {
		return err
	}
	return missing()
}

// NextNumber takes the next number of a series and says the company's short name, as
// it stands in numbers; no number is ever left out, because it is taken in the
// transaction that uses it (approval.number). Other cases of the series wait until it ends.
func (tx Tx) NextNumber(company models.CompanyID, kind models.Kind, year int) (code string, n int64, err error) {
	err = tx.Raw(`insert into number_series (company_id, kind, year, next) values (?, ?, ?, 2)
		on conflict (company_id, kind, year) do update set next = number_series.next + 1
		returning next - 1, (select code from companies where id = company_id)`, company, kind, year).Row().Scan(&n, &code)
	return code, n, fault("number", err)
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

// Attachments lists the digests and names of a case's attachments, in the order of their
// ids. Those of fields the document names itself.
func (tx Tx) Attachments(id models.CaseID) ([]string, error) {
	var files []string
	err := tx.Raw(`select hash || ' ' || name from attachments where case_id = ? and field = '' and removed_at is null order by id`, id).Scan(&files).Error
	return files, fault("attachments", err)
}

// KeepRevision keeps a version of a document for ever; who submits it is a requester
// (approval.own-case).
func (tx Tx) KeepRevision(id models.CaseID, digest models.Digest, body []byte, by models.PersonID, at time.Time) error {
	return tx.run("revision", `with who as (
		insert into case_people (case_id, person_id, part, at) values (@id, @by, 'requester', @at) on conflict do nothing)
		insert into revisions (case_id, digest, body, by_id, at) values (@id, @digest, @body, @by, @at) on conflict do nothing`,
		map[string]any{"id": id, "digest": digest, "body": string(body), "by": by, "at": at})
}

// Revision reads a version of a document.
func (tx Tx) Revision(id models.CaseID, digest models.Digest) ([]byte, error) {
	return tx.Facts().Revision(id, digest)
}

// barred are the parts of those whom the case keeps from signing it (approval.own-case).
const barred = `('requester', 'beneficiary', 'about')`

// Involve writes down that people have to do with a case: requester, about,
// party or copied.
func (tx Tx) Involve(id models.CaseID, part string, at time.Time, people ...models.PersonID) error {
	if len(people) == 0 {
		return nil
	}
	return fault("case people", tx.Exec(`insert into case_people (case_id, person_id, part, at)
		select ?::uuid, x, ?::text, ?::timestamptz from unnest(?::uuid[]) x on conflict do nothing`, id, part, at, pgArray(people)).Error)
}

// Benefit writes down whom a case is for, instead of those before (approval.own-case).
func (tx Tx) Benefit(id models.CaseID, at time.Time, people ...models.PersonID) error {
	return tx.run("beneficiaries", `with gone as (delete from case_people where case_id = @id and part = 'beneficiary' and person_id <> all(cast(@people as uuid[])))
		insert into case_people (case_id, person_id, part, at)
		select cast(@id as uuid), x, 'beneficiary', cast(@at as timestamptz) from unnest(cast(@people as uuid[])) x on conflict do nothing`,
		map[string]any{"id": id, "people": pgArray(people), "at": at})
}

// fault names what could not be read or written.
func fault(what string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("store: %s: %w", what, err)
}
