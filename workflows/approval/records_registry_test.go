package approval_test

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"countersign/activities"
	"countersign/models"
	"countersign/models/regulation"
	"countersign/workflows/playtest"
)

// A registry is one case in the records.
type registry struct {
	t      *testing.T
	p      *playtest.Play
	id     models.CaseID
	facts  activities.Facts
	now    models.Slate
	tries  map[models.Step]int
	to     int // the round of the row's shape
	sender int
	ticks  int
}

func (r *registry) draw(step models.Step) {
	r.tries[step]++
	out, err := r.p.Records.DrawUp(context.Background(), activities.Drawing{Case: r.id, Clause: regulation.ApprovalForm, Step: step, Attempt: r.tries[step], Facts: r.facts})
	require.NoError(r.t, err)
	r.now, r.facts = out.Slate, out.Facts
}

func (r *registry) digest(draft bool) models.Digest {
	return playtest.One[models.Digest](r.p, `select case when ? then d.digest else c.digest end from cases c join drafts d on d.case_id = c.id where c.id = ?`, draft, r.id)
}

func (r *registry) perform(verb models.Verb, task models.TaskID, who models.PersonID, data any) activities.Done {
	r.t.Helper()
	r.ticks++
	r.p.At(playtest.Monday.Add(time.Duration(r.ticks) * time.Minute))
	act := models.Act{ID: models.ActID(uuid.NewString()), Case: r.id, Task: task, Verb: verb, Actor: who, Digest: r.digest(verb == models.Resubmit)}
	content := models.Content{Comment: "…"}
	if data != nil {
		content.Data, _ = json.Marshal(data)
	}
	require.NoError(r.t, r.p.Desk.PutContent(context.Background(), act, content))
	out, err := r.p.Records.PerformAct(context.Background(), activities.Deed{Act: act, Slate: r.now, Facts: r.facts})
	require.NoError(r.t, err, "%s: %v", verb, activities.Unwire(err))
	r.now, r.facts = out.Slate, out.Facts
	return out
}

// holder is who may do a task.
func (r *registry) holder(task models.TaskID) models.PersonID {
	return playtest.One[models.PersonID](r.p, `select coalesce(t.person_id, (select h.person_id from holdings h where h.post_id = t.post_id and h.until_on is null limit 1)) from tasks t where t.id = ?`, task)
}

func (r *registry) sign(task models.TaskID) { r.perform(models.Sign, task, r.holder(task), nil) }

func (r *registry) tasks(state string) (tasks []models.TaskID) {
	all := playtest.One[string](r.p, `select coalesce(string_agg(id::text, ','), '') from tasks where case_id = ? and state = ? and verb <> 'answer'`, r.id, state)
	for _, one := range strings.Split(all, ",") {
		if one != "" {
			tasks = append(tasks, models.TaskID(one))
		}
	}
	return tasks
}

// standing are the seats or the people whose signatures stand.
func (r *registry) standing(what string) []string {
	all := playtest.One[string](r.p, `select coalesce(string_agg(`+what+`::text, ','), '') from signatures where case_id = ? and step = 'signatures' and attempt = ? and decision = 'sign' and fell_at is null`,
		r.id, r.tries[models.StepSignatures])
	if all == "" {
		return nil
	}
	return strings.Split(all, ",")
}

func texts(tasks []models.TaskID) (all []string) {
	for _, t := range tasks {
		all = append(all, string(t))
	}
	return all
}

// finish has everybody sign: it comes to its end.
func (r *registry) finish() {
	for i := 0; !r.now.Settled(); i++ {
		require.Less(r.t, i, 40, "it hangs")
		r.sign(r.now.Waiting()[0])
	}
	require.Equal(r.t, models.Effective, playtest.One[models.State](r.p, `select state from cases where id = ?`, r.id))
	r.p.RequireSealed(r.id)
}

func without(from, these []models.TaskID) (rest []models.TaskID) {
	for _, t := range from {
		if !slices.Contains(these, t) {
			rest = append(rest, t)
		}
	}
	return rest
}
