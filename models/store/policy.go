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
// each poll without news, until ctx ends. While nothing can be heard it looks
// every second.
func (db *DB) FollowPolicy(ctx context.Context, poll time.Duration, look func(context.Context)) {
	db.listen(ctx, policyChannel, func(conn *pgx.Conn) error {
		for {
			look(ctx)
			wait, end := context.WithTimeout(ctx, poll)
			_, err := conn.WaitForNotification(wait)
			end()
			if err != nil && (wait.Err() == nil || ctx.Err() != nil || conn.IsClosed()) {
				return err
			}
		}
	}, func() { look(ctx) })
}
