package store

import (
	"time"

	"gorm.io/gorm"

	"countersign/models"
	"countersign/models/calendar"
)

// SetCalendar replaces what a company has entered for a year, and notes that its open
// deadlines are to be counted again.
func (tx Tx) SetCalendar(company models.CompanyID, y calendar.Year, by models.PersonID, at time.Time) error {
	for _, clear := range []string{`delete from calendar_days where company_id = ? and extract(year from day) = ?`,
		`delete from calendar_years where company_id = ? and year = ?`} {
		if err := tx.Exec(clear, company, y.Year).Error; err != nil {
			return fault("calendar", err)
		}
	}
	for _, d := range y.Days {
		err := tx.Exec(`insert into calendar_days (company_id, day, kind, name, name_en, source) values (?, ?, ?, ?, ?, ?)`,
			company, d.Date, d.Kind, d.Name.Zh, d.Name.En, d.Source).Error
		if err != nil {
			return fault("calendar", err)
		}
	}
	if y.Complete {
		err := tx.Exec(`with answered as (delete from calendar_asked where company_id = ? and year = ?)
			insert into calendar_years (company_id, year, by_id, at) values (?, ?, ?, ?)`, company, y.Year, company, y.Year, by, at).Error
		if err != nil {
			return fault("calendar", err)
		}
	}
	return tx.NoteCalendar(company, y.Year, &by, at)
}

// AskForYear notes that a company was asked for the calendar of a year; first is false
// where it was asked before.
func (tx Tx) AskForYear(company models.CompanyID, year int, at time.Time) (first bool, err error) {
	done := tx.Exec(`insert into calendar_asked (company_id, year, at) values (?, ?, ?) on conflict do nothing`, company, year, at)
	return done.RowsAffected > 0, fault("calendar", done.Error)
}

// CompaniesWithout lists the companies that have not said that their calendar of a year is
// complete, and were not asked for it.
func (tx Tx) CompaniesWithout(year int) (companies []models.CompanyID, err error) {
	err = tx.Raw(`select k.id from companies k where not exists (select from calendar_years y where y.company_id = k.id and y.year = ?)
		and not exists (select from calendar_asked q where q.company_id = k.id and q.year = ?) order by k.id`, year, year).Scan(&companies).Error
	return companies, fault("calendar", err)
}

// CompanyCalendar is what a company's calendar is made from: the statutory days, those
// that it set itself and the years that it says are complete.
func (tx Tx) CompanyCalendar(company models.CompanyID) (calendar.Settings, error) {
	return companyCalendar(tx.DB, company)
}

// CompanyCalendar is the calendar of a company: the statutory days and its own.
func (r Reader) CompanyCalendar(company models.CompanyID) (*calendar.Calendar, error) {
	s, err := companyCalendar(r.g, company)
	if err != nil {
		return nil, err
	}
	return calendar.New(s)
}

func companyCalendar(g *gorm.DB, company models.CompanyID) (calendar.Settings, error) {
	s := calendar.Settings{Statutory: calendar.Seed()}
	var rows []struct {
		Day                        calendar.Date
		Kind, Name, NameEn, Source string
	}
	err := g.Raw(`select day, kind, name, name_en, source from calendar_days where company_id = ?`, company).Scan(&rows).Error
	if err != nil {
		return s, fault("calendar", err)
	}
	for _, r := range rows {
		s.Company = append(s.Company, calendar.Day{Date: r.Day, Kind: calendar.Kind(r.Kind), Name: calendar.Name{Zh: r.Name, En: r.NameEn}, Source: r.Source})
	}
	return s, fault("calendar", g.Raw(`select year from calendar_years where company_id = ?`, company).Scan(&s.Complete).Error)
}

// A CalendarDay is a day on which a company differs from the ordinary week.
type CalendarDay struct {
	Day      calendar.Date
	Kind     calendar.Kind
	Name     string // in the reader's language
	Zh, En   string
	Source   string
	Complete bool // the company says that its year is
}

// CalendarDays lists the days of a year that a company has entered.
func (r Reader) CalendarDays(company models.CompanyID, year int) (rows []CalendarDay, err error) {
	return rows, r.query(&rows, `select d.day, d.kind, name(d) as name, d.name as zh, d.name_en as en, d.source, y.year is not null as complete
		from calendar_days d left join calendar_years y on y.company_id = d.company_id and y.year = extract(year from d.day)
		where d.company_id = ? and d.day >= make_date(?::int, 1, 1) and d.day < make_date(?::int, 1, 1) order by d.day`, company, year, year+1)
}

// MissingYears are the years of the calendar for which the deadlines of tasks wait, of
// those that do.
func (r Reader) MissingYears(tasks []models.TaskID) (map[models.TaskID]int, error) {
	var rows []struct {
		ID   models.TaskID
		Year int
	}
	err := r.query(&rows, `select id, (due_why ->> 'missingYear')::int as year from tasks where `+Seal("own tasks")+`id in ? and due_at is null and due_why ->> 'missingYear' is not null`, tasks)
	years := map[models.TaskID]int{}
	for _, row := range rows {
		years[row.ID] = row.Year
	}
	return years, err
}
