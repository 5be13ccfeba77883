package activities

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
	"time"

	"countersign/models"
	"countersign/models/regulation"
	"countersign/models/roster"
	"countersign/models/store"
	"countersign/policies"
)

// An Organisation brings companies, units, posts, people, customers and varieties
// into the records. Nothing is ever removed: it ends.
type Organisation struct {
	DB  *store.DB
	Now func() time.Time
	// Policies decide what an Actor may bring in; at the machine itself nobody asks them.
	Policies *policies.Policies
}

// An Import is what a file says of the organisation.
type Import struct {
	Roster roster.Roster
	// Rows are single rows in place of a file: of a row that is there they say what changes.
	Rows []roster.Row
	// Faults are what reading the file found; with any nothing comes in.
	Faults []roster.RowError
	// Companies are the codes of those that the file speaks for; none: those it names.
	Companies []string
	// EndMissing ends what the records have of these companies and the file no longer has;
	// Invalid where it names none.
	EndMissing bool
	// Administrators are the employee numbers of those who get an administrator's account.
	Administrators []string
	// Actor brings it in; empty = at the machine itself. Nobody changes the own power by it.
	Actor models.PersonID
	// may tells whether Actor may change what is a matter of a company, or with "" of the
	// whole group; nil: of all.
	may func(models.CompanyID) bool
	// Seen is the digest of the differences that Actor has looked at; empty = whatever differs.
	Seen models.Digest
	// Password makes the first password of a person; nil makes one that nobody can guess.
	Password func() string
}

// Differences are what an import changes. With Complaints it changes nothing.
type Differences struct {
	Changes    []roster.Change
	Kept       int // rows that are not in the file and stay, for want of EndMissing
	Complaints []roster.RowError
	Idle       []Idle // what a change of single rows leaves without anybody
	// Post and Person are the rows of the codes and employee numbers that these name.
	Post      map[string]roster.Post
	Person    map[string]roster.Person
	companies map[string][]string
}

// Digest tells these differences from others.
func (d Differences) Digest() models.Digest {
	text, _ := json.Marshal(d.Changes) // rows are plain text, numbers and dates
	sum := sha256.Sum256(text)
	return models.Digest(hex.EncodeToString(sum[:]))
}

// A FirstPassword is the password that a new account begins with; it is said
// once and not kept.
type FirstPassword struct{ No, Name, Login, Password string }

// Preview finds what an import would change, and changes nothing.
func (o Organisation) Preview(ctx context.Context, in Import) (d Differences, err error) {
	err = o.DB.Write(ctx, func(tx store.Tx) error {
		d, err = o.compare(tx, in)
		return err
	})
	return d, err
}

// Apply brings an import in, in one transaction. It refuses a roster with complaints, and
// with a Conflict one that differs otherwise than was looked at.
func (o Organisation) Apply(ctx context.Context, in Import) (d Differences, first []FirstPassword, err error) {
	err = o.DB.Write(ctx, func(tx store.Tx) error {
		if err := tx.LockOrganisation(); err != nil {
			return err
		}
		if d, err = o.compare(tx, in); err != nil {
			return err
		}
		if len(d.Complaints) > 0 {
			return models.Refuse(models.Invalid, regulation.Clause{}, "roster-wrong", "Count", len(d.Complaints))
		}
		if in.Seen != "" && in.Seen != d.Digest() {
			return models.Refuse(models.Conflict, regulation.Clause{}, moved(in))
		}
		w := &accountWriter{tx: tx, password: in.Password, by: in.Actor, at: o.Now().UTC()}
		if err := tx.DropAccountsOfGone(w.at); err != nil { // their day may have come since
			return err
		}
		of, err := managersNow(tx, w.at)
		if err != nil {
			return err
		}
		if err := enact(tx, d.Changes, w.at); err != nil {
			return err
		}
		if err := tellOfPosts(tx, in, d, of, w.at); err != nil {
			return err
		}
		if err := noteDays(tx, in, d, w.at); err != nil {
			return err
		}
		first, err = w.open(ctx, d.Changes)
		if err != nil {
			return err
		}
		if err := note(tx, in, d, len(first), w.at); err != nil {
			return err
		}
		return appoint(tx, in, w.at)
	})
	return d, first, err
}

// Empty reports whether there is no organisation yet.
func (o Organisation) Empty(ctx context.Context) (empty bool, err error) {
	err = o.DB.Write(ctx, func(tx store.Tx) error {
		there, err := tx.HasOrganisation()
		empty = !there
		return err
	})
	return empty, err
}

// SetParameters puts a company's own parameters, keyed "clause/name", in force
// from today on.
func (o Organisation) SetParameters(ctx context.Context, company string, own map[string]json.RawMessage) error {
	return o.DB.Write(ctx, func(tx store.Tx) error {
		id, err := tx.CompanyCalled(company)
		if err == nil {
			_, err = tx.KeepParameters(id, today(o.Now()), own, nil)
		}
		return err
	})
}

// Current is the organisation of today.
func (o Organisation) Current(ctx context.Context) (current roster.Roster, err error) {
	err = o.DB.Write(ctx, func(tx store.Tx) error {
		current, err = tx.Roster(today(o.Now()))
		return err
	})
	return current, err
}

func (o Organisation) compare(tx store.Tx, in Import) (d Differences, err error) {
	if in.EndMissing && len(concerned(in)) == 0 {
		return d, models.Refuse(models.Invalid, regulation.Clause{}, "import-whose-missing")
	}
	current, err := tx.Roster(today(o.Now()))
	if err != nil {
		return d, err
	}
	current = roster.OnRecord(current)
	if in, err = o.decided(tx, amended(current, in)); err != nil {
		return d, err
	}
	next := merge(current, in)
	if in.Rows != nil {
		takeBack(&current, &next, today(o.Now()))
	}
	if d.Complaints = roster.Check(next, in.Faults...); len(d.Complaints) > 0 {
		return d, nil
	}
	d.Changes = roster.Diff(current, next)
	if in.Rows != nil {
		err = o.weigh(tx, in, &d, current, next)
	}
	if err == nil {
		err = ofOthers(tx, in, d.Changes, current, next)
	}
	if err != nil || in.Rows != nil {
		return d, err
	}
	d.companies = companiesOfHoldings(d.Changes, current, next)
	if in.EndMissing {
		return d, nil
	}
	in.EndMissing = true
	for _, c := range roster.Diff(current, merge(current, in)) {
		if c.Op == roster.Ended {
			d.Kept++
		}
	}
	return d, nil
}

// enact brings changes into the records: what ends first, so that the new may
// take its place.
func enact(tx store.Tx, changes []roster.Change, at time.Time) error {
	for _, c := range slices.Backward(changes) { // the kinds that refer before those that they refer to
		if c.Op == roster.Ended {
			if err := tx.End(c.Row, at); err != nil {
				return err
			}
		}
	}
	for _, kind := range []roster.Kind{roster.Companies, roster.Units, roster.Posts, roster.People, roster.Holdings, roster.Customers, roster.Varieties, roster.Days} {
		for _, op := range []roster.Op{roster.Changed, roster.Added} {
			if err := put(tx, changes, kind, op, at); err != nil {
				return err
			}
		}
	}
	for _, c := range changes {
		if c.Op != roster.Ended {
			if err := tx.Refer(c.Row); err != nil {
				return err
			}
		}
	}
	return nil
}

func put(tx store.Tx, changes []roster.Change, kind roster.Kind, op roster.Op, at time.Time) error {
	for _, c := range changes {
		if c.Kind != kind || c.Op != op {
			continue
		}
		if op == roster.Changed {
			if err := tx.KeepName(c.Row, at); err != nil {
				return err
			}
		}
		if err := tx.Put(c.Row, wordsOf(c.Row)); err != nil {
			return err
		}
	}
	return nil
}

func wordsOf(row any) string {
	switch r := row.(type) {
	case roster.Person:
		return SearchWords(r.Name)
	case roster.Customer:
		return SearchWords(r.Name)
	}
	return ""
}

func appoint(tx store.Tx, in Import, at time.Time) error {
	for _, no := range in.Administrators {
		id, err := tx.PersonByNo(no)
		if err != nil {
			return err
		}
		if id == "" {
			return models.Refuse(models.Invalid, regulation.Clause{}, "no-such-employee", "No", no)
		}
		if err := tx.SetAdministrator(no, at); err != nil {
			return err
		}
		if err := tx.KeepHouseEvent(models.HouseEvent{At: at, Kind: models.AdministratorMade, Actor: in.Actor, Person: id}); err != nil {
			return err
		}
	}
	return nil
}
