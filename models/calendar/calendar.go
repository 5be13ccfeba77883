// Package calendar counts the working days and working hours of a company:
// the statutory holidays and make-up workdays of the years it has data for,
// and the days on which the company itself differs from them.
//
// A year without data is an error, never a guess: which Saturdays are worked
// is not known before the State Council's notice for that year.
package calendar

import (
	"fmt"
	"maps"
	"slices"
	"time"
)

// Kind says whether people work on a day.
type Kind string

// The two kinds of day that a calendar names. A day it does not name is a
// workday from Monday to Friday.
const (
	Holiday Kind = "holiday"
	Workday Kind = "workday" // made up for a holiday, though a Saturday or Sunday
)

// A Name is what a day is called in both languages of the interface.
type Name struct {
	Zh string `json:"zh"`
	En string `json:"en"`
}

// A Day is a day that differs from the ordinary week. Source is the notice it
// comes from. Hours, where given, are the working hours of this day only.
type Day struct {
	Date   Date    `json:"date"`
	Kind   Kind    `json:"kind"`
	Name   Name    `json:"name"`
	Source string  `json:"source,omitempty"`
	Hours  []Shift `json:"hours,omitempty"`
}

// A Year is what a company has entered for a year: the days on which it differs from
// the ordinary week, and whether it says that they are all there are.
type Year struct {
	Year     int
	Days     []Day
	Complete bool
}

// NoData says that a calendar has no statutory days for a year.
type NoData struct{ Year int }

func (e *NoData) Error() string {
	return fmt.Sprintf("the calendar has no holidays and make-up workdays for %d: enter them from the State Council's notice (published each November) and say that the year is complete, then try again", e.Year)
}

// Settings are what a company's calendar is made from.
type Settings struct {
	Statutory []Day          // see Seed
	Company   []Day          // take the place of statutory days
	Complete  []int          // years of which the company says that all their days are here
	Hours     []Shift        // of a workday; OfficeHours when empty
	Zone      *time.Location // China when nil
}

// A Calendar is one company's. It does not change: new settings are a new Calendar.
type Calendar struct {
	days  map[Date]Day
	years map[int]bool
	hours []Shift
	zone  *time.Location
}

// New makes a calendar, or says which setting is wrong.
func New(s Settings) (*Calendar, error) {
	c := &Calendar{map[Date]Day{}, map[int]bool{}, s.Hours, s.Zone}
	if len(c.hours) == 0 {
		c.hours = OfficeHours()
	}
	if c.zone == nil {
		c.zone = China()
	}
	for _, d := range slices.Concat(s.Statutory, s.Company) {
		if err := checkDay(d); err != nil {
			return nil, err
		}
		c.days[d.Date] = d
	}
	c.learnYears(s.Statutory)
	for _, year := range s.Complete {
		c.years[year] = true
	}
	return c, checkHours(c.hours)
}

func checkDay(d Day) error {
	if d.Date.IsZero() || d.Kind != Holiday && d.Kind != Workday {
		return fmt.Errorf("calendar: day %q is a %q; give a date and holiday or workday", d.Date, d.Kind)
	}
	if err := checkHours(d.Hours); err != nil {
		return fmt.Errorf("%s: %w", d.Date, err)
	}
	return nil
}

// learnYears takes a year as known once its 1 January is among the statutory days:
// every year's notice begins with it, while a notice may also name the last days of
// the year before. Of its own days a company says itself when a year is complete: one
// day that it has off does not tell which Saturdays are worked.
func (c *Calendar) learnYears(days []Day) {
	for _, d := range days {
		if d.Date.Month == time.January && d.Date.Day == 1 {
			c.years[d.Date.Year] = true
		}
	}
}

// Unnamed is a holiday that the law gives every year and that the calendar does not
// name in this one; ok is false where it names them all. A year without them is not
// complete.
func (c *Calendar) Unnamed(year int) (day Date, ok bool) {
	for _, d := range []Date{On(year, time.January, 1), On(year, time.May, 1), On(year, time.October, 1)} {
		if _, named := c.days[d]; !named {
			return d, true
		}
	}
	return Date{}, false
}

// Years are those the calendar knows, in order.
func (c *Calendar) Years() []int { return slices.Sorted(maps.Keys(c.years)) }

// Zone is the company's time zone.
func (c *Calendar) Zone() *time.Location { return c.zone }

// Day describes d, whether the calendar names it or it is a day of the
// ordinary week. The error is *NoData.
func (c *Calendar) Day(d Date) (Day, error) {
	if day, named := c.days[d]; named {
		return day, nil
	}
	if !c.years[d.Year] {
		return Day{}, &NoData{d.Year}
	}
	if d.Weekday() == time.Saturday || d.Weekday() == time.Sunday {
		return Day{Date: d, Kind: Holiday, Name: weekend}, nil
	}
	return Day{Date: d, Kind: Workday}, nil
}

// Works reports whether d is a working day. The error is *NoData.
func (c *Calendar) Works(d Date) (bool, error) {
	day, err := c.Day(d)
	return day.Kind == Workday, err
}

var weekend = Name{"周末", "weekend"}

// shifts are the working hours of day, none for a holiday.
func (c *Calendar) shifts(day Day) []Shift {
	switch {
	case day.Kind == Holiday:
		return nil
	case len(day.Hours) > 0:
		return day.Hours
	default:
		return c.hours
	}
}

// WorkingDays are how many days from the first to the last are worked, both included.
// The error is *NoData.
func (c *Calendar) WorkingDays(first, last Date) (n int, err error) {
	for d := first; !last.Before(d); d = d.AddDays(1) {
		works, err := c.Works(d)
		if err != nil {
			return 0, err
		}
		if works {
			n++
		}
	}
	return n, nil
}
