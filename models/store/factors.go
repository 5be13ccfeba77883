package store

import (
	"encoding/json"
	"time"

	"countersign/models"
)

// A FactorRow is a way in which a person proves to be present (approval.step-up).
type FactorRow struct {
	ID          models.FactorID
	PersonID    models.PersonID
	Kind        models.ProofKind
	Name        string
	Sealed      []byte // the secret of an app
	SealedWith  *string
	Passkey     json.RawMessage // the public half of a passkey
	At          time.Time
	ConfirmedAt *time.Time
	UsedAt      *time.Time
}

// Confirmed reports whether the factor proves anything yet.
func (f FactorRow) Confirmed() bool { return f.ConfirmedAt != nil }

// Factors are a person's factors that were not removed, oldest first.
func (r Reader) Factors(p models.PersonID) (rows []FactorRow, err error) {
	return rows, r.query(&rows, factors, p)
}

const factors = `select id, person_id, kind, name, sealed, sealed_with, passkey, at, confirmed_at, used_at
	from factors where person_id = ? and removed_at is null order by at, id`

// RecoveryLeft counts the codes on paper that a person still has.
func (r Reader) RecoveryLeft(p models.PersonID) (n int, err error) {
	_, err = r.one(&n, `select count(*) from recovery_codes where person_id = ? and used_at is null`, p)
	return n, err
}

// FactorsFromBeforeReset reports whether a person has a factor that is older than a time
// when an administrator reset the password, and was not proved since.
func (r Reader) FactorsFromBeforeReset(p models.PersonID) (found bool, err error) {
	_, err = r.one(&found, `select exists (select from factors f where f.person_id = ? and f.removed_at is null and f.confirmed_at is not null
		and exists (select from house_events e where e.person_id = f.person_id and e.kind = ? and e.actor_id is not null and e.at >= f.at
			and not exists (select from house_events v where v.person_id = e.person_id and v.kind = ? and (v.at, v.id) > (e.at, e.id))))`, p, models.PasswordReset, models.FactorsProved)
	return found, err
}

// Factors are those of a person; they are held until the transaction ends.
func (tx Tx) Factors(p models.PersonID) (rows []FactorRow, err error) {
	return rows, fault("factors", tx.Raw(factors+` for update`, p).Scan(&rows).Error)
}

// KeepApp writes the secret of an app that is not confirmed yet; an earlier one
// that was never confirmed is forgotten.
func (tx Tx) KeepApp(id models.FactorID, p models.PersonID, name string, sealed []byte, with string, at time.Time) error {
	if err := tx.Exec(`delete from factors where person_id = ? and kind = 'totp' and confirmed_at is null`, p).Error; err != nil {
		return fault("factor", err)
	}
	return fault("factor", tx.Exec(`insert into factors (id, person_id, kind, name, sealed, sealed_with, at) values (?, ?, 'totp', ?, ?, ?, ?)`, id, p, name, sealed, with, at).Error)
}

// ConfirmApp takes an app into use; confirmed is false where it was before.
func (tx Tx) ConfirmApp(id models.FactorID, at time.Time) (confirmed bool, err error) {
	r := tx.Exec(`update factors set confirmed_at = ? where id = ? and confirmed_at is null and removed_at is null`, at, id)
	return r.RowsAffected == 1, fault("factor", r.Error)
}

// KeepPasskey writes a passkey, which proves from now on.
func (tx Tx) KeepPasskey(id models.FactorID, p models.PersonID, name string, credential []byte, passkey json.RawMessage, at time.Time) error {
	return fault("factor", tx.Exec(`insert into factors (id, person_id, kind, name, credential_id, passkey, at, confirmed_at) values (?, ?, 'passkey', ?, ?, ?, ?, ?)`,
		id, p, name, credential, string(passkey), at, at).Error)
}

// RemoveFactor ends a person's own factor and forgets its secret.
func (tx Tx) RemoveFactor(id models.FactorID, p models.PersonID, at time.Time) (removed bool, err error) {
	r := tx.Exec(`update factors set removed_at = ?, sealed = null, sealed_with = null where id = ? and person_id = ? and removed_at is null`, at, id, p)
	return r.RowsAffected == 1, fault("factor", r.Error)
}

// RemoveFactors ends all factors of a person, with the codes on paper, and counts
// the factors.
func (tx Tx) RemoveFactors(p models.PersonID, at time.Time) (int64, error) {
	r := tx.Exec(`update factors set removed_at = ?, sealed = null, sealed_with = null where person_id = ? and removed_at is null`, at, p)
	if r.Error == nil {
		r.Error = tx.DropRecovery(p)
	}
	return r.RowsAffected, fault("factors", r.Error)
}

// KeepRecovery replaces a person's codes on paper by those with these digests.
func (tx Tx) KeepRecovery(p models.PersonID, digests [][]byte, at time.Time) error {
	if err := tx.DropRecovery(p); err != nil {
		return err
	}
	for _, d := range digests {
		if err := tx.Exec(`insert into recovery_codes (person_id, digest, at) values (?, ?, ?)`, p, d, at).Error; err != nil {
			return fault("recovery codes", err)
		}
	}
	return nil
}

// DropRecovery forgets a person's codes on paper.
func (tx Tx) DropRecovery(p models.PersonID) error {
	return fault("recovery codes", tx.Exec(`delete from recovery_codes where person_id = ?`, p).Error)
}

// TellPerson writes a notice about no case to one person, and a letter where there is an
// address.
func (tx Tx) TellPerson(p models.PersonID, key string, args map[string]any, at time.Time) error {
	text, err := json.Marshal(args)
	if err != nil {
		return fault("notices", err)
	}
	return fault("notices", tx.Exec(`with told as (
		insert into notices (id, person_id, kind, key, args, at) values (gen_random_uuid(), ?, 'house', ?, ?, ?) returning id, person_id)
		insert into outbox (id, notice_id, channel, at, next_at)
		select gen_random_uuid(), told.id, 'mail', ?, ? from told join people p on p.id = told.person_id where p.email <> '' and (p.left_on is null or p.left_on > ?::date)`,
		p, key, string(text), at, at, at, day(at)).Error)
}
