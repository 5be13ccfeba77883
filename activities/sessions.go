package activities

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"time"

	"countersign/models"
	"countersign/models/calendar"
	"countersign/models/regulation"
	"countersign/models/store"
)

// From says where a sign-in comes from.
type From struct{ IP, Agent string }

// Secret makes 256 random bits in text.
func Secret() string {
	var bits [32]byte
	rand.Read(bits[:]) // never fails
	return base64.RawURLEncoding.EncodeToString(bits[:])
}

// hashOf is what is stored of a secret.
func hashOf(secret string) []byte {
	sum := sha256.Sum256([]byte(secret))
	return sum[:]
}

// OpenAccount gives a person a login and a password, or new ones; all sessions
// of the person end.
func (d *Desk) OpenAccount(ctx context.Context, p models.PersonID, login, password, lang string) error {
	hash, err := HashPassword(ctx, password)
	if err != nil {
		return err
	}
	return d.write(ctx, func(tx store.Tx, at time.Time) error { return tx.KeepAccount(p, login, hash, lang, at) })
}

// Login signs a person in and returns the session's token. A wrong login, a wrong
// password, a locked or suspended account and a person who has left get one answer,
// after the same time.
func (d *Desk) Login(ctx context.Context, login, password string, from From) (string, models.PersonID, error) {
	token, p, err := d.login(ctx, login, password, from)
	if errors.Is(err, errAnotherPassword) {
		token, p, err = d.login(ctx, login, password, from) // perhaps it is the same, hashed anew by a second click
	}
	if errors.Is(err, errAnotherPassword) {
		err = models.Refuse(models.Unidentified, regulation.Clause{}, "login-failed")
	}
	return token, p, err
}

// errAnotherPassword says that the account got another hash while a password was checked.
var errAnotherPassword = errors.New("activities: the password was changed meanwhile")

func (d *Desk) login(ctx context.Context, login, password string, from From) (string, models.PersonID, error) {
	account, found, err := d.DB.Reader(ctx, "").Account(login)
	if err != nil {
		return "", "", err
	}
	ok, old, err := matches(ctx, password, account.Password)
	if err != nil {
		return "", "", err
	}
	at := d.now()
	locked := account.LockedUntil != nil && at.Before(*account.LockedUntil)
	if !ok && found && !locked {
		err = d.write(ctx, func(tx store.Tx, at time.Time) error { return tx.SignInFailed(account.PersonID, at) })
	}
	if err != nil {
		return "", "", err
	}
	if !ok || locked || account.SuspendedAt != nil || gone(account.LeftOn, at) {
		return "", "", models.Refuse(models.Unidentified, regulation.Clause{}, "login-failed")
	}
	checked := account.Password
	if old {
		checked, err = d.rehash(ctx, account.PersonID, password, checked)
	}
	if err != nil {
		return "", "", err
	}
	token, err := d.startSession(ctx, account.PersonID, from, func(tx store.Tx) (bool, error) { return tx.StillHas(account.PersonID, checked) })
	return token, account.PersonID, err
}

// rehash keeps a password at today's cost and returns the hash that the account has then:
// was, where somebody has changed it meanwhile.
func (d *Desk) rehash(ctx context.Context, p models.PersonID, password, was string) (string, error) {
	hash, err := HashPassword(ctx, password)
	if err != nil {
		return was, nil // an old password may be shorter than is asked today
	}
	done := false
	err = d.write(ctx, func(tx store.Tx, _ time.Time) error {
		done, err = tx.Rehash(p, was, hash)
		return err
	})
	if !done {
		hash = was
	}
	return hash, err
}

// StartSession begins a session of a person who is known to be that person, and
// returns its token.
func (d *Desk) StartSession(ctx context.Context, p models.PersonID, from From) (string, error) {
	return d.startSession(ctx, p, from, func(store.Tx) (bool, error) { return true, nil })
}

// startSession begins one where known still holds: a password is checked before the
// transaction, for that takes a while, and may have been reset since.
func (d *Desk) startSession(ctx context.Context, p models.PersonID, from From, known func(store.Tx) (bool, error)) (string, error) {
	token := Secret()
	err := d.write(ctx, func(tx store.Tx, at time.Time) error {
		still, err := known(tx)
		if err != nil {
			return err
		}
		if !still {
			return errAnotherPassword
		}
		suspended, err := tx.SignedIn(p, at)
		if err != nil {
			return err
		}
		if suspended {
			return models.Refuse(models.Unidentified, regulation.Clause{}, "login-failed")
		}
		return tx.KeepSession(store.Session{Hash: hashOf(token), Person: p, At: at, Ends: at.Add(d.longest()), IP: from.IP, Agent: short(from.Agent, 200)})
	})
	return token, err
}

// Session finds whose session or API token it is, and notes that it is in use;
// models.Unidentified where it has ended. Departure ends both (approval.in-force).
func (d *Desk) Session(ctx context.Context, secret string, bearer bool) (*store.Visitor, error) {
	v, err := d.Alive(ctx, secret, bearer)
	at := d.now()
	switch {
	case err != nil || at.Sub(v.SeenAt) < time.Minute:
		return v, err
	case bearer:
		return v, d.DB.Single(ctx).UseToken(hashOf(secret), at)
	}
	return v, d.DB.Single(ctx).SeeSession(hashOf(secret), at)
}

// Alive finds whose session or API token it is and writes nothing: what a page
// asks by itself does not keep a session alive.
func (d *Desk) Alive(ctx context.Context, secret string, bearer bool) (*store.Visitor, error) {
	look, idle, at := d.DB.Session, d.idle(), d.now()
	if bearer {
		look, idle = d.DB.Token, 0
	}
	v, err := look(ctx, hashOf(secret), at)
	if err != nil {
		return nil, err
	}
	if v == nil || v.Suspended || !at.Before(v.EndsAt) || gone(v.LeftOn, at) || (idle > 0 && at.Sub(v.SeenAt) >= idle) {
		return nil, models.Refuse(models.Unidentified, regulation.Clause{}, "sign-in-first")
	}
	return v, nil
}

// Logout ends a session.
func (d *Desk) Logout(ctx context.Context, token string) error {
	return d.write(ctx, func(tx store.Tx, _ time.Time) error { return tx.EndSession(hashOf(token)) })
}

// SetLanguage keeps the language that a person reads.
func (d *Desk) SetLanguage(ctx context.Context, p models.PersonID, lang string) error {
	return d.write(ctx, func(tx store.Tx, _ time.Time) error { return tx.SetLanguage(p, lang) })
}

// TokenMostDays is the longest that an API token lives.
const TokenMostDays = 365

// GiveToken makes an API token for days, at most TokenMostDays; its secret is
// returned once and not kept. A name is given once at a time, so a second click makes no
// second token; models.Unidentified where the session, given by its own secret, has ended.
func (d *Desk) GiveToken(ctx context.Context, p models.PersonID, session, name string, days int) (id, secret string, err error) {
	if days < 1 || days > TokenMostDays {
		return "", "", models.Refuse(models.Invalid, regulation.Clause{}, "token-days", "Most", TokenMostDays)
	}
	id, secret = newID(), "cs_"+Secret()
	return id, secret, d.write(ctx, func(tx store.Tx, at time.Time) error {
		if there, err := tx.HoldSession(hashOf(session), at); err != nil || !there {
			return orRefuse(err, models.Refuse(models.Unidentified, regulation.Clause{}, "sign-in-first"))
		}
		if has, err := tx.HasToken(p, name, at); err != nil || has {
			return orRefuse(err, models.Refuse(models.Conflict, regulation.Clause{}, "token-there", "Name", name))
		}
		return tx.KeepToken(id, name, store.Session{Hash: hashOf(secret), Person: p, At: at, Ends: at.AddDate(0, 0, days)})
	})
}

// RevokeToken ends a person's own API token.
func (d *Desk) RevokeToken(ctx context.Context, p models.PersonID, id string) error {
	return d.write(ctx, func(tx store.Tx, at time.Time) error {
		revoked, err := tx.RevokeToken(p, id, at)
		if err == nil && !revoked {
			return missing()
		}
		return err
	})
}

// IdleSince is the instant since which a session was used that has not ended for being idle.
func (d *Desk) IdleSince() time.Time { return d.now().Add(-d.idle()) }

func (d *Desk) idle() time.Duration    { return orElse(d.Idle, 30*time.Minute) }
func (d *Desk) longest() time.Duration { return orElse(d.Longest, 12*time.Hour) }

func orElse(d, other time.Duration) time.Duration {
	if d == 0 {
		return other
	}
	return d
}

// gone reports whether left is today or before.
func gone(left *calendar.Date, at time.Time) bool {
	return left != nil && !left.IsZero() && !today(at).Before(*left)
}

func missing() error { return models.Refuse(models.Missing, regulation.Clause{}, "not-found") }

// short keeps at most so many characters.
func short(s string, most int) string {
	if runes := []rune(s); len(runes) > most {
		return string(runes[:most])
	}
	return s
}
