package activities

import (
	"context"
	"strings"
	"time"
	"unicode/utf8"

	"countersign/activities/stepup"
	"countersign/models"
	"countersign/models/regulation"
	"countersign/models/store"
)

// provingOneself is what a person proves to be present for, where it is no signature.
func provingOneself(p models.PersonID) models.Act {
	return models.Act{Verb: "prove_factors", Actor: p}
}

// AskOwner asks the browser of a person for one of the passkeys, so that the person may
// change factors (approval.step-up).
func (d *Desk) AskOwner(ctx context.Context, site stepup.Site, p models.PersonID) (Asked, error) {
	return d.askPasskeys(ctx, site, provingOneself(p), func(store.Tx) (string, error) { return "", nil })
}

// ProveOwner takes a proof by a factor of a person whose password somebody else has
// reset: from then on the person changes factors with the password again. It is
// recorded.
func (d *Desk) ProveOwner(ctx context.Context, p models.PersonID, given models.Given) error {
	return d.write(ctx, func(tx store.Tx, at time.Time) error {
		has, err := tx.Factors(p)
		if err != nil {
			return err
		}
		evidence, err := prover{tx, d.Keys, at, provingOneself(p), ""}.evidence(given, has)
		if err != nil {
			return err
		}
		if err := tx.OwnerProved(p); err != nil {
			return err
		}
		return tx.KeepHouseEvent(models.HouseEvent{At: at, Kind: models.FactorsProved, Actor: p, Person: p, Detail: map[string]string{"by": string(evidence.Kind)}})
	})
}

// factorResetStands is how long a reset waits for a second person.
const factorResetStands = 24 * time.Hour

// AskFactorReset is what an administrator does for a person who has lost every factor:
// with the reason it waits for a second person (ConfirmFactorReset).
func (d *Desk) AskFactorReset(ctx context.Context, a AccountAct, reason string) (reset string, err error) {
	reason = strings.TrimSpace(reason)
	if n := utf8.RuneCountInString(reason); n == 0 || n > 200 || models.Unprintable(reason) {
		return "", models.Refuse(models.Invalid, regulation.ApprovalStepUp, "factor-reset-reason")
	}
	reset = newID()
	return reset, d.onAccount(ctx, a, models.FactorsResetAsked, map[string]string{"reason": reason}, func(tx store.Tx, at time.Time, _ store.AccountState) error {
		ends := at.Add(factorResetStands)
		return tx.AskFactorReset(store.FactorReset{ID: reset, PersonID: a.Person, Reason: reason, AskedBy: a.Actor, AskedAt: at, EndsAt: &ends})
	})
}

// ConfirmFactorReset is done by a second person: it removes the factors of a person, where
// another has asked for it, and sessions end; or it lets the person work on whose password
// another has set. The person is told by whom, and both are recorded.
func (d *Desk) ConfirmFactorReset(ctx context.Context, actor models.PersonID, reset string) error {
	return d.write(ctx, func(tx store.Tx, at time.Time) error {
		snapshot, standing, err := d.mayHouseOf(tx, models.ResetFactors, actor, nil, at)
		if err != nil {
			return err
		}
		f, found, err := tx.LockFactorReset(reset, snapshot.Companies(models.ResetFactors, standing, at), standing.Administrator, at)
		switch {
		case err != nil || !found:
			return orRefuse(err, models.Refuse(models.Missing, regulation.Clause{}, "not-found"))
		case actor == f.AskedBy || actor == f.PersonID:
			return models.Refuse(models.Forbidden, regulation.ApprovalStepUp, "factor-reset-second")
		}
		if err := tx.ConfirmFactorReset(reset, actor, at); err != nil {
			return err
		}
		if f.What == store.ResetOfPassword {
			return confirmPassword(tx, f, actor, at)
		}
		return removeFactors(tx, f, actor, at)
	})
}

func removeFactors(tx store.Tx, f store.FactorReset, actor models.PersonID, at time.Time) error {
	if _, err := tx.RemoveFactors(f.PersonID, at); err != nil {
		return err
	}
	if err := tx.EndSessions(f.PersonID); err != nil {
		return err
	}
	names, err := tx.Reader("").Names([]models.PersonID{f.AskedBy, actor})
	if err != nil {
		return err
	}
	said := map[string]any{"One": names[f.AskedBy], "Two": names[actor]}
	if err := tx.TellPerson(f.PersonID, "notice-factors-reset-by", said, at); err != nil {
		return err
	}
	return tx.KeepHouseEvent(models.HouseEvent{At: at, Kind: models.FactorsReset, Actor: actor, Person: f.PersonID, Detail: map[string]string{"asked": names[f.AskedBy], "reason": f.Reason}})
}
