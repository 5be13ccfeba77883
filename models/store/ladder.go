package store

import (
	"context"
	"encoding/json"
	"time"

	"countersign/models"
	"countersign/models/calendar"
)

// Top is the rung of a task that climbs no more: all superiors have it, or it came
// about by climbing itself.
const Top = 100

// SetDue moves the deadline of an open task with its next reminder and rung; a nil
// deadline stops its clock.
func (tx Tx) SetDue(t Task) error {
	return fault("task", tx.Exec(`update tasks set due_at = ?, remind_at = ?, rung_at = ?, due_why = ? where id = ?`,
		t.DueAt, t.RemindAt, t.RungAt, t.DueWhy, t.ID).Error)
}

// Climb notes that a task went a rung up at an instant, and when it does again.
func (tx Tx) Climb(id models.TaskID, rung int, next *time.Time, at time.Time) error {
	return fault("task", tx.Exec(`update tasks set escalated_at = ?, rung = ?, rung_at = ? where id = ?`, at, rung, next, id).Error)
}

// Reminded notes that the holder of a task was reminded, and when next.
func (tx Tx) Reminded(id models.TaskID, next *time.Time, at time.Time) error {
	return fault("task", tx.Exec(`update tasks set reminders = reminders + 1, reminded_at = ?, remind_at = ? where id = ?`, at, next, id).Error)
}

// ToRemind lists the open tasks of a case whose reminder is due at an instant.
func (tx Tx) ToRemind(id models.CaseID, at time.Time) ([]Task, error) {
	var due []Task
	err := tx.Table("tasks").Where("case_id = ? and state = 'open' and remind_at <= ?", id, at).Order("id").Find(&due).Error
	return due, fault("reminders", err)
}

// A Calendar is that of a company: the days that it set itself are read anew when
// the version differs.
type Calendar struct {
	Company models.CompanyID
	Version string
}

const calendarVersion = `(select count(*) || '/' || coalesce(max(x.xmin::text::bigint), 0) from calendar_days x where x.company_id = k.id)`

// CalendarOf is the calendar of a company.
func (tx Tx) CalendarOf(company models.CompanyID) (c Calendar, err error) {
	err = tx.Raw(`select k.id as company, `+calendarVersion+` as version from companies k where k.id = ?`, company).Take(&c).Error
	return c, fault("calendar", err)
}

// RemindingCompanies lists the companies with reminders that are due at an instant.
func (db *DB) RemindingCompanies(ctx context.Context, at time.Time) (all []Calendar, err error) {
	err = db.gorm.WithContext(ctx).Raw(`select k.id as company, `+calendarVersion+` as version from companies k
		where k.id in (select t.company_id from tasks t where t.state = 'open' and t.remind_at <= ?)`, at).Scan(&all).Error
	return all, fault("reminders", err)
}

// CasesToRemind lists up to most cases of a company with a reminder that is due at
// an instant, after one of them.
func (db *DB) CasesToRemind(ctx context.Context, company models.CompanyID, after models.CaseID, at time.Time, most int) (cases []models.CaseID, err error) {
	err = db.gorm.WithContext(ctx).Raw(`select distinct t.case_id from tasks t where t.state = 'open' and t.remind_at <= ? and t.company_id = ?
		and t.case_id > ?::uuid order by t.case_id limit ?`, at, company, orNil(after), most).Scan(&cases).Error
	return cases, fault("reminders", err)
}

// orNil is the id, or one before all others.
func orNil[ID ~string](id ID) string {
	if id == "" {
		return "00000000-0000-0000-0000-000000000000"
	}
	return string(id)
}

// TellOfTask tells those who may do a task something that more says beside the task.
func (tx Tx) TellOfTask(t models.TaskID, key string, more map[string]any, today calendar.Date, at time.Time) error {
	text, err := json.Marshal(more)
	if err != nil {
		return fault("notices", err)
	}
	return fault("notices", tx.Exec(`with `+telling(`tasks`, `t.id = @task`), told(key, today, at, map[string]any{"task": t, "more": string(text)})).Error)
}
