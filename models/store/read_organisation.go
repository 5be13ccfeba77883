package store

import (
	"time"

	"countersign/models"
	"countersign/models/calendar"
)

// A CompanyRow is a company by name.
type CompanyRow struct {
	ID   models.CompanyID
	Code string
	Name string
}

// Companies lists the companies that have not ended, the head office first.
func (r Reader) Companies(on calendar.Date) (rows []CompanyRow, err error) {
	return rows, r.query(&rows, `select c.id, c.code, name(c) as name from companies c where c.ended_on is null or c.ended_on > ? order by c.kind <> 'head', c.code`, on)
}

// A TreeRow is a unit of a company with one of its posts and one of its holders on a
// day; PostID and PersonID are empty where there are none.
type TreeRow struct {
	UnitPostRow
	UnitNames  string // in both languages, for a search
	NameZh     string // of the unit
	NameEn     string
	ParentCode string
	PostNames  string
	SuperiorID models.PostID
	Superior   string
	DeputyOfID models.PostID
	DeputyOf   string
	No         string
	Search     string // the person's name in both languages and its pinyin
	FromOn     *calendar.Date
	UntilOn    *calendar.Date
	// The periods of unit and post; nil where there is no first day, or no end.
	UnitFrom, UnitUntil *calendar.Date
	PostFrom, PostUntil *calendar.Date
	// VacantSince is since when nobody holds the post; nil where somebody does or nobody did.
	VacantSince *calendar.Date
}

// Tree lists the units of a company with posts and holders on a day.
func (r Reader) Tree(company models.CompanyID, on calendar.Date) (rows []TreeRow, err error) {
	return rows, r.query(&rows, `select u.id as unit_id, u.code, name(u) as name, u.name || ' ' || u.name_en as unit_names, u.name as name_zh, u.name_en, coalesce(up.code, '') as parent_code, coalesce(u.parent_id::text, '') as parent, u.function,
			coalesce(w.id::text, '') as post_id, coalesce(w.code, '') as post_code, coalesce(title(w), '') as title, coalesce(w.title || ' ' || w.title_en, '') as post_names,
			coalesce(w.rank, '') as rank, coalesce(s.id::text, '') as superior_id, coalesce(title(s), '') as superior,
			coalesce(d.id::text, '') as deputy_of_id, coalesce(title(d), '') as deputy_of,
			coalesce(p.id::text, '') as person_id, coalesce(name(p), '') as person, coalesce(p.no, '') as no, coalesce(p.name || ' ' || p.name_en || ' ' || p.search, '') as search,
			h.from_on, h.until_on, u.from_on as unit_from, u.ended_on as unit_until, w.from_on as post_from, w.ended_on as post_until,
			case when p.id is null then (select max(x.until_on) from holdings x where x.post_id = w.id and x.until_on <= @on and x.until_on > x.from_on) end as vacant_since
		from units u left join units up on up.id = u.parent_id left join posts w on w.unit_id = u.id and (w.from_on is null or w.from_on <= @on) and (w.ended_on is null or w.ended_on > @on)
		left join posts s on s.id = w.superior_id left join posts d on d.id = w.deputy_of
		left join (holdings h join people p on p.id = h.person_id and (p.left_on is null or p.left_on > @on))
			on h.post_id = w.id and h.from_on <= @on and (h.until_on is null or h.until_on > @on)
		where u.company_id = @company and (u.from_on is null or u.from_on <= @on) and (u.ended_on is null or u.ended_on > @on) order by u.code, w.code, p.no`, map[string]any{"on": on, "company": company})
}

// A PostLine is a post with its unit and company.
type PostLine struct {
	ID         models.PostID
	Code       string
	Title      string
	Rank       models.Rank
	UnitID     models.UnitID
	Unit       string
	CompanyID  models.CompanyID
	Company    string
	SuperiorID models.PostID
	Superior   string
	DeputyOfID models.PostID
	DeputyOf   string
	FromOn     *calendar.Date
	EndedOn    *calendar.Date
	// What it is called in both languages, and what it refers to by code.
	TitleZh, TitleEn                                string
	UnitCode, CompanyCode, SuperiorCode, DeputyCode string
}

// Post finds a post; found is false where there is none.
func (r Reader) Post(id models.PostID) (p PostLine, found bool, err error) {
	found, err = r.one(&p, `select w.id, w.code, title(w) as title, w.rank, u.id as unit_id, name(u) as unit, c.id as company_id, name(c) as company, w.from_on, w.ended_on,
			coalesce(s.id::text, '') as superior_id, coalesce(title(s), '') as superior, coalesce(d.id::text, '') as deputy_of_id, coalesce(title(d), '') as deputy_of,
			w.title as title_zh, w.title_en, u.code as unit_code, c.code as company_code, coalesce(s.code, '') as superior_code, coalesce(d.code, '') as deputy_code
		from posts w join units u on u.id = w.unit_id join companies c on c.id = w.company_id
		left join posts s on s.id = w.superior_id left join posts d on d.id = w.deputy_of where w.id = ?`, id)
	return p, found, err
}

// A HoldingLine says who held which post from when to when.
type HoldingLine struct {
	PostID    models.PostID
	Post      string
	PostCode  string
	UnitID    models.UnitID
	Unit      string
	CompanyID models.CompanyID
	Company   string
	PersonID  models.PersonID
	Person    string
	No        string
	FromOn    calendar.Date
	UntilOn   *calendar.Date
}

// Holdings lists who held a post, or what a person held, the latest first; one that was
// never in force is left out.
func (r Reader) Holdings(post models.PostID, person models.PersonID) (rows []HoldingLine, err error) {
	return rows, r.query(&rows, `select w.id as post_id, title(w) as post, w.code as post_code, u.id as unit_id, name(u) as unit, c.id as company_id, name(c) as company,
			p.id as person_id, name(p) as person, p.no, h.from_on, h.until_on
		from holdings h join posts w on w.id = h.post_id join units u on u.id = w.unit_id join companies c on c.id = w.company_id join people p on p.id = h.person_id
		where (h.post_id::text = @post or h.person_id::text = @person) and (h.until_on is null or h.until_on > h.from_on)
		order by h.from_on desc, w.code, p.no limit 500`, map[string]any{"post": string(post), "person": string(person)})
}

// A ContactRow is how a person is reached.
type ContactRow struct {
	ID     models.PersonID
	No     string
	Name   string
	Email  string
	Phone  string
	LeftOn *calendar.Date
	NameZh string
	NameEn string
}

// Contact finds a person with e-mail and telephone; found is false where there is none.
func (r Reader) Contact(id models.PersonID) (p ContactRow, found bool, err error) {
	found, err = r.one(&p, `select p.id, p.no, name(p) as name, p.email, p.phone, p.left_on, p.name as name_zh, p.name_en from people p where p.id = ?`, id)
	return p, found, err
}

// ProxiesIn lists the proxies that people of a company gave and that have not ended,
// the first to begin first.
func (r Reader) ProxiesIn(company models.CompanyID, now time.Time, most int) (rows []ProxyRow, err error) {
	return rows, r.query(&rows, `select x.id, x.principal_id, name(p) as principal, x.agent_id, name(a) as agent, x.from_at, x.until_at,
			array_to_string(x.kinds, ',') as kinds, x.limit_cents, x.revoked_at
		from proxies x join people p on p.id = x.principal_id join people a on a.id = x.agent_id
		where x.revoked_at is null and x.until_at > ?::timestamptz
			and exists (select from holdings h join posts w on w.id = h.post_id where h.person_id = x.principal_id and w.company_id = ? and (h.until_on is null or h.until_on > ?::timestamptz))
		order by x.from_at, x.id limit ?`, now, company, now, most)
}
