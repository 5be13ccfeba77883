package approval_test

import (
	"context"
	"encoding/json"
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
	ownform "countersign/workflows/form"
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
		for _, verb := range []models.Verb{models.Sign, models.SendBack, models.Resubmit, models.AddSigner, models.TakeBack, models.Transfer, models.Recall} {
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
	ahead *activities.Done  // the slate that was drawn up with the act
	went  activities.Course // before the slate
	past  []models.Slate    // every slate that a workflow may still have
	done  []activities.Deed
	got   []models.Receipt
	tries map[models.Step]int
	shown map[models.ActID]map[string]string // what the signer of an act was shown
	ticks int
}

var keys = []string{"f0", "f1", "f2", "f3"}

func (c *chancery) definition() form.Definition {
	text := form.Text{Zh: "表", En: "form"}
	d := form.Definition{Code: "r" + strings.ReplaceAll(uuid.NewString(), "-", "")[:20], Series: "RR", Name: text, Clause: text}
	rounds := rapid.IntRange(1, 3).Draw(c.t, "rounds")
	for i := range rounds {
		d.Signatures = append(d.Signatures, c.row(i, d.Signatures))
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
	if c.d, err = c.p.Adopt(c.definition()); err != nil {
		require.NotNil(c.t, models.AsError(err), "%v", err)
		return false
	}
	c.leave()
	c.id = c.p.Draft("linxiaowen", &models.FilledForm{Form: c.d.Code, Version: c.d.Version, Values: map[string]string{"f0": "a", "f1": "a"}})
	c.tries, c.p.Records.Next = map[models.Step]int{}, nil
	if c.pick("ahead", 2) == 0 {
		c.p.Records.Next = func(_ models.Kind, course activities.Course) (regulation.Clause, models.Step, bool) {
			return ownform.Procedure.Next(course)
		}
	}
	submit := models.Act{ID: models.ActID(uuid.NewString()), Case: c.id, Verb: models.Submit, Actor: c.p.Person("linxiaowen"), Digest: c.digest(true)}
	opened, err := c.p.Records.OpenCase(ctx, activities.Submission{Act: submit})
	if err != nil {
		return false
	}
	c.facts, c.went, c.ahead = opened.Facts, activities.Course{Facts: opened.Facts}, opened.Next
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
	require.Equal(c.t, c.p.Records.Next != nil, c.ahead != nil, "drawn up with the act that leads to the step")
	if c.ahead != nil {
		require.Equal(c.t, c.ahead.Slate, out.Slate, "and not once more")
		require.Equal(c.t, c.ahead.Receipt.Seq, out.Receipt.Seq)
	}
	c.follow(out)
	return nil
}

func (c *chancery) follow(out activities.Done) {
	c.past = append(c.past, out.Slate)
	c.now, c.facts = out.Slate, out.Facts
}

// perform delivers an act with some slate that a workflow may have.
func (c *chancery) perform(verb models.Verb, task models.TaskID, who models.PersonID, data any) (activities.Done, error) {
	c.ticks++
	c.p.At(playtest.Monday.Add(time.Duration(c.ticks) * time.Minute))
	act := models.Act{ID: models.ActID(uuid.NewString()), Case: c.id, Task: task, Verb: verb, Actor: who, Digest: c.digest(verb == models.Resubmit)}
	content := models.Content{Comment: "…", Proof: c.proof(verb, task, who)}
	if data != nil {
		text, err := json.Marshal(data)
		require.NoError(c.t, err)
		content.Data = text
	}
	require.NoError(c.t, c.p.Desk.PutContent(context.Background(), act, content))
	deed := activities.Deed{Act: act, Slate: c.now, Facts: c.facts, Course: c.went}
	if stale := c.pick("stale", 3); stale == 0 { // of the same step: what the workflow missed was done to it
		for _, s := range c.past {
			if s.Step == c.now.Step && s.Attempt == c.now.Attempt {
				deed.Slate = s
				break
			}
		}
	}
	before, sees, had := c.standing(), c.sees(who), c.values()
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
	if verb == models.Sign && sent.Step == models.StepSignatures {
		c.filledIn(c.rowOf(sent.Attempt, sent.RoundOf(task)-1), had)
	}
	if verb == models.Sign && c.now.Step == models.StepSignatures {
		now := c.sees(who)
		for key := range sees { // what the signer filled in is shown too
			sees[key] = now[key]
		}
		c.shown[act.ID] = sees
	}
	c.judge(deed, sent, before)
	if out.Outcome != activities.SentBack {
		c.proved()
		c.onlyThemselves()
		c.ofEach()
	}
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
	if c.ahead = out.Next; out.Outcome == activities.SentBack || out.Outcome == activities.Signed {
		c.went = c.went.After(c.now.Step, out.Outcome, out.Facts)
	}
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
