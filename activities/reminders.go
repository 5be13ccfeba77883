package activities

import (
	"context"
	"time"

	"countersign/models/store"
)

// remindAtOnce is how many reminders one transaction sends.
const remindAtOnce = 500

// Reminders tell people of what is due soon, in bulk, from the deadlines in the
// records.
type Reminders struct {
	DB  *store.DB
	Now func() time.Time
}

// Send tells the holders of tasks whose reminder is due, each once, and returns
// how many tasks that were (approval.deadline). Several programs may do it at
// the same time.
func (r Reminders) Send(ctx context.Context) (int, error) {
	reminded := 0
	for {
		n := 0
		err := r.DB.Write(ctx, func(tx store.Tx) error {
			at := r.Now().UTC()
			due, err := tx.DueReminders(at, remindAtOnce)
			if err != nil {
				return err
			}
			n = len(due)
			return tx.NotifyHolders(due, "notice-reminder", today(at), at)
		})
		reminded += n
		if err != nil || n < remindAtOnce {
			return reminded, err
		}
	}
}

// Keep sends what is due every so often until ctx ends; failed hears of faults.
func (r Reminders) Keep(ctx context.Context, every time.Duration, failed func(error)) {
	tick := time.NewTicker(every)
	defer tick.Stop()
	for {
		if _, err := r.Send(ctx); err != nil && ctx.Err() == nil {
			failed(err)
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}
