package activities

import (
	"context"
	"time"

	"countersign/models"
	"countersign/models/calendar"
	"countersign/models/regulation"
	"countersign/models/store"
)

// SetCalendar replaces the days of a year on which a company differs from the
// ordinary week (approval.deadline).
func (d *Desk) SetCalendar(ctx context.Context, actor models.PersonID, company models.CompanyID, year int, days []calendar.Day) error {
	for _, day := range days {
		if day.Date.Year != year {
			return models.Refuse(models.Invalid, regulation.ApprovalDeadline, "calendar-other-year", "Day", day.Date.String(), "Year", year)
		}
	}
	if _, err := calendar.New(calendar.Settings{Company: days}); err != nil {
		return models.Refuse(models.Invalid, regulation.ApprovalDeadline, "calendar-wrong").Because(err)
	}
	return d.write(ctx, func(tx store.Tx, at time.Time) error {
		if _, err := d.mayHouse(tx, models.SetCalendar, actor, at); err != nil {
			return err
		}
		return tx.SetCalendar(company, year, days)
	})
}
