package activities

import (
	"context"
	"errors"
	"time"

	"countersign/models"
	"countersign/models/calendar"
	"countersign/models/regulation"
	"countersign/models/store"
)

// remindAtOnce is how many cases are looked up at once.
const remindAtOnce = 500

// Reminders tell people of what is due soon, from the deadlines in the records.
type Reminders struct{ Records *Records }

// Send tells the holders of tasks whose reminder is due, each once, and returns
// how many tasks that were (approval.deadline). Outside of a company's working hours
// its reminders wait. Several programs may do it at the same time.
func (r Reminders) Send(ctx context.Context) (int, error) {
	at, reminded := r.Records.now(), 0
	companies, err := r.Records.DB.RemindingCompanies(ctx, at)
	if err != nil {
		return 0, err
	}
	var faults []error
	for _, c := range companies {
		works, err := r.works(ctx, c, at)
		if err == nil && works {
			var n int
			n, err = r.sendIn(ctx, c.Company, at)
			reminded += n
		}
		faults = append(faults, err)
	}
	return reminded, errors.Join(faults...)
}

// works reports whether a company is at work; in a year that its calendar does not
// know nobody is reminded.
func (r Reminders) works(ctx context.Context, c store.Calendar, at time.Time) (works bool, err error) {
	var of *calendar.Calendar
	err = r.Records.DB.Write(ctx, func(tx store.Tx) (err error) {
		of, err = r.Records.Calendars.Of(tx, c.Company, c.Version)
		return err
	})
	if err != nil {
		return false, err
	}
	next, err := of.NextWork(at)
	if _, missing := gapOf(err); missing {
		return false, nil
	}
	return next.Equal(at), err
}

// sendIn goes through the cases of a company; one that fails does not keep the
// others waiting.
func (r Reminders) sendIn(ctx context.Context, company models.CompanyID, at time.Time) (reminded int, err error) {
	var after models.CaseID
	for {
		cases, fault := r.Records.DB.CasesToRemind(ctx, company, after, at, remindAtOnce)
		if fault != nil || len(cases) == 0 {
			return reminded, errors.Join(err, fault)
		}
		for _, after = range cases {
			n, fault := r.Records.remindHolders(ctx, after, at)
			reminded, err = reminded+n, errors.Join(err, fault)
		}
		if ctx.Err() != nil {
			return reminded, ctx.Err()
		}
	}
}

// remindHolders tells the holders of a case's tasks whose reminder is due.
func (r *Records) remindHolders(ctx context.Context, id models.CaseID, at time.Time) (n int, err error) {
	var out Done
	key := string(id) + "/remind/" + at.Format(time.RFC3339Nano)
	_, err = r.once(ctx, occasion{key: key, act: models.Act{Case: id}}, &out, func(w *writing) error {
		due, err := w.tx.ToRemind(id, at)
		if err != nil {
			return err
		}
		if len(due) == 0 || !w.c.State.Open() {
			return errUnchanged
		}
		l, err := r.ladder(w)
		if err != nil {
			return err
		}
		var tasks []models.TaskID
		for _, t := range due {
			t.Reminders, t.RemindedAt = t.Reminders+1, &w.at
			if err := errors.Join(l.remind(&t, w.at), w.tx.Reminded(t.ID, t.RemindAt, w.at)); err != nil {
				return err
			}
			tasks = append(tasks, t.ID)
		}
		if err := w.tx.NotifyHolders(tasks, "notice-reminder", today(w.at), w.at); err != nil {
			return err
		}
		n = len(tasks)
		out.Receipt, err = w.enter(models.RemindedEvent, models.Act{Case: id}, nil, regulation.ApprovalDeadline, map[string]any{"machine": machine, "tasks": tasks})
		return err
	})
	return n, err
}

// Keep sends what is due every so often until ctx ends, and asks for calendars that will
// be missing; failed hears of faults.
func (r Reminders) Keep(ctx context.Context, every time.Duration, failed func(error)) {
	Repeat(ctx, every, failed, func() error {
		_, err := r.Send(ctx)
		return errors.Join(err, r.AskForYears(ctx))
	})
}

// Repeat does something at once and again every so often until ctx ends; failed hears
// of faults.
func Repeat(ctx context.Context, every time.Duration, failed func(error), do func() error) {
	tick := time.NewTicker(every)
	defer tick.Stop()
	for {
		if err := do(); err != nil && ctx.Err() == nil {
			failed(err)
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}
