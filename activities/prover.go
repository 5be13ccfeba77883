package activities

import (
	"encoding/json"
	"errors"
	"time"

	"countersign/activities/stepup"
	"countersign/models"
	"countersign/models/regulation"
	"countersign/models/store"
)

// A prover checks in a transaction what a person gives to prove to be present, and uses
// it up (approval.step-up): for an act and the digest of what goes with it.
type prover struct {
	tx   store.Tx
	keys stepup.Keys
	at   time.Time
	act  models.Act
	said string
}

func (p prover) evidence(given models.Given, has []store.FactorRow) (models.Evidence, error) {
	switch {
	case len(given.Passkey) > 0:
		return p.byPasskey(given, has)
	case len(given.Recovery) > 0:
		used, err := p.tx.UseRecovery(p.act.Actor, given.Recovery, p.at)
		if err == nil && !used {
			err = wrongProof("step-up-code-wrong")
		}
		return models.Evidence{Kind: models.ByRecovery}, err
	}
	for _, f := range has {
		if f.Kind == models.ByCode && f.Confirmed() {
			return p.byCode(given.Code, f)
		}
	}
	return models.Evidence{}, wrongProof("step-up-no-app")
}

func wrongProof(key string) *models.Error {
	return models.Refuse(models.Invalid, regulation.ApprovalStepUp, key)
}

// byCode takes a code of the person's app: of now or beside it, and never again.
func (p prover) byCode(code string, f store.FactorRow) (models.Evidence, error) {
	e := models.Evidence{Kind: models.ByCode, Factor: f.ID}
	secret, err := secretOf(p.keys, f)
	if err != nil {
		return e, err
	}
	step, ok := stepup.StepOf(secret, code, p.at)
	if !ok {
		return e, wrongProof("step-up-code-wrong")
	}
	e.Step = step
	if err := p.tx.UseCode(f.ID, f.PersonID, step, p.act.ID, p.at); err != nil {
		if store.IsDuplicate(err) {
			err = wrongProof("step-up-code-used")
		}
		return e, err
	}
	if *f.SealedWith == p.keys.First() {
		return e, nil
	}
	sealed, with, err := p.keys.Seal(secret, string(f.ID))
	if err != nil {
		return e, err
	}
	return e, p.tx.Reseal(f.ID, sealed, with)
}

// byPasskey takes what a passkey signed for exactly this act. The challenge is made
// again from the act and what was written with it, so that one for other content, task,
// verb, words or values does not fit.
func (p prover) byPasskey(given models.Given, has []store.FactorRow) (models.Evidence, error) {
	var e models.Evidence
	c, found, err := p.tx.UseChallenge(given.Challenge, "sign", p.act.Actor, p.at)
	if err != nil || !found {
		return e, orRefuse(err, wrongProof("step-up-challenge-over"))
	}
	passkeys, err := passkeysOf(has)
	if err != nil {
		return e, err
	}
	used, e, err := stepup.Site{ID: c.SiteID, Origin: c.SiteOrigin}.Answered(p.act.Actor, passkeys, models.SigningChallenge(c.Nonce, p.act, p.said), given.Passkey)
	switch {
	case errors.Is(err, stepup.ErrCopied):
		return e, wrongProof("step-up-passkey-copied").Because(err)
	case err != nil:
		return e, wrongProof("step-up-passkey-wrong").Because(err)
	}
	e.Nonce = c.Nonce
	body, err := json.Marshal(used)
	if err != nil {
		return e, err
	}
	for _, f := range has {
		var k stepup.Passkey
		if f.Kind == models.ByPasskey && json.Unmarshal(f.Passkey, &k) == nil && string(k.ID) == string(used.ID) {
			e.Factor = f.ID
		}
	}
	return e, p.tx.MovePasskey(e.Factor, p.act.Actor, body, p.at)
}
