package store

import (
	"countersign/models"
	"countersign/models/calendar"
)

// A CustomerRow is a customer as a search shows it.
type CustomerRow struct {
	ID   models.CustomerID
	Code string
	Name string
}

// matches asks whether a person's words are part of one of the columns.
func matches(words string, columns ...string) models.Scope {
	w := models.Scope{SQL: "false"}
	for _, c := range columns {
		w.SQL += ` or ` + c + ` ilike ? escape '\'`
		w.Args = append(w.Args, "%"+likely(words)+"%")
	}
	return w
}

// ranked is the order of what matches words: first what begins with them, in a name or in
// the initials of one, then what is shorter.
func ranked(words, name string, columns ...string) models.Scope {
	w := models.Scope{SQL: "case when false"}
	for _, c := range columns {
		w.SQL += ` or ' ' || ` + c + ` ilike ? escape '\'`
		w.Args = append(w.Args, "% "+likely(words)+"%")
	}
	w.SQL += ` then 0 else 1 end, case when ? = '' then 0 else length(` + name + `) end`
	w.Args = append(w.Args, words)
	return w
}

// A Catalogue is what somebody may look up: of a company, within a condition over alias r.
type Catalogue struct {
	Company models.CompanyID
	Scope   models.Scope
}

// Customers finds customers by code, name or the initials of its pinyin.
func (r Reader) Customers(of Catalogue, words string, most int) (rows []CustomerRow, err error) {
	m, first := matches(words, "r.code", "r.name", "r.search"), ranked(words, "r.name", "r.code", "r.name", "r.search")
	return rows, r.query(&rows, `select r.id, r.code, r.name from customers r where r.company_id = ? and (`+of.Scope.SQL+`) and r.ended_on is null and (`+m.SQL+`)
		order by `+first.SQL+`, r.name collate "zh-x-icu", r.id limit ?`, flat(of.Company, of.Scope.Args, m.Args, first.Args, most)...)
}

// named seals what is read because a case that has been opened names it.
var named = Seal("what an opened case names")

// Customer finds the name of a company's customer; empty where there is none.
func (r Reader) Customer(company models.CompanyID, id models.CustomerID) (name string, err error) {
	_, err = r.one(&name, `select k.name from customers k where `+named+`k.company_id = ? and k.id = ?::uuid`, company, asUUID(id))
	return name, err
}

// Varieties finds varieties by code or name.
func (r Reader) Varieties(of Catalogue, words string, most int) (rows []models.Variety, err error) {
	m, first := matches(words, "r.code", "r.name"), ranked(words, "r.name", "r.code", "r.name")
	return rows, r.query(&rows, `select r.id, r.code, r.name, r.in_production, r.price_per_kg from varieties r where r.company_id = ? and (`+of.Scope.SQL+`) and r.ended_on is null and (`+m.SQL+`)
		order by `+first.SQL+`, r.code, r.id limit ?`, flat(of.Company, of.Scope.Args, m.Args, first.Args, most)...)
}

// VarietiesOf finds the varieties of a company with these ids.
func (r Reader) VarietiesOf(company models.CompanyID, ids []models.VarietyID) (map[models.VarietyID]models.Variety, error) {
	var rows []models.Variety
	err := r.query(&rows, `select v.id, v.code, v.name, v.in_production, v.price_per_kg from varieties v where `+named+`v.company_id = ? and v.id = any(?::uuid[])`, company, uuids(ids))
	found := map[models.VarietyID]models.Variety{}
	for _, v := range rows {
		found[v.ID] = v
	}
	return found, err
}

// A UnitLine is a unit with its names in both languages, for a search.
type UnitLine struct {
	ID    models.UnitID
	Code  string
	Name  string
	Names string
}

// Units lists the units that a company and the head office have on a day, those of the
// company first.
func (r Reader) Units(company models.CompanyID, on calendar.Date) (rows []UnitLine, err error) {
	return rows, r.query(&rows, `select u.id, u.code, name(u) as name, u.name || ' ' || u.name_en as names from units u join companies m on m.id = u.company_id
		where (m.id = ? or m.kind = 'head') and (u.ended_on is null or u.ended_on > ?) order by m.id <> ?, u.code, u.id`, company, on, company)
}

// CompanyOf is the company of a unit; empty where there is no such unit.
func (r Reader) CompanyOf(unit models.UnitID) (company models.CompanyID, err error) {
	_, err = r.one(&company, `select u.company_id from units u where u.id = ?::uuid`, asUUID(unit))
	return company, err
}

// A StaffRow is a person with one post; who holds several has several rows.
type StaffRow struct {
	ID   models.PersonID
	No   string
	Name string
	Post string
	Unit string
}

// Staff finds people of a company by name, number or the initials of the pinyin,
// at most so many people.
func (r Reader) Staff(company models.CompanyID, words string, on calendar.Date, most int) (rows []StaffRow, err error) {
	m, first := matches(words, "p.no", "p.name", "p.name_en", "p.search"), ranked(words, "p.name", "p.no", "p.name", "p.name_en", "p.search")
	held := `h.from_on <= ? and (h.until_on is null or h.until_on > ?)`
	return rows, r.query(&rows, `with found as (select p.* from people p where (p.left_on is null or p.left_on > ?) and (`+m.SQL+`)
			and exists (select from holdings h join posts w on w.id = h.post_id where h.person_id = p.id and w.company_id = ? and `+held+`)
			order by `+first.SQL+`, p.name collate "zh-x-icu", p.id limit ?)
		select p.id, p.no, name(p) as name, title(w) as post, name(u) as unit from found p
		join holdings h on h.person_id = p.id and `+held+` join posts w on w.id = h.post_id and w.company_id = ? join units u on u.id = w.unit_id
		order by `+first.SQL+`, p.name collate "zh-x-icu", p.id, w.code`, flat(on, m.Args, company, on, on, first.Args, most, on, on, company, first.Args)...)
}

// Appointable finds people who have not left, of any company or with one of that company or
// of none, by name, number or the initials of the pinyin, with the posts they hold.
func (r Reader) Appointable(company models.CompanyID, words string, on calendar.Date, most int) (rows []StaffRow, err error) {
	m, first := matches(words, "p.no", "p.name", "p.name_en", "p.search"), ranked(words, "p.name", "p.no", "p.name", "p.name_en", "p.search")
	held := `h.from_on <= ? and (h.until_on is null or h.until_on > ?)`
	own := `(? = '' or exists (select from holdings h join posts w on w.id = h.post_id where h.person_id = p.id and w.company_id::text = ?) or not exists (select from holdings h where h.person_id = p.id))`
	return rows, r.query(&rows, `with found as (select p.* from people p where (p.left_on is null or p.left_on > ?) and (`+m.SQL+`) and `+own+`
			order by `+first.SQL+`, p.name collate "zh-x-icu", p.id limit ?)
		select p.id, p.no, name(p) as name, coalesce(title(w), '') as post, coalesce(name(u), '') as unit from found p
		left join (holdings h join posts w on w.id = h.post_id join units u on u.id = w.unit_id) on h.person_id = p.id and `+held+`
		order by `+first.SQL+`, p.name collate "zh-x-icu", p.id, w.code`, flat(on, m.Args, company, company, first.Args, most, on, on, first.Args)...)
}
