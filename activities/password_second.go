package activities

import (
	"slices"
	"time"

	"countersign/models"
	"countersign/models/store"
)

// tellOfPassword tells a person, and who oversees the account, that another has set the
// password: whose it is not speaks up, and whose it is finds somebody to confirm it.
func tellOfPassword(tx store.Tx, a AccountAct, at time.Time) error {
	names, err := tx.Reader("").Names([]models.PersonID{a.Actor, a.Person})
	if err != nil {
		return err
	}
	said := map[string]any{"By": names[a.Actor], "Name": names[a.Person]}
	if err := tx.TellPerson(a.Person, "notice-password-given", said, at); err != nil {
		return err
	}
	told, err := tx.Overseers(a.Person, at)
	if err != nil {
		return err
	}
	for _, p := range slices.DeleteFunc(told, func(p models.PersonID) bool { return p == a.Person || p == a.Actor }) {
		if err := tx.TellPerson(p, "notice-password-of", said, at); err != nil {
			return err
		}
	}
	return nil
}

// confirmPassword lets a person work on, as the second person.
func confirmPassword(tx store.Tx, f store.FactorReset, actor models.PersonID, at time.Time) error {
	if err := tx.OwnerConfirmed(f.PersonID); err != nil {
		return err
	}
	names, err := tx.Reader("").Names([]models.PersonID{f.AskedBy, actor})
	if err != nil {
		return err
	}
	if err := tx.TellPerson(f.PersonID, "notice-password-confirmed", map[string]any{"One": names[f.AskedBy], "Two": names[actor]}, at); err != nil {
		return err
	}
	return tx.KeepHouseEvent(models.HouseEvent{At: at, Kind: models.PasswordConfirmed, Actor: actor, Person: f.PersonID, Detail: map[string]string{"set": names[f.AskedBy]}})
}
