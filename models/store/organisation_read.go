package store

import (
	"time"

	"countersign/models"
	"countersign/models/calendar"
	"countersign/models/roster"
)

// Roster is the organisation that is in force on a day, with the holdings that
// are over, of the people and posts in force. What it refers to is in force too, but for
// the unit of a post; a holding that ended before it began never was.
func (tx Tx) Roster(on calendar.Date) (roster.Roster, error) {
	var r roster.Roster
	for _, part := range []struct {
		rows  any
		query string
	}{
		{&r.Companies, `select o.code, o.name, o.name_en, coalesce(p.code, '') as parent, o.business as kind
			from companies o left join companies p on p.id = o.parent_id where o.ended_on is null or o.ended_on > @on order by o.code`},
		{&r.Units, `select o.code as company, u.code, u.name, u.name_en, coalesce(p.code, '') as parent, u.function, u.from_on as "from", u.ended_on as until
			from units u join companies o on o.id = u.company_id left join units p on p.id = u.parent_id and (p.ended_on is null or p.ended_on > @on)
			where u.ended_on is null or u.ended_on > @on order by o.code, u.code`},
		{&r.Posts, `select o.code as company, u.code as unit, w.code, w.title, w.title_en, w.rank, coalesce(s.code, '') as superior, coalesce(d.code, '') as deputy_of, w.from_on as "from", w.ended_on as until
			from posts w join units u on u.id = w.unit_id join companies o on o.id = w.company_id
			left join posts s on s.id = w.superior_id and (s.ended_on is null or s.ended_on > @on) left join posts d on d.id = w.deputy_of and (d.ended_on is null or d.ended_on > @on)
			where w.ended_on is null or w.ended_on > @on order by w.code`},
		{&r.People, `select p.no, p.name, p.name_en, coalesce(a.login, '') as login, p.email, p.phone, p.left_on as until
			from people p left join accounts a on a.person_id = p.id where p.left_on is null or p.left_on > @on order by p.no`},
		{&r.Holdings, `select w.code as post, p.no as person, h.from_on as "from", h.until_on as until
			from holdings h join posts w on w.id = h.post_id join people p on p.id = h.person_id
			where (w.ended_on is null or w.ended_on > @on) and (p.left_on is null or p.left_on > @on) and (h.until_on is null or h.until_on > h.from_on) order by w.code, p.no, h.from_on`},
		{&r.Customers, `select o.code as company, c.code, c.name, c.category
			from customers c join companies o on o.id = c.company_id where c.ended_on is null or c.ended_on > @on order by o.code, c.code`},
		{&r.Varieties, `select o.code as company, v.code, v.name, v.in_production, v.price_per_kg
			from varieties v join companies o on o.id = v.company_id where v.ended_on is null or v.ended_on > @on order by o.code, v.code`},
		{&r.Days, `select o.code as company, d.day as date, d.kind, d.name, d.name_en, d.source
			from calendar_days d join companies o on o.id = d.company_id where o.ended_on is null or o.ended_on > @on order by o.code, d.day`},
	} {
		if err := tx.Raw(part.query, map[string]any{"on": on}).Scan(part.rows).Error; err != nil {
			return r, fault("organisation", err)
		}
	}
	return r, nil
}

// PersonByNo finds a person by employee number; empty where there is none.
func (tx Tx) PersonByNo(no string) (models.PersonID, error) {
	var id models.PersonID
	return id, fault("person", tx.Raw(`select id from people where no = ?`, no).Scan(&id).Error)
}

// PersonByLogin finds a person by login; empty where there is none.
func (tx Tx) PersonByLogin(login string) (models.PersonID, error) {
	var id models.PersonID
	return id, fault("person", tx.Raw(`select person_id from accounts where login = lower(?)`, login).Scan(&id).Error)
}

// SetAdministrator gives a person the account rights of an administrator; they
// open no business content.
func (tx Tx) SetAdministrator(no string, at time.Time) error {
	return tx.put("administrator", `update people set administrator = true where no = ? and (left_on is null or left_on > ?::date)`, no, day(at))
}

// FreeLogin takes a person's login away until another is kept, so that two people
// can change theirs for each other's.
func (tx Tx) FreeLogin(p models.PersonID) error {
	return fault("account", tx.Exec(`update accounts set login = person_id::text where person_id = ?`, p).Error)
}

// SetLogin gives an account another login; its password stays.
func (tx Tx) SetLogin(p models.PersonID, login string) error {
	return fault("account", tx.Exec(`update accounts set login = lower(?) where person_id = ?`, login, p).Error)
}

// DropAccount ends a person's account with its sessions and tokens.
func (tx Tx) DropAccount(no string, at time.Time) error {
	return tx.dropAccounts(`p.no = ?`, no, at)
}

// DropAccountsOfGone ends the accounts of all who have left by then; who comes back has
// none of the rights of before (approval.in-force).
func (tx Tx) DropAccountsOfGone(at time.Time) error {
	if err := tx.dropAccounts(`p.left_on <= ?::date`, day(at), at); err != nil {
		return err
	}
	return fault("person", tx.Exec(`update people set administrator = false where administrator and left_on <= ?::date`, day(at)).Error)
}

// dropAccounts ends the accounts of people p of whom a condition holds.
func (tx Tx) dropAccounts(whose string, arg any, at time.Time) error {
	tx.lookAgain()
	if err := tx.Exec(`update api_tokens t set revoked_at = ? from people p where p.id = t.person_id and t.revoked_at is null and `+whose, at, arg).Error; err != nil {
		return fault("account", err)
	}
	for _, end := range []string{
		`delete from sessions s using people p where p.id = s.person_id and ` + whose,
		`delete from accounts a using people p where p.id = a.person_id and ` + whose,
	} {
		if err := tx.Exec(end, arg).Error; err != nil {
			return fault("account", err)
		}
	}
	return nil
}

// HasOrganisation reports whether there is any company.
func (tx Tx) HasOrganisation() (there bool, err error) {
	return there, fault("organisation", tx.Raw(`select exists (select from companies)`).Scan(&there).Error)
}

// OpenTasksAt counts the open tasks that wait for a post, or for a person by name; both by
// what people call them, either may be empty.
func (tx Tx) OpenTasksAt(post, no string) (n int, err error) {
	return n, fault("tasks", tx.Raw(`select count(*) from tasks t where t.state = 'open'
		and (t.post_id = (select id from posts where code = ?) or t.person_id = (select id from people where no = ?))`, post, no).Scan(&n).Error)
}
