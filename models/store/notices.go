package store

import (
	"time"

	"countersign/models"
	"countersign/models/calendar"
)

// NoticeTask is the key of the notice that a task waits, of which nothing else is to be
// said than what it is.
const NoticeTask = "notice-task"

// news is the key of the notice about a task t: of one that only waits it says where
// it comes from.
const news = `coalesce(case when cast(@key as text) = 'notice-task' then cast('{"add_signer": "notice-added", "escalated": "notice-escalated"}' as jsonb) ->> t.why end, cast(@key as text))`

// reading marks the notices of tasks that a statement closes as read, and goes on: who has
// done a task need not read that it waits. That a task has gone to somebody else stays
// news. Who marks the notices at the same moment is not waited for.
// Each task's are found by index, however few rows PostgreSQL thinks the table has.
const reading = `seen as (update notices set read_at = @at where id = any(array(select n.id from closing cross join lateral (
	select n.id from notices n where n.args ->> 'Task' = cast(closing.id as text) and n.read_at is null and n.key not in ('notice-recalled', 'notice-stand-in-over')
	offset 0 for update skip locked) n))) `

// telling ends a statement that begins with "with": it writes a notice to everybody
// who holds the post of a task now, or is its person, and puts it into the outbox of
// those with an e-mail address. Tasks are the rows t of which the condition holds.
func telling(tasks, which string) string {
	return `told as (
		insert into notices (id, person_id, case_id, kind, key, args, at)
		select gen_random_uuid(), h.person_id, t.case_id, 'task', ` + news + `, jsonb_build_object('Task', t.id, 'Verb', t.verb) || cast(@more as jsonb), cast(@at as timestamptz)
		from ` + tasks + ` t cross join lateral (
			select t.person_id where t.person_id is not null union select t.agent_id where t.agent_id is not null
			union select x.person_id from holdings x where x.post_id = t.post_id and x.from_on <= cast(@today as date) and (x.until_on is null or x.until_on > cast(@today as date))) h
		where ` + which + ` returning id, person_id)
		insert into outbox (id, notice_id, channel, at, next_at)
		select gen_random_uuid(), told.id, 'mail', cast(@at as timestamptz), cast(@at as timestamptz) from told join people p on p.id = told.person_id where p.email <> '' and (p.left_on is null or p.left_on > cast(@today as date))`
}

// told are the arguments of telling beside those that the statement has itself; a
// notice says more where "more" is among them, as JSON.
func told(key string, today calendar.Date, at time.Time, args map[string]any) map[string]any {
	args["key"], args["today"], args["at"] = key, today, at
	if args["more"] == nil {
		args["more"] = "{}"
	}
	return args
}

// NotifyHolders tells those who may do tasks that are open.
func (tx Tx) NotifyHolders(tasks []models.TaskID, key string, today calendar.Date, at time.Time) error {
	if len(tasks) == 0 {
		return nil
	}
	return fault("notices", tx.Exec(`with `+telling(`tasks`, `t.id in @tasks`), told(key, today, at, map[string]any{"tasks": tasks})).Error)
}

// Notify writes a notice about a case to one person.
func (tx Tx) Notify(person models.PersonID, id models.CaseID, key string, at time.Time) error {
	return tx.write("notices", `with told as (
		insert into notices (id, person_id, case_id, kind, key, at) values (gen_random_uuid(), $1, $2, 'case', $3, $4) returning id, person_id)
		insert into outbox (id, notice_id, channel, at, next_at)
		select gen_random_uuid(), told.id, 'mail', $4, $4 from told join people p on p.id = told.person_id where p.email <> '' and (p.left_on is null or p.left_on > $5::date)`,
		person, id, key, at, day(at))
}

// NotifyPost writes a notice about a case to everybody who holds a post today.
func (tx Tx) NotifyPost(post models.PostID, id models.CaseID, key string, today calendar.Date, at time.Time) error {
	people, err := tx.Holders(post, today)
	if err != nil {
		return err
	}
	for _, p := range people {
		if err := tx.Notify(p, id, key, at); err != nil {
			return err
		}
	}
	return nil
}
