package store

import (
	"context"
	"encoding/json"
	"time"

	"countersign/models"
)

// ClaimExamination reports whether the caller is to examine the open cases now:
// one program does, where nobody has begun to within every.
func (db *DB) ClaimExamination(ctx context.Context, now time.Time, every time.Duration) (mine bool, err error) {
	done := db.gorm.WithContext(ctx).Exec(`update examination set claimed_at = ? where claimed_at <= ?`, now, now.Add(-every))
	return done.RowsAffected == 1, fault("claim examination", done.Error)
}

// KeepExamination keeps what an examination found, in place of the one before.
func (db *DB) KeepExamination(ctx context.Context, e models.Examination) error {
	found, err := json.Marshal(e.Findings)
	if err != nil {
		return err
	}
	return fault("keep examination", db.gorm.WithContext(ctx).Exec(
		`update examination set at = ?, checked = ?, findings = coalesce(nullif(?::json::text, 'null'), '[]')::json where at is null or at <= ?`,
		e.At, e.Checked, string(found), e.At).Error)
}

// LastExamination is what the last examination found; known is false where there
// was none yet.
func (db *DB) LastExamination(ctx context.Context) (e models.Examination, known bool, err error) {
	var row struct {
		At       *time.Time
		Checked  int
		Findings string
	}
	err = db.gorm.WithContext(ctx).Raw(`select at, checked, findings::text as findings from examination`).Take(&row).Error
	if err != nil || row.At == nil {
		return e, false, fault("last examination", err)
	}
	e.At, e.Checked = *row.At, row.Checked
	return e, true, json.Unmarshal([]byte(row.Findings), &e.Findings)
}
