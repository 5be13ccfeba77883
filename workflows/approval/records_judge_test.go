package approval_test

import (
	"slices"

	"github.com/stretchr/testify/require"

	"countersign/activities"
	"countersign/models"
)

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
