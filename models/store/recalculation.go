package store

import (
	"context"
	"time"

	"countersign/models"
)

// NoteCalendar notes that a company's calendar of a year has changed: its open
// deadlines are to be counted again.
func (tx Tx) NoteCalendar(company models.CompanyID, year int, by *models.PersonID, at time.Time) error {
	return fault("calendar", tx.Exec(`insert into calendar_changes (id, company_id, year, by_id, at) values (gen_random_uuid(), ?, ?, ?, ?)`, company, year, by, at).Error)
}

// An Undated is a company whose deadlines wait for the calendar of a year.
type Undated struct {
	Company models.CompanyID
	Year    int
}

// UndatedCompanies lists the companies with open tasks whose deadline waits for the
// calendar of a year, and which year that is.
func (db *DB) UndatedCompanies(ctx context.Context) (all []Undated, err error) {
	err = db.gorm.WithContext(ctx).Raw(`select distinct t.company_id as company, (t.due_why ->> 'missingYear')::int as year from tasks t
		where t.state = 'open' and t.due_at is null and t.due_why ->> 'missingYear' is not null order by 1, 2`).Scan(&all).Error
	return all, fault("calendar", err)
}

// ListRecalculations puts up to most open cases of a changed calendar on the list of
// those whose workflows must hear of it, and says how many it put; more is false when
// every change is on the list in full. It goes on where it was left. Cases are listed
// when every transaction has ended that may have read the old calendar, so that no
// deadline is missed that was being written while the calendar changed.
func (db *DB) ListRecalculations(ctx context.Context, at time.Time, most int) (put int, more bool, err error) {
	err = db.Write(ctx, func(tx Tx) error {
		if err := tx.awaitWriters(); err != nil {
			return err
		}
		var listed struct{ Changes, Put, Left int }
		err := tx.Raw(`with c as (select id, company_id, coalesce(after_id, '00000000-0000-0000-0000-000000000000') as after from calendar_changes
				where listed_at is null and clear order by at limit 1 for update skip locked),
			batch as (select x.id from cases x join c on x.company_id = c.company_id where x.state in ('running', 'returned', 'effective') and x.id > c.after
				and exists (select from tasks t where t.case_id = x.id and t.state = 'open') order by x.id limit @most),
			put as (insert into recalculations (change_id, case_id, next_at) select c.id, b.id, cast(@at as timestamptz) from c, batch b on conflict do nothing),
			went as (update calendar_changes u set after_id = coalesce((select id from batch order by id desc limit 1), u.after_id),
				listed_at = case when (select count(*) from batch) < @most then cast(@at as timestamptz) end from c where u.id = c.id)
			select (select count(*) from c) as changes, (select count(*) from batch) as put,
				(select count(*) from calendar_changes where listed_at is null) as left`, map[string]any{"at": at, "most": most}).Take(&listed).Error
		put, more = listed.Put, listed.Changes > 0 && (listed.Put == most || listed.Left > 1)
		return err
	})
	return put, more, fault("calendar", err)
}

// awaitWriters clears the changes that nobody at work can have missed: those who wrote
// when the change was first seen have ended. Who began later has read the new calendar.
func (tx Tx) awaitWriters() error {
	const writers = `pg_stat_activity a where a.datname = current_database() and a.backend_xid is not null and a.pid <> pg_backend_pid()`
	if err := tx.Exec(`update calendar_changes set fence = array(select a.pid || '@' || a.xact_start from ` + writers + `) where fence is null`).Error; err != nil {
		return err
	}
	return tx.Exec(`update calendar_changes set clear = true where not clear and listed_at is null
		and not exists (select from ` + writers + ` and a.pid || '@' || a.xact_start = any(fence))`).Error
}

// A Recalculation is a case whose workflow must hear of a changed calendar.
type Recalculation struct {
	ChangeID string
	CaseID   models.CaseID
	Tries    int
}

// ClaimRecalculations takes up to most cases that must hear of a changed calendar;
// others get them after the lease, where they are not done by then. What has ended
// meanwhile needs to hear of nothing.
func (db *DB) ClaimRecalculations(ctx context.Context, at time.Time, lease time.Duration, most int) (rows []Recalculation, err error) {
	err = db.Write(ctx, func(tx Tx) error {
		if err := tx.Exec(`delete from recalculations r using cases c where c.id = r.case_id and r.next_at <= ? and c.state not in ('running', 'returned', 'effective')`, at).Error; err != nil {
			return err
		}
		return tx.Raw(`update recalculations set tries = tries + 1, next_at = ? where (change_id, case_id) in (
			select change_id, case_id from recalculations where next_at <= ? order by next_at limit ? for update skip locked) returning change_id, case_id, tries`,
			at.Add(lease), at, most).Scan(&rows).Error
	})
	return rows, fault("calendar", err)
}

// Recalculated takes a case from the list.
func (db *DB) Recalculated(ctx context.Context, r Recalculation) error {
	return fault("calendar", db.gorm.WithContext(ctx).Exec(`delete from recalculations where change_id = ? and case_id = ?`, r.ChangeID, r.CaseID).Error)
}

// NotRecalculated notes why a case could not be told, and when to try again.
func (db *DB) NotRecalculated(ctx context.Context, r Recalculation, why string, next time.Time) error {
	return fault("calendar", db.gorm.WithContext(ctx).Exec(`update recalculations set failed = ?, next_at = ? where change_id = ? and case_id = ?`, why, next, r.ChangeID, r.CaseID).Error)
}

// OpenTasksIn reads up to most open tasks of a company, after one of them.
func (tx Tx) OpenTasksIn(company models.CompanyID, after models.TaskID, most int) (tasks []Task, err error) {
	err = tx.Table("tasks").Where("company_id = ? and state = 'open' and id > ?::uuid", company, orNil(after)).Order("id").Limit(most).Find(&tasks).Error
	return tasks, fault("tasks", err)
}
