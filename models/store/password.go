package store

import (
	"time"

	"countersign/models"
)

// AccountOf finds the account of a person.
func (r Reader) AccountOf(p models.PersonID) (a AccountRow, found bool, err error) {
	found, err = r.one(&a, `select a.person_id, a.password, a.locked_until, p.left_on from accounts a join people p on p.id = a.person_id
		where a.person_id = ?`, p)
	return a, found, err
}

// SetPassword replaces a password hash and ends all sessions and tokens of the person. Whose
// hash it is that was checked before is held by StillHas.
func (tx Tx) SetPassword(p models.PersonID, hash string, at time.Time) error {
	if err := tx.EndSessions(p); err != nil {
		return err
	}
	if err := tx.RevokeTokens(p, at); err != nil {
		return err
	}
	return fault("account", tx.Exec(`update accounts set password = ?, must_change = false, failures = 0, locked_until = null where person_id = ?`, hash, p).Error)
}

// MustChange has a person change the password before anything else: somebody else knows it.
func (tx Tx) MustChange(p models.PersonID) error {
	tx.lookAgain()
	return fault("account", tx.Exec(`update accounts set must_change = true where person_id = ?`, p).Error)
}

// WordsOf are the words that somebody who knows a person would guess first.
func (r Reader) WordsOf(p models.PersonID) (words []string, err error) {
	var row struct{ Login, No, Name, NameEn, Search, Email, Phone, Companies string }
	_, err = r.one(&row, `select coalesce(a.login, '') as login, p.no, p.name, p.name_en, p.search, p.email, p.phone,
		coalesce((select string_agg(distinct c.code || ' ' || c.name || ' ' || c.name_en, ' ') from holdings h join posts o on o.id = h.post_id
			join companies c on c.id = o.company_id where h.person_id = p.id), '') as companies
		from people p left join accounts a on a.person_id = p.id where p.id = ?`, p)
	return []string{row.Login, row.No, row.Name, row.NameEn, row.Search, row.Email, row.Phone, row.Companies}, err
}

// EndSessions forgets all sessions of a person, and what their browsers were asked.
func (tx Tx) EndSessions(p models.PersonID) error {
	tx.lookAgain()
	if err := tx.Exec(`delete from challenges where person_id = ? and purpose = 'create' and used_at is null`, p).Error; err != nil {
		return fault("challenge", err)
	}
	return fault("session", tx.Exec(`delete from sessions where person_id = ?`, p).Error)
}
