package store

import (
	"context"
	"sync"
	"time"

	"github.com/jackc/pgx/v5"
)

const (
	// peopleChannel announces that a session has ended, or that an account, a proxy or
	// the organisation has changed, when that is committed.
	peopleChannel = "countersign_people"

	// sessionFor is how long a session stays known where nothing is announced: the
	// connection that listens may be dead before it is found dead.
	sessionFor = 5 * time.Second

	// seenEach is how often it is noted that a session is in use.
	seenEach = time.Minute

	// sessionsMost are known at once, a few kilobytes each.
	sessionsMost = 10_000
)

// sessions are the visitors of the sessions that were looked at a moment ago, those who
// have no proxies. They are known only while this program hears what the database
// announces: then all are forgotten, and each is looked at again. An act does not rest on
// them: who acts is read in the transaction that acts. A token is made only where the
// session is still there in its transaction (Tx.HoldSession).
type sessions struct {
	mu    sync.Mutex
	heard bool
	turn  int // how often all were forgotten
	last  map[string]knownSession
}

type knownSession struct {
	Visitor
	at time.Time
}

// of is who has the session, if that is known; else turn is for keep, once it was read.
func (s *sessions) of(hash []byte, now time.Time) (v *Visitor, turn int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	known, found := s.last[string(hash)]
	if !found || !known.still(now) {
		return nil, s.turn
	}
	return &known.Visitor, s.turn
}

// still reports whether what is known is young enough. A use that was not noted for a
// minute is noted now, by this program or another.
func (k knownSession) still(now time.Time) bool {
	return !now.Before(k.at) && now.Sub(k.at) < sessionFor && now.Sub(k.SeenAt) < seenEach && day(now) == day(k.at)
}

// keep keeps what was read after turn, unless something was announced since.
func (s *sessions) keep(hash []byte, v Visitor, now time.Time, turn int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.heard || s.turn != turn {
		return
	}
	if _, there := s.last[string(hash)]; s.last == nil || (!there && len(s.last) == sessionsMost) {
		s.last = map[string]knownSession{}
	}
	s.last[string(hash)] = knownSession{v, now}
}

// forget forgets all, also what is being read.
func (s *sessions) forget() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.turn, s.last = s.turn+1, nil
}

// hear is forget, and says whether announcements are heard from now on.
func (s *sessions) hear(heard bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.heard, s.turn, s.last = heard, s.turn+1, nil
}

// lookAgain has all sessions of this program looked at again once tx is committed, before
// that is announced: who has just signed out is signed out.
func (tx Tx) lookAgain() {
	if tx.again != nil {
		*tx.again = true
	}
}

// Session is Reader.Session; while FollowPeople hears what changes, a session that was
// looked at a moment ago is known. Who has a proxy is looked at each time, for that
// begins and ends at any instant.
func (db *DB) Session(ctx context.Context, hash []byte, now time.Time) (*Visitor, error) {
	known := &db.known.sessions
	v, turn := known.of(hash, now)
	if v != nil {
		return v, nil
	}
	v, proxies, err := db.Reader(ctx, "").session(hash, now)
	if v != nil && !proxies {
		known.keep(hash, *v, now, turn)
	}
	return v, err
}

// FollowPeople lets sessions be known for a moment without a look at the database, until
// ctx ends: it hears of all that changes them. Without it each is looked at each time.
func (db *DB) FollowPeople(ctx context.Context) {
	s := &db.known.sessions
	db.listen(ctx, peopleChannel, func(conn *pgx.Conn) error {
		s.hear(true)
		defer s.hear(false)
		for {
			if _, err := conn.WaitForNotification(ctx); err != nil {
				return err
			}
			s.forget()
		}
	}, func() {})
}
