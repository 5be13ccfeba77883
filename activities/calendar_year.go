package activities

import (
	"context"
	"time"

	"countersign/models"
	"countersign/models/calendar"
	"countersign/models/store"
)

// askForYear tells those who keep a company's calendar that deadlines wait for a year of
// it, once a year. It is about the calendar and names no case: they need not see any.
func askForYear(tx store.Tx, company models.CompanyID, year int, at time.Time) error {
	people, err := tx.AlarmPeople(company, today(at))
	if err != nil || len(people) == 0 {
		return err
	}
	first, err := tx.AskForYear(company, year, at)
	if err != nil || !first {
		return err
	}
	for _, p := range people {
		if err := tx.TellPerson(p, "notice-year-missing", map[string]any{"Year": year}, at); err != nil {
			return err
		}
	}
	return nil
}

// AskForYears asks every company without them for the days of this year and, from
// 1 December on, of the next: the notice of the State Council comes in November
// (approval.deadline).
func (r Reminders) AskForYears(ctx context.Context) error {
	at := r.Records.now()
	day := today(at)
	if err := r.askFor(ctx, day.Year, at); err != nil || day.Month != time.December {
		return err
	}
	return r.askFor(ctx, day.Year+1, at)
}

func (r Reminders) askFor(ctx context.Context, year int, at time.Time) error {
	if calendar.Seeded(year) {
		return nil
	}
	return r.Records.DB.Write(ctx, func(tx store.Tx) error {
		companies, err := tx.CompaniesWithout(year)
		for _, c := range companies {
			if err := askForYear(tx, c, year, at); err != nil {
				return err
			}
		}
		return err
	})
}
