package form

import (
	"countersign/models"
	"countersign/models/calendar"
	"countersign/models/regulation"
)

// AbsenceEffect is the effect by which the applicant is away from one field's day to
// another's (approval.absence).
const AbsenceEffect = "absence"

// Withdraw is until when a case may be withdrawn.
type Withdraw string

// UntilSigned is until somebody has signed.
const UntilSigned Withdraw = "signed"

// An Effect is what approval does to the house: From and Until are keys of required
// date fields.
type Effect struct {
	Kind  string `json:"kind" enum:"absence"`
	From  string `json:"from"`
	Until string `json:"until"`
}

// EffectKind is the kind of the effect; empty where there is none.
func (d Definition) EffectKind() string {
	if d.Effect == nil {
		return ""
	}
	return d.Effect.Kind
}

// effect finds what is wrong with the effect and the level of a definition.
func (f *faults) effect(d Definition) {
	if d.Level != "" && d.Level != models.TopSecret {
		f.add("level", "form-level")
	}
	if d.Withdraw != "" && d.Withdraw != UntilSigned {
		f.add("withdraw", "form-withdraw")
	}
	if d.Effect == nil {
		return
	}
	if d.Effect.Kind != AbsenceEffect {
		f.add("effect.kind", "form-effect")
	}
	f.day("effect.from", d, d.Effect.From)
	f.day("effect.until", d, d.Effect.Until)
}

// Period is when the applicant is away by a filled form; ok is false where its form has
// no such effect or the days are no days.
func (d Definition) Period(filled models.FilledForm) (from, until calendar.Date, ok bool) {
	if d.Effect == nil {
		return from, until, false
	}
	from, errFrom := calendar.ParseDate(filled.Values[d.Effect.From])
	until, errUntil := calendar.ParseDate(filled.Values[d.Effect.Until])
	return from, until, errFrom == nil && errUntil == nil
}

// period finds an absence that ends before it begins, or is longer than a year.
func (f *faults) period(d Definition, filled models.FilledForm) {
	from, until, ok := d.Period(filled)
	if ok && (until.Before(from) || until.DaysSince(from) > models.AbsenceMostDays) {
		*f = append(*f, models.FieldError{At: "values." + d.Effect.Until, Clause: regulation.ApprovalAbsence, Key: "absence-period"})
	}
}
