package store

import (
	"context"

	"github.com/jackc/pgx/v5"

	"countersign/models"
)

// caseChannel announces a case that has changed when the change is committed.
const caseChannel = "countersign_case"

// FollowCases calls changed with each case that changes, until ctx ends. It
// connects again when the connection breaks, and calls missed each time it is
// connected: what changed before is not told.
func (db *DB) FollowCases(ctx context.Context, missed func(), changed func(models.CaseID)) {
	db.listen(ctx, caseChannel, func(conn *pgx.Conn) error {
		missed()
		for {
			n, err := conn.WaitForNotification(ctx)
			if err != nil {
				return err
			}
			if isUUID(n.Payload) {
				changed(models.CaseID(n.Payload))
			}
		}
	}, func() {})
}

// Among lists which of these cases a scope shows.
func (r Reader) Among(ids []models.CaseID, scope models.Scope) (shown []models.CaseID, err error) {
	return shown, r.query(&shown, `select c.id from cases c where c.id in ? and (`+scope.SQL+`)`, flat(ids, scope.Args)...)
}

// SchemaVersion is the number of the last migration that was applied.
func (db *DB) SchemaVersion(ctx context.Context) (version int64, err error) {
	err = db.gorm.WithContext(ctx).Raw(`select coalesce(max(version_id), 0) from goose_db_version where is_applied`).Scan(&version).Error
	return version, fault("schema version", err)
}

// Begun reports whether any case was ever submitted.
func (db *DB) Begun(ctx context.Context) (begun bool, err error) {
	err = db.gorm.WithContext(ctx).Raw(`select exists (select from events)`).Scan(&begun).Error
	return begun, fault("events", err)
}

// WantedVersion is the number of this program's last migration.
func WantedVersion() (version int64) {
	names, err := migrations.ReadDir("migrations")
	if err != nil {
		panic(err) // they are part of the program
	}
	for _, f := range names {
		version = max(version, numberOf(f.Name()))
	}
	return version
}

func numberOf(name string) (n int64) {
	for _, c := range name {
		if c < '0' || c > '9' {
			break
		}
		n = n*10 + int64(c-'0')
	}
	return n
}
