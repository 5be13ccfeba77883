package store

import (
	"fmt"
	"time"

	"github.com/google/uuid"

	"countersign/models/roster"
)

// LockOrganisation lets one import at a time change the organisation, until the
// transaction ends.
func (tx Tx) LockOrganisation() error {
	return fault("organisation", tx.Exec(`select pg_advisory_xact_lock(hashtext('countersign organisation'))`).Error)
}

// Put writes a row of a roster under its code; what had ended is in force again.
// References to rows of the same kind are for Refer, once all are there.
// words are what a search finds the row by.
func (tx Tx) Put(row any, words string) error {
	id := uuid.Must(uuid.NewV7()).String()
	switch r := row.(type) {
	case roster.Company:
		return tx.put("company", `insert into companies (id, code, name, name_en, business, kind)
			values (?, ?, ?, ?, ?, case when ? = 'head_office' then 'head' else 'subsidiary' end)
			on conflict (code) do update set name = excluded.name, name_en = excluded.name_en, business = excluded.business, kind = excluded.kind, ended_on = null`,
			id, r.Code, r.Name, r.NameEn, r.Kind, r.Kind)
	case roster.Unit:
		return tx.put("unit", `insert into units (id, company_id, code, name, name_en, function, from_on, ended_on) select ?, o.id, ?, ?, ?, ?, ?::date, ?::date from companies o where o.code = ?
			on conflict (company_id, code) do update set name = excluded.name, name_en = excluded.name_en, function = excluded.function, from_on = excluded.from_on, ended_on = excluded.ended_on`,
			id, r.Code, r.Name, r.NameEn, r.Function, r.From, r.Until, r.Company)
	case roster.Post:
		return tx.put("post", `insert into posts (id, unit_id, company_id, code, title, title_en, rank, from_on, ended_on)
			select ?, u.id, o.id, ?, ?, ?, ?, ?::date, ?::date from units u join companies o on o.id = u.company_id where o.code = ? and u.code = ?
			on conflict (code) do update set unit_id = excluded.unit_id, company_id = excluded.company_id, title = excluded.title, title_en = excluded.title_en,
			rank = excluded.rank, from_on = excluded.from_on, ended_on = excluded.ended_on`,
			id, r.Code, r.Title, r.TitleEn, r.Rank, r.From, r.Until, r.Company, r.Unit)
	case roster.Person:
		return tx.put("person", `insert into people (id, no, name, name_en, email, phone, search, left_on) values (?, ?, ?, ?, ?, ?, ?, ?::date)
			on conflict (no) do update set name = excluded.name, name_en = excluded.name_en, email = excluded.email, phone = excluded.phone,
			search = excluded.search, left_on = excluded.left_on`,
			id, r.No, r.Name, r.NameEn, r.Email, r.Phone, words, r.Until)
	case roster.Holding:
		return tx.put("holding", `insert into holdings (id, post_id, person_id, from_on, until_on)
			select ?, w.id, p.id, ?, ? from posts w, people p where w.code = ? and p.no = ?
			on conflict (post_id, person_id, from_on) do update set until_on = excluded.until_on`,
			id, r.From, r.Until, r.Post, r.Person)
	case roster.Customer:
		return tx.put("customer", `insert into customers (id, company_id, code, name, category, search) select ?, o.id, ?, ?, ?, ? from companies o where o.code = ?
			on conflict (company_id, code) do update set name = excluded.name, category = excluded.category, search = excluded.search, ended_on = null`,
			id, r.Code, r.Name, r.Category, words, r.Company)
	case roster.Variety:
		return tx.put("variety", `insert into varieties (id, company_id, code, name, in_production, price_per_kg) select ?, o.id, ?, ?, ?, ? from companies o where o.code = ?
			on conflict (company_id, code) do update set name = excluded.name, in_production = excluded.in_production, price_per_kg = excluded.price_per_kg, ended_on = null`,
			id, r.Code, r.Name, r.InProduction, r.PricePerKg, r.Company)
	case roster.Day:
		return tx.put("day", `insert into calendar_days (company_id, day, kind, name, name_en, source) select o.id, ?::date, ?, ?, ?, ? from companies o where o.code = ?
			on conflict (company_id, day) do update set kind = excluded.kind, name = excluded.name, name_en = excluded.name_en, source = excluded.source`,
			r.Date, r.Kind, r.Name, r.NameEn, r.Source, r.Company)
	}
	return fmt.Errorf("store: a roster has no %T", row)
}

// KeepName keeps what the person or post of a row was called until an instant, where
// the row calls it otherwise: what was done before stays under the name of its time.
func (tx Tx) KeepName(row any, until time.Time) error {
	switch r := row.(type) {
	case roster.Post:
		return fault("title", tx.Exec(`insert into former_names (id, name, name_en, until) select id, title, title_en, cast(? as timestamptz) from posts
			where code = ? and (title, title_en) is distinct from (?, ?) on conflict do nothing`, until, r.Code, r.Title, r.TitleEn).Error)
	case roster.Person:
		return fault("name", tx.Exec(`insert into former_names (id, name, name_en, until) select id, name, name_en, cast(? as timestamptz) from people
			where no = ? and (name, name_en) is distinct from (?, ?) on conflict do nothing`, until, r.No, r.Name, r.NameEn).Error)
	}
	return nil
}

// Refer writes what a row says of other rows of its kind.
func (tx Tx) Refer(row any) error {
	switch r := row.(type) {
	case roster.Company:
		return tx.put("company", `update companies set parent_id = (select id from companies where code = ?) where code = ?`, r.Parent, r.Code)
	case roster.Unit:
		return tx.put("unit", `update units u set parent_id = (select p.id from units p where p.company_id = u.company_id and p.code = ?)
			from companies o where o.id = u.company_id and o.code = ? and u.code = ?`, r.Parent, r.Company, r.Code)
	case roster.Post:
		return tx.put("post", `update posts set superior_id = (select id from posts where code = ?), deputy_of = (select id from posts where code = ?) where code = ?`,
			r.Superior, r.DeputyOf, r.Code)
	}
	return nil
}

// End brings a row to an end on the day of at, the first without it. Nobody holds a post
// that has ended, and who has left holds none, has no account and no session
// (approval.in-force).
func (tx Tx) End(row any, at time.Time) error {
	on := today(at)
	const endHoldings = `update holdings h set until_on = greatest(h.from_on, ?::date) `
	switch r := row.(type) {
	case roster.Company:
		return tx.put("company", `update companies set ended_on = ? where code = ?`, on, r.Code)
	case roster.Unit:
		return tx.put("unit", `update units u set ended_on = greatest(u.from_on, ?::date) from companies o where o.id = u.company_id and o.code = ? and u.code = ?`, on, r.Company, r.Code)
	case roster.Post:
		err := tx.Exec(endHoldings+`from posts w where w.id = h.post_id and w.code = ? and (h.until_on is null or h.until_on > ?)`, on, r.Code, on).Error
		if err != nil {
			return fault("holdings", err)
		}
		return tx.put("post", `update posts set ended_on = greatest(from_on, ?::date) where code = ?`, on, r.Code)
	case roster.Person:
		err := tx.Exec(endHoldings+`from people p where p.id = h.person_id and p.no = ? and (h.until_on is null or h.until_on > ?)`, on, r.No, on).Error
		if err != nil {
			return fault("holdings", err)
		}
		if err := tx.DropAccount(r.No, at); err != nil {
			return err
		}
		return tx.put("person", `update people set left_on = ? where no = ?`, on, r.No)
	case roster.Holding:
		return tx.put("holding", endHoldings+`from posts w, people p where w.id = h.post_id and p.id = h.person_id and w.code = ? and p.no = ? and h.from_on = ?`,
			on, r.Post, r.Person, r.From)
	case roster.Customer:
		return tx.put("customer", `update customers c set ended_on = ? from companies o where o.id = c.company_id and o.code = ? and c.code = ?`, on, r.Company, r.Code)
	case roster.Variety:
		return tx.put("variety", `update varieties v set ended_on = ? from companies o where o.id = v.company_id and o.code = ? and v.code = ?`, on, r.Company, r.Code)
	}
	return fmt.Errorf("store: a roster has no %T", row)
}

// put executes a statement about exactly one row.
func (tx Tx) put(what, statement string, args ...any) error {
	tx.lookAgain()
	done := tx.Exec(statement, args...)
	if done.Error == nil && done.RowsAffected != 1 {
		return fmt.Errorf("store: %s: %d rows instead of one", what, done.RowsAffected)
	}
	return fault(what, done.Error)
}
