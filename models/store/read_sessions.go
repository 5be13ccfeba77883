package store

import (
	"time"

	"countersign/models"
	"countersign/models/calendar"
)

// An AccountRow is what a sign-in is checked against.
type AccountRow struct {
	PersonID    models.PersonID
	Password    string // an argon2id hash
	LockedUntil *time.Time
	LeftOn      *calendar.Date
}

// Account finds an account by its login, capitals or not.
func (r Reader) Account(login string) (a AccountRow, found bool, err error) {
	found, err = r.one(&a, `select a.person_id, a.password, a.locked_until, p.left_on from accounts a join people p on p.id = a.person_id
		where a.login = lower(?)`, login)
	return a, found, err
}

// A SessionRow is a session with what ends it.
type SessionRow struct {
	PersonID models.PersonID
	SeenAt   time.Time
	EndsAt   time.Time
	LeftOn   *calendar.Date // the first day without the person
}

// Session finds a session by the hash of its token.
func (r Reader) Session(hash []byte) (s SessionRow, found bool, err error) {
	found, err = r.one(&s, `select s.person_id, s.seen_at, s.ends_at, p.left_on from sessions s join people p on p.id = s.person_id where s.token_hash = ?`, hash)
	return s, found, err
}

// Token finds an API token by its hash, unless it was revoked; SeenAt is when it
// was used last.
func (r Reader) Token(hash []byte) (s SessionRow, found bool, err error) {
	found, err = r.one(&s, `select t.person_id, coalesce(t.used_at, t.created_at) as seen_at, t.ends_at, p.left_on
		from api_tokens t join people p on p.id = t.person_id where t.token_hash = ? and t.revoked_at is null`, hash)
	return s, found, err
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
