package store

import (
	"context"
	"errors"
	"time"

	"github.com/jackc/pgx/v5"
	"gorm.io/gorm"
)

// A PolicyVersion is the text of one version of the policy.
type PolicyVersion struct {
	Version int64
	Rows    string
	Own     bool // the company's own; else the program's
}

// policyChannel announces a new version of the policy when it is committed.
const policyChannel = "countersign_policy"

// NewestPolicy is the version in force; ok is false where there is none.
func (f Facts) NewestPolicy() (v PolicyVersion, ok bool, err error) {
	err = f.g.Raw(`select version, rows, own from policy_versions order by version desc limit 1`).Take(&v).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return v, false, nil
	}
	return v, err == nil, fault("policy", err)
}

// NewestPolicyVersion is the number of the version in force; 0 where there is none.
func (f Facts) NewestPolicyVersion() (version int64, err error) {
	err = f.g.Raw(`select coalesce(max(version), 0) from policy_versions`).Scan(&version).Error
	return version, fault("policy version", err)
}

// LockPolicy keeps other versions out until the transaction ends.
func (tx Tx) LockPolicy() error {
	return fault("policy", tx.Exec(`lock table policy_versions in share row exclusive mode`).Error)
}

// AddPolicy makes rows the policy in force from the commit on and tells every
// node. Who calls it has checked the rows.
func (tx Tx) AddPolicy(rows string, own bool) (version int64, err error) {
	err = tx.Raw(`with added as (insert into policy_versions (rows, own) values (?, ?) returning version)
		select version from added, pg_notify(?, '')`, rows, own, policyChannel).Scan(&version).Error
	return version, fault("policy", err)
}

// FollowPolicy calls look at once, whenever a version is announced, and after
// each poll without news, until ctx ends. It connects again when the connection
// breaks.
func (db *DB) FollowPolicy(ctx context.Context, poll time.Duration, look func(context.Context)) {
	for ctx.Err() == nil {
		db.listen(ctx, poll, look)
		select {
		case <-ctx.Done():
		case <-time.After(min(poll, time.Second)):
		}
	}
}

// listen looks and waits until the connection breaks or ctx ends.
func (db *DB) listen(ctx context.Context, poll time.Duration, look func(context.Context)) {
	conn, err := pgx.Connect(ctx, db.url)
	if err != nil {
		return // FollowPolicy tries again; the version check of each act does not wait for it
	}
	defer conn.Close(context.WithoutCancel(ctx))
	if _, err := conn.Exec(ctx, "listen "+policyChannel); err != nil {
		return
	}
	for ctx.Err() == nil && !conn.IsClosed() {
		look(ctx)
		wait, end := context.WithTimeout(ctx, poll)
		_, err := conn.WaitForNotification(wait)
		end()
		if err != nil && wait.Err() == nil {
			return
		}
	}
}
