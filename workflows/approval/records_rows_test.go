package approval_test

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"countersign/activities"
	"countersign/models"
	"countersign/models/form"
	"countersign/workflows/approval"
	"countersign/workflows/playtest"
)

// TestSendBackRowsOnTheRecords runs each row of SEND_BACK.md once on the real records:
// people sign up to the sender's round, it is sent back, and tasks and signatures in
// the database must be what the row says.
func TestSendBackRowsOnTheRecords(t *testing.T) {
	p := playtest.New(t)
	for _, row := range approval.SendBack() {
		changes := []bool{false}
		if row.Stands == approval.Unchanged {
			changes = []bool{false, true}
		}
		for _, changed := range changes {
			t.Run(fmt.Sprintf("approval.send-back %s, %s, %s, mended %t", row.Scope, row.Way, row.Shape, changed), func(t *testing.T) {
				r := &registry{t: t, p: p}
				r.begin(row)
				r.toSender(row.Shape)
				if row.Scope == approval.ToApplicant {
					r.toApplicant(row, changed)
				} else {
					r.toRound(row)
				}
				r.finish()
			})
		}
	}
}

// of are the posts of the round of each shape.
func of(shape approval.Shape) []string {
	switch shape {
	case approval.InTurn, approval.Nested:
		return []string{"head@case-unit"}
	case approval.Branches:
		return []string{"head@finance", "head@production"}
	}
	return []string{"head@finance", "head@production", "head@workshop"}
}

// begin submits a case: one round, that of the shape, one between where the row says
// so, and the sender's, of whom one has signed before.
func (r *registry) begin(row approval.Row) {
	text := form.Text{Zh: "表", En: "form"}
	d := form.Definition{Code: "t" + strings.ReplaceAll(uuid.NewString(), "-", "")[:20], Series: "TT", Name: text, Clause: text}
	add := func(mode models.Mode, of ...string) {
		d.Signatures = append(d.Signatures, form.Row{Round: len(d.Signatures) + 1, Mode: mode, Of: of})
	}
	add(models.All, "head@office")
	r.to = len(d.Signatures)
	add(models.All, of(row.Shape)...)
	switch mode := models.Mode(row.Shape); mode {
	case models.Any, models.Departments:
		d.Signatures[r.to].Mode = mode
	case models.Quorum:
		d.Signatures[r.to].Mode, d.Signatures[r.to].Need = mode, 2
	}
	if row.Scope == approval.ToEarlier {
		add(models.All, "head@gate")
	}
	r.sender = len(d.Signatures)
	add(models.All, "gm@company", "head@warehouse")
	d.Fields = []form.Field{{Key: "f0", Label: text, Type: form.Line}, // the first round is not shown f1
		{Key: "f1", Label: text, Type: form.Line, Rights: map[models.Step]form.Right{form.At(models.StepSignatures, 1): form.Hidden}}}

	ctx := context.Background()
	d, err := r.p.Adopt(d)
	require.NoError(r.t, err)
	r.id = r.p.Draft("linxiaowen", &models.FilledForm{Form: d.Code, Version: d.Version, Values: map[string]string{"f0": "a", "f1": "a"}})
	opened, err := r.p.Records.OpenCase(ctx, activities.Submission{Act: models.Act{ID: models.ActID(uuid.NewString()), Case: r.id, Verb: models.Submit, Actor: r.p.Person("linxiaowen"), Digest: r.digest(true)}})
	require.NoError(r.t, err)
	r.facts, r.tries = opened.Facts, map[models.Step]int{}
	r.draw(models.StepSignatures)
}

// toSender has everybody sign up to the sender's round, of which one has signed too.
func (r *registry) toSender(shape approval.Shape) {
	r.sign(r.now.Waiting()[0])
	r.arrange(shape)
	for r.now.Current() < r.sender {
		r.sign(r.now.Waiting()[0])
	}
	at := slices.IndexFunc(r.now.Waiting(), func(task models.TaskID) bool { return r.holder(task) != r.p.Person("chenli") })
	r.sign(r.now.Waiting()[at])
	require.Equal(r.t, r.sender, r.now.Current())
}

// arrange makes branches, or nests signers, before anybody of the round signs.
func (r *registry) arrange(shape approval.Shape) {
	add := func(task models.TaskID, where models.Where, how string, logins ...string) {
		f := activities.Adding{Where: where, How: how}
		for _, login := range logins {
			f.People = append(f.People, r.p.Person(login))
		}
		r.perform(models.AddSigner, task, r.holder(task), f)
	}
	switch shape {
	case approval.Branches:
		tasks := r.now.Waiting()
		add(tasks[0], models.After, "turn", "hemin", "zhengjie")
		add(tasks[1], models.After, "all", "wuqian")
	case approval.Nested:
		task := r.now.Waiting()[0]
		add(task, models.After, "all", "houmeiling")
		add(task, models.Together, "any", "wuqian", "fengyulan")
		add(task, models.Before, "all", "hemin")
		add(r.now.Waiting()[0], models.Before, "all", "zhengjie")
	}
}

func (r *registry) sendBack(to activities.SendingBack) (before models.Slate, closed, opened []models.TaskID) {
	gm := r.p.Person("chenli")
	at := slices.IndexFunc(r.now.Waiting(), func(task models.TaskID) bool { return r.holder(task) == gm })
	before, was := r.now, r.tasks("open")
	r.perform(models.SendBack, r.now.Waiting()[at], gm, to)
	is := r.tasks("open")
	return before, without(was, is), without(is, was)
}

func (r *registry) toRound(row approval.Row) {
	round := r.to + 1
	before, closed, opened := r.sendBack(activities.SendingBack{Round: &round, Whole: row.Way == approval.Whole})
	require.ElementsMatch(r.t, says(r.t, before, r.to, row.Closes), closed, "what closes")
	require.ElementsMatch(r.t, says(r.t, before, r.to, row.Opens), seatsOf(r.now, opened), "what opens")
	require.ElementsMatch(r.t, texts(says(r.t, before, r.to, row.Stands)), r.standing("seat_id"), "which signatures stand")
	for r.now.Current() == r.to {
		r.sign(r.now.Waiting()[0])
	}
	require.ElementsMatch(r.t, r.tasks("open"), r.now.Waiting())
	switch row.Next {
	case approval.TheSender:
		require.Equal(r.t, r.sender, r.now.Current())
		require.ElementsMatch(r.t, seatsOf(before, before.Waiting()), seatsOf(r.now, r.now.Waiting()), "those who lacked are asked")
	case approval.RoundAfter:
		require.Equal(r.t, r.to+1, r.now.Current())
		require.Empty(r.t, filled(r.now.Rounds[r.to+1:]))
	default:
		r.t.Fatalf("the table asks %q next", row.Next)
	}
}

// toApplicant sends the case to the applicant, who changes nothing, or what all but the
// first round were shown.
func (r *registry) toApplicant(row approval.Row, changed bool) {
	signed := r.standing("person_id")
	first := playtest.One[string](r.p, `select person_id::text from signatures where case_id = ? order by at limit 1`, r.id)
	before, closed, opened := r.sendBack(activities.SendingBack{Whole: row.Way == approval.Whole})
	require.ElementsMatch(r.t, says(r.t, before, r.to, row.Closes), closed, "what closes")
	require.Equal(r.t, approval.TheApplicant, row.Opens)
	require.Empty(r.t, opened)
	r.draw(models.StepRevise)
	clerk := r.p.Person("linxiaowen")
	require.Len(r.t, r.tasks("open"), 1)
	require.Equal(r.t, clerk, r.holder(r.tasks("open")[0]), "what opens")
	if changed {
		r.mend(clerk)
	}
	r.perform(models.Resubmit, r.tasks("open")[0], clerk, nil)
	r.draw(models.StepSignatures)
	want := map[approval.Term][]string{approval.NoSignature: nil, approval.Unchanged: signed}[row.Stands]
	if changed {
		want = []string{first} // who was not shown what changed
	}
	require.ElementsMatch(r.t, want, r.standing("person_id"), "which signatures stand")
	switch {
	case row.Next == approval.FirstRound:
		require.Zero(r.t, r.now.Current())
	case row.Next == approval.WhoeverLacks && changed:
		require.Equal(r.t, r.to, r.now.Current())
	case row.Next == approval.WhoeverLacks:
		require.Equal(r.t, r.sender, r.now.Current())
		require.Len(r.t, r.now.Waiting(), 1)
		require.Equal(r.t, r.p.Person("chenli"), r.holder(r.now.Waiting()[0]), "it is straight back with the sender")
	default:
		r.t.Fatalf("the table asks %q next", row.Next)
	}
}

func (r *registry) mend(clerk models.PersonID) {
	var f models.FilledForm
	require.NoError(r.t, json.Unmarshal([]byte(playtest.One[string](r.p, `select body::text from drafts where case_id = ?`, r.id)), &f))
	f.Values["f1"] = "b"
	_, err := r.p.Desk.SaveDraft(context.Background(), clerk, r.id, r.digest(true), &f)
	require.NoError(r.t, err)
}
