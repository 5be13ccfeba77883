package activities

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"

	"countersign/activities/stepup"
	"countersign/models"
	"countersign/models/regulation"
	"countersign/models/store"
)

// prove checks the proof that came with a signature, and refuses where one is needed
// and none came (approval.step-up). What proved it is used up and kept in the
// transaction that keeps the signature. A signature that needs none and has none
// asks nothing of the database.
func (p *performance) prove() error {
	given, need := p.content.Proof, p.in.Slate.ProofOf(p.in.Act.Task)
	if p.in.Act.Verb != models.Sign || need == "" && given.IsZero() {
		return nil
	}
	has, err := p.tx.Factors(p.in.Act.Actor)
	if err != nil {
		return err
	}
	if given.IsZero() {
		return need.Needs(len(has) > 0)
	}
	evidence, err := p.evidence(given, has)
	if err != nil {
		return err
	}
	evidence.Said = p.c.Salt.Said(p.content)
	text, err := json.Marshal(evidence)
	if err != nil {
		return err
	}
	sum := sha256.Sum256(text)
	p.proved = map[string]string{"kind": string(evidence.Kind), "evidence": hex.EncodeToString(sum[:])}
	return p.tx.KeepProof(p.in.Act, evidence, p.at)
}

func (p *performance) evidence(given models.Given, has []store.FactorRow) (models.Evidence, error) {
	switch {
	case len(given.Passkey) > 0:
		return p.byPasskey(given, has)
	case len(given.Recovery) > 0:
		used, err := p.tx.UseRecovery(p.in.Act.Actor, given.Recovery, p.at)
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
	return models.Refuse(models.Forbidden, regulation.ApprovalStepUp, key)
}

// byCode takes a code of the person's app: of now or beside it, and never again.
func (p *performance) byCode(code string, f store.FactorRow) (models.Evidence, error) {
	e := models.Evidence{Kind: models.ByCode, Factor: f.ID}
	secret, err := secretOf(p.r.Keys, f)
	if err != nil {
		return e, err
	}
	step, ok := stepup.StepOf(secret, code, p.at)
	if !ok {
		return e, wrongProof("step-up-code-wrong")
	}
	e.Step = step
	if err := p.tx.UseCode(f.ID, f.PersonID, step, p.in.Act.ID, p.at); err != nil {
		if store.IsDuplicate(err) {
			err = wrongProof("step-up-code-used")
		}
		return e, err
	}
	if *f.SealedWith == p.r.Keys.First() {
		return e, nil
	}
	sealed, with, err := p.r.Keys.Seal(secret, string(f.ID))
	if err != nil {
		return e, err
	}
	return e, p.tx.Reseal(f.ID, sealed, with)
}

// byPasskey takes what a passkey signed for exactly this act. The challenge is made
// again from the act and what was written with it, so that one for other content, task,
// verb, words or values does not fit.
func (p *performance) byPasskey(given models.Given, has []store.FactorRow) (models.Evidence, error) {
	var e models.Evidence
	c, found, err := p.tx.UseChallenge(given.Challenge, "sign", p.in.Act.Actor, p.at)
	if err != nil || !found {
		return e, orRefuse(err, wrongProof("step-up-challenge-over"))
	}
	passkeys, err := passkeysOf(has)
	if err != nil {
		return e, err
	}
	used, e, err := stepup.Site{ID: c.SiteID, Origin: c.SiteOrigin}.Answered(p.in.Act.Actor, passkeys, models.SigningChallenge(c.Nonce, p.in.Act, p.c.Salt.Said(p.content)), given.Passkey)
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
	return e, p.tx.MovePasskey(e.Factor, p.in.Act.Actor, body, p.at)
}
