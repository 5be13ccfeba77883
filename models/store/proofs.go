package store

import (
	"encoding/json"
	"time"

	"countersign/models"
)

// TryProof counts a try with a code before it is made; free is false while the
// person must wait. From the fifth that fails on it is half a minute, then twice
// as long each time, at most a quarter of an hour.
func (tx Tx) TryProof(p models.PersonID, at time.Time) (free bool, err error) {
	r := tx.Exec(`insert into proof_tries (person_id, failures) values (@p, 1) on conflict (person_id) do update set failures = proof_tries.failures + 1,
		locked_until = case when proof_tries.failures < 4 then null
			else cast(@at as timestamptz) + least(interval '15 minutes', interval '30 seconds' * power(2, least(proof_tries.failures - 4, 10))) end
		where proof_tries.locked_until is null or proof_tries.locked_until <= @at`, map[string]any{"p": p, "at": at})
	return r.RowsAffected == 1, fault("proof", r.Error)
}

// UseCode notes that the code of a step was used, and that the person was there;
// store.IsDuplicate where it was used before.
func (tx Tx) UseCode(f models.FactorID, p models.PersonID, step int64, act models.ActID, at time.Time) error {
	if err := tx.Exec(`insert into used_codes (factor_id, step, act_id) values (?, ?, ?)`, f, step, id(act)).Error; err != nil {
		return fault("code", err)
	}
	return tx.present(f, p, at)
}

func (tx Tx) present(f models.FactorID, p models.PersonID, at time.Time) error {
	return fault("factor", tx.Exec(`with forget as (delete from proof_tries where person_id = ?) update factors set used_at = ? where id = ?`, p, at, id(f)).Error)
}

// Reseal replaces the sealed secret of an app by the same under another key.
func (tx Tx) Reseal(f models.FactorID, sealed []byte, with string) error {
	return fault("factor", tx.Exec(`update factors set sealed = ?, sealed_with = ? where id = ?`, sealed, with, f).Error)
}

// UseRecovery uses up a code on paper; used is false where the person has none with
// this digest left.
func (tx Tx) UseRecovery(p models.PersonID, digest []byte, at time.Time) (used bool, err error) {
	r := tx.Exec(`update recovery_codes set used_at = ? where person_id = ? and digest = ? and used_at is null`, at, p, digest)
	if r.Error != nil || r.RowsAffected == 0 {
		return false, fault("recovery code", r.Error)
	}
	return true, tx.present("", p, at)
}

// MovePasskey keeps a passkey's new counter, and that the person was there.
func (tx Tx) MovePasskey(f models.FactorID, p models.PersonID, passkey json.RawMessage, at time.Time) error {
	if err := tx.Exec(`update factors set passkey = ? where id = ?`, string(passkey), f).Error; err != nil {
		return fault("factor", err)
	}
	return tx.present(f, p, at)
}

// A Challenge is what a browser was asked, once.
type Challenge struct {
	ID         string
	PersonID   models.PersonID
	Purpose    string // create or sign
	Nonce      []byte
	Session    json.RawMessage
	SiteID     string
	SiteOrigin string
	At, EndsAt time.Time
}

// KeepChallenge writes a challenge and forgets those that nobody answered in a day.
func (tx Tx) KeepChallenge(c Challenge) error {
	if err := tx.Exec(`delete from challenges where ends_at < ?`, c.At.AddDate(0, 0, -1)).Error; err != nil {
		return fault("challenge", err)
	}
	return fault("challenge", tx.Exec(`insert into challenges (id, person_id, purpose, nonce, session, site_id, site_origin, at, ends_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		c.ID, c.PersonID, c.Purpose, c.Nonce, textOf(c.Session), c.SiteID, c.SiteOrigin, c.At, c.EndsAt).Error)
}

// UseChallenge uses up a challenge of a person's that has not ended; found is false
// where there is none.
func (tx Tx) UseChallenge(challenge, purpose string, p models.PersonID, at time.Time) (c Challenge, found bool, err error) {
	r := tx.Raw(`update challenges set used_at = ? where id = ? and purpose = ? and person_id = ? and used_at is null and ends_at > ?
		returning id, person_id, purpose, nonce, session, site_id, site_origin, at, ends_at`, at, id(challenge), purpose, p, at).Scan(&c)
	return c, r.RowsAffected == 1, fault("challenge", r.Error)
}

// KeepProof keeps the evidence of a signature with its act (approval.step-up).
func (tx Tx) KeepProof(act models.Act, e models.Evidence, at time.Time) error {
	text, err := json.Marshal(e)
	if err != nil {
		return fault("proof", err)
	}
	return fault("proof", tx.Exec(`insert into signature_proofs (act_id, case_id, person_id, kind, evidence, at) values (?, ?, ?, ?, ?, ?)`,
		act.ID, act.Case, act.Actor, e.Kind, string(text), at).Error)
}

// Proved reports whether the signatures of an act were proved.
func (tx Tx) Proved(act models.ActID) (yes bool, err error) {
	return yes, fault("proof", tx.Raw(`select exists (select from signature_proofs where act_id = ?)`, act).Scan(&yes).Error)
}
