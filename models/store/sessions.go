package store

import (
	"time"

	"countersign/models"
)

// A Session is a sign-in that lasts; Hash is the SHA-256 of its token.
type Session struct {
	Hash   []byte
	Person models.PersonID
	At     time.Time
	Ends   time.Time
	IP     string
	Agent  string
}

// KeepSession writes a session and forgets those of the person that have ended.
func (tx Tx) KeepSession(s Session) error {
	if err := tx.Exec(`delete from sessions where person_id = ? and ends_at <= ?`, s.Person, s.At).Error; err != nil {
		return fault("session", err)
	}
	return fault("session", tx.Exec(`insert into sessions (person_id, token_hash, created_at, seen_at, ends_at, ip, agent) values (?, ?, ?, ?, ?, ?, ?)`,
		s.Person, s.Hash, s.At, s.At, s.Ends, s.IP, s.Agent).Error)
}

// SeeSession notes that a session is in use; once a minute is enough.
func (tx Tx) SeeSession(hash []byte, at time.Time) error {
	return fault("session", tx.Exec(`update sessions set seen_at = ? where token_hash = ? and seen_at <= ?`, at, hash, at.Add(-seenEach)).Error)
}

// HoldSession reports whether a session has not ended, and keeps it from ending before the
// transaction does.
func (tx Tx) HoldSession(hash []byte, at time.Time) (there bool, err error) {
	return there, fault("session", tx.Raw(`select exists (select from sessions where token_hash = ? and ends_at > ? for key share)`, hash, at).Scan(&there).Error)
}

// EndSession forgets a session.
func (tx Tx) EndSession(hash []byte) error {
	tx.lookAgain()
	return fault("session", tx.Exec(`delete from sessions where token_hash = ?`, hash).Error)
}

// KeepAccount gives a person a login and a password hash, or new ones, and ends
// all sessions and tokens of the person.
func (tx Tx) KeepAccount(p models.PersonID, login, hash, lang string, at time.Time) error {
	if err := tx.EndSessions(p); err != nil {
		return err
	}
	if err := tx.RevokeTokens(p, at); err != nil {
		return err
	}
	return fault("account", tx.Exec(`insert into accounts (person_id, login, password, lang) values (?, lower(?), ?, ?)
		on conflict (person_id) do update set login = excluded.login, password = excluded.password, lang = excluded.lang, must_change = false, unconfirmed = null, failures = 0, locked_until = null`,
		p, login, hash, lang).Error)
}

// Rehash replaces a password hash by one made with today's cost; done is false where was is
// the hash no longer.
func (tx Tx) Rehash(p models.PersonID, was, hash string) (done bool, err error) {
	r := tx.Exec(`update accounts set password = ? where person_id = ? and password = ?`, hash, p, was)
	return r.RowsAffected == 1, fault("account", r.Error)
}

// StillHas reports whether the password hash of a person is still this one, and holds the
// account until the transaction ends.
func (tx Tx) StillHas(p models.PersonID, hash string) (still bool, err error) {
	return still, fault("account", tx.Raw(`select password = ? from accounts where person_id = ? for update`, hash, p).Scan(&still).Error)
}

// SignInFailed counts a failure. From the fifth on the account is locked: half a
// minute, then twice as long each time, at most a quarter of an hour.
func (tx Tx) SignInFailed(p models.PersonID, at time.Time) error {
	return fault("account", tx.Exec(`update accounts set failures = failures + 1,
		locked_until = case when failures < 4 then null else ?::timestamptz + least(interval '15 minutes', interval '30 seconds' * power(2, least(failures - 4, 10))) end
		where person_id = ?`, at, p).Error)
}

// SignedIn forgets earlier failures and notes when. Who is suspended does not sign in
// (approval.in-force): suspended tells, and nothing is noted.
func (tx Tx) SignedIn(p models.PersonID, at time.Time) (suspended bool, err error) {
	err = tx.Raw(`update accounts set failures = 0, locked_until = null, signed_in_at = case when suspended_at is null then ?::timestamptz else signed_in_at end
		where person_id = ? returning suspended_at is not null`, at, p).Scan(&suspended).Error
	return suspended, fault("account", err)
}

// SetLanguage keeps the language that a person reads.
func (tx Tx) SetLanguage(p models.PersonID, lang string) error {
	tx.lookAgain()
	return fault("account", tx.Exec(`update accounts set lang = ? where person_id = ?`, lang, p).Error)
}

// HasToken reports whether a person has a token of that name which has not ended. Two of
// one person are looked for one after the other.
func (tx Tx) HasToken(p models.PersonID, name string, at time.Time) (yes bool, err error) {
	if err := tx.lockPerson(p); err != nil {
		return false, err
	}
	return yes, fault("token", tx.Raw(`select exists (select from api_tokens where person_id = ? and name = ? and revoked_at is null and ends_at > ?)`, p, name, at).Scan(&yes).Error)
}

// KeepToken writes an API token.
func (tx Tx) KeepToken(id, name string, s Session) error {
	return fault("token", tx.Exec(`insert into api_tokens (id, token_hash, person_id, name, created_at, ends_at) values (?, ?, ?, ?, ?, ?)`,
		id, s.Hash, s.Person, name, s.At, s.Ends).Error)
}

// UseToken notes that a token is in use; once a minute is enough.
func (tx Tx) UseToken(hash []byte, at time.Time) error {
	return fault("token", tx.Exec(`update api_tokens set used_at = ? where token_hash = ? and (used_at is null or used_at < ?)`, at, hash, at.Add(-time.Minute)).Error)
}

// RevokeToken ends a person's own token; revoked is false where there is none.
func (tx Tx) RevokeToken(p models.PersonID, id string, at time.Time) (revoked bool, err error) {
	r := tx.Exec(`update api_tokens set revoked_at = ? where id = ? and person_id = ? and revoked_at is null`, at, id, p)
	return r.RowsAffected == 1, fault("token", r.Error)
}
