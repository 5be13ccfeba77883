package store

import (
	"context"
	"encoding/json"
	"time"

	"countersign/models"
	"countersign/models/calendar"
)

// OpenCases lists the open cases after an id, for the check that none is stuck, and
// those that ended in the last week: their workflows may not have heard of it.
// It reads no content and is meant for the operator, not for a page.
func (db *DB) OpenCases(ctx context.Context, after models.CaseID, today calendar.Date, most int) ([]models.OpenCase, error) {
	var cases []models.OpenCase
	from := "00000000-0000-0000-0000-000000000000"
	if after != "" {
		from = string(after)
	}
	err := db.gorm.WithContext(ctx).Raw(`select c.id, c.kind, c.number, c.state, c.seq, c.updated_at as since,
			coalesce((select max(e.seq) from events e where e.case_id = c.id and e.kind <> ?), c.seq) as heard,
			(select count(*) from tasks t where t.case_id = c.id and t.state = 'open') as waiting,
			(select count(*) from tasks t where t.case_id = c.id and t.state = 'open' and (
				exists (select from people p where p.id = t.person_id and (p.left_on is null or p.left_on > ?::date) and not `+suspended("p.id")+`)
				or exists (select from holdings h join people p on p.id = h.person_id where h.post_id = t.post_id and (t.verb <> 'sign' or not `+kept+`)
					and h.from_on <= ?::date and (h.until_on is null or h.until_on > ?::date) and (p.left_on is null or p.left_on > ?::date) and not `+suspended("p.id")+`))) as held
		from cases c where (c.state in ('running', 'returned', 'effective') or c.state <> 'draft' and c.updated_at > ?::date - 7) and c.id > ?::uuid order by c.id limit ?`,
		models.RemindedEvent, today, today, today, today, today, from, most).Scan(&cases).Error
	return cases, fault("open cases", err)
}

// ActsAfter rebuilds the acts that the records have after an event, in order,
// so that they can be delivered again.
func (db *DB) ActsAfter(ctx context.Context, id models.CaseID, seq int64) ([]models.Act, error) {
	var rows []struct {
		Key   string
		Kind  models.Verb
		Actor models.PersonID
		Task  *models.TaskID
		Body  string
	}
	err := db.gorm.WithContext(ctx).Raw(`select r.key, e.kind, e.actor_id as actor, e.task_id as task, e.body::text as body
		from events e join receipts r on r.case_id = e.case_id and (r.body->'receipt'->>'seq')::bigint = e.seq
		where e.case_id = ? and e.seq > ? and e.actor_id is not null order by e.seq`, id, seq).Scan(&rows).Error
	acts := make([]models.Act, 0, len(rows))
	for _, r := range rows {
		var said struct{ Digest models.Digest }
		if json.Unmarshal([]byte(r.Body), &said) != nil {
			continue
		}
		a := models.Act{ID: models.ActID(r.Key), Case: id, Verb: r.Kind, Actor: r.Actor, Digest: said.Digest}
		if r.Task != nil {
			a.Task = *r.Task
		}
		acts = append(acts, a)
	}
	return acts, fault("acts", err)
}

// Figures are what an operator watches: counts over everything, no content.
type Figures struct {
	Open         int64 // open cases
	Waiting      int64 // open tasks
	Overdue      int64 // open tasks past their deadline
	NothingWaits int64 // open cases without an open task for longer than a minute
	NobodyHolds  int64 // open cases on none of whose open tasks anybody can act
	Letters      int64 // e-mails that wait to be sent
}

// Figures counts, at an instant.
func (db *DB) Figures(ctx context.Context, at time.Time) (f Figures, err error) {
	today := calendar.DateOf(at.In(calendar.China()))
	err = db.gorm.WithContext(ctx).Raw(`with held as (
			select t.case_id, bool_or(exists (select from people p where p.id = t.person_id and (p.left_on is null or p.left_on > @today) and not `+suspended("p.id")+`)
				or exists (select from holdings h join people p on p.id = h.person_id where h.post_id = t.post_id
					and (t.verb <> 'sign' or not `+kept+`) and h.from_on <= @today and (h.until_on is null or h.until_on > @today) and (p.left_on is null or p.left_on > @today) and not `+suspended("p.id")+`)) as held,
				count(*) as waiting, count(*) filter (where t.due_at < @at) as overdue
			from tasks t where t.state = 'open' group by t.case_id)
		select count(*) as open, coalesce(sum(h.waiting), 0) as waiting, coalesce(sum(h.overdue), 0) as overdue,
			count(*) filter (where h.case_id is null and c.updated_at < cast(@at as timestamptz) - interval '1 minute') as nothing_waits,
			count(*) filter (where not h.held) as nobody_holds,
			(select count(*) from outbox where sent_at is null and next_at < cast(@at as timestamptz) + interval '1 year') as letters
		from cases c left join held h on h.case_id = c.id where c.state in ('running', 'returned', 'effective')`,
		map[string]any{"today": today, "at": at}).Take(&f).Error
	return f, fault("figures", err)
}
