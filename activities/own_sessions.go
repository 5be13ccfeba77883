package activities

import (
	"context"
	"time"

	"countersign/models"
	"countersign/models/store"
)

// Sessions lists where a person is signed in; token is that of the session which asks,
// empty where none does.
func (d *Desk) Sessions(ctx context.Context, p models.PersonID, token string) ([]store.SessionRow, error) {
	var current []byte
	if token != "" {
		current = hashOf(token)
	}
	at := d.now()
	return d.DB.Reader(ctx, "").SessionsOf(p, current, at.Add(-d.idle()), at)
}

// EndSession signs a person out in one place.
func (d *Desk) EndSession(ctx context.Context, p models.PersonID, id string) error {
	return d.write(ctx, func(tx store.Tx, _ time.Time) error {
		ended, err := tx.EndSessionOf(p, id)
		if err == nil && !ended {
			return missing()
		}
		return err
	})
}
