package store

import (
	"database/sql"
	"sync"
	"time"

	"countersign/models"
)

// visitors are people as they were as visitors last, those who held no proxy then. What
// is kept is what the database says as long as organisation_version, the language and
// the day are the same; what belongs to the session or the account is read each time.
type visitors struct {
	mu   sync.Mutex
	last map[models.PersonID]knownVisitor
}

type knownVisitor struct {
	Visitor
	Version   int64 // of the organisation; -1 = changed by the transaction that reads
	lang, day string
}

// of is what is known of a person; found is false where it may be no longer so.
func (vs *visitors) of(c caller, day string) (v Visitor, found bool) {
	vs.mu.Lock()
	defer vs.mu.Unlock()
	known, found := vs.last[c.Person]
	found = found && known.Version == c.Version && known.lang == c.Lang && known.day == day
	return known.Visitor, found
}

// keep keeps what was read, unless it may be taken back or there are proxies, which
// begin and end at any instant.
func (vs *visitors) keep(v knownVisitor) {
	if v.Version < 0 || len(v.Principals) > 0 {
		return
	}
	vs.mu.Lock()
	defer vs.mu.Unlock()
	if vs.last == nil {
		vs.last = map[models.PersonID]knownVisitor{}
	}
	vs.last[v.ID] = v
}

// A caller is what a session says by itself.
type caller struct {
	Person         models.PersonID
	SeenAt, EndsAt time.Time
	Lang           string
	MustChange     bool
	Unconfirmed    bool
	Suspended      bool
	Version        int64 // of the organisation
	Proxies        bool  // the person holds some, or will
}

// calling are callers by the hash of a session's token, $1, at the instant $2.
const calling = `select s.person_id, s.seen_at, s.ends_at, coalesce(a.lang, 'zh-CN'), coalesce(a.must_change, false), a.unconfirmed is not null, a.suspended_at is not null, ` + organisationVersion + `,
	exists (select from proxies y where y.agent_id = s.person_id and y.until_at > $2::timestamptz and (y.revoked_at is null or y.revoked_at > $2::timestamptz))
	from sessions s left join accounts a on a.person_id = s.person_id where s.token_hash = $1::bytea`

// caller finds the caller of a session; found is false where there is none.
func (r Reader) caller(hash []byte, now time.Time) (c caller, found bool, err error) {
	err = r.each(calling, []any{hash, now}, func(row *sql.Rows) error {
		found = true
		return row.Scan(&c.Person, &c.SeenAt, &c.EndsAt, &c.Lang, &c.MustChange, &c.Unconfirmed, &c.Suspended, &c.Version, &c.Proxies)
	})
	return c, found, err
}
