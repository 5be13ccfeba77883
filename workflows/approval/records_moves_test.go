package approval_test

import (
	"context"
	"encoding/json"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"countersign/activities"
	"countersign/models"
	"countersign/models/form"
	"countersign/workflows/playtest"
)

var crew = []string{"zhoujianguo", "hemin", "wangfang", "sunzhiqiang", "chenli", "linxiaowen", "zhengjie"}

func (c *chancery) somebody() models.PersonID {
	return c.p.Person(rapid.SampledFrom(crew).Draw(c.t, "who"))
}

// act is one random act of somebody, likely of who may.
func (c *chancery) act() {
	if c.state() != models.Running && c.state() != models.Returned {
		return
	}
	waiting := c.now.Waiting()
	require.NotEmpty(c.t, waiting, "it hangs")
	task := rapid.SampledFrom(waiting).Draw(c.t, "task")
	who := c.somebody()
	if may := c.holders(task); len(may) > 0 && c.pick("may", 5) != 0 {
		who = rapid.SampledFrom(may).Draw(c.t, "holder")
	}
	if c.now.Step == models.StepRevise {
		c.mend(task)
		return
	}
	switch what := rapid.SampledFrom([]string{"sign", "sign", "sign", "fill", "fill", "back", "back", "take back", "hand", "delegate", "recall", "advise", "add", "add", "remove", "again"}).Draw(c.t, "what"); what {
	case "sign":
		_, _ = c.perform(models.Sign, task, who, nil)
	case "fill":
		_, _ = c.perform(models.Sign, task, who, activities.Filling{Values: c.filling(task)})
	case "back":
		to := activities.SendingBack{Whole: c.pick("whole", 2) == 0}
		if round := c.pick("to", 4); round > 0 {
			to.Round = &round
		}
		_, _ = c.perform(models.SendBack, task, who, to)
	case "take back":
		if c.pick("last", 4) != 0 {
			c.rows(&who, `select closed_by from tasks where case_id = ? and state = 'done' and verb = 'sign' order by closed_at desc, id desc limit 1`, c.id)
		}
		var mine []models.TaskID
		c.rows(&mine, `select id from tasks where case_id = ? and closed_by = ? and state = 'done' and verb = 'sign' and attempt = ?`, c.id, who, c.now.Attempt)
		if len(mine) > 0 {
			_, _ = c.perform(models.TakeBack, rapid.SampledFrom(mine).Draw(c.t, "mine"), who, nil)
		}
	case "recall":
		c.recall(who)
	case "hand", "delegate":
		verb := map[string]models.Verb{"hand": models.Transfer, "delegate": models.Delegate}[what]
		_, _ = c.perform(verb, task, who, activities.Handing{To: c.somebody()})
	case "advise":
		_, _ = c.perform(models.Advise, task, who, nil)
	case "add":
		f := activities.Adding{Where: rapid.SampledFrom([]models.Where{models.Before, models.Together, models.After}).Draw(c.t, "where"),
			How: rapid.SampledFrom([]string{"all", "any", "turn"}).Draw(c.t, "how"), People: []models.PersonID{c.somebody(), c.somebody()}}
		_, _ = c.perform(models.AddSigner, task, who, f)
	case "remove":
		var seats []models.TaskID
		c.rows(&seats, `select seat_id from tasks where case_id = ? and added_by = ? and attempt = ?`, c.id, who, c.now.Attempt)
		if len(seats) > 0 {
			_, _ = c.perform(models.RemoveSigner, "", who, activities.Removing{Seat: rapid.SampledFrom(seats).Draw(c.t, "seat")})
		}
	case "again":
		c.again()
	}
}

// filling are values for fields of the round in which the task waits, at times for
// one that is not the round's.
func (c *chancery) filling(task models.TaskID) map[string]string {
	values := map[string]string{}
	fields := c.d.Fills(form.At(models.StepSignatures, c.rowOf(c.now.Attempt, c.now.RoundOf(task)-1)))
	if c.pick("any field", 8) == 0 {
		fields = c.d.Fields
	}
	for _, f := range fields {
		if c.pick("fills", 2) == 0 {
			values[f.Key] = rapid.SampledFrom([]string{"", "a", "b"}).Draw(c.t, "value")
		}
	}
	return values
}

// again delivers an act that was done long ago, with any slate that there ever was.
func (c *chancery) again() {
	if len(c.done) == 0 {
		return
	}
	i := c.pick("which", len(c.done))
	deed, before := c.done[i], c.standing()
	deed.Slate = rapid.SampledFrom(c.past).Draw(c.t, "slate")
	out, err := c.p.Records.PerformAct(context.Background(), deed)
	require.NoError(c.t, err)
	require.True(c.t, out.Repeated)
	require.Equal(c.t, c.got[i], out.Receipt, "the first receipt")
	require.Equal(c.t, before, c.standing())
	c.acts["again"]++
}

// mend has the applicant change something, or nothing, and hand the case in again.
func (c *chancery) mend(task models.TaskID) {
	clerk := c.p.Person("linxiaowen")
	if c.pick("mends", 2) == 0 {
		var body string
		c.one(&body, `select body::text from drafts where case_id = ?`, c.id)
		var f models.FilledForm
		require.NoError(c.t, json.Unmarshal([]byte(body), &f))
		key := rapid.SampledFrom(keys).Draw(c.t, "key")
		f.Values[key] = rapid.SampledFrom([]string{"a", "b", "c"}).Draw(c.t, "value")
		_, err := c.p.Desk.SaveDraft(context.Background(), clerk, c.id, c.digest(true), &f)
		require.NoError(c.t, err)
	}
	_, err := c.perform(models.Resubmit, task, clerk, nil)
	require.NoError(c.t, err)
}

// finish has those who may do whatever waits: it comes to its end. Where nobody is left
// for a dozen seats each of them climbs twenty times before somebody is appointed.
func (c *chancery) finish() {
	for i := 0; c.state() == models.Running || c.state() == models.Returned; i++ {
		require.Less(c.t, i, 400, "it hangs: %+v", c.now)
		done := false
		for _, task := range c.now.Waiting() {
			if c.now.Step == models.StepRevise {
				c.mend(task)
				done = true
				break
			}
			for _, who := range c.holders(task) {
				for _, verb := range []models.Verb{models.Sign, models.Advise} {
					if _, err := c.perform(verb, task, who, nil); err == nil {
						done = true
						break
					}
				}
				if done {
					break
				}
			}
			if done {
				break
			}
		}
		if !done { // who could has signed another seat: it goes to the superior in time
			out, err := c.p.Records.Escalate(context.Background(), activities.Overdue{Case: c.id, Slate: c.now, Facts: c.facts, At: playtest.Monday.AddDate(0, 0, 60+i)})
			require.NoError(c.t, err)
			c.follow(out)
			c.acts["escalated"]++
			if i >= 60 && i%20 == 0 { // every superior has signed too: those who heard the alarm appoint somebody
				c.appoint()
			}
		}
	}
	require.Equal(c.t, models.Effective, c.state())
	c.acts["effective"]++
}

// appoint is what human resources do when they hear that nobody is left to sign:
// the post of what waits gets one more holder.
func (c *chancery) appoint() {
	var alarms int
	c.one(&alarms, `select count(*) from events where case_id = ? and kind = 'overdue_alarm'`, c.id)
	if alarms == 0 {
		return // it still climbs
	}
	c.p.Exec(`insert into holdings (id, post_id, person_id, from_on) select gen_random_uuid(), t.post_id, n.id, '2026-01-01' from tasks t
		cross join lateral (select p.id from people p where p.left_on is null and not exists (select from signatures s where s.case_id = t.case_id and s.person_id = p.id)
			and not exists (select from case_people k where k.case_id = t.case_id and k.person_id = p.id and k.part = 'requester')
			and not exists (select from holdings h where h.person_id = p.id and h.post_id in (select post_id from tasks where case_id = t.case_id)) order by p.no limit 1) n
		where t.case_id = ? and t.state = 'open' and t.post_id is not null limit 1`, c.id)
	c.acts["appointed"]++
}

// recall takes back what was handed on, likely by who did and while it may be.
func (c *chancery) recall(who models.PersonID) {
	var handed []models.Handed
	c.rows(&handed, `select task_id as task, actor_id as by from events where case_id = ? and kind in ('transfer', 'delegate') order by seq`, c.id)
	if len(handed) == 0 {
		return
	}
	last := handed[len(handed)-1]
	if c.pick("earlier", 4) == 0 {
		last = rapid.SampledFrom(handed).Draw(c.t, "handed")
	}
	if c.pick("another's", 8) != 0 {
		who = last.By
	}
	_, _ = c.perform(models.Recall, last.Task, who, nil)
}
