package store

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"github.com/jackc/pgx/v5/pgconn"

	"countersign/models"
	"countersign/models/calendar"
)

// Instead says of a task that its own holders are absent (approval.absence): who is
// away, to whom it goes back, and who signs by proxy meanwhile.
type Instead struct {
	AbsentID    *models.PersonID `json:"absent_id"`
	ForPostID   *models.PostID   `json:"for_post_id"`
	ForPersonID *models.PersonID `json:"for_person_id"`
	AgentID     *models.PersonID `json:"agent_id"`
	PlacedAt    *time.Time       `json:"placed_at"` // when that was looked at last
}

// KeepAbsence writes an absence. IsOverlap tells that the person is away on one of its
// days already.
func (tx Tx) KeepAbsence(a models.Absence, by models.PersonID, at time.Time) error {
	return fault("absence", tx.Exec(`insert into absences (id, person_id, from_on, until_on, case_id, note, entered_by, entered_at) values (?, ?, ?, ?, ?, ?, ?, ?)`,
		a.ID, a.Person, a.From, a.Until, a.Case, a.Note, by, at).Error)
}

// IsOverlap reports whether err says that two absences of one person overlap.
func IsOverlap(err error) bool {
	var pg *pgconn.PgError
	return errors.As(err, &pg) && pg.ConstraintName == "absences_apart"
}

// overlapping says of an absence that it has a day of a period; what was taken back before
// it began has no day.
const overlapping = `person_id = ? and from_on < back_on and from_on <= ? and back_on > ?`

// A LeaveAsked is a case of a company's own form that its applicant waits for.
type LeaveAsked struct {
	Number  string
	Company models.CompanyID
	Form    string
	Version int
	Values  models.Values
}

// LeaveBeside tells whether an approved case has the applicant of a case be away on a day
// of the period, and what else of companies' own forms he or she waits for.
func (tx Tx) LeaveBeside(c models.Case, from, until calendar.Date) (granted bool, asked []LeaveAsked, err error) {
	var text []byte
	err = tx.Raw(`select exists (select from absences where case_id is not null and `+overlapping+`),
		(select coalesce(json_agg(json_build_object('Number', c.number, 'Company', c.company_id, 'Form', c.form, 'Version', c.form_version, 'Values', v.body -> 'values') order by c.opened_at), '[]')
			from cases c join revisions v on v.case_id = c.id and v.digest = c.digest
			where c.applicant_id = ? and c.kind = 'form' and c.state in ('running', 'returned') and c.id <> ?)`,
		c.Applicant, until, from, c.Applicant, c.ID).Row().Scan(&granted, &text)
	if err == nil {
		err = json.Unmarshal(text, &asked)
	}
	return granted, asked, fault("absences", err)
}

// EnteredAbsences reads the absences of a person that were entered by hand and have a day
// of the period, and keeps others from being entered while the transaction lasts.
func (tx Tx) EnteredAbsences(p models.PersonID, from, until calendar.Date) (found []models.Absence, err error) {
	if err := tx.Exec(`select from people where id = ? for no key update`, p).Error; err != nil {
		return nil, fault("absences", err)
	}
	err = tx.Raw(`select id, person_id as person, from_on as "from", until_on as until, ended_on as ended, note
		from absences where case_id is null and `+overlapping+` order by from_on for update`, p, until, from).Scan(&found).Error
	return found, fault("absences", err)
}

// KeepRest keeps the last days of an absence that was ended, as it was entered.
func (tx Tx) KeepRest(id, of models.AbsenceID, from, until calendar.Date) error {
	return fault("absence", tx.Exec(`insert into absences (id, person_id, from_on, until_on, note, entered_by, entered_at)
		select ?, person_id, ?::date, ?::date, note, entered_by, entered_at from absences where id = ?`, id, from, until, of).Error)
}

// Absence reads an absence that is not over on a day, and holds it; found is false
// where there is none.
func (tx Tx) Absence(id models.AbsenceID, today calendar.Date) (a models.Absence, found bool, err error) {
	var rows []models.Absence
	err = tx.Raw(`select id, person_id as person, from_on as "from", until_on as until, ended_on as ended, case_id as "case", note
		from absences where id = ? and back_on > ? for update`, id, today).Scan(&rows).Error
	if len(rows) == 0 {
		return a, false, fault("absence", err)
	}
	return rows[0], true, nil
}

// EndAbsence ends an absence on a day, the first one back; one that has not begun
// never does. What is over stays as it was.
func (tx Tx) EndAbsence(id models.AbsenceID, on calendar.Date, by models.PersonID, at time.Time) error {
	return fault("absence", tx.Exec(`update absences set ended_on = greatest(from_on, ?::date), ended_by = ?, ended_at = ? where id = ? and back_on > greatest(from_on, ?::date)`,
		on, by, at, id, on).Error)
}

// EndAbsenceOf ends the absence that a case had approved.
func (tx Tx) EndAbsenceOf(c models.CaseID, on calendar.Date, by models.PersonID, at time.Time) error {
	return fault("absence", tx.Exec(`update absences set ended_on = greatest(from_on, ?::date), ended_by = ?, ended_at = ? where case_id = ? and back_on > greatest(from_on, ?::date)`,
		on, by, at, c, on).Error)
}

// OpenTasksOf reads the tasks of a case that are open.
func (tx Tx) OpenTasksOf(id models.CaseID) ([]Task, error) {
	var found []Task
	err := tx.Table("tasks").Where("case_id = ? and state = 'open'", id).Order("id").Find(&found).Error
	return found, fault("tasks", err)
}

// Place writes who acts for a task that stays where it is while its holder is absent.
func (tx Tx) Place(id models.TaskID, in Instead) error {
	return fault("task", tx.Exec(`update tasks set absent_id = ?, for_post_id = ?, for_person_id = ?, agent_id = ?, placed_at = ? where id = ?`,
		in.AbsentID, in.ForPostID, in.ForPersonID, in.AgentID, in.PlacedAt, id).Error)
}

// MoveQuestions lets what was asked under a task be answered to another.
func (tx Tx) MoveQuestions(from, to models.TaskID) error {
	return fault("questions", tx.Exec(`update tasks set asks_task = @to where case_id = (select case_id from tasks where id = @from) and asks_task = @from and state = 'open'`,
		map[string]any{"from": from, "to": to}).Error)
}

// absent are those who are away on the day $2 as an object: person and agents, those
// first who were given their proxies last. A proxy counts that is in force at $5 for a
// case of kind $6 (form/leave of a company's own form), amount $7 and level $8 and whose agent is there; who is suspended has
// none to give.
const absent = `(select json_object_agg(a.person_id, coalesce((select json_agg(y.agent_id order by y.given_at desc, y.id)
		from proxies y join people g on g.id = y.agent_id
		where y.principal_id = a.person_id and not a.suspended and y.from_at <= $5::timestamptz and y.until_at > $5::timestamptz and (y.revoked_at is null or y.revoked_at > $5::timestamptz)
		and (y.kinds = '{}' or y.kinds && array[$6::text, split_part($6::text, '/', 1)]) and (y.limit_cents is null or $7::bigint <= y.limit_cents) and $8::text <> 'top_secret'
		and (g.left_on is null or g.left_on > $2::date)
		and not exists (select from away($2::date) b where b.person_id = y.agent_id)), '[]'))
	from (select person_id, bool_or(suspended) as suspended from away($2::date) group by person_id) a)`

// kept reports whether the case of the task t keeps the holder h from signing it.
const kept = `exists (select from case_people k where k.case_id = t.case_id and k.person_id = h.person_id and k.part in ` + barred + `)`

// misplaced finds the cases whose tasks wait for somebody absent, those of stand-ins
// where something has changed since they were looked at, or that were not looked at
// today, and those that were revoked and whose workflows have not heard of it.
const misplaced = `with gone as materialized (select person_id, max(since) as since from away(@today) group by person_id),
	here as (select h.post_id, h.person_id from holdings h join people p on p.id = h.person_id
		join posts o on o.id = h.post_id and (o.ended_on is null or o.ended_on > @today) where h.from_on <= @today and (h.until_on is null or h.until_on > @today) and (p.left_on is null or p.left_on > @today)),
	left_by as (select h.post_id, bool_and(g.person_id is not null) as entirely from here h left join gone g on g.person_id = h.person_id
		group by h.post_id having bool_or(g.person_id is not null))
	select distinct case_id from (
		select t.case_id from gone a join tasks t on t.person_id = a.person_id where t.state = 'open' and t.absent_id is null
		union all select t.case_id from left_by e join tasks t on t.post_id = e.post_id where t.state = 'open' and t.absent_id is null and (e.entirely or (t.verb = 'sign'
			and not exists (select from here h where h.post_id = t.post_id and h.person_id not in (select person_id from gone) and not ` + kept + `)
			and exists (select from here h where h.post_id = t.post_id and h.person_id in (select person_id from gone) and not ` + kept + `)))
		union all select t.case_id from tasks t where t.state = 'open' and t.absent_id is not null and (t.placed_at < @midnight
			or exists (select from absences a where a.ended_at > t.placed_at and a.person_id = t.absent_id)
			or exists (select from accounts k where k.resumed_at > t.placed_at and k.person_id = t.absent_id)
			or exists (select from gone a where a.since > t.placed_at)
			or exists (select from proxies y where y.principal_id = t.absent_id and (y.given_at > t.placed_at or y.revoked_at > t.placed_at
				or (y.from_at > t.placed_at and y.from_at <= @now) or (y.until_at > t.placed_at and y.until_at <= @now))))
		union all select subject_id from revocations where state = 'granted' and told_at is null) x
	where case_id > @after order by case_id limit @most`

// Misplaced lists cases after an id whose tasks should be looked at because of who is
// absent and who is back, or that were revoked. It reads no content.
func (db *DB) Misplaced(ctx context.Context, after models.CaseID, now time.Time, most int) ([]models.CaseID, error) {
	if after == "" {
		after = nilUUID
	}
	var cases []models.CaseID
	day := today(now)
	err := db.gorm.WithContext(ctx).Raw(misplaced, map[string]any{"today": day, "midnight": day.At(0, calendar.China()), "now": now, "after": after, "most": most}).Scan(&cases).Error
	return cases, fault("absences", err)
}
