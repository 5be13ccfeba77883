package activities

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"time"

	"countersign/models"
	"countersign/models/calendar"
	"countersign/models/regulation"
	"countersign/models/store"
)

// A Recalculation says that the calendar of a case's company has changed.
type Recalculation struct {
	Case   models.CaseID `json:"case"`
	Change string        `json:"change"`
	Slate  models.Slate  `json:"slate"`
	Facts  Facts         `json:"facts"`
}

// A shift is a deadline that a changed calendar has moved; one end is missing where
// the year was not known before, or is not any more.
type shift struct {
	Task models.TaskID `json:"task"`
	From *time.Time    `json:"from"`
	To   *time.Time    `json:"to"`
}

// Recalculate counts the open deadlines of a case again under the calendar of today,
// with their reminders and rungs. Holders whose deadline moved are told from when to
// when (approval.deadline).
func (r *Records) Recalculate(ctx context.Context, in Recalculation) (Done, error) {
	var out Done
	key := string(in.Case) + "/calendar/" + in.Change
	repeated, err := r.once(ctx, occasion{key, models.Act{Case: in.Case}, in.Slate}, &out, func(w *writing) error {
		if err := w.stand(&in.Slate, &in.Facts); err != nil {
			return err
		}
		out.Facts = in.Facts
		if err := w.over(&out, in.Slate); err != nil {
			return err
		}
		out.Slate = in.Slate
		moves, err := r.recount(w)
		if err != nil {
			return err
		}
		if out.Outcome = outcomeOf(w.c, out.Slate); len(moves) == 0 {
			out.Receipt = models.Receipt{Case: w.c.ID, Seq: w.c.Seq, Hash: w.c.Head, State: w.c.State}
			if out.Escalate, err = r.nextEscalation(w, out.Slate.Waiting()); err != nil {
				return err
			}
			return errUnchanged
		}
		out.Receipt, err = w.enter("deadline_moved", models.Act{Case: in.Case}, nil, regulation.ApprovalDeadline,
			map[string]any{"machine": "calendar", "change": in.Change, "moved": moves})
		if err != nil {
			return err
		}
		out.Escalate, err = r.nextEscalation(w, out.Slate.Waiting())
		return err
	})
	out.Repeated = repeated
	return out, err
}

// recount counts the open deadlines of a case again.
func (r *Records) recount(w *writing) (moves []shift, err error) {
	l, err := r.ladder(w)
	if err != nil {
		return nil, err
	}
	tasks, err := w.tx.OpenTasksOf(w.c.ID)
	if err != nil {
		return nil, err
	}
	for _, t := range tasks {
		was := t
		if err := r.again(w, l, &t); err != nil {
			return nil, err
		}
		if err := w.tx.SetDue(t); err != nil {
			return nil, err
		}
		if sameTime(was.DueAt, t.DueAt) {
			continue
		}
		moves = append(moves, shift{t.ID, was.DueAt, t.DueAt})
		more := map[string]any{"From": onClock(was.DueAt), "To": onClock(t.DueAt)}
		if err := w.tx.TellOfTask(t.ID, "notice-deadline-moved", more, today(w.at), w.at); err != nil {
			return nil, err
		}
	}
	return moves, nil
}

// again counts one deadline again.
func (r *Records) again(w *writing, l ladder, t *store.Task) error {
	if s := stoppedOf(*t); s.Paused != nil {
		return l.pauseAgain(t, s)
	}
	due, err := l.count(*t)
	if _, missing := gapOf(err); missing && t.DueAt == nil {
		return nil // as it was, and said before
	}
	remind := t.RemindAt
	t.DueAt, t.RemindAt, t.RungAt = nil, nil, nil
	if err := r.take(w, l, t, due, err); err != nil {
		return err
	}
	if t.DueAt != nil && remind != nil && !remind.After(w.at) && t.DueAt.After(w.at) {
		t.RemindAt = remind // it was about to go out
	}
	return nil
}

// count is the deadline of a task under the ladder's calendar, counted as it was
// counted first.
func (l ladder) count(t store.Task) (calendar.Deadline, error) {
	if t.DueAt != nil {
		var d calendar.Deadline
		if err := json.Unmarshal(t.DueWhy, &d); err != nil {
			return d, err
		}
		return l.deadline(d)
	}
	if s := stoppedOf(t); s.Left > 0 && s.Since != nil {
		return l.AddWorkingTime(*s.Since, s.Left)
	}
	return l.AddWorkingDays(*t.OpenedAt, l.days(t))
}

// deadline is d under the ladder's calendar; what was due at once stays so.
func (l ladder) deadline(d calendar.Deadline) (calendar.Deadline, error) {
	switch {
	case d.Days > 0:
		return l.AddWorkingDays(d.From, d.Days)
	case d.Time > 0:
		return l.AddWorkingTime(d.From, d.Time)
	}
	return d, nil
}

// days are the working days that a task may take.
func (l ladder) days(t store.Task) int {
	if t.WithinDays > 0 {
		return t.WithinDays
	}
	return regulation.SignWithinDays.In(l.book)
}

// pauseAgain counts what was left of a deadline when the applicant was asked.
func (l ladder) pauseAgain(t *store.Task, s stopped) error {
	if s.Was == nil {
		return nil
	}
	was, err := l.deadline(*s.Was)
	if err == nil {
		s.Left, err = l.WorkingTimeLeft(*s.Paused, was.Due)
	}
	if _, missing := gapOf(err); missing {
		return nil
	}
	s.Was, t.DueWhy = &was, mustJSON(s)
	return err
}

func sameTime(a, b *time.Time) bool {
	if a == nil || b == nil {
		return a == b
	}
	return a.Equal(*b)
}

// onClock is an instant as a notice says it.
func onClock(at *time.Time) string {
	if at == nil {
		return "—"
	}
	return at.In(calendar.China()).Format("2006-01-02 15:04")
}

// recalculateAtOnce is how many cases are put on the list, or told, at once.
const recalculateAtOnce = 100

// lease is how long one program has to tell the cases that it took.
const lease = 2 * time.Minute

// Recalculations bring a changed calendar to the workflows of all open cases of its
// company. What could not be told is told later, also after a crash.
type Recalculations struct {
	Records *Records
	// Tell has the workflow of a case recalculate; the same change may be told again.
	Tell func(ctx context.Context, id models.CaseID, change string) error
}

// Run tells everybody who must hear of a change now, and returns how many cases that
// were. Several programs may do it at the same time.
func (r Recalculations) Run(ctx context.Context) (told int, err error) {
	for more := true; more && ctx.Err() == nil; {
		if _, more, err = r.Records.DB.ListRecalculations(ctx, r.Records.now(), recalculateAtOnce); err != nil {
			return 0, err
		}
	}
	for ctx.Err() == nil {
		rows, err := r.Records.DB.ClaimRecalculations(ctx, r.Records.now(), lease, recalculateAtOnce)
		if err != nil || len(rows) == 0 {
			return told, err
		}
		for _, row := range rows {
			if err := r.tell(ctx, row); err != nil {
				return told, err
			}
			told++
		}
	}
	return told, ctx.Err()
}

// tell tells one case. Where Temporal is away the others would wait in vain as well:
// the error ends the round, and what was taken comes back after its lease.
func (r Recalculations) tell(ctx context.Context, row store.Recalculation) error {
	err := r.Tell(ctx, row.CaseID, row.ChangeID)
	if err == nil {
		return r.Records.DB.Recalculated(ctx, row)
	}
	next := r.Records.now().Add(patience(row.Tries))
	if late := r.Records.DB.NotRecalculated(ctx, row, short(err.Error(), 500), next); late != nil {
		return errors.Join(err, late)
	}
	if models.IsKind(err, models.Unavailable) {
		return err
	}
	return nil
}

// Learn notes the years that companies' deadlines waited for and that the program
// knows by now: a new program brings the days of a new year.
func (r Recalculations) Learn(ctx context.Context) error {
	undated, err := r.Records.DB.UndatedCompanies(ctx)
	if err != nil {
		return err
	}
	return r.Records.DB.Write(ctx, func(tx store.Tx) error {
		for _, u := range undated {
			version, err := tx.CalendarOf(u.Company)
			if err != nil {
				return err
			}
			c, err := r.Records.Calendars.Of(tx, u.Company, version.Version)
			if err != nil {
				return err
			}
			if !slices.Contains(c.Years(), u.Year) {
				continue
			}
			if err := tx.NoteCalendar(u.Company, u.Year, nil, r.Records.now()); err != nil {
				return err
			}
		}
		return nil
	})
}

// Keep tells what must be told every so often until ctx ends; failed hears of faults.
func (r Recalculations) Keep(ctx context.Context, every time.Duration, failed func(error)) {
	if err := r.Learn(ctx); err != nil && ctx.Err() == nil {
		failed(err)
	}
	Repeat(ctx, every, failed, func() error {
		_, err := r.Run(ctx)
		return err
	})
}
