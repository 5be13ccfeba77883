package activities

import (
	"context"
	"time"

	"countersign/activities/stepup"
	"countersign/models"
	"countersign/models/store"
	"countersign/policies"
)

// A Desk writes what people do beside the steps of a case: sign in, draft,
// attach, read notices, give proxies, mend the calendar.
type Desk struct {
	DB       *store.DB
	Policies *policies.Policies
	Blobs    Blobs
	Now      func() time.Time
	// Idle ends a session that was not used so long, Longest one that was; zero
	// means 30 minutes and 12 hours.
	Idle, Longest time.Duration
	// Keys seal the secrets of apps (approval.step-up); without them none is kept.
	Keys stepup.Keys
}

// now is the instant of a transaction, to the microsecond that PostgreSQL keeps.
func (d *Desk) now() time.Time { return d.Now().UTC().Truncate(time.Microsecond) }

// may asks the policies, inside the transaction that writes, about a case that the
// transaction holds or has made.
func (d *Desk) may(tx store.Tx, act models.Act, c models.Case, at time.Time) error {
	q, err := tx.Facts().QuestionAbout(act, c, at)
	if err != nil {
		return err
	}
	snapshot, err := d.Policies.At(tx, q.Policy)
	if err != nil {
		return err
	}
	return snapshot.DecideAny(q, q.Principals).Err()
}

// mayHouse asks the policies about what concerns no case and no company more than another.
func (d *Desk) mayHouse(tx store.Tx, verb models.Verb, who models.PersonID, at time.Time) (models.Standing, error) {
	_, standing, err := d.mayHouseOf(tx, verb, who, nil, at)
	return standing, err
}

// mayHouseOf asks the policies about what concerns no case, but a company; without one,
// whether it may be done anywhere.
func (d *Desk) mayHouseOf(tx store.Tx, verb models.Verb, who models.PersonID, of *models.CaseFacts, at time.Time) (*policies.Snapshot, models.Standing, error) {
	snapshot, err := d.Policies.Fresh(tx)
	if err != nil {
		return nil, models.Standing{}, err
	}
	standing, err := tx.Facts().Standing(who, at)
	if err != nil {
		return nil, standing, err
	}
	return snapshot, standing, snapshot.Decide(models.Question{Verb: verb, Kind: models.House, Actor: standing, Who: standing, Now: at, Case: of}).Err()
}

// write runs do in one transaction at one instant.
func (d *Desk) write(ctx context.Context, do func(tx store.Tx, at time.Time) error) error {
	return d.DB.Write(ctx, func(tx store.Tx) error { return do(tx, d.now()) })
}
