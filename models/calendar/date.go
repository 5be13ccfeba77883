package calendar

import (
	"database/sql/driver"
	"fmt"
	"time"
)

const layout = "2006-01-02"

// A Date is a day of the civil calendar, without time or zone. Its text form,
// in JSON and in PostgreSQL's date, is "2006-01-02"; the zero Date is no day,
// written "" and NULL. Dates can be compared with == and used as map keys.
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// On is the day y-m-d, brought into range as time.Date does it.
func On(y int, m time.Month, d int) Date {
	return DateOf(time.Date(y, m, d, 0, 0, 0, 0, time.UTC))
}

// DateOf is the day of t in t's own zone.
func DateOf(t time.Time) Date {
	y, m, d := t.Date()
	return Date{y, m, d}
}

// ParseDate reads "2006-01-02".
func ParseDate(s string) (Date, error) {
	t, err := time.Parse(layout, s)
	if err != nil {
		return Date{}, fmt.Errorf("calendar: %q is not a date such as 2006-01-02", s)
	}
	return DateOf(t), nil
}

// IsZero reports whether d is no day.
func (d Date) IsZero() bool { return d == Date{} }

// At is the instant on d when a clock in zone shows this long after midnight.
func (d Date) At(clock time.Duration, zone *time.Location) time.Time {
	return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, int(clock), zone)
}

// AddDays is the day n days after d; n may be negative.
func (d Date) AddDays(n int) Date { return On(d.Year, d.Month, d.Day+n) }

// DaysSince counts the days from e to d; it is negative when d comes first.
func (d Date) DaysSince(e Date) int {
	return int(d.At(0, time.UTC).Sub(e.At(0, time.UTC)) / (24 * time.Hour))
}

// Before reports whether d comes before e.
func (d Date) Before(e Date) bool { return d.Compare(e) < 0 }

// Compare is -1, 0 or +1 as d comes before e, is e, or comes after it.
func (d Date) Compare(e Date) int { return d.At(0, time.UTC).Compare(e.At(0, time.UTC)) }

// Weekday is d's day of the week.
func (d Date) Weekday() time.Weekday { return d.At(0, time.UTC).Weekday() }

// String is "2006-01-02", or "" for no day.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
}

// MarshalText writes d as String does.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what MarshalText writes.
func (d *Date) UnmarshalText(text []byte) (err error) {
	*d = Date{}
	if len(text) > 0 {
		*d, err = ParseDate(string(text))
	}
	return err
}

// Value gives d to a database as text, so that no session time zone can move it.
func (d Date) Value() (driver.Value, error) {
	if d.IsZero() {
		return nil, nil
	}
	return d.String(), nil
}

// Scan takes a date from a database: NULL, text or a time.
func (d *Date) Scan(src any) error {
	switch v := src.(type) {
	case nil:
		*d = Date{}
	case time.Time:
		*d = DateOf(v)
	case string:
		return d.UnmarshalText([]byte(v))
	case []byte:
		return d.UnmarshalText(v)
	default:
		return fmt.Errorf("calendar: cannot read a date from %T", src)
	}
	return nil
}

// GormDataType names the column type of a Date.
func (Date) GormDataType() string { return "date" }
