package form

import (
	"errors"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"countersign/models"
	"countersign/models/calendar"
)

// A Between names two required date fields: the first day and the last, that too. A
// number counts the working days between them; half a day less is as true (approval.form).
type Between struct {
	From  string `json:"from"`
	Until string `json:"until"`
}

// days finds what is wrong with a field that counts days.
func (f *faults) days(at string, d Definition, field Field) {
	if field.Days == nil {
		return
	}
	if field.Type != Number {
		f.add(at+".days", "form-days-number")
	}
	f.day(at+".days.from", d, field.Days.From)
	f.day(at+".days.until", d, field.Days.Until)
}

// day finds a key that is not of a required date field.
func (f *faults) day(at string, d Definition, key string) {
	if field, ok := d.Field(key); !ok || field.Type != Date || !field.Required {
		f.add(at, "form-effect-day")
	}
}

// CountsDays reports whether a field counts working days: its form is checked with the
// company's calendar.
func (d Definition) CountsDays() bool {
	return slices.ContainsFunc(d.Fields, func(f Field) bool { return f.Days != nil })
}

// counts reports whether a field is one of the dates between which days are counted.
func (d Definition) counts(key string) bool {
	return slices.ContainsFunc(d.Fields, func(f Field) bool { return f.Days != nil && (f.Days.From == key || f.Days.Until == key) })
}

// counted is a field that counts days, with its days; the last is not before the first.
type counted struct {
	Field
	from, until calendar.Date
}

// counting are the fields that count days which are filled in.
func (d Definition) counting(filled models.FilledForm) (all []counted) {
	for _, field := range d.Fields {
		if field.Days == nil {
			continue
		}
		from, errFrom := calendar.ParseDate(filled.Values[field.Days.From])
		until, errUntil := calendar.ParseDate(filled.Values[field.Days.Until])
		if errFrom == nil && errUntil == nil && !until.Before(from) {
			all = append(all, counted{field, from, until})
		}
	}
	return all
}

// countable reports whether there is something to count for a field that counts days: where
// its dates are missing or wrong that is said of them, and the number follows from them.
func (d Definition) countable(field Field, filled models.FilledForm) bool {
	return field.Days == nil || slices.ContainsFunc(d.counting(filled), func(c counted) bool { return c.Key == field.Key })
}

// CountDays fills in the numbers of days that the applicant left empty, where the
// calendar knows them.
func (d Definition) CountDays(filled *models.FilledForm, c *calendar.Calendar) {
	for _, field := range d.counting(*filled) {
		if strings.TrimSpace(filled.Values[field.Key]) != "" || field.Right(Start) != Writable {
			continue
		}
		if n, err := c.WorkingDays(field.from, field.until); err == nil {
			filled.Values[field.Key] = decimal.NewFromInt(int64(n)).String()
		}
	}
}

// DayFaults finds numbers of days that contradict the calendar: more than there are, or
// a whole day less. Where the calendar does not know the year nothing is guessed.
func (d Definition) DayFaults(filled models.FilledForm, c *calendar.Calendar) []models.FieldError {
	var f faults
	for _, field := range d.counting(filled) {
		n, err := c.WorkingDays(field.from, field.until)
		if gap := (*calendar.NoData)(nil); errors.As(err, &gap) {
			f.add("values."+field.Key, "form-days-unknown", "Year", gap.Year)
			continue
		}
		said, ok := hundredths(strings.TrimSpace(filled.Values[field.Key]))
		if whole := models.Cents(n) * 100; ok && (said > whole || said <= whole-100) {
			key := "form-days-count"
			if n == 0 {
				key = "form-days-none"
			}
			f.add("values."+field.Key, key, "From", field.from.String(), "Until", field.until.String(), "Days", n)
		}
	}
	return f
}

// order finds days of which the last is before the first.
func (f *faults) order(d Definition, filled models.FilledForm) {
	for _, field := range d.Fields {
		if field.Days == nil || d.Effect != nil && d.Effect.Until == field.Days.Until {
			continue // the effect says so already
		}
		from, errFrom := calendar.ParseDate(filled.Values[field.Days.From])
		until, errUntil := calendar.ParseDate(filled.Values[field.Days.Until])
		if errFrom == nil && errUntil == nil && until.Before(from) {
			f.add("values."+field.Days.Until, "form-days-order")
		}
	}
}
