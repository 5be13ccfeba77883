package activities

import (
	"context"
	"crypto/rand"
	"errors"
	"time"

	"github.com/alexedwards/argon2id"

	"countersign/models"
	"countersign/models/calendar"
	"countersign/models/message"
	"countersign/models/regulation"
	"countersign/models/roster"
	"countersign/models/store"
)

// quick is what a password costs that a machine made: nobody guesses it, so that
// its hash need not be slow. The first sign-in hashes it again at full cost.
var quick = &argon2id.Params{Memory: 8 * 1024, Iterations: 1, Parallelism: 1, SaltLength: 16, KeyLength: 32}

// An accountWriter gives people their accounts as the organisation changes.
type accountWriter struct {
	tx       store.Tx
	password func() string
	by       models.PersonID // who sets the passwords; empty = at the machine itself
	at       time.Time
	known    map[string]string // hash by password: a demo has one for all
}

// open opens, renames and ends accounts as the changes of people say, and returns
// the passwords of the new ones.
func (w *accountWriter) open(ctx context.Context, changes []roster.Change) (first []FirstPassword, err error) {
	if err := w.tx.DropAccountsOfGone(w.at); err != nil {
		return nil, err
	}
	gone, renamed, added := sorted(changes, today(w.at))
	for _, p := range gone {
		if err := w.tx.DropAccount(p.No, w.at); err != nil {
			return nil, err
		}
	}
	for _, p := range renamed { // all first give up their login, which another may take
		if err := w.rename(p, w.tx.FreeLogin); err != nil {
			return nil, err
		}
	}
	for _, p := range renamed {
		if err := w.rename(p, func(id models.PersonID) error { return w.tx.SetLogin(id, p.Login) }); err != nil {
			return nil, err
		}
	}
	for _, p := range added {
		password, err := w.first(ctx, p)
		if err != nil {
			return nil, err
		}
		first = append(first, FirstPassword{p.No, p.Name, p.Login, password})
	}
	return first, nil
}

// sorted tells people apart whose account ends, gets another login, or is new. Who
// has left has none already.
func sorted(changes []roster.Change, today calendar.Date) (gone, renamed, added []roster.Person) {
	for _, c := range changes {
		p, isPerson := c.Row.(roster.Person)
		had, changed := loginBefore(c)
		switch {
		case !isPerson || !changed || c.Op == roster.Ended || p.Left(today):
		case p.Login == "":
			gone = append(gone, p)
		case had:
			renamed = append(renamed, p)
		default:
			added = append(added, p)
		}
	}
	return gone, renamed, added
}

// loginBefore reports whether a change is about a login, and whether there was one.
func loginBefore(c roster.Change) (had, changed bool) {
	if c.Op == roster.Added {
		return false, true
	}
	for _, f := range c.Fields {
		if f.Name == "login" {
			return f.Old != "", true
		}
	}
	return false, false
}

func (w *accountWriter) rename(p roster.Person, how func(models.PersonID) error) error {
	id, err := w.tx.PersonByNo(p.No)
	if err != nil {
		return err
	}
	return how(id)
}

func (w *accountWriter) first(ctx context.Context, p roster.Person) (string, error) {
	id, err := w.tx.PersonByNo(p.No)
	if err != nil {
		return "", err
	}
	password, hash, err := w.make(ctx)
	if err != nil {
		return "", err
	}
	if err := w.tx.KeepAccount(id, p.Login, hash, message.Languages[0], w.at); err != nil || w.password != nil {
		return password, err // a password that all of a demo have is nobody's secret
	}
	return password, w.setByAnother(id)
}

// setByAnother has the password changed at the first sign-in, and where somebody has set
// it who is not at the machine itself, confirmed by a second person.
func (w *accountWriter) setByAnother(id models.PersonID) error {
	if err := w.tx.MustChange(id); err != nil || w.by == "" {
		return err
	}
	return w.tx.AwaitSecond(id, w.by, w.at)
}

func (w *accountWriter) make(ctx context.Context) (password, hash string, err error) {
	if w.password == nil {
		password = rand.Text()
		hash, err = argon2id.CreateHash(password, quick)
		return password, hash, err
	}
	password = w.password()
	if w.known == nil {
		w.known = map[string]string{}
	}
	if w.known[password] == "" {
		w.known[password], err = HashPassword(ctx, password)
	}
	return password, w.known[password], err
}

// NewPassword gives the account with a login a password that nobody can guess and
// ends its sessions; it is said once and not kept, and changed at the first sign-in. With administrator it also
// gets the rights of one. It is done at the machine itself, and recorded.
func (o Organisation) NewPassword(ctx context.Context, login string, administrator bool) (first FirstPassword, err error) {
	err = o.DB.Write(ctx, func(tx store.Tx) error {
		id, err := tx.PersonByLogin(login)
		if err != nil {
			return err
		}
		if id == "" {
			return models.Refuse(models.Missing, regulation.Clause{}, "no-such-login", "Login", login)
		}
		w := &accountWriter{tx: tx, at: o.Now().UTC()}
		if first, err = w.reset(ctx, id, login); err != nil {
			return err
		}
		event := models.HouseEvent{At: w.at, Kind: models.PasswordReset, Person: id}
		if err := tx.KeepHouseEvent(event); err != nil || !administrator {
			return err
		}
		event.Kind = models.AdministratorMade
		return errors.Join(tx.SetAdministrator(first.No, w.at), tx.KeepHouseEvent(event))
	})
	return first, err
}

// reset gives a person a login with a password that is changed at the first sign-in.
func (w *accountWriter) reset(ctx context.Context, id models.PersonID, login string) (first FirstPassword, err error) {
	p, found, err := w.tx.Reader("").Person(id)
	if err == nil && !found {
		err = missing()
	}
	if err != nil {
		return first, err
	}
	password, hash, err := w.make(ctx)
	if err != nil {
		return first, err
	}
	if err := w.tx.KeepAccount(id, login, hash, p.Lang, w.at); err != nil {
		return first, err
	}
	return FirstPassword{p.No, p.Name, login, password}, w.setByAnother(id)
}
