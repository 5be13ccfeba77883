package store

import (
	"encoding/json"
	"slices"
	"time"

	"countersign/models"
	"countersign/models/calendar"
)

// A Task is a seat of a slate that waits, or will wait, for a post or a person. Its
// JSON is a row of the table.
type Task struct {
	ID          models.TaskID    `json:"id"`
	CaseID      models.CaseID    `json:"case_id"`
	Kind        models.Kind      `json:"kind"`
	CompanyID   models.CompanyID `json:"company_id"`
	Step        models.Step      `json:"step"`
	Attempt     int              `json:"attempt"`
	Verb        models.Verb      `json:"verb"`
	Clause      string           `json:"clause"`
	Round       int              `json:"round"`
	SeatID      models.TaskID    `json:"seat_id"`
	PostID      *models.PostID   `json:"post_id"`
	PersonID    *models.PersonID `json:"person_id"`
	State       string           `json:"state"` // ahead, open, done, void
	Why         string           `json:"why"`
	WithinDays  int              `json:"within_days"`
	OpenedAt    *time.Time       `json:"opened_at"`
	RemindAt    *time.Time       `json:"remind_at"`
	DueAt       *time.Time       `json:"due_at"`
	DueWhy      json.RawMessage  `gorm:"type:jsonb" json:"due_why"`
	Reminders   int              `json:"reminders"` // how often its holder was reminded
	RemindedAt  *time.Time       `json:"reminded_at"`
	Rung        int              `json:"rung"`         // how far up the ladder it is; Top = it climbs no more
	RungAt      *time.Time       `json:"rung_at"`      // when it goes a rung up; nil = not now
	EscalatedAt *time.Time       `json:"escalated_at"` // when it went the last rung up
	ClosedAt    *time.Time       `json:"closed_at"`
	ClosedBy    *models.PersonID `json:"closed_by"`
	AddedBy     *models.PersonID `json:"added_by"`
	AsksTask    *models.TaskID   `json:"asks_task"` // whose signer asked, where it is a question to the applicant
	Instead
}

var addTasks = `with added as (insert into tasks select * from jsonb_populate_recordset(null::tasks, @rows) returning *), ` + telling(`added`, `t.state = 'open'`)

// AddTasks writes new tasks and tells those who may do the open ones.
func (tx Tx) AddTasks(tasks []Task, key string, today calendar.Date, at time.Time) error {
	if len(tasks) == 0 {
		return nil
	}
	rows, err := json.Marshal(tasks)
	if err != nil {
		return fault("tasks", err)
	}
	return tx.run("tasks", addTasks, told(key, today, at, map[string]any{"rows": string(rows)}))
}

// Tasks reads tasks of a case.
func (tx Tx) Tasks(id models.CaseID, tasks []models.TaskID) ([]Task, error) {
	var found []Task
	err := tx.Facts().object(&found, `select json_agg(to_json(t) order by t.id) from tasks t where t.case_id = $1 and t.id = any($2::uuid[])`, id, pgArray(tasks))
	for i := range found {
		if string(found[i].DueWhy) == "null" {
			found[i].DueWhy = nil
		}
	}
	return found, fault("tasks", err)
}

// OpenAhead opens those of the tasks that were ahead, or had been closed without
// being done, with their deadlines, and tells those who may do any of them.
func (tx Tx) OpenAhead(tasks []Task, key string, today calendar.Date, at time.Time) error {
	rows, err := json.Marshal(tasks)
	if err != nil {
		return fault("tasks", err)
	}
	return tx.run("tasks", openAhead, told(key, today, at, map[string]any{"rows": string(rows)}))
}

var openAhead = `with rows as (select * from jsonb_populate_recordset(null::tasks, @rows)),
		opened as (update tasks t set state = 'open', opened_at = r.opened_at, remind_at = r.remind_at, due_at = r.due_at, due_why = r.due_why,
			earlier = case when t.opened_at is null then t.earlier else coalesce(t.earlier, '[]') || jsonb_build_array(jsonb_build_array(t.opened_at, t.closed_at)) end,
			reminders = 0, reminded_at = null, rung = r.rung, rung_at = r.rung_at, escalated_at = null, closed_at = null
			from rows r where t.id = any(array(select id from rows)) and t.id = r.id and t.state in ('ahead', 'void')), ` + telling(`rows`, `true`)

// closing closes with tasks @all of a case what their signers asked the applicant and nobody has
// answered, and marks the notices of all of them as read; it begins a statement that goes
// on about the tasks themselves.
var closing = `with questions as (update tasks q set state = 'void', closed_at = @at where q.case_id = (select k.case_id from tasks k where k.id = any(cast(@all as uuid[])) limit 1)
		and q.asks_task = any(cast(@all as uuid[])) and q.state in ('open', 'ahead') returning q.id),
	closing as (select id from tasks where id = any(cast(@all as uuid[])) union all select id from questions), ` + reading

var voidTask = closing + `update tasks set state = 'void', closed_at = @at where id = any(cast(@all as uuid[])) and state in ('open', 'ahead')`

// VoidTask closes tasks that nobody has done, and what was asked under them
// (approval.ask).
func (tx Tx) VoidTask(ids []models.TaskID, at time.Time) error {
	if len(ids) == 0 {
		return nil
	}
	return tx.run("tasks", voidTask, map[string]any{"all": pgArray(ids), "at": at})
}

// TasksOfStep reads every task of a step of a case, the newest last.
func (tx Tx) TasksOfStep(id models.CaseID, step models.Step, attempt int) ([]Task, error) {
	var found []Task
	err := tx.Table("tasks").Where("case_id = ? and step = ? and attempt = ?", id, step, attempt).Order("id").Find(&found).Error
	return found, fault("tasks", err)
}

var closeTask = closing + `update tasks set closed_at = @at, state = case when id = @done then 'done' else 'void' end,
	closed_by = case when id = @done then @by else closed_by end
	where id = any(cast(@all as uuid[])) and (id = @done or state in ('open', 'ahead'))`

// CloseTask marks the task that was done, by whom; the others that the act
// closes are void, and so is what was asked under any of them (approval.ask).
func (tx Tx) CloseTask(done models.TaskID, by models.PersonID, void []models.TaskID, at time.Time) error {
	return tx.run("task", closeTask, map[string]any{"done": done, "by": by, "all": pgArray(append(slices.Clone(void), done)), "at": at})
}

// VoidTasks closes every task of a case that is still open or ahead.
func (tx Tx) VoidTasks(id models.CaseID, at time.Time) error {
	return fault("tasks", tx.Exec(`with closing as (select id from tasks where case_id = @case and state in ('open', 'ahead')), `+reading+
		`update tasks set state = 'void', closed_at = @at where case_id = @case and state in ('open', 'ahead')`, map[string]any{"case": id, "at": at}).Error)
}

// Holders lists who holds a post on a day.
func (tx Tx) Holders(post models.PostID, today calendar.Date) ([]models.PersonID, error) {
	var people []models.PersonID
	err := tx.Raw(`select h.person_id from holdings h join people p on p.id = h.person_id where h.post_id = ?
		and h.from_on <= ?::date and (h.until_on is null or h.until_on > ?::date) and (p.left_on is null or p.left_on > ?::date) order by 1`,
		post, today, today, today).Scan(&people).Error
	return people, fault("holders", err)
}

// AlarmPeople are those who are told when something needs a person's care: the
// company's general managers and heads of personnel.
func (tx Tx) AlarmPeople(company models.CompanyID, today calendar.Date) ([]models.PersonID, error) {
	var people []models.PersonID
	err := tx.Raw(`select distinct h.person_id from holdings h join posts o on o.id = h.post_id join units u on u.id = o.unit_id join people p on p.id = h.person_id
		where o.company_id = ? and (o.rank = 'gm' or (o.rank = 'head' and u.function = 'hr')) and (p.left_on is null or p.left_on > ?::date) and not `+suspended("p.id")+`
		and h.from_on <= ?::date and (h.until_on is null or h.until_on > ?::date) order by 1`, company, today, today, today).Scan(&people).Error
	return people, fault("alarm", err)
}

// Superior is the next post above a task's post that somebody in force holds who is
// not a requester of the case; empty where there is none. For a task that waits
// for a person by name it is the post that the seat first waited for, else the next
// above the posts that the person holds, or held where that was all. Who is given the task is there and
// has not signed at the step (approval.one-seat, approval.absence); who is only told is
// the next after those who were told before.
func (tx Tx) Superior(t Task, given bool, today calendar.Date) (models.PostID, error) {
	var post models.PostID
	skip := t.Rung
	if given {
		skip = 0 // those who were given it have a task
	}
	err := tx.Raw(`with recursive held as (select h.post_id, h.from_on <= @today and (h.until_on is null or h.until_on > @today) as now
				from holdings h where h.person_id = cast(@person as uuid)),
			desks as (select post_id from held where now or not exists (select from held where now)),
			above as (
			select s.post_id as id, 0 as far from tasks s where s.case_id = @case and s.seat_id = @seat and s.post_id is not null and cast(@person as uuid) is not null
			union select p.superior_id, 1 from posts p where p.id = cast(@post as uuid) or p.id in (select h.post_id from desks h)
			union select p.superior_id, far + 1 from above join posts p on p.id = above.id where far < 10)
		select a.id from above a join posts o on o.id = a.id join holdings h on h.post_id = a.id join people p on p.id = h.person_id
		where h.from_on <= @today and (h.until_on is null or h.until_on > @today) and (p.left_on is null or p.left_on > @today)
			and (o.ended_on is null or o.ended_on > @today)
			and not exists (select from case_people r where r.case_id = @case and r.person_id = h.person_id and r.part in `+barred+`)
			and not exists (select from tasks x where x.case_id = @case and x.step = @step and x.attempt = @attempt and x.post_id = a.id and x.state in ('open', 'ahead'))
			and not (@given and (exists (select from away(@today) b where b.person_id = h.person_id)
				or exists (select from signatures z where z.case_id = @case and z.step = @step and z.attempt = @attempt and z.decision = 'sign' and z.fell_at is null
					and h.person_id in (z.person_id, z.principal_id))))
		group by a.id order by min(far), a.id offset @skip limit 1`, map[string]any{"given": given, "skip": skip, "seat": t.SeatID, "post": t.PostID, "person": t.PersonID, "today": today, "case": t.CaseID, "step": t.Step, "attempt": t.Attempt}).Scan(&post).Error
	return post, fault("superior", err)
}
