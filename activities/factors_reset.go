package activities

import (
	"context"

	"countersign/models"
	"countersign/models/regulation"
	"countersign/models/store"
)

// ResetFactors removes all by which the account with a login proves to be present,
// for a person who has lost it, and tells the person. It counts what it removed.
func (o Organisation) ResetFactors(ctx context.Context, login string) (p store.PersonRow, count int64, err error) {
	err = o.DB.Write(ctx, func(tx store.Tx) error {
		id, err := tx.PersonByLogin(login)
		if err != nil {
			return err
		}
		if id == "" {
			return models.Refuse(models.Missing, regulation.Clause{}, "no-such-login", "Login", login)
		}
		at := o.Now().UTC()
		if count, err = tx.RemoveFactors(id, at); err != nil {
			return err
		}
		if p, _, err = tx.Reader("").Person(id); err != nil {
			return err
		}
		if err := tx.KeepHouseEvent(models.HouseEvent{At: at, Kind: models.FactorsReset, Person: id}); err != nil {
			return err
		}
		return tx.TellPerson(id, "notice-factors-reset", map[string]any{}, at)
	})
	return p, count, err
}
