package activities

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"time"

	"countersign/models"
	"countersign/models/regulation"
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
	if err := p.rested(); err != nil {
		return err
	}
	said := p.c.Salt.Said(p.content)
	evidence, err := prover{p.tx, p.r.Keys, p.at, p.in.Act, said}.evidence(given, has)
	if err != nil {
		return err
	}
	evidence.Said = said
	text, err := json.Marshal(evidence)
	if err != nil {
		return err
	}
	sum := sha256.Sum256(text)
	p.proved = map[string]string{"kind": string(evidence.Kind), "evidence": hex.EncodeToString(sum[:])}
	return p.tx.KeepProof(p.in.Act, evidence, p.at)
}

// rested refuses a proof for a while after administrators have reset the factors of a
// person, who was told and can speak up (approval.step-up).
func (p *performance) rested() error {
	hours := time.Duration(regulation.FactorRestHours.In(p.book)) * time.Hour
	reset, err := p.tx.FactorsResetSince(p.in.Act.Actor, p.at.Add(-hours))
	if err == nil && reset {
		err = models.Refuse(models.Forbidden, regulation.ApprovalStepUp, "step-up-resting", "Hours", regulation.FactorRestHours.In(p.book))
	}
	return err
}
