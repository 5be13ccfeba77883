package activities

import (
	"log/slog"
	"time"

	"countersign/models"
	"countersign/models/regulation"
)

// MaySkew is how far a program's clock may be from that of the database.
const MaySkew = 5 * time.Second

// mayLag is how far a clock may be behind the last entry of a case.
const mayLag = 2 * time.Minute

// onTime refuses what would be written by a wrong clock (approval.record): by it
// proxies and passes that have ended are in force, and entries come before those that
// were made first.
func (w *writing) onTime(skew time.Duration) error {
	if skew == 0 || (w.at.Sub(w.ground.Now).Abs() <= skew && w.c.UpdatedAt.Sub(w.at) <= mayLag) {
		return nil
	}
	slog.Error("clock: nothing is done until the clocks of this machine and of the database are set", "program", w.at,
		"database", w.ground.Now.UTC(), "case", w.c.ID, "changed", w.c.UpdatedAt.UTC())
	return models.Refuse(models.Unavailable, regulation.ApprovalRecord, "clock-wrong")
}
