package store

import (
	"time"

	"countersign/models"
)

// A FactorReset is asked for by one person and confirmed by another (approval.step-up):
// lost factors are removed, or a password that another has set is the person's own.
type FactorReset struct {
	ID       string
	What     string // ResetOfFactors or ResetOfPassword
	PersonID models.PersonID
	Person   string
	No       string
	Reason   string
	AskedBy  models.PersonID
	Asker    string
	AskedAt  time.Time
	EndsAt   *time.Time // of a password nil: it waits until somebody confirms it
}

// open is whether the reset f still waits at the instant ?, on the day ? and at the instant ?.
const open = `f.confirmed_at is null and (f.ends_at > ? or (exists (select from accounts a where a.unconfirmed = f.id) and ` + powerful + `))`

// FactorResets are those that wait to be confirmed, the oldest first: those of people of
// these companies, or of everybody with all or where one of them is the head office.
func (r Reader) FactorResets(companies []models.CompanyID, all bool, at time.Time) (rows []FactorReset, err error) {
	return rows, r.query(&rows, `select f.id, f.what, f.person_id, name(p) as person, p.no, f.reason, f.asked_by, name(a) as asker, f.asked_at, f.ends_at
		from factor_resets f join people p on p.id = f.person_id join people a on a.id = f.asked_by
		where `+open+` and (? or `+ofOneCompany(`f.person_id`)+`) order by f.asked_at, f.id`, at, day(at), at, all, pgArray(companies))
}

// ofOneCompany is whether the person, who is given in SQL, has to do with one of the
// companies ?, or one of these is the head office.
func ofOneCompany(person string) string {
	return `exists (select from companies m where m.id = any(?::uuid[]) and (m.kind = 'head' or m.id in (
		select w.company_id from holdings k join posts w on w.id = k.post_id where k.person_id = ` + person + `)))`
}

// AskFactorReset writes what waits for a second person.
func (tx Tx) AskFactorReset(f FactorReset) error {
	return fault("factor reset", tx.Exec(`insert into factor_resets (id, person_id, reason, asked_by, asked_at, ends_at) values (?, ?, ?, ?, ?, ?)`,
		f.ID, f.PersonID, f.Reason, f.AskedBy, f.AskedAt, f.EndsAt).Error)
}

// LockFactorReset reads a reset that waits to be confirmed, and holds it; found is false
// where there is none of the companies.
func (tx Tx) LockFactorReset(reset string, companies []models.CompanyID, all bool, at time.Time) (f FactorReset, found bool, err error) {
	r := tx.Raw(`select f.id, f.what, f.person_id, f.reason, f.asked_by, f.asked_at, f.ends_at from factor_resets f
		where f.id = ? and `+open+` and (? or `+ofOneCompany(`f.person_id`)+`) for update`, id(reset), at, day(at), at, all, pgArray(companies)).Scan(&f)
	return f, r.RowsAffected == 1, fault("factor reset", r.Error)
}

// ConfirmFactorReset notes the second person.
func (tx Tx) ConfirmFactorReset(reset string, by models.PersonID, at time.Time) error {
	return fault("factor reset", tx.Exec(`update factor_resets set confirmed_by = ?, confirmed_at = ? where id = ?`, by, at, reset).Error)
}

// FactorsResetSince reports whether two people have removed the factors of a person
// since an instant.
func (tx Tx) FactorsResetSince(p models.PersonID, since time.Time) (yes bool, err error) {
	return yes, fault("factor reset", tx.Raw(`select exists (select from factor_resets where person_id = ? and what = 'factors' and confirmed_at > ?)`, p, since).Scan(&yes).Error)
}
