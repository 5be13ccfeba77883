package policies

import (
	"context"
	"log/slog"
	"sync/atomic"
	"time"

	"countersign/models/store"
)

// Policies holds the snapshot that is current in this process.
type Policies struct {
	db      *store.DB
	current atomic.Pointer[Snapshot]
	// Poll is how long Watch waits for news before it looks by itself.
	Poll time.Duration
}

// New loads the newest policy of the database. Where there is none, or only one
// that an older program brought, this program's own becomes the policy.
func New(ctx context.Context, db *store.DB) (*Policies, error) {
	if err := db.Write(ctx, bring); err != nil {
		return nil, err
	}
	p := &Policies{db: db, Poll: 5 * time.Second}
	_, err := p.fresh(db.Facts(ctx))
	return p, err
}

// bring puts the default into the database, once for all nodes.
func bring(tx store.Tx) error {
	newest, found, err := tx.Facts().NewestPolicy()
	if err != nil || (found && (newest.Own || newest.Rows == Default())) {
		return err
	}
	if err := tx.LockPolicy(); err != nil {
		return err
	}
	now, found, err := tx.Facts().NewestPolicy()
	if err != nil || (found && now.Version != newest.Version) {
		return err // another node was faster
	}
	_, err = tx.AddPolicy(Default(), false)
	return err
}

// Current is the snapshot to decide with where no transaction is at hand.
func (p *Policies) Current() *Snapshot { return p.current.Load() }

// Fresh is the snapshot of the newest version that the transaction sees: it
// reads the version and loads the policy again where the current one is older. An
// act is decided on what it returns, so no act rests on a message having come.
func (p *Policies) Fresh(tx store.Tx) (*Snapshot, error) { return p.fresh(tx.Facts()) }

func (p *Policies) fresh(f store.Facts) (*Snapshot, error) {
	version, err := f.NewestPolicyVersion()
	if err != nil {
		return nil, err
	}
	return p.at(f, version)
}

// At is Fresh where the newest version is known already: facts bring it along as
// Question.Policy.
func (p *Policies) At(tx store.Tx, version int64) (*Snapshot, error) {
	return p.at(tx.Facts(), version)
}

func (p *Policies) at(f store.Facts, version int64) (*Snapshot, error) {
	if s := p.current.Load(); s != nil && s.version == version {
		return s, nil
	}
	newest, _, err := f.NewestPolicy()
	if err != nil {
		return nil, err
	}
	s, err := Load(newest.Rows, newest.Version)
	if err != nil {
		return nil, err
	}
	p.keep(s)
	return s, nil
}

// keep makes s current unless a newer one is.
func (p *Policies) keep(s *Snapshot) {
	for {
		old := p.current.Load()
		if (old != nil && old.version >= s.version) || p.current.CompareAndSwap(old, s) {
			return
		}
	}
}

// Watch keeps the current snapshot the newest until ctx ends.
func (p *Policies) Watch(ctx context.Context) {
	p.db.FollowPolicy(ctx, p.Poll, func(ctx context.Context) {
		if _, err := p.fresh(p.db.Facts(ctx)); err != nil && ctx.Err() == nil {
			slog.Error("policy: the newest version was not loaded; the old one stays", "fault", err)
		}
	})
}

// Replace checks rows and makes them the company's policy from the commit on. The
// transaction decides by Fresh before it, not after: it may still roll back.
func (p *Policies) Replace(tx store.Tx, rows string) (version int64, err error) {
	if _, err := Load(rows, 0); err != nil {
		return 0, err
	}
	return tx.AddPolicy(rows, true)
}
