package calendar

import (
	"fmt"
	"slices"
	"time"
)

// A Deadline is an instant by which something is due, with the days that lead to it.
type Deadline struct {
	From    time.Time     `json:"from"`
	Due     time.Time     `json:"due"`
	Days    int           `json:"days,omitempty"` // asked for, in working days
	Time    time.Duration `json:"time,omitempty"` // or in working time
	Counted []Date        `json:"counted"`
	Skipped []Span        `json:"skipped,omitempty"`
}

// A Span is a run of days, both ends included, on which nobody works, and why.
type Span struct {
	From    Date   `json:"from"`
	To      Date   `json:"to"`
	Reasons []Name `json:"reasons"`
}

// AddWorkingDays counts n working days, n ≥ 1, beginning with the day after
// from; it is due at the end of work on the last. A year that the count
// reaches and the calendar does not know is *NoData.
func (c *Calendar) AddWorkingDays(from time.Time, n int) (Deadline, error) {
	d := Deadline{From: from.In(c.zone), Days: n}
	if n < 1 {
		return d, fmt.Errorf("calendar: a period of %d working days has no end; give at least 1", n)
	}
	for date := DateOf(d.From); len(d.Counted) < n; {
		date = date.AddDays(1)
		day, err := c.Day(date)
		if err != nil {
			return Deadline{}, err
		}
		d.pass(day)
		if s := c.shifts(day); len(s) > 0 {
			d.Due = date.At(s[len(s)-1].To, c.zone)
		}
	}
	return d, nil
}

// AddWorkingTime counts want of working time, want > 0, beginning at from: at
// once during working hours, else when work next begins. A year that the count
// reaches and the calendar does not know is *NoData.
func (c *Calendar) AddWorkingTime(from time.Time, want time.Duration) (Deadline, error) {
	d := Deadline{From: from.In(c.zone), Time: want}
	if want <= 0 {
		return d, fmt.Errorf("calendar: a period of %s working time has no end; give more than 0", want)
	}
	for date := DateOf(d.From); want > 0; date = date.AddDays(1) {
		day, err := c.Day(date)
		if err != nil {
			return Deadline{}, err
		}
		due, worked := c.work(day, d.From, want)
		if worked > 0 || day.Kind == Holiday {
			d.pass(day)
		}
		d.Due, want = due, want-worked
	}
	return d, nil
}

// work spends up to want of the working time that day offers after from, and
// says when it stops.
func (c *Calendar) work(day Day, from time.Time, want time.Duration) (stop time.Time, worked time.Duration) {
	for _, s := range c.shifts(day) {
		begin, end := day.Date.At(s.From, c.zone), day.Date.At(s.To, c.zone)
		if begin.Before(from) {
			begin = from
		}
		if spend := min(end.Sub(begin), want-worked); spend > 0 {
			stop, worked = begin.Add(spend), worked+spend
		}
	}
	return stop, worked
}

// pass counts a working day and notes a holiday as skipped.
func (d *Deadline) pass(day Day) {
	if day.Kind == Workday {
		d.Counted = append(d.Counted, day.Date)
		return
	}
	last := len(d.Skipped) - 1
	if last < 0 || d.Skipped[last].To.AddDays(1) != day.Date {
		d.Skipped = append(d.Skipped, Span{From: day.Date})
		last++
	}
	span := &d.Skipped[last]
	span.To = day.Date
	if !slices.Contains(span.Reasons, day.Name) {
		span.Reasons = append(span.Reasons, day.Name)
	}
}

// WorkingTimeLeft is the working time from now to due: negative, and by how
// much, once due is past. The error is *NoData.
func (c *Calendar) WorkingTimeLeft(now, due time.Time) (time.Duration, error) {
	if due.Before(now) {
		late, err := c.WorkingTimeLeft(due, now)
		return -late, err
	}
	left, last := time.Duration(0), DateOf(due.In(c.zone))
	for date := DateOf(now.In(c.zone)); !last.Before(date); date = date.AddDays(1) {
		day, err := c.Day(date)
		if err != nil {
			return 0, err
		}
		_, from := c.work(day, now, 1<<62)
		_, after := c.work(day, due, 1<<62)
		left += from - after
	}
	return left, nil
}
