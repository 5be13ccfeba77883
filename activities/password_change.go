package activities

import (
	"context"
	"time"

	"countersign/models"
	"countersign/models/regulation"
	"countersign/models/store"
)

// ChangePassword gives a person another password, where the person knows the one
// of now, and ends all sessions and tokens. One that is easily guessed is refused, however long. A wrong one counts like a failed sign-in.
func (d *Desk) ChangePassword(ctx context.Context, p models.PersonID, now, next string) error {
	was, err := d.known(ctx, p, now)
	if err != nil {
		return err
	}
	if err := longEnough(next); err != nil {
		return err
	}
	words, err := d.DB.Reader(ctx, "").WordsOf(p)
	if err != nil {
		return err
	}
	if models.WeakPassword(next, words...) {
		return models.Refuse(models.Invalid, regulation.Clause{}, "password-weak")
	}
	if next == now {
		return models.Refuse(models.Invalid, regulation.Clause{}, "password-same")
	}
	hash, err := HashPassword(ctx, next)
	if err != nil {
		return err
	}
	return d.write(ctx, func(tx store.Tx, at time.Time) error {
		if still, err := tx.StillHas(p, was); err != nil || !still {
			return orRefuse(err, models.Refuse(models.Invalid, regulation.Clause{}, "password-wrong")) // somebody has reset it meanwhile
		}
		return tx.SetPassword(p, hash, at)
	})
}

// knows makes sure that a person who is signed in knows the password too. A wrong
// one counts like a failed sign-in.
func (d *Desk) knows(ctx context.Context, p models.PersonID, password string) error {
	_, err := d.known(ctx, p, password)
	return err
}

// known is knows, and returns the hash that was checked.
func (d *Desk) known(ctx context.Context, p models.PersonID, password string) (hash string, err error) {
	account, found, err := d.DB.Reader(ctx, "").AccountOf(p)
	if err != nil {
		return "", err
	}
	ok, _, err := matches(ctx, password, account.Password)
	if err != nil {
		return "", err
	}
	locked := account.LockedUntil != nil && d.now().Before(*account.LockedUntil)
	if !ok && found && !locked {
		err = d.write(ctx, func(tx store.Tx, at time.Time) error { return tx.SignInFailed(p, at) })
	}
	if err != nil {
		return "", err
	}
	if !ok || locked {
		return "", models.Refuse(models.Invalid, regulation.Clause{}, "password-wrong")
	}
	return account.Password, nil
}

// EndSessions signs a person out everywhere.
func (d *Desk) EndSessions(ctx context.Context, p models.PersonID) error {
	return d.write(ctx, func(tx store.Tx, _ time.Time) error { return tx.EndSessions(p) })
}
