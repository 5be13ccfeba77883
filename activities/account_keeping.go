package activities

import (
	"context"
	"regexp"
	"strings"
	"time"
	"unicode/utf8"

	"countersign/models"
	"countersign/models/regulation"
	"countersign/models/store"
)

// An AccountAct is what an administrator does to the account of Person: each is decided
// by the policies and recorded in the transaction that does it (approval.record).
type AccountAct struct {
	Actor, Person models.PersonID
}

// onAccount runs do on the account of a person where the actor may look after accounts, and
// records it. Nobody looks after the own account: two people know of each change.
func (d *Desk) onAccount(ctx context.Context, a AccountAct, kind models.HouseEventKind, detail map[string]string, do func(tx store.Tx, at time.Time, was store.AccountState) error) error {
	return d.write(ctx, func(tx store.Tx, at time.Time) error {
		if _, err := d.mayHouse(tx, models.KeepAccounts, a.Actor, at); err != nil {
			return err
		}
		if a.Actor == a.Person {
			return models.Refuse(models.Forbidden, regulation.ApprovalInForce, "account-own")
		}
		was, found, err := tx.LockAccount(a.Person)
		if err == nil && !found {
			err = missing()
		}
		if err == nil {
			err = do(tx, at, was)
		}
		if err != nil {
			return err
		}
		return tx.KeepHouseEvent(models.HouseEvent{At: at, Kind: kind, Actor: a.Actor, Person: a.Person, Detail: detail})
	})
}

// ResetPassword gives an account a password that nobody can guess; it is said once, and
// changed at the first sign-in. Sessions and tokens end, and who has more than a post of
// the staff works on when a second person has confirmed it (ConfirmFactorReset). That of
// another administrator is reset at the machine only.
func (d *Desk) ResetPassword(ctx context.Context, a AccountAct) (first FirstPassword, err error) {
	err = d.onAccount(ctx, a, models.PasswordReset, nil, func(tx store.Tx, at time.Time, was store.AccountState) error {
		if was.Administrator {
			return models.Refuse(models.Forbidden, regulation.ApprovalInForce, "account-of-administrator")
		}
		if first, err = (&accountWriter{tx: tx, by: a.Actor, at: at}).reset(ctx, a.Person, was.Login); err != nil {
			return err
		}
		return tellOfPassword(tx, a, at)
	})
	return first, err
}

// UnlockAccount lets a person try to sign in again at once.
func (d *Desk) UnlockAccount(ctx context.Context, a AccountAct) error {
	return d.onAccount(ctx, a, models.AccountUnlocked, nil, func(tx store.Tx, _ time.Time, _ store.AccountState) error { return tx.Unlock(a.Person) })
}

// SuspendAccount takes all authority from a person at once (approval.in-force): sessions
// and tokens end, no sign-in and no act, not by a proxy either. What waits for the
// person is moved as for somebody absent. The reason is recorded.
func (d *Desk) SuspendAccount(ctx context.Context, a AccountAct, reason string) error {
	reason = strings.TrimSpace(reason)
	if n := utf8.RuneCountInString(reason); n == 0 || n > 200 || models.Unprintable(reason) {
		return models.Refuse(models.Invalid, regulation.ApprovalInForce, "account-reason")
	}
	return d.onAccount(ctx, a, models.AccountSuspended, map[string]string{"reason": reason}, func(tx store.Tx, at time.Time, was store.AccountState) error {
		if was.Suspended {
			return models.Refuse(models.Conflict, regulation.ApprovalInForce, "account-suspended")
		}
		if err := tx.Suspend(a.Person, &at, at); err != nil {
			return err
		}
		return endAll(tx, a.Person, at)
	})
}

// ResumeAccount ends a suspension: what is undone of what was moved comes back.
func (d *Desk) ResumeAccount(ctx context.Context, a AccountAct) error {
	return d.onAccount(ctx, a, models.AccountResumed, nil, func(tx store.Tx, at time.Time, was store.AccountState) error {
		if !was.Suspended {
			return models.Refuse(models.Conflict, regulation.ApprovalInForce, "account-not-suspended")
		}
		return tx.Suspend(a.Person, nil, at)
	})
}

// EndSessionsOf signs a person out everywhere.
func (d *Desk) EndSessionsOf(ctx context.Context, a AccountAct) error {
	return d.onAccount(ctx, a, models.SessionsEnded, nil, func(tx store.Tx, _ time.Time, _ store.AccountState) error { return tx.EndSessions(a.Person) })
}

// EndSessionOf ends one session of a person.
func (d *Desk) EndSessionOf(ctx context.Context, a AccountAct, session string) error {
	return d.onAccount(ctx, a, models.SessionEnded, nil, func(tx store.Tx, _ time.Time, _ store.AccountState) error {
		ended, err := tx.EndSessionOf(a.Person, session)
		if err == nil && !ended {
			return missing()
		}
		return err
	})
}

func endAll(tx store.Tx, p models.PersonID, at time.Time) error {
	if err := tx.EndSessions(p); err != nil {
		return err
	}
	return tx.RevokeTokens(p, at)
}

// RevokeAnyToken ends an API token of anybody, as an administrator.
func (d *Desk) RevokeAnyToken(ctx context.Context, actor models.PersonID, id string) error {
	return d.write(ctx, func(tx store.Tx, at time.Time) error {
		if _, err := d.mayHouse(tx, models.KeepAccounts, actor, at); err != nil {
			return err
		}
		p, name, found, err := tx.RevokeTokenOf(id, at)
		if err == nil && !found {
			err = missing()
		}
		if err != nil {
			return err
		}
		return tx.KeepHouseEvent(models.HouseEvent{At: at, Kind: models.TokenRevoked, Actor: actor, Person: p, Detail: map[string]string{"token": name}})
	})
}

var aLogin = regexp.MustCompile(`^[a-z0-9][a-z0-9._@-]{1,59}$`)

// NewAccount gives a person who has none an account with a login and a password that is
// said once, and changed at the first sign-in.
func (d *Desk) NewAccount(ctx context.Context, a AccountAct, login string) (first FirstPassword, err error) {
	login = strings.ToLower(strings.TrimSpace(login))
	if !aLogin.MatchString(login) {
		return first, models.Refuse(models.Invalid, regulation.ApprovalInForce, "account-login")
	}
	err = d.write(ctx, func(tx store.Tx, at time.Time) error {
		if _, err := d.mayHouse(tx, models.KeepAccounts, a.Actor, at); err != nil {
			return err
		}
		if err := free(tx, a.Person, login, at); err != nil {
			return err
		}
		first, err = (&accountWriter{tx: tx, by: a.Actor, at: at}).reset(ctx, a.Person, login)
		if store.IsDuplicate(err) {
			return models.Refuse(models.Conflict, regulation.ApprovalInForce, "account-login-taken")
		}
		if err == nil {
			err = tellOfPassword(tx, a, at)
		}
		if err != nil {
			return err
		}
		return tx.KeepHouseEvent(models.HouseEvent{At: at, Kind: models.AccountOpened, Actor: a.Actor, Person: a.Person, Detail: map[string]string{"login": login}})
	})
	return first, err
}

// free makes sure that a person is in force and has no account, and that nobody has the login.
func free(tx store.Tx, p models.PersonID, login string, at time.Time) error {
	who, found, err := tx.Reader("").Person(p)
	if err == nil && (!found || gone(who.LeftOn, at)) {
		err = missing()
	}
	if err != nil {
		return err
	}
	if _, has, err := tx.LockAccount(p); err != nil || has {
		return conflictOr(err, "account-there")
	}
	if other, err := tx.PersonByLogin(login); err != nil || other != "" {
		return conflictOr(err, "account-login-taken")
	}
	return nil
}

func conflictOr(err error, key string) error {
	if err != nil {
		return err
	}
	return models.Refuse(models.Conflict, regulation.ApprovalInForce, key)
}
