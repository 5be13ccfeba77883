package store

import (
	"time"

	"countersign/models"
)

// A SessionRow is a session as its person sees it; the id tells nothing of its token.
type SessionRow struct {
	ID        string
	CreatedAt time.Time
	SeenAt    time.Time
	EndsAt    time.Time
	IP        string
	Agent     string
	Current   bool
}

// SessionsOf lists the sessions of a person that have not ended and were in use after
// since, the last first; current is the hash of the one that asks, nil where none does.
func (r Reader) SessionsOf(p models.PersonID, current []byte, since, at time.Time) (rows []SessionRow, err error) {
	return rows, r.query(&rows, `select md5(s.token_hash) as id, s.created_at, s.seen_at, s.ends_at, s.ip, s.agent, coalesce(s.token_hash = ?, false) as current
		from sessions s where s.person_id = ? and s.seen_at > ? and s.ends_at > ? order by s.seen_at desc, s.created_at desc limit 100`, current, p, since, at)
}

// EndSessionOf forgets one session of a person by its id; ended is false where there
// is none.
func (tx Tx) EndSessionOf(p models.PersonID, id string) (ended bool, err error) {
	tx.lookAgain()
	r := tx.Exec(`delete from sessions where person_id = ? and md5(token_hash) = ?`, p, id)
	return r.RowsAffected == 1, fault("session", r.Error)
}
