package approval_test

import (
	"context"
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"countersign/activities"
	"countersign/models"
	"countersign/models/form"
	"countersign/models/regulation"
	"countersign/models/store"
	"countersign/workflows/playtest"
)

// TestRecordsProperties plays random acts on random slates in the records themselves:
// acts come twice, at the same time, and with slates that are out of date, as after a
// workflow task that was lost. None hangs, doubles, loses or revives a vote, and a
// signature stands exactly as long as what its signer was shown is unchanged.
func TestRecordsProperties(t *testing.T) {
	t.Run("approval.digest approval.send-back random acts on the records", func(t *testing.T) {
		tries(t, 200)
		p := playtest.New(t)
		acts := map[string]int{}
		rapid.Check(t, func(rt *rapid.T) {
			c := &chancery{t: rt, p: p, acts: acts, shown: map[models.ActID]map[string]string{}}
			if !c.begin() {
				return // nobody could sign by such a form
			}
			for range rapid.IntRange(5, 30).Draw(rt, "acts") {
				c.act()
			}
			c.finish()
		})
		t.Logf("done: %v", acts)
		for _, verb := range []models.Verb{models.Sign, models.SendBack, models.Resubmit, models.AddSigner, models.TakeBack, models.Transfer} {
			require.Positive(t, acts[string(verb)], verb)
		}
	})
}

// A chancery has one case of a random form.
type chancery struct {
	t     *rapid.T
	p     *playtest.Play
	acts  map[string]int
	d     form.Definition
	id    models.CaseID
	facts activities.Facts
	now   models.Slate
	past  []models.Slate // every slate that a workflow may still have
	done  []activities.Deed
	got   []models.Receipt
	tries map[models.Step]int
	shown map[models.ActID]map[string]string // what the signer of an act was shown
	ticks int
}

var keys = []string{"f0", "f1", "f2", "f3"}

func (c *chancery) one(into any, query string, args ...any) {
	require.NoError(c.t, c.p.DB.Write(context.Background(), func(tx store.Tx) error { return tx.Raw(query, args...).Row().Scan(into) }))
}

func (c *chancery) rows(into any, query string, args ...any) {
	require.NoError(c.t, c.p.DB.Write(context.Background(), func(tx store.Tx) error { return tx.Raw(query, args...).Scan(into).Error }))
}

func (c *chancery) definition() form.Definition {
	text := form.Text{Zh: "表", En: "form"}
	d := form.Definition{Code: "r" + strings.ReplaceAll(uuid.NewString(), "-", "")[:20], Series: "RR", Name: text, Clause: text}
	rounds := rapid.IntRange(1, 3).Draw(c.t, "rounds")
	for i := range rounds {
		d.Signatures = append(d.Signatures, form.Row{Round: i + 1, Mode: rapid.SampledFrom([]models.Mode{models.All, models.Any, models.Quorum, models.Departments}).Draw(c.t, "mode"), Need: 0,
			Of: rapid.SampledFrom([][]string{{"head@case-unit"}, {"gm@company"}, {"head@finance", "head@production"}, {"any@finance"}, {"any@production", "any@finance"}, {"head@hr"}}).Draw(c.t, "of")})
		if d.Signatures[i].Mode == models.Quorum {
			d.Signatures[i].Need = 1
		}
	}
	for _, key := range keys {
		f := form.Field{Key: key, Label: text, Type: form.Line, Rights: map[models.Step]form.Right{}}
		for i := range rounds {
			if right := rapid.SampledFrom([]form.Right{"", form.Hidden, form.ReadOnly, form.Writable}).Draw(c.t, "right"); right != "" {
				f.Rights[form.At(models.StepSignatures, i+1)] = right
			}
		}
		d.Fields = append(d.Fields, f)
	}
	return d
}

// begin submits a case of a random form; false where its seats could not be filled.
func (c *chancery) begin() bool {
	ctx := context.Background()
	var err error
	if c.d, err = c.p.Desk.DefineForm(ctx, c.p.Person("xujing"), c.definition()); err != nil {
		require.NotNil(c.t, models.AsError(err), "%v", err)
		return false
	}
	c.id = c.p.Draft("linxiaowen", &models.FilledForm{Form: c.d.Code, Version: c.d.Version, Values: map[string]string{"f0": "a", "f1": "a"}})
	c.tries = map[models.Step]int{}
	submit := models.Act{ID: models.ActID(uuid.NewString()), Case: c.id, Verb: models.Submit, Actor: c.p.Person("linxiaowen"), Digest: c.digest(true)}
	opened, err := c.p.Records.OpenCase(ctx, activities.Submission{Act: submit})
	if err != nil {
		return false
	}
	c.facts = opened.Facts
	return c.draw(models.StepSignatures) == nil
}

func (c *chancery) draw(step models.Step) error {
	c.tries[step]++
	in := activities.Drawing{Case: c.id, Clause: regulation.ApprovalForm, Step: step, Attempt: c.tries[step], Facts: c.facts}
	out, err := c.p.Records.DrawUp(context.Background(), in)
	if err != nil {
		return err
	}
	again, err := c.p.Records.DrawUp(context.Background(), in) // delivered twice
	require.NoError(c.t, err)
	require.Equal(c.t, out.Receipt, again.Receipt)
	require.Equal(c.t, out.Slate, again.Slate)
	c.follow(out)
	return nil
}

func (c *chancery) follow(out activities.Done) {
	c.past = append(c.past, out.Slate)
	c.now, c.facts = out.Slate, out.Facts
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
		Step  models.Step
		Round int
	}
	c.rows(&rows, `select t.step, t.round from tasks t where t.case_id = ? and t.verb <> 'answer' and (t.person_id = ? or t.closed_by = ?
		or t.post_id in (select h.post_id from holdings h where h.person_id = ? and h.until_on is null))`, c.id, who, who, who)
	var manages int
	c.one(&manages, `select count(*) from holdings h join posts o on o.id = h.post_id join companies m on m.id = o.company_id
		where h.person_id = ? and h.until_on is null and o.rank = 'gm' and (m.code = 'MILL' or m.kind = 'head')`, who)
	seen, now := map[string]string{}, c.values()
	for _, f := range c.d.Fields {
		shown := manages > 0 || !slices.Contains(slices.Collect(maps.Values(f.Rights)), form.Hidden)
		for _, r := range rows {
			right, own := f.Rights[form.At(r.Step, r.Round+1)]
			shown = shown || r.Step == models.StepSignatures && (!own || right != form.Hidden)
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

// perform delivers an act with some slate that a workflow may have.
func (c *chancery) perform(verb models.Verb, task models.TaskID, who models.PersonID, data any) (activities.Done, error) {
	c.ticks++
	c.p.At(playtest.Monday.Add(time.Duration(c.ticks) * time.Minute))
	act := models.Act{ID: models.ActID(uuid.NewString()), Case: c.id, Task: task, Verb: verb, Actor: who, Digest: c.digest(verb == models.Resubmit)}
	content := models.Content{Comment: "…"}
	if data != nil {
		text, err := json.Marshal(data)
		require.NoError(c.t, err)
		content.Data = text
	}
	require.NoError(c.t, c.p.Desk.PutContent(context.Background(), act, content))
	deed := activities.Deed{Act: act, Slate: c.now, Facts: c.facts}
	if stale := c.pick("stale", 3); stale == 0 { // of the same step: what the workflow missed was done to it
		for _, s := range c.past {
			if s.Step == c.now.Step && s.Attempt == c.now.Attempt {
				deed.Slate = s
				break
			}
		}
	}
	before, sees := c.standing(), c.sees(who)
	out, err := c.deliver(deed)
	if err != nil {
		require.NotNil(c.t, activities.Unwire(err), "%s: %v", verb, err)
		require.Equal(c.t, before, c.standing(), "what is refused changes no vote")
		return out, err
	}
	c.acts[string(verb)]++
	c.done, c.got = append(c.done, deed), append(c.got, out.Receipt)
	sent := c.now
	c.follow(out)
	if verb == models.Sign && c.now.Step == models.StepSignatures {
		now := c.sees(who)
		for key := range sees { // what the signer filled in is shown too
			sees[key] = now[key]
		}
		c.shown[act.ID] = sees
	}
	c.judge(deed, sent, before)
	c.proceed(out)
	return out, nil
}

func (c *chancery) pick(what string, of int) int { return rapid.IntRange(0, of-1).Draw(c.t, what) }

// deliver delivers an act, at times twice at the same moment.
func (c *chancery) deliver(deed activities.Deed) (activities.Done, error) {
	if c.pick("race", 4) != 0 {
		return c.p.Records.PerformAct(context.Background(), deed)
	}
	var outs [2]activities.Done
	var errs [2]error
	var both sync.WaitGroup
	for i := range outs {
		both.Go(func() { outs[i], errs[i] = c.p.Records.PerformAct(context.Background(), deed) })
	}
	both.Wait()
	require.Equal(c.t, errs[0] == nil, errs[1] == nil)
	if errs[0] == nil {
		require.Equal(c.t, outs[0].Receipt, outs[1].Receipt)
		require.NotEqual(c.t, outs[0].Repeated, outs[1].Repeated, "one of them did it")
	}
	return outs[0], errs[0]
}

// proceed is what the procedure does next.
func (c *chancery) proceed(out activities.Done) {
	switch {
	case out.Outcome == activities.SentBack:
		require.NoError(c.t, c.draw(models.StepRevise))
	case out.Outcome == activities.Signed && c.now.Step == models.StepRevise:
		before, values := c.votesOfRevision(), c.values()
		require.NoError(c.t, c.draw(models.StepSignatures))
		stand := c.standing()
		for act := range before {
			_, stands := stand[act]
			require.Equal(c.t, c.unchanged(act, values), stands, "a signature survives exactly when what its signer was shown is unchanged")
		}
		for act := range stand {
			require.Contains(c.t, before, act, "a vote came back from the dead")
		}
	}
	c.consistent()
}

// votesOfRevision are the signatures that stood, or fell for nothing but what was
// mended, when the applicant handed the case in again.
func (c *chancery) votesOfRevision() map[models.ActID]bool {
	var acts []models.ActID
	c.rows(&acts, `select s.act_id from signatures s where s.case_id = ? and s.decision = 'sign' and s.attempt = ?
		and (s.fell_at is null or s.fell_at = (select max(at) from events where case_id = s.case_id and kind = 'resubmit'))`, c.id, c.tries[models.StepSignatures])
	found := map[models.ActID]bool{}
	for _, a := range acts {
		found[a] = true
	}
	return found
}

func (c *chancery) unchanged(act models.ActID, values map[string]string) bool {
	for key, was := range c.shown[act] {
		if values[key] != was {
			return false
		}
	}
	return true
}

// judge says which votes may come and go by an act.
func (c *chancery) judge(deed activities.Deed, sent models.Slate, before map[models.ActID]int) {
	after, values := c.standing(), c.values()
	var to activities.SendingBack
	if deed.Act.Verb == models.SendBack {
		c.read(deed.Act.ID, &to)
	}
	for act, round := range before {
		_, stands := after[act]
		asked := deed.Act.Verb == models.TakeBack && c.isOf(act, deed.Act.Actor)
		if deed.Act.Verb == models.SendBack && to.Round != nil {
			asked = round == *to.Round-1 || to.Whole && round >= *to.Round-1 && round <= sent.Current()
		} else if deed.Act.Verb == models.SendBack {
			asked = to.Whole
		}
		want := !asked && (deed.Act.Verb == models.Resubmit || c.unchanged(act, values))
		if deed.Act.Verb == models.Resubmit {
			continue // judged when the slate is drawn up again
		}
		require.Equal(c.t, want, stands, "%s: the vote of round %d", deed.Act.Verb, round+1)
	}
	for act := range after {
		_, stood := before[act]
		require.True(c.t, stood || act == deed.Act.ID, "%s made a vote", deed.Act.Verb)
	}
	if deed.Act.Verb == models.Sign {
		require.Contains(c.t, after, deed.Act.ID)
	}
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

// consistent compares the slate with the tasks and signatures in the records.
func (c *chancery) consistent() {
	var open []models.TaskID
	c.rows(&open, `select id from tasks where case_id = ? and state = 'open' and verb <> 'answer' order by id`, c.id)
	waiting := slices.Clone(c.now.Waiting())
	if !c.state().Open() || c.state() == models.Effective {
		waiting = nil
	}
	require.ElementsMatch(c.t, waiting, open, "what waits is what is open")
	if c.now.Step == models.StepSignatures {
		var seats []models.TaskID
		c.rows(&seats, `select seat_id from signatures where case_id = ? and step = 'signatures' and attempt = ? and decision = 'sign' and fell_at is null`, c.id, c.now.Attempt)
		require.ElementsMatch(c.t, c.now.Standing(), seats, "who is on the slate has signed")
	}
}

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
	switch what := rapid.SampledFrom([]string{"sign", "sign", "sign", "fill", "fill", "back", "back", "take back", "hand", "delegate", "advise", "add", "add", "remove", "again"}).Draw(c.t, "what"); what {
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
	fields := c.d.Fills(form.At(models.StepSignatures, c.now.RoundOf(task)))
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

// finish has those who may do whatever waits: it comes to its end.
func (c *chancery) finish() {
	for i := 0; c.state() == models.Running || c.state() == models.Returned; i++ {
		require.Less(c.t, i, 80, "it hangs: %+v", c.now)
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
			if i == 60 { // every superior has signed too: those who heard the alarm appoint somebody
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
	require.Positive(c.t, alarms, "nobody is left and nobody was told: %+v", c.now)
	c.p.Exec(`insert into holdings (id, post_id, person_id, from_on) select gen_random_uuid(), t.post_id, n.id, '2026-01-01' from tasks t
		cross join lateral (select p.id from people p where p.left_on is null and not exists (select from signatures s where s.case_id = t.case_id and s.person_id = p.id)
			and not exists (select from case_people k where k.case_id = t.case_id and k.person_id = p.id and k.part = 'requester')
			and not exists (select from holdings h where h.person_id = p.id and h.post_id in (select post_id from tasks where case_id = t.case_id)) order by p.no limit 1) n
		where t.case_id = ? and t.state = 'open' and t.post_id is not null limit 1`, c.id)
	c.acts["appointed"]++
}
