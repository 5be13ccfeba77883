package activities

import (
	"context"
	"encoding/json"
	"slices"
	"time"

	"countersign/activities/stepup"
	"countersign/models"
	"countersign/models/regulation"
	"countersign/models/store"
)

// factorsMost is how many ways to prove a person has at most.
const factorsMost = 10

// An App is the secret that an app makes its codes of; it is shown once.
type App struct {
	ID      models.FactorID `json:"id"`
	Secret  string          `json:"secret" doc:"To type where the QR code cannot be read."`
	Address string          `json:"address" doc:"What the QR code holds."`
}

// NewApp makes the secret of an app for a person who knows the password. It proves
// nothing until it is confirmed with a first code (approval.step-up).
func (d *Desk) NewApp(ctx context.Context, p models.PersonID, name, password string) (app App, err error) {
	if err := d.mayChange(ctx, p, password); err != nil {
		return app, err
	}
	app.ID = models.FactorID(newID())
	if app.Secret, app.Address, err = stepup.NewSecret("Countersign", name); err != nil {
		return app, err
	}
	sealed, with, err := d.Keys.Seal(app.Secret, string(app.ID))
	if err != nil {
		return app, models.Refuse(models.Unavailable, regulation.ApprovalStepUp, "step-up-no-key").Because(err)
	}
	return app, d.write(ctx, func(tx store.Tx, at time.Time) error {
		if has, err := tx.Factors(p); err != nil || hasApp(has) {
			return orRefuse(err, models.Refuse(models.Conflict, regulation.ApprovalStepUp, "step-up-has-app"))
		}
		return tx.KeepApp(app.ID, p, "", sealed, with, at)
	})
}

// mayChange makes sure that a person knows the password, and chose it or the factors
// after somebody else had reset it: who resets a password does not get past step-up with
// it. Where factors stand from before, the person proves one of them first, or two
// people have them removed (approval.step-up).
func (d *Desk) mayChange(ctx context.Context, p models.PersonID, password string) error {
	if err := d.knows(ctx, p, password); err != nil {
		if e := models.AsError(err); e != nil && e.Key == "password-wrong" {
			err = models.Refuse(models.Invalid, regulation.ApprovalStepUp, "step-up-password-wrong")
		}
		return err
	}
	bound, err := d.DB.Reader(ctx, "").FactorsFromBeforeReset(p)
	if err == nil && bound {
		err = models.Refuse(models.Forbidden, regulation.ApprovalStepUp, "step-up-after-reset")
	}
	return err
}

func hasApp(rows []store.FactorRow) bool {
	for _, f := range rows {
		if f.Kind == models.ByCode && f.Confirmed() {
			return true
		}
	}
	return false
}

// ConfirmApp takes the app of a person into use with its first code, and returns
// codes on paper for the day when it is lost; they are not kept.
func (d *Desk) ConfirmApp(ctx context.Context, p models.PersonID, code string) (recovery []string, err error) {
	err = d.write(ctx, func(tx store.Tx, at time.Time) error {
		has, err := tx.Factors(p)
		if err != nil {
			return err
		}
		for _, f := range has {
			if f.Kind == models.ByCode && !f.Confirmed() {
				recovery, err = d.confirm(tx, f, stepup.Plain(code), at)
				return err
			}
		}
		return models.Refuse(models.Conflict, regulation.ApprovalStepUp, "step-up-nothing-to-confirm")
	})
	return recovery, err
}

func (d *Desk) confirm(tx store.Tx, f store.FactorRow, code string, at time.Time) ([]string, error) {
	secret, err := secretOf(d.Keys, f)
	if err != nil {
		return nil, err
	}
	step, ok := stepup.StepOf(secret, code, at)
	if !ok {
		return nil, models.Refuse(models.Invalid, regulation.ApprovalStepUp, "step-up-code-wrong")
	}
	if _, err := tx.ConfirmApp(f.ID, at); err != nil {
		return nil, err
	}
	if err := tx.UseCode(f.ID, f.PersonID, step, "", at); err != nil {
		return nil, err
	}
	shown, digests := stepup.NewRecovery()
	if err := tx.KeepRecovery(f.PersonID, digests, at); err != nil {
		return nil, err
	}
	return shown, tx.TellPerson(f.PersonID, "notice-app-added", map[string]any{}, at)
}

// secretOf opens the secret of an app.
func secretOf(keys stepup.Keys, f store.FactorRow) (string, error) {
	with := ""
	if f.SealedWith != nil {
		with = *f.SealedWith
	}
	secret, err := keys.Open(f.Sealed, with, string(f.ID))
	if err != nil {
		return "", models.Refuse(models.Conflict, regulation.ApprovalStepUp, "step-up-key-gone").Because(err)
	}
	return secret, nil
}

// challengeStands is how long a browser may take to answer.
const challengeStands = 5 * time.Minute

// An Asked is what a browser is asked with a challenge, once.
type Asked struct {
	Challenge string          `json:"challenge" doc:"Goes back with the answer; it works once, for five minutes."`
	PublicKey json.RawMessage `json:"publicKey" doc:"Options for navigator.credentials, as JSON of WebAuthn."`
}

// RemoveFactor ends a factor of a person who knows the password. The codes on paper
// end with the app.
func (d *Desk) RemoveFactor(ctx context.Context, p models.PersonID, id models.FactorID, password string) error {
	has, err := d.DB.Reader(ctx, "").Factors(p)
	at := slices.IndexFunc(has, func(f store.FactorRow) bool { return f.ID == id })
	if err != nil || at < 0 {
		return orRefuse(err, models.Refuse(models.Missing, regulation.Clause{}, "not-found"))
	}
	if err := d.mayChange(ctx, p, password); err != nil {
		return err
	}
	return d.write(ctx, func(tx store.Tx, now time.Time) error { return remove(tx, has[at], now) })
}

func remove(tx store.Tx, f store.FactorRow, at time.Time) error {
	if removed, err := tx.RemoveFactor(f.ID, f.PersonID, at); err != nil || !removed {
		return err
	}
	if f.Kind == models.ByPasskey {
		return tx.TellPerson(f.PersonID, "notice-passkey-removed", map[string]any{"Name": f.Name}, at)
	}
	if err := tx.DropRecovery(f.PersonID); err != nil || !f.Confirmed() {
		return err
	}
	return tx.TellPerson(f.PersonID, "notice-app-removed", map[string]any{}, at)
}

// AskSignature begins to sign an act with a passkey: what the passkey signs is bound
// to the case, the task, the verb, the person, what the person was shown, and the words
// and values that the person signs with.
func (d *Desk) AskSignature(ctx context.Context, site stepup.Site, act models.Act, with models.Content) (Asked, error) {
	return d.askPasskeys(ctx, site, act, func(tx store.Tx) (string, error) {
		salt, kept, err := tx.Sealing(act.Case, with.Data)
		return salt.Said(models.Content{Comment: with.Comment, Data: kept}), err
	})
}

// askPasskeys asks for an act and the digest of what is said with it.
func (d *Desk) askPasskeys(ctx context.Context, site stepup.Site, act models.Act, with func(store.Tx) (string, error)) (asked Asked, err error) {
	err = d.write(ctx, func(tx store.Tx, at time.Time) error {
		has, err := tx.Factors(act.Actor)
		if err != nil {
			return err
		}
		passkeys, err := passkeysOf(has)
		if err != nil || len(passkeys) == 0 {
			return orRefuse(err, models.Refuse(models.Conflict, regulation.ApprovalStepUp, "step-up-no-passkey"))
		}
		said, err := with(tx)
		if err != nil {
			return err
		}
		nonce := stepup.Nonce()
		asked.Challenge = newID()
		if asked.PublicKey, err = site.Ask(act.Actor, passkeys, models.SigningChallenge(nonce, act, said)); err != nil {
			return err
		}
		return tx.KeepChallenge(store.Challenge{ID: asked.Challenge, PersonID: act.Actor, Purpose: "sign", Nonce: nonce, SiteID: site.ID, SiteOrigin: site.Origin,
			At: at, EndsAt: at.Add(challengeStands)})
	})
	return asked, err
}

// TryProof counts a try with a code before it is made, so that many at once guess no
// more than one after another; it refuses while the person must wait.
func (d *Desk) TryProof(ctx context.Context, p models.PersonID) error {
	free, err := d.DB.Single(ctx).TryProof(p, d.now())
	if err == nil && !free {
		return models.Refuse(models.TooMuch, regulation.ApprovalStepUp, "step-up-slower")
	}
	return err
}
