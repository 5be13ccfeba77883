package approval_test

import (
	"context"
	"encoding/json"
	"maps"
	"slices"

	"github.com/stretchr/testify/require"

	"countersign/models"
	"countersign/models/form"
	"countersign/models/store"
)

func (c *chancery) one(into any, query string, args ...any) {
	require.NoError(c.t, c.p.DB.Write(context.Background(), func(tx store.Tx) error { return tx.Raw(query, args...).Row().Scan(into) }))
}

func (c *chancery) rows(into any, query string, args ...any) {
	require.NoError(c.t, c.p.DB.Write(context.Background(), func(tx store.Tx) error { return tx.Raw(query, args...).Scan(into).Error }))
}

func (c *chancery) digest(draft bool) (d models.Digest) {
	c.one(&d, `select case when ? then d.digest else c.digest end from cases c join drafts d on d.case_id = c.id where c.id = ?`, draft, c.id)
	return d
}

func (c *chancery) state() (s models.State) {
	c.one(&s, `select state from cases where id = ?`, c.id)
	return s
}

// holders are who may do a task.
func (c *chancery) holders(task models.TaskID) (people []models.PersonID) {
	c.rows(&people, `select t.person_id from tasks t where t.id = ? and t.person_id is not null union
		select h.person_id from tasks t join holdings h on h.post_id = t.post_id and h.until_on is null where t.id = ? order by 1`, task, task)
	return people
}

// sees is what somebody is shown of the form now.
func (c *chancery) sees(who models.PersonID) map[string]string {
	var rows []struct {
		Step           models.Step
		Attempt, Round int
	}
	c.rows(&rows, `select t.step, t.attempt, t.round from tasks t where t.case_id = ? and t.verb <> 'answer' and (t.person_id = ? or t.closed_by = ?
		or t.post_id in (select h.post_id from holdings h where h.person_id = ? and h.until_on is null))`, c.id, who, who, who)
	var manages int
	c.one(&manages, `select count(*) from holdings h join posts o on o.id = h.post_id join companies m on m.id = o.company_id
		where h.person_id = ? and h.until_on is null and o.rank = 'gm' and (m.code = 'MILL' or m.kind = 'head')`, who)
	seen, now := map[string]string{}, c.values()
	for _, f := range c.d.Fields {
		shown := manages > 0 || !slices.Contains(slices.Collect(maps.Values(f.Rights)), form.Hidden)
		for _, r := range rows {
			if r.Step == models.StepSignatures {
				shown = shown || f.Rights[form.At(r.Step, c.rowOf(r.Attempt, r.Round))] != form.Hidden
			}
		}
		if shown {
			seen[f.Key] = now[f.Key]
		}
	}
	return seen
}

func (c *chancery) values() map[string]string {
	var body string
	c.one(&body, `select r.body::text from cases c join revisions r on r.case_id = c.id and r.digest = c.digest where c.id = ?`, c.id)
	var f models.FilledForm
	require.NoError(c.t, json.Unmarshal([]byte(body), &f))
	return f.Values
}

// standing are the acts whose signatures stand, with their rounds.
func (c *chancery) standing() map[models.ActID]int {
	var rows []struct {
		ActID models.ActID
		Round int
	}
	c.rows(&rows, `select s.act_id, t.round from signatures s join tasks t on t.id = s.task_id where s.case_id = ? and s.decision = 'sign' and s.fell_at is null and s.attempt = ?`,
		c.id, c.tries[models.StepSignatures])
	found := map[models.ActID]int{}
	for _, r := range rows {
		found[r.ActID] = r.Round
	}
	require.Len(c.t, rows, len(found), "a vote is there twice")
	return found
}

func (c *chancery) read(act models.ActID, into any) {
	var text string
	c.one(&text, `select coalesce(data::text, '{}') from act_contents where act_id = ?`, act)
	require.NoError(c.t, json.Unmarshal([]byte(text), into))
}

func (c *chancery) isOf(act models.ActID, who models.PersonID) bool {
	var n int
	c.one(&n, `select count(*) from act_contents where act_id = ? and actor_id = ?`, act, who)
	return n > 0
}
