package store

import (
	"time"

	"countersign/models"
	"countersign/models/calendar"
)

// An AccountLine is a person with what administrators see of the account; no secret.
type AccountLine struct {
	ID            models.PersonID
	No            string
	Name          string
	Posts         string // separated by "、"
	Company       string
	Login         string // empty = no account
	Administrator bool
	LeftOn        *calendar.Date
	MustChange    bool
	LockedUntil   *time.Time
	SuspendedAt   *time.Time
	SignedInAt    *time.Time
	Sessions      int
	Tokens        int
	App           bool
	Passkeys      int
	Recovery      int // codes on paper that were not used
}

// AccountKind narrows the list of accounts.
type AccountKind string

// The kinds of accounts; empty is everybody in force.
const (
	WithAccount    AccountKind = "with"
	WithoutAccount AccountKind = "without"
	LockedOut      AccountKind = "locked"
	SuspendedNow   AccountKind = "suspended"
	NeverSignedIn  AccountKind = "never"
	Administrators AccountKind = "administrators"
	MustChangeNow  AccountKind = "must-change"
)

var accountKinds = map[AccountKind]string{
	"": "true", WithAccount: "a.login is not null", WithoutAccount: "a.login is null", LockedOut: "a.locked_until > @now",
	SuspendedNow: "a.suspended_at is not null", NeverSignedIn: "a.login is not null and a.signed_in_at is null",
	Administrators: "p.administrator", MustChangeNow: "a.must_change",
}

const accountLine = `select p.id, p.no, name(p) as name, coalesce(a.login, '') as login, p.administrator, p.left_on, coalesce(a.must_change, false) as must_change,
		case when a.locked_until > @now then a.locked_until end as locked_until, a.suspended_at, a.signed_in_at,
		coalesce(held.posts, '') as posts, coalesce(held.company, '') as company,
		(select count(*) from sessions s where s.person_id = p.id and s.ends_at > @now) as sessions,
		(select count(*) from api_tokens t where t.person_id = p.id and t.revoked_at is null and t.ends_at > @now) as tokens,
		exists (select from factors f where f.person_id = p.id and f.kind = 'totp' and f.confirmed_at is not null and f.removed_at is null) as app,
		(select count(*) from factors f where f.person_id = p.id and f.kind = 'passkey' and f.confirmed_at is not null and f.removed_at is null) as passkeys,
		(select count(*) from recovery_codes k where k.person_id = p.id and k.used_at is null) as recovery
	from people p left join accounts a on a.person_id = p.id
	left join lateral (select string_agg(title(w), '、' order by w.code) as posts, min(name(c)) as company from holdings h join posts w on w.id = h.post_id
		join companies c on c.id = w.company_id where h.person_id = p.id and h.from_on <= @on and (h.until_on is null or h.until_on > @on)) held on true`

// Accounts lists people in force with their accounts, by number, after a number.
func (r Reader) Accounts(words string, kind AccountKind, after string, now time.Time, on calendar.Date, most int) (rows []AccountLine, err error) {
	return rows, r.query(&rows, accountLine+` where (p.left_on is null or p.left_on > @on) and p.no > @after and (`+accountKinds[kind]+`)
			and (p.no ilike @words escape '\' or p.name ilike @words escape '\' or p.name_en ilike @words escape '\' or p.search ilike @words escape '\'
				or a.login ilike @words escape '\')
		order by p.no limit @most`, map[string]any{"now": now, "on": on, "after": after, "words": "%" + likely(words) + "%", "most": most})
}

// AccountOfPerson is one line of the list; found is false where there is no such person.
func (r Reader) AccountOfPerson(p models.PersonID, now time.Time, on calendar.Date) (row AccountLine, found bool, err error) {
	found, err = r.one(&row, accountLine+` where p.id = @person`, map[string]any{"now": now, "on": on, "person": p})
	return row, found, err
}

// A SessionLine is a session of somebody that has not ended.
type SessionLine struct {
	ID        string
	PersonID  models.PersonID
	Person    string
	No        string
	CreatedAt time.Time
	SeenAt    time.Time
	EndsAt    time.Time
	IP        string
	Agent     string
}

// A HouseQuery asks for sessions or API tokens of one person, or of all where Person is
// empty: those in whose person or name the words stand, after a place of the list.
type HouseQuery struct {
	Person models.PersonID
	Words  string
	After  RowKey
	Most   int
	Now    time.Time
	Idle   time.Time // sessions not used since have ended
}

func (q HouseQuery) args() map[string]any {
	return map[string]any{"now": q.Now, "idle": q.Idle, "person": string(q.Person), "words": "%" + likely(q.Words) + "%", "most": q.Most,
		"first": q.After.At.IsZero(), "at": q.After.At, "id": q.After.ID}
}

// HouseSessions lists sessions that have not ended, the one in use last first.
func (r Reader) HouseSessions(q HouseQuery) (rows []SessionLine, err error) {
	return rows, r.query(&rows, `select md5(s.token_hash) as id, s.person_id, name(p) as person, p.no, s.created_at, s.seen_at, s.ends_at, s.ip, s.agent
		from sessions s join people p on p.id = s.person_id
		where s.ends_at > @now and s.seen_at > @idle and (@person = '' or s.person_id::text = @person)
			and (p.no ilike @words escape '\' or p.name ilike @words escape '\' or p.name_en ilike @words escape '\' or p.search ilike @words escape '\')
			and (@first or (s.seen_at, md5(s.token_hash)) < (@at, @id))
		order by s.seen_at desc, md5(s.token_hash) desc limit @most`, q.args())
}

// A HouseTokenRow is an API token of somebody.
type HouseTokenRow struct {
	TokenRow
	PersonID models.PersonID
	Person   string
	No       string
}

// HouseTokens lists API tokens that have not ended, latest first.
func (r Reader) HouseTokens(q HouseQuery) (rows []HouseTokenRow, err error) {
	return rows, r.query(&rows, `select t.id, t.name, t.created_at, t.ends_at, t.used_at, t.person_id, name(p) as person, p.no
		from api_tokens t join people p on p.id = t.person_id
		where t.revoked_at is null and t.ends_at > @now and (@person = '' or t.person_id::text = @person)
			and (p.no ilike @words escape '\' or p.name ilike @words escape '\' or p.name_en ilike @words escape '\' or p.search ilike @words escape '\' or t.name ilike @words escape '\')
			and (@first or (t.created_at, t.id::text) < (@at, @id))
		order by t.created_at desc, t.id::text desc limit @most`, q.args())
}
