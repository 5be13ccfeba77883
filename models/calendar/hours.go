package calendar

import (
	"errors"
	"fmt"
	"strings"
	"time"
)

// A Shift is a stretch of working time within a day, both ends measured from
// midnight. Its text form is "08:30-12:00".
type Shift struct{ From, To time.Duration }

// OfficeHours is the working day where a company says nothing else:
// 08:30-12:00 and 13:30-18:00.
func OfficeHours() []Shift {
	return []Shift{
		{8*time.Hour + 30*time.Minute, 12 * time.Hour},
		{13*time.Hour + 30*time.Minute, 18 * time.Hour},
	}
}

// China is the zone of a company that names no other. It has had no summer
// time since 1991, so it needs no zone files on the machine.
func China() *time.Location { return time.FixedZone("Asia/Shanghai", 8*60*60) }

// NextWork is t where it lies in working hours, the end of a shift included, else
// when work next begins. The error is *NoData.
func (c *Calendar) NextWork(t time.Time) (time.Time, error) {
	t = t.In(c.zone)
	for date := DateOf(t); ; date = date.AddDays(1) {
		day, err := c.Day(date)
		if err != nil {
			return time.Time{}, err
		}
		for _, s := range c.shifts(day) {
			begin, end := date.At(s.From, c.zone), date.At(s.To, c.zone)
			switch {
			case t.Before(begin):
				return begin, nil
			case !t.After(end):
				return t, nil
			}
		}
	}
}

// MarshalText writes "08:30-12:00".
func (s Shift) MarshalText() ([]byte, error) {
	return []byte(clock(s.From) + "-" + clock(s.To)), nil
}

// UnmarshalText reads "08:30-12:00"; midnight at the end of the day is 24:00.
func (s *Shift) UnmarshalText(text []byte) error {
	from, to, _ := strings.Cut(string(text), "-")
	a, errA := parseClock(from)
	b, errB := parseClock(to)
	if err := errors.Join(errA, errB); err != nil {
		return fmt.Errorf("calendar: %q is not a shift such as 08:30-12:00", text)
	}
	*s = Shift{a, b}
	return checkHours([]Shift{*s})
}

func clock(d time.Duration) string {
	return fmt.Sprintf("%02d:%02d", d/time.Hour, d%time.Hour/time.Minute)
}

func parseClock(s string) (time.Duration, error) {
	if s == "24:00" {
		return 24 * time.Hour, nil
	}
	t, err := time.Parse("15:04", s)
	return time.Duration(t.Hour())*time.Hour + time.Duration(t.Minute())*time.Minute, err
}

// checkHours refuses shifts that are empty, out of order or beyond the day.
func checkHours(shifts []Shift) error {
	end := time.Duration(0)
	for _, s := range shifts {
		if s.From < end || s.To <= s.From || s.To > 24*time.Hour {
			return fmt.Errorf("calendar: working hours %s-%s overlap or end before they begin; put them in order", clock(s.From), clock(s.To))
		}
		end = s.To
	}
	return nil
}
