package activities

import (
	"context"
	"time"

	"countersign/models"
	"countersign/models/store"
)

// MarkRead marks a person's notices as read; without ids all of them.
func (d *Desk) MarkRead(ctx context.Context, p models.PersonID, ids []string) error {
	return d.write(ctx, func(tx store.Tx, at time.Time) error { return tx.MarkRead(p, ids, at) })
}
