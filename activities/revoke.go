package activities

import (
	"encoding/json"
	"time"

	"countersign/models"
	"countersign/models/regulation"
	"countersign/models/store"
	"countersign/policies"
)

// revocationSubject is the case that a revocation is about, where the applicant may
// name it: one's own, or as a post that the matrix names one of the company.
func revocationSubject(tx store.Tx, c models.Case, d *models.Revocation, at time.Time) (*models.Case, *models.Error, error) {
	subject, err := tx.LockCase(d.Subject)
	if models.IsKind(err, models.Missing) || err == nil && subject.Company != c.Company {
		return nil, nil, nil
	}
	if err != nil {
		return nil, nil, err
	}
	if subject.Applicant != c.Applicant {
		named, err := mayRevoke(tx.Facts(), c.Applicant, subject, at)
		if err != nil || !named {
			return nil, nil, err
		}
	}
	bar, err := barred(tx, subject, at)
	if bar != nil || err != nil {
		return &subject, bar, err
	}
	twice, err := tx.UnderRevocation(subject.ID, c.ID)
	bar, err = when(twice, err, regulation.ApprovalRevoke, "revocation-under-way")
	return &subject, bar, err
}

// mayRevoke reports whether the matrix names a post of the person's for asking that the
// subject be revoked (authority.matrix).
func mayRevoke(f store.Facts, who models.PersonID, subject models.Case, at time.Time) (bool, error) {
	standing, err := f.Standing(who, at)
	if err != nil {
		return false, err
	}
	matrix, err := f.Matrix(subject.Company, today(at))
	facts := models.CaseFacts{Company: subject.Company, Unit: subject.Unit}
	return policies.Names(policies.InForce(matrix), models.KindRevocation, models.StepPropose, subject.Amount, standing, &facts), err
}

// askRevocation enters what is to be revoked; the database lets a case be revoked by
// one at a time.
func (r *Records) askRevocation(w *writing, d *models.Revocation) error {
	subject, err := w.tx.LockCase(d.Subject)
	if err != nil {
		return err
	}
	w.c.Subject, w.c.Amount, w.c.Level = &subject.ID, subject.Amount, subject.Level
	err = w.tx.AskRevocation(w.c.ID, subject, w.c.Applicant, w.at)
	if store.IsDuplicate(err) {
		return models.Refuse(models.Conflict, regulation.ApprovalRevoke, "revocation-under-way")
	}
	return err
}

// revoke makes the subject void: its state, what can be undone, its history, and those
// who have to do with it are told. Its workflow hears of it by the lookout.
func (p *performance) revoke() error {
	if err := p.effective(); err != nil {
		return err
	}
	subject, err := p.tx.LockCase(*p.c.Subject)
	if err != nil {
		return err
	}
	if !subject.State.InForce() {
		return models.Refuse(models.Conflict, regulation.ApprovalRevoke, "subject-not-in-force")
	}
	if bar, err := barred(p.tx, subject, p.at); bar != nil || err != nil {
		return orRefuse(err, bar)
	}
	if undo := revocable[subject.Kind].undo; undo != nil {
		if err := undo(p.tx, subject, p.in.Act.Actor, p.at); err != nil {
			return err
		}
	}
	if err := p.tx.NotifyParties(subject.ID, "notice-revoked", today(p.at), p.at); err != nil {
		return err
	}
	over := subject.State == models.Done
	if err := p.void(subject); err != nil {
		return err
	}
	return p.tx.DecideRevocation(p.c.ID, "granted", over, p.in.Act.Actor, p.at)
}

// void enters into the history of the subject that it is revoked, and by which case.
func (p *performance) void(subject models.Case) error {
	closed := subject.ClosedAt
	w := &writing{tx: p.tx, c: subject, at: p.at}
	if err := w.end(models.Revoked, regulation.ApprovalRevoke); err != nil {
		return err
	}
	if closed != nil {
		w.c.ClosedAt = closed
	}
	receipt, err := w.enter("revoked", models.Act{Case: subject.ID}, nil, regulation.ApprovalRevoke, map[string]any{"by": p.c.ID, "digest": subject.Digest})
	if err != nil {
		return err
	}
	answer, err := json.Marshal(Done{Receipt: receipt})
	if err != nil {
		return err
	}
	return p.tx.Finish(store.Ending{Case: w.c, Events: w.events, Key: string(subject.ID) + "/revoked/" + string(p.c.ID), Answer: answer})
}
