package pages

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"countersign/activities"
	"countersign/api"
	"countersign/models"
	"countersign/models/calendar"
	"countersign/models/regulation"
)

// A calendarMatter is a company's year and, for those who may, the form to change it.
type calendarMatter struct {
	api.CalendarView
	entered
	Months []month
	May    bool // set it
	Rows   []dayRow
	All    bool                // the lines are all days of the year
	Was    string              // the version that is changed
	Would  *activities.Shifted // what saving would do
	Saved  bool
}

// Before and After are the years beside this one.
func (m calendarMatter) Before() int { return m.Year - 1 }

// After is the year after this one.
func (m calendarMatter) After() int { return m.Year + 1 }

// A month is twelve of the year: weeks from Monday, with nil for days of other months.
type month struct {
	First calendar.Date
	Weeks [][]*dayCell
}

// A dayCell is a day of a month.
type dayCell struct {
	Day  int
	Kind string // holiday, workday, or empty for the ordinary week
	Name string
	Rest bool // nobody works
	Own  bool
}

// A dayRow is a line of the form, as it was typed.
type dayRow struct {
	N                         int
	Day, Kind, Zh, En, Source string
}

// spareRows are how many empty lines the form has.
const spareRows = 4

func calendarPage(v *visit) error {
	year, err := v.year()
	if err != nil {
		return err
	}
	return v.showCalendar(http.StatusOK, calendarMatter{CalendarView: api.CalendarView{Year: year}, Saved: v.c.Query("saved") != ""})
}

// year is that of the address, or this one.
func (v *visit) year() (int, error) {
	text := v.c.Param("year")
	if text == "" {
		return v.Now().In(calendar.China()).Year(), nil
	}
	year, err := strconv.Atoi(text)
	if err != nil || year < 2000 || year > 2100 {
		return 0, models.Refuse(models.Missing, regulation.Clause{}, "not-found")
	}
	return year, nil
}

func (v *visit) showCalendar(status int, m calendarMatter) (err error) {
	if m.CalendarView, err = v.house.Calendar(v.context(), v.who, m.Year); err != nil {
		return err
	}
	m.May = v.house.MaySetCalendar(v.who) == nil
	m.Months = monthsOf(m.CalendarView)
	if m.Rows == nil {
		m.All, m.Was = m.Known, m.Version
		for _, d := range m.Days {
			if d.Own {
				m.Rows = append(m.Rows, dayRow{0, d.Day.String(), d.Kind, d.NameZh, d.NameEn, d.Source})
			}
		}
	}
	for range spareRows {
		m.Rows = append(m.Rows, dayRow{Kind: string(calendar.Holiday)})
	}
	for i := range m.Rows {
		m.Rows[i].N = i
	}
	return v.show(status, "calendar", v.t("page-calendar")+" "+strconv.Itoa(m.Year), m)
}

func monthsOf(c api.CalendarView) (all []month) {
	named := map[calendar.Date]api.DayView{}
	for _, d := range c.Days {
		named[d.Day] = d
	}
	for n := time.January; n <= time.December; n++ {
		m := month{First: calendar.On(c.Year, n, 1)}
		week := make([]*dayCell, (int(m.First.Weekday())+6)%7)
		for d := m.First; d.Month == n; d = d.AddDays(1) {
			if week = append(week, cellOf(d, named)); len(week) == 7 {
				m.Weeks, week = append(m.Weeks, week), nil
			}
		}
		if len(week) > 0 {
			m.Weeks = append(m.Weeks, append(week, make([]*dayCell, 7-len(week))...))
		}
		all = append(all, m)
	}
	return all
}

func cellOf(d calendar.Date, named map[calendar.Date]api.DayView) *dayCell {
	cell := &dayCell{Day: d.Day, Rest: d.Weekday() == time.Saturday || d.Weekday() == time.Sunday}
	if day, is := named[d]; is {
		cell.Kind, cell.Name, cell.Own, cell.Rest = day.Kind, day.Name, day.Own, day.Kind == string(calendar.Holiday)
	}
	return cell
}

// setCalendar saves the company's own days of a year, or says what saving would do.
func setCalendar(v *visit) error {
	year, err := v.year()
	if err != nil {
		return err
	}
	typed, err := v.typed()
	if err != nil {
		return err
	}
	m := calendarMatter{CalendarView: api.CalendarView{Year: year}}
	m.All, m.Was = typed.Has("complete"), typed.Get("was")
	form := api.CalendarForm{Days: v.daysTyped(&m, typed), Complete: m.All, Was: m.Was}
	if len(m.Faults) > 0 {
		return v.showCalendar(http.StatusUnprocessableEntity, m)
	}
	if typed.Get("do") == "save" {
		err = v.house.SetCalendar(v.context(), v.who, year, form)
	} else {
		var would activities.Shifted
		would, err = v.house.TryCalendar(v.context(), v.who, year, form)
		m.Would = &would
	}
	if err != nil {
		m.Would = nil
		if m.Refusal = v.refuse(err); m.Refusal.Kind == models.Unidentified || m.Refusal.Kind == models.Forbidden {
			return err
		}
		return v.showCalendar(m.Refusal.Status, m)
	}
	if m.Would == nil {
		return v.see("/calendar/"+strconv.Itoa(year), "saved", "1")
	}
	return v.showCalendar(http.StatusOK, m)
}

// daysTyped reads the lines of the form; one without a day is left out.
func (v *visit) daysTyped(m *calendarMatter, typed url.Values) (days []api.DayForm) {
	const most = 366
	m.Rows = []dayRow{}
	for i := 0; i < most && typed.Has("day."+strconv.Itoa(i)); i++ {
		get := func(name string) string { return strings.TrimSpace(typed.Get(name + "." + strconv.Itoa(i))) }
		row := dayRow{len(m.Rows), get("day"), get("kind"), get("zh"), get("en"), get("source")}
		if row.Day == "" {
			continue
		}
		m.Rows = append(m.Rows, row)
		day, err := calendar.ParseDate(row.Day)
		if err != nil {
			m.Faults = append(m.Faults, v.faultAt("day."+strconv.Itoa(row.N), "page-date-wrong"))
			continue
		}
		if row.Zh == "" {
			m.Faults = append(m.Faults, v.faultAt("zh."+strconv.Itoa(row.N), "field-missing"))
		}
		days = append(days, api.DayForm{Day: day, Kind: row.Kind, Name: row.Zh, NameEn: row.En, Source: row.Source})
	}
	return days
}
