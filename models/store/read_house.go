package store

import (
	"time"

	"countersign/models"
	"countersign/models/calendar"
)

// A PersonRow is a person with the company of the first post.
type PersonRow struct {
	ID            models.PersonID
	No            string
	Name          string
	Email         string
	Lang          string
	Administrator bool
	LeftOn        *calendar.Date
}

// Person finds a person; found is false where there is none.
func (r Reader) Person(id models.PersonID) (p PersonRow, found bool, err error) {
	found, err = r.one(&p, `select p.id, p.no, name(p) as name, p.email, coalesce(a.lang, 'zh-CN') as lang, p.administrator, p.left_on
		from people p left join accounts a on a.person_id = p.id where p.id = ?`, id)
	return p, found, err
}

// A UnitPostRow is a unit with one of its posts and one of its holders; PostID
// and PersonID are empty where there are none.
type UnitPostRow struct {
	UnitID   models.UnitID
	Code     string
	Name     string
	Parent   models.UnitID
	Function models.Function
	PostID   models.PostID
	PostCode string
	Title    string
	Rank     models.Rank
	PersonID models.PersonID
	Person   string
}

// Organisation lists the units of a company with posts and holders on a day.
func (r Reader) Organisation(company models.CompanyID, on calendar.Date) (rows []UnitPostRow, err error) {
	return rows, r.query(&rows, `select u.id as unit_id, u.code, name(u) as name, coalesce(u.parent_id::text, '') as parent, u.function,
			coalesce(w.id::text, '') as post_id, coalesce(w.code, '') as post_code, coalesce(title(w), '') as title, coalesce(w.rank, '') as rank,
			coalesce(p.id::text, '') as person_id, coalesce(name(p), '') as person
		from units u left join posts w on w.unit_id = u.id and (w.from_on is null or w.from_on <= ?) and (w.ended_on is null or w.ended_on > ?)
		left join holdings h on h.post_id = w.id and h.from_on <= ? and (h.until_on is null or h.until_on > ?)
		left join people p on p.id = h.person_id and (p.left_on is null or p.left_on > ?)
		where u.company_id = ? and (u.from_on is null or u.from_on <= ?) and (u.ended_on is null or u.ended_on > ?) order by u.code, w.code, p.no`, on, on, on, on, on, company, on, on)
}

// A ProxyRow is a proxy with its names.
type ProxyRow struct {
	ID          models.ProxyID
	PrincipalID models.PersonID
	Principal   string
	AgentID     models.PersonID
	Agent       string
	FromAt      time.Time
	UntilAt     time.Time
	Kinds       string // separated by commas
	LimitCents  *models.Cents
	RevokedAt   *time.Time
}

// ProxiesOf lists the proxies that a person gave or received, latest first.
func (r Reader) ProxiesOf(p models.PersonID, most int) (rows []ProxyRow, err error) {
	return rows, r.query(&rows, `select x.id, x.principal_id, name(p) as principal, x.agent_id, name(a) as agent, x.from_at, x.until_at,
			array_to_string(x.kinds, ',') as kinds, x.limit_cents, x.revoked_at
		from proxies x join people p on p.id = x.principal_id join people a on a.id = x.agent_id
		where x.principal_id = ? or x.agent_id = ? order by x.from_at desc, x.id limit ?`, p, p, most)
}

// A NoticeRow is a notice to a person.
type NoticeRow struct {
	ID     string
	Case   *models.CaseID
	Kind   string
	Key    string
	Args   []byte
	At     time.Time
	ReadAt *time.Time
	Number string
	Of     models.Kind // the kind of the case
	Form   string      // what FormName reads
}

// Notices lists the notices to a person, latest first: all, or those that were read
// or were not.
func (r Reader) Notices(p models.PersonID, read *bool, before RowKey, most int) (rows []NoticeRow, err error) {
	key := before.beforeKey("n.at", "n.id")
	if read != nil {
		key.SQL += map[bool]string{true: " and n.read_at is not null", false: " and n.read_at is null"}[*read]
	}
	return rows, r.query(&rows, `select n.id, n.case_id as "case", n.kind, n.key, n.args, n.at, n.read_at, coalesce(c.number, '') as number, coalesce(c.kind, '') as of, `+formLine+`
		from notices n left join cases c on c.id = n.case_id where `+Seal("own notices")+`n.person_id = ? and `+key.SQL+` order by n.at desc, n.id desc limit ?`, flat(p, key.Args, most)...)
}

// Unread counts a person's unread notices, up to most.
func (r Reader) Unread(p models.PersonID, most int) (n int, err error) {
	_, err = r.one(&n, `select count(*) from (select `+Seal("own notices")+` from notices where person_id = ? and read_at is null limit ?) n`, p, most)
	return n, err
}

// Names finds the names of people in the reader's language.
func (r Reader) Names(ids []models.PersonID) (map[models.PersonID]string, error) {
	var rows []struct {
		ID   models.PersonID
		Name string
	}
	err := r.query(&rows, `select p.id, name(p) as name from people p where p.id in ?`, ids)
	names := map[models.PersonID]string{}
	for _, row := range rows {
		names[row.ID] = row.Name
	}
	return names, err
}
