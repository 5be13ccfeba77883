package store

import (
	"time"

	"countersign/models"
)

// An AccountState is what is known of an account before an administrator changes it.
type AccountState struct {
	Login         string
	Lang          string
	Administrator bool
	Suspended     bool
}

// LockAccount reads an account and keeps others from changing it until the transaction
// ends; found is false where the person has none.
func (tx Tx) LockAccount(p models.PersonID) (a AccountState, found bool, err error) {
	r := tx.Raw(`select a.login, a.lang, p.administrator, a.suspended_at is not null as suspended from accounts a join people p on p.id = a.person_id
		where a.person_id = ? for update of a`, p).Scan(&a)
	return a, r.RowsAffected > 0, fault("account", r.Error)
}

// Unlock forgets failed sign-ins.
func (tx Tx) Unlock(p models.PersonID) error {
	return fault("account", tx.Exec(`update accounts set failures = 0, locked_until = null where person_id = ?`, p).Error)
}

// Suspend keeps a person from signing in from at on, or no longer where at is nil.
// Sessions and tokens are ended beside it.
func (tx Tx) Suspend(p models.PersonID, at *time.Time, now time.Time) error {
	tx.lookAgain()
	return fault("account", tx.Exec(`update accounts set suspended_at = @at, resumed_at = case when cast(@at as timestamptz) is null then cast(@now as timestamptz) end where person_id = @person`,
		map[string]any{"at": at, "now": now, "person": p}).Error)
}

// RevokeTokens ends all API tokens of a person.
func (tx Tx) RevokeTokens(p models.PersonID, at time.Time) error {
	return fault("token", tx.Exec(`update api_tokens set revoked_at = ? where person_id = ? and revoked_at is null`, at, p).Error)
}

// RevokeTokenOf ends an API token of anybody and returns whose it was and its name;
// found is false where there is none that has not ended.
func (tx Tx) RevokeTokenOf(id string, at time.Time) (p models.PersonID, name string, found bool, err error) {
	var row struct {
		PersonID models.PersonID
		Name     string
	}
	r := tx.Raw(`update api_tokens set revoked_at = ? where id = ? and revoked_at is null returning person_id, name`, at, id).Scan(&row)
	return row.PersonID, row.Name, r.RowsAffected > 0, fault("token", r.Error)
}
