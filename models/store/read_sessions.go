package store

import (
	"context"
	"fmt"
	"time"

	"countersign/models"
	"countersign/models/calendar"
)

// An AccountRow is what a sign-in is checked against.
type AccountRow struct {
	PersonID    models.PersonID
	Password    string // an argon2id hash
	LockedUntil *time.Time
	SuspendedAt *time.Time
	LeftOn      *calendar.Date
}

// Account finds an account by its login, capitals or not.
func (r Reader) Account(login string) (a AccountRow, found bool, err error) {
	found, err = r.one(&a, `select a.person_id, a.password, a.locked_until, a.suspended_at, p.left_on from accounts a join people p on p.id = a.person_id
		where a.login = lower(?)`, login)
	return a, found, err
}

// A Visitor is who asks: by a session or an API token, the person with the posts
// held and whose proxies he or she holds. Names are in the person's language.
type Visitor struct {
	ID             models.PersonID
	No             string
	Name           string
	Lang           string
	Administrator  bool
	MustChange     bool           // the password, before anything else
	Unconfirmed    bool           // somebody else set the password, and no second person has confirmed it
	LeftOn         *calendar.Date // the first day without the person
	Suspended      bool
	SeenAt, EndsAt time.Time // of the session or token
	Posts          []VisitorPost
	Principals     []models.Principal
}

// A VisitorPost is a post that the visitor holds, with its names; one that Ended is
// nobody's power any more.
type VisitorPost struct {
	models.Held
	Title, UnitName, CompanyName string
	Ended                        bool
}

// Standing is what the visitor is on the day.
func (v Visitor) Standing(on calendar.Date) models.Standing {
	s := models.Standing{Person: v.ID, Active: (v.LeftOn == nil || on.Before(*v.LeftOn)) && !v.Suspended, Administrator: v.Administrator}
	for _, p := range v.Posts {
		if !p.Ended {
			s.Posts = append(s.Posts, p.Held)
		}
	}
	return s
}

// visitor is the person of s at the instant $3, on the company's day $2.
var visitor = `select json_build_object('ID', me.id, 'No', me.no, 'Name', ` + inTheirs("me.name") + `, 'Lang', coalesce(a.lang, 'zh-CN'), 'Administrator', me.administrator, 'MustChange', coalesce(a.must_change, false), 'Unconfirmed', a.unconfirmed is not null,
	'LeftOn', me.left_on, 'Suspended', a.suspended_at is not null, 'SeenAt', s.seen_at, 'EndsAt', s.ends_at, 'Version', ` + organisationVersion + `, 'Principals', ` + principals(`me.id`) + `,
	'Posts', (select json_agg(json_build_object('Post', o.id, 'Unit', o.unit_id, 'Company', o.company_id, 'Rank', o.rank, 'Function', u.function,
			'Head', m.kind = 'head', 'Code', o.code, 'Title', ` + inTheirs("o.title") + `, 'UnitName', ` + inTheirs("u.name") + `,
			'CompanyName', ` + inTheirs("m.name") + `, 'Ended', o.ended_on is not null and o.ended_on <= $2::date) order by o.code)
		from holdings h join posts o on o.id = h.post_id join units u on u.id = o.unit_id join companies m on m.id = o.company_id
		where h.person_id = me.id and h.from_on <= $2::date and (h.until_on is null or h.until_on > $2::date)))
	from %s s join people me on me.id = s.person_id left join accounts a on a.person_id = me.id`

// inTheirs is a name in the language of the account a.
func inTheirs(column string) string {
	return `case when a.lang = 'en' then coalesce(nullif(` + column + `_en, ''), ` + column + `) else ` + column + ` end`
}

var (
	bySession = fmt.Sprintf(visitor, `(select * from sessions where token_hash = $1::bytea)`)
	byToken   = fmt.Sprintf(visitor, `(select person_id, coalesce(used_at, created_at) as seen_at, ends_at from api_tokens where token_hash = $1::bytea and revoked_at is null)`)
	byPerson  = fmt.Sprintf(visitor, `(select $1::uuid as person_id, $3::timestamptz as seen_at, $3::timestamptz as ends_at)`)
)

// Session finds who has a session by the hash of its token; nil where nobody has. The
// session is looked at each time; of the person only what may have changed.
func (r Reader) Session(hash []byte, now time.Time) (*Visitor, error) {
	v, _, err := r.session(hash, now)
	return v, err
}

// session is Session, and reports whether the person has proxies, or will.
func (r Reader) session(hash []byte, now time.Time) (v *Visitor, proxies bool, err error) {
	c, found, err := r.caller(hash, now)
	if err != nil || !found {
		return nil, false, fault("session", err)
	}
	if v, known := r.facts.known.visitors.of(c, day(now)); known && !c.Proxies {
		v.SeenAt, v.EndsAt, v.MustChange, v.Unconfirmed, v.Suspended = c.SeenAt, c.EndsAt, c.MustChange, c.Unconfirmed, c.Suspended
		return &v, false, nil
	}
	v, err = r.visitor(bySession, hash, now)
	return v, c.Proxies, err
}

// Token finds who has an API token by its hash, unless it was revoked; SeenAt is
// when it was used last.
func (db *DB) Token(ctx context.Context, hash []byte, now time.Time) (*Visitor, error) {
	return db.Reader(ctx, "").visitor(byToken, hash, now)
}

// Visitor finds a person as a visitor; nil where there is none.
func (r Reader) Visitor(person models.PersonID, now time.Time) (*Visitor, error) {
	return r.visitor(byPerson, id(person), now)
}

func (r Reader) visitor(query string, by any, now time.Time) (*Visitor, error) {
	var read *knownVisitor
	if err := (Facts{g: r.g}).object(&read, query, by, day(now), now); err != nil || read == nil {
		return nil, fault("visitor", err)
	}
	read.lang, read.day = read.Lang, day(now)
	r.facts.known.visitors.keep(*read)
	return &read.Visitor, nil
}

// A TokenRow is an API token without its secret.
type TokenRow struct {
	ID        string
	Name      string
	CreatedAt time.Time
	EndsAt    time.Time
	UsedAt    *time.Time
}

// Tokens lists a person's API tokens that were not revoked, latest first.
func (r Reader) Tokens(p models.PersonID) (rows []TokenRow, err error) {
	return rows, r.query(&rows, `select id, name, created_at, ends_at, used_at from api_tokens
		where person_id = ? and revoked_at is null order by created_at desc, id limit 100`, p)
}
