package store

import "countersign/models"

// AccountOf finds the account of a person.
func (r Reader) AccountOf(p models.PersonID) (a AccountRow, found bool, err error) {
	found, err = r.one(&a, `select a.person_id, a.password, a.locked_until, p.left_on from accounts a join people p on p.id = a.person_id
		where a.person_id = ?`, p)
	return a, found, err
}

// SetPassword replaces a password hash and ends all sessions of the person.
func (tx Tx) SetPassword(p models.PersonID, hash string) error {
	if err := tx.EndSessions(p); err != nil {
		return err
	}
	return fault("account", tx.Exec(`update accounts set password = ?, failures = 0, locked_until = null where person_id = ?`, hash, p).Error)
}

// EndSessions forgets all sessions of a person.
func (tx Tx) EndSessions(p models.PersonID) error {
	return fault("session", tx.Exec(`delete from sessions where person_id = ?`, p).Error)
}
