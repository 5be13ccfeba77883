package activities

import (
	"context"
	"strings"
	"time"
	"unicode/utf8"

	"countersign/models"
	"countersign/models/calendar"
	"countersign/models/form"
	"countersign/models/regulation"
	"countersign/models/store"
)

// approved puts a company's own form in force, with the effect that it has.
func (p *performance) approved() error {
	if err := p.effective(); err != nil || p.in.Facts.Effect != form.AbsenceEffect {
		return err
	}
	own, err := p.own()
	if err != nil {
		return err
	}
	from, until, ok := own.Period(own.filled)
	if !ok {
		return models.Refuse(models.Invalid, regulation.ApprovalAbsence, "absence-period")
	}
	leave := models.Absence{ID: models.AbsenceID(newID()), Person: p.c.Applicant, From: from, Until: until, Case: &p.c.ID}
	if err := p.takeOver(leave); err != nil {
		return err
	}
	return keepAbsence(p.tx, leave, p.in.Act.Actor, p.at)
}

// takeOver has the days of an approved leave be the case's, also those that were entered
// by hand meanwhile: of such an absence stands what lies before and after (approval.absence).
func (p *performance) takeOver(leave models.Absence) error {
	entered, err := p.tx.EnteredAbsences(leave.Person, leave.From, leave.Until)
	if err != nil {
		return err
	}
	for _, e := range entered {
		if err := p.tx.EndAbsence(e.ID, leave.From, p.in.Act.Actor, p.at); err != nil {
			return err
		}
		if last := e.LastDay(); leave.Until.Before(last) {
			if err := p.tx.KeepRest(models.AbsenceID(newID()), e.ID, leave.Until.AddDays(1), last); err != nil {
				return err
			}
		}
	}
	return nil
}

// leaveFaults finds that the applicant is away already on a day for which a form asks, or
// waits for another form that asks for it: of two the second could not be granted
// (approval.absence).
func leaveFaults(tx store.Tx, c models.Case, d form.Definition, filled models.FilledForm) (found []models.FieldError, err error) {
	from, until, away := d.Period(filled)
	if !away {
		return nil, nil
	}
	fault := models.FieldError{At: "values." + d.Effect.From, Clause: regulation.ApprovalAbsence}
	granted, asked, err := tx.LeaveBeside(c, from, until)
	if granted {
		fault.Key = "absence-overlaps"
		return []models.FieldError{fault}, err
	}
	for _, other := range asked {
		of := d
		if other.Form != d.Code || other.Version != d.Version || other.Company != c.Company {
			if of, err = tx.Form(other.Company, other.Form, other.Version); err != nil {
				return nil, err
			}
		}
		first, last, away := of.Period(models.FilledForm{Values: other.Values})
		if away && !last.Before(from) && !until.Before(first) {
			fault.Key, fault.Args = "leave-asked", map[string]any{"Number": other.Number, "From": first.String(), "Until": last.String()}
			return []models.FieldError{fault}, nil
		}
	}
	return nil, err
}

func keepAbsence(tx store.Tx, a models.Absence, by models.PersonID, at time.Time) error {
	err := tx.KeepAbsence(a, by, at)
	if store.IsOverlap(err) {
		return models.Refuse(models.Conflict, regulation.ApprovalAbsence, "absence-overlaps")
	}
	return err
}

// EnterAbsence enters that somebody is away, from a day until another: oneself, or as
// human resources a colleague (approval.absence).
func (d *Desk) EnterAbsence(ctx context.Context, actor models.PersonID, a models.Absence) (models.AbsenceID, error) {
	a.ID = models.AbsenceID(newID())
	err := d.write(ctx, func(tx store.Tx, at time.Time) error {
		if err := d.mayEnter(tx, actor, a.Person, at); err != nil {
			return err
		}
		switch {
		case a.From.IsZero() || a.Until.Before(a.From) || a.Until.DaysSince(a.From) > models.AbsenceMostDays || a.Until.Before(today(at)):
			return models.Refuse(models.Invalid, regulation.ApprovalAbsence, "absence-period")
		case models.Unprintable(a.Note) || utf8.RuneCountInString(a.Note) > 200:
			return models.Refuse(models.Invalid, regulation.ApprovalAbsence, "absence-note")
		}
		a.Note = strings.TrimSpace(a.Note)
		return keepAbsence(tx, a, actor, at)
	})
	return a.ID, err
}

// mayEnter asks the policies whether the actor may enter an absence of a person, or end
// it: one's own, or as human resources one of a person of the company.
func (d *Desk) mayEnter(tx store.Tx, actor, person models.PersonID, at time.Time) error {
	if actor == person {
		_, err := d.mayHouse(tx, models.EnterAbsence, actor, at)
		return err
	}
	who, err := tx.Facts().Standing(person, at)
	if err != nil {
		return err
	}
	if !who.Active || len(who.Posts) == 0 {
		return missing()
	}
	snapshot, err := d.Policies.Fresh(tx)
	if err != nil {
		return err
	}
	asks, err := tx.Facts().Standing(actor, at)
	if err != nil {
		return err
	}
	return snapshot.Decide(models.Question{Verb: models.KeepAbsences, Kind: models.House, Actor: asks, Who: asks, Now: at,
		Case: &models.CaseFacts{Company: companyOf(who)}}).Err()
}

// EndAbsence ends an absence: the person is back from a day on, which is today where
// it names none. One that has not begun is taken back.
func (d *Desk) EndAbsence(ctx context.Context, actor models.PersonID, id models.AbsenceID, back calendar.Date) error {
	return d.write(ctx, func(tx store.Tx, at time.Time) error {
		a, found, err := tx.Absence(id, today(at))
		if err == nil && !found {
			err = missing()
		}
		if err != nil {
			return err
		}
		if err := d.mayEnter(tx, actor, a.Person, at); models.IsKind(err, models.Forbidden) && actor != a.Person {
			return missing() // nor does a stranger learn that it is there
		} else if err != nil {
			return err
		}
		if back.IsZero() {
			back = today(at)
		}
		if back.Before(today(at)) || a.Until.Before(back) {
			return models.Refuse(models.Invalid, regulation.ApprovalAbsence, "absence-back")
		}
		return tx.EndAbsence(id, back, actor, at)
	})
}
