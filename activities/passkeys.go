package activities

import (
	"context"
	"encoding/json"
	"strings"
	"time"

	"countersign/activities/stepup"
	"countersign/models"
	"countersign/models/regulation"
	"countersign/models/store"
)

// AskPasskey begins to make a passkey on a site, for a person who knows the password.
func (d *Desk) AskPasskey(ctx context.Context, site stepup.Site, p models.PersonID, name, password string) (asked Asked, err error) {
	if err := d.mayChange(ctx, p, password); err != nil {
		return asked, err
	}
	err = d.write(ctx, func(tx store.Tx, at time.Time) error {
		has, err := tx.Factors(p)
		if err != nil {
			return err
		}
		if len(has) >= factorsMost {
			return models.Refuse(models.TooMuch, regulation.ApprovalStepUp, "step-up-factors-most", "Most", factorsMost)
		}
		passkeys, err := passkeysOf(has)
		if err != nil {
			return err
		}
		options, session, err := site.Create(p, name, passkeys)
		if err != nil {
			return err
		}
		asked = Asked{newID(), options}
		return tx.KeepChallenge(store.Challenge{ID: asked.Challenge, PersonID: p, Purpose: "create", Session: session, SiteID: site.ID, SiteOrigin: site.Origin,
			At: at, EndsAt: at.Add(challengeStands)})
	})
	return asked, err
}

// passkeysOf are the passkeys among a person's factors.
func passkeysOf(rows []store.FactorRow) (all []stepup.Passkey, err error) {
	for _, f := range rows {
		if f.Kind != models.ByPasskey {
			continue
		}
		var k stepup.Passkey
		if err := json.Unmarshal(f.Passkey, &k); err != nil {
			return nil, err
		}
		all = append(all, k)
	}
	return all, nil
}

// AddPasskey keeps the passkey that a browser made for a challenge, under a name.
func (d *Desk) AddPasskey(ctx context.Context, p models.PersonID, challenge, name string, answer json.RawMessage) (id models.FactorID, err error) {
	name, id = short(strings.TrimSpace(name), 60), models.FactorID(newID())
	if models.Unprintable(name) {
		return "", models.Refuse(models.Invalid, regulation.ApprovalStepUp, "text-unprintable")
	}
	return id, d.write(ctx, func(tx store.Tx, at time.Time) error {
		c, found, err := tx.UseChallenge(challenge, "create", p, at)
		if err != nil || !found {
			return orRefuse(err, models.Refuse(models.Conflict, regulation.ApprovalStepUp, "step-up-challenge-over"))
		}
		made, err := stepup.Site{ID: c.SiteID, Origin: c.SiteOrigin}.Created(p, c.Session, answer)
		if err != nil {
			return models.Refuse(models.Invalid, regulation.ApprovalStepUp, "step-up-passkey-wrong").Because(err)
		}
		body, err := json.Marshal(made)
		if err != nil {
			return err
		}
		if err := tx.KeepPasskey(id, p, name, made.ID, body, at); err != nil {
			if store.IsDuplicate(err) {
				return models.Refuse(models.Conflict, regulation.ApprovalStepUp, "step-up-passkey-known")
			}
			return err
		}
		return tx.TellPerson(p, "notice-passkey-added", map[string]any{"Name": name}, at)
	})
}
