package policies

import (
	"fmt"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"countersign/models"
	"countersign/models/message"
	"countersign/models/regulation"
)

// staff is the structure with one person in each post, who has the post's name;
// the clerk of marketing applies.
func staff(kind models.Kind, step models.Step) models.DrawUp {
	d := models.DrawUp{Kind: kind, Step: step, Posts: slices.Clone(structure), Case: models.CaseFacts{Company: "C", Unit: "C-marketing",
		Applicant: "clerk", Requesters: []models.PersonID{"clerk"}}}
	for i := range d.Posts {
		d.Posts[i].Code, d.Posts[i].Holders = string(d.Posts[i].Post), []models.PersonID{models.PersonID(d.Posts[i].Post)}
	}
	return d
}

func hold(d models.DrawUp, post models.PostID, people ...models.PersonID) models.DrawUp {
	for i := range d.Posts {
		if d.Posts[i].Post == post {
			d.Posts[i].Holders = people
		}
	}
	return d
}

func without(d models.DrawUp, posts ...models.PostID) models.DrawUp {
	for _, p := range posts {
		d = hold(d, p)
	}
	return d
}

func wrote(d models.DrawUp, who models.PersonID) models.DrawUp {
	d.Case.Requesters = append(slices.Clone(d.Case.Requesters), who)
	return d
}

func benefits(d models.DrawUp, who models.PersonID) models.DrawUp {
	d.Case.Beneficiaries = []models.PersonID{who}
	return d
}

// gmApplies is a requisition of the general manager's own.
func gmApplies() models.DrawUp {
	d := staff(models.KindSampleRequisition, models.StepSignatures)
	d.Case.Applicant, d.Case.Requesters = "gm", []models.PersonID{"gm"}
	return d
}

func TestDrawUp_WhoIsAskedForEachStep(t *testing.T) {
	request := func() models.DrawUp { return staff(models.KindSampleRequest, models.StepSignatures) }
	exception := func() models.DrawUp { return staff(models.KindException, models.StepSignatures) }
	for _, told := range []struct {
		clause regulation.Clause
		says   string
		d      models.DrawUp
		seats  []string // why, post or person, round after round
		left   []models.Left
	}{
		{regulation.SampleTwoSignatures, "the head of the department and then the general manager sign", request(), []string{"laid-down head", "laid-down gm"}, nil},
		{regulation.SampleGate, "the guard is asked to let the sample out", staff(models.KindSampleRequest, models.StepRelease), []string{"laid-down guard"}, nil},
		{regulation.SampleLedger, "the applicant is asked to sign the ledger, in person", staff(models.KindSampleRequest, models.StepTake), []string{"laid-down clerk"}, nil},
		{regulation.SamplePaidByDefault, "either of finance takes the money", staff(models.KindSampleRequest, models.StepCollect), []string{"laid-down accountant laid-down cashier"}, nil},
		{regulation.SamplePaidByDefault, "a vacant post among several is left out without an alarm", without(staff(models.KindSampleRequest, models.StepCollect), "cashier"),
			[]string{"laid-down accountant"}, []models.Left{models.LeftVacant}},
		{regulation.SampleMonthEnd, "production explains the differences", staff(models.KindSampleMonthEnd, models.StepExplain), []string{"laid-down director laid-down planner"}, nil},
		{regulation.SampleRequisition, "the general manager approves the requisition", staff(models.KindSampleRequisition, models.StepSignatures), []string{"laid-down gm"}, nil},
		{regulation.AuthorityMatrix, "human resources and then the general manager sign the matrix", staff(models.KindMatrixChange, models.StepSignatures), []string{"laid-down hrhead", "laid-down gm"}, nil},
		{regulation.AuthorityException, "the general manager signs the exception", exception(), []string{"laid-down gm"}, nil},

		{regulation.ApprovalSeatEmpty, "the deputy stands in for a vacant head", without(request(), "head"), []string{"deputy second", "laid-down gm"}, []models.Left{models.LeftVacant}},
		{regulation.ApprovalSeatEmpty, "where there is no deputy either the superior does, and the seat after goes on", without(request(), "head", "second"),
			[]string{"superior gm", "elsewhere deputy"}, []models.Left{models.LeftVacant, models.LeftVacant, models.LeftOnSlate}},
		{regulation.ApprovalSeatEmpty, "the head of the head office is the last in line", without(request(), "gm", "deputy"),
			[]string{"laid-down head", "superior president"}, []models.Left{models.LeftVacant, models.LeftVacant}},
		{regulation.ApprovalSeatEmpty, "an exception does not go to a deputy", without(exception(), "gm"), []string{"superior president"}, []models.Left{models.LeftVacant, models.LeftLowerRank}},
		{regulation.ApprovalSeatEmpty, "a deed goes to the superior post as well", without(staff(models.KindSampleRequest, models.StepHandOver), "weaver"),
			[]string{"superior director"}, []models.Left{models.LeftVacant}},
		{regulation.ApprovalSeatEmpty, "what an applicant who has left should do comes to the head of the department", without(staff(models.KindSampleRequest, models.StepRevise), "clerk"),
			[]string{"superior head"}, []models.Left{models.LeftGone}},

		{regulation.ApprovalOwnCase, "a head who applies is recused: the superior signs and not the head's own deputy", hold(request(), "head", "clerk"), []string{"recused gm", "elsewhere deputy"}, []models.Left{models.LeftRequester, models.LeftOnSlate}},
		{regulation.ApprovalOwnCase, "so is a head for whom the case is", benefits(request(), "head"), []string{"recused gm", "elsewhere deputy"}, []models.Left{models.LeftBenefits, models.LeftOnSlate}},
		{regulation.ApprovalOwnCase, "who does deeds in it all the same", benefits(staff(models.KindSampleRequest, models.StepRelease), "guard"), []string{"laid-down guard"}, nil},
		{regulation.ApprovalSeatEmpty, "a deputy who is asked for an own case of the general manager stands back; the head office signs", gmApplies(), []string{"recused president"}, []models.Left{models.LeftRequester}},
		{regulation.ApprovalSeatEmpty, "a deputy stands in for the head's post once the head has left, though the head had written the case", without(wrote(request(), "head"), "head"), []string{"deputy second", "laid-down gm"}, []models.Left{models.LeftVacant}},
		{regulation.ApprovalOwnCase, "a second holder of the post signs, without an alarm", hold(request(), "head", "clerk", "other"), []string{"laid-down head", "laid-down gm"}, nil},
		{regulation.ApprovalOwnCase, "a requester does deeds all the same", hold(staff(models.KindSampleRequest, models.StepRelease), "guard", "clerk"), []string{"laid-down guard"}, nil},
		{regulation.ApprovalOneSeat, "who heads the department as well as the company signs once", hold(request(), "head", "gm"),
			[]string{"laid-down head", "elsewhere deputy"}, []models.Left{models.LeftOnSlate}},
		{regulation.ApprovalOneSeat, "and the other holder takes the other seat where there is one", hold(request(), "head", "gm", "x"), []string{"laid-down head", "laid-down gm"}, nil},
	} {
		drawn, err := DrawUp(DefaultMatrix(), told.d)
		require.NoError(t, err, told.says)
		var seats []string
		var left []models.Left
		alarm := false
		for _, r := range drawn.Rounds {
			var round string
			for _, s := range r.Seats {
				round += " " + string(s.Why) + " " + string(s.Post) + string(s.Person)
				alarm = alarm || s.Why != models.WhyLaidDown && s.Why != models.WhyRecused && s.Why != models.WhyElsewhere
			}
			seats = append(seats, round[1:])
			for _, c := range r.Considered {
				if c.Left != "" {
					left = append(left, c.Left)
				}
			}
		}
		require.Equal(t, told.seats, seats, "%s: %s", told.clause, told.says)
		require.Equal(t, told.left, left, "%s: %s", told.clause, told.says)
		require.Equal(t, alarm, drawn.Alarm, "%s: %s", told.clause, told.says)
	}
}

func TestApprovalEmptySeat_WithNobodyAtAllItIsAnError(t *testing.T) {
	d := staff(models.KindSampleRequest, models.StepSignatures)
	for i := range d.Posts {
		d.Posts[i].Holders = nil
	}
	_, err := DrawUp(DefaultMatrix(), d)
	e := models.AsError(err)
	require.Equal(t, regulation.ApprovalSeatEmpty, e.Clause)
	require.Equal(t, models.Conflict, e.Kind)
	require.Contains(t, message.Text("en", e.Key, e.Args), "head@case-unit")

	d = hold(staff(models.KindException, models.StepSignatures), "president", "gm")
	d.Case.Requesters = []models.PersonID{"gm"}
	_, err = DrawUp(DefaultMatrix(), d)
	require.Equal(t, regulation.ApprovalSeatEmpty, models.AsError(err).Clause, "a general manager of both companies grants no exception to himself or herself")
}

func TestAuthorityMatrix_TheAmountDecidesWhoSigns(t *testing.T) {
	rows := []models.MatrixRow{
		{Kind: models.KindSampleRequest, Step: models.StepSignatures, Clause: regulation.SampleTwoSignatures, Verb: models.Sign, Round: 1, Mode: models.All, Of: []string{"head@case-unit", "head@production"}, Told: []string{"any@finance", "applicant"}},
		{Kind: models.KindSampleRequest, Step: models.StepSignatures, Clause: regulation.SampleTwoSignatures, Verb: models.Sign, Round: 2, From: 1000001, Mode: models.Quorum, Need: 2, Of: []string{"gm@company", "deputy_gm@company", "gm@head"}, Within: 3},
	}
	d := staff(models.KindSampleRequest, models.StepSignatures)
	for cents, rounds := range map[models.Cents]int{0: 1, 1000000: 1, 1000001: 2} {
		d.Case.Amount = cents
		drawn, err := DrawUp(rows, d)
		require.NoError(t, err)
		require.Len(t, drawn.Rounds, rounds, cents)
		require.Len(t, drawn.Rounds[0].Seats, 2, "会签: each post of an all round has a seat")
		require.Equal(t, []models.PersonID{"accountant", "cashier", "clerk"}, drawn.Told)
		if rounds == 2 {
			require.Equal(t, models.DrawnRound{Of: 2, Clause: regulation.SampleTwoSignatures, Mode: models.Quorum, Need: 2, Within: 3,
				Seats: drawn.Rounds[1].Seats, Considered: drawn.Rounds[1].Considered}, drawn.Rounds[1])
			require.Len(t, drawn.Rounds[1].Seats, 3)
		}
	}
	_, err := DrawUp(rows[1:], staff(models.KindSampleRequest, models.StepSignatures))
	require.Equal(t, regulation.AuthorityMatrix, models.AsError(err).Clause, "no row, no slate")
}

func TestDepartments_OneOfEachDepartmentHasASeat(t *testing.T) {
	rows := []models.MatrixRow{{Kind: models.KindException, Step: models.StepSignatures, Clause: regulation.AuthorityException, Verb: models.Sign, Round: 1,
		Mode: models.Departments, Of: []string{"any@finance", "any@marketing"}}}
	d := without(staff(models.KindException, models.StepSignatures), "cashier", "second")
	d.Case.Unit = "C-production"
	drawn, err := DrawUp(rows, d)
	require.NoError(t, err)
	require.False(t, drawn.Alarm, "a vacant post of a department with others is no empty seat")
	var posts []models.PostID
	units := map[models.UnitID]bool{}
	for _, s := range drawn.Rounds[0].Seats {
		posts, units[s.Unit] = append(posts, s.Post), true
	}
	require.ElementsMatch(t, []models.PostID{"accountant", "head"}, posts, "the clerk applied")
	require.Len(t, units, 2)

	drawn, err = DrawUp(rows, without(d, "accountant"))
	require.NoError(t, err)
	require.True(t, drawn.Alarm)
	require.Equal(t, models.PostID("gm"), drawn.Rounds[0].Seats[0].Post, "the superior stands in for the whole department")
	s := drawn.Slate(3, func(round, seat int) models.TaskID { return models.TaskID(rune('a' + seat)) })
	require.Equal(t, 3, s.Attempt)
	require.Equal(t, []models.TaskID{"a", "b"}, s.Waiting())
}

func TestCheckMatrix_FindsWhatIsWrongAndWhere(t *testing.T) {
	require.Empty(t, CheckMatrix(DefaultMatrix()))
	at := slices.IndexFunc(DefaultMatrix(), func(r models.MatrixRow) bool {
		return r.Kind == models.KindSampleRequisition && r.Step == models.StepSignatures
	})
	for _, wrong := range []struct {
		says   string
		change func(*models.MatrixRow)
		keys   []string
	}{
		{"a mode is unknown", func(r *models.MatrixRow) { r.Mode = "most" }, []string{"matrix-mode"}},
		{"a quorum has no number", func(r *models.MatrixRow) { r.Mode = models.Quorum }, []string{"matrix-need"}},
		{"a number has no quorum", func(r *models.MatrixRow) { r.Need = 2 }, []string{"matrix-need"}},
		{"nobody acts", func(r *models.MatrixRow) { r.Of = nil }, []string{"matrix-nobody"}},
		{"a post is unknown", func(r *models.MatrixRow) { r.Of = []string{"boss@company"} }, []string{"matrix-selector"}},
		{"anybody anywhere acts", func(r *models.MatrixRow) { r.Of = []string{"any@anywhere"} }, []string{"matrix-selector"}},
		{"who is told is unknown", func(r *models.MatrixRow) { r.Told = []string{"everyone"} }, []string{"matrix-selector"}},
		{"a step is unknown", func(r *models.MatrixRow) { r.Step = "bless" }, []string{"matrix-step-unknown", "matrix-gap"}},
		{"a kind is unknown", func(r *models.MatrixRow) { r.Kind = "blessing" }, []string{"matrix-step-unknown", "matrix-gap"}},
		{"signing is no signature any more", func(r *models.MatrixRow) { r.Verb = models.Read }, []string{"matrix-step-unknown"}},
		{"a clause is missing", func(r *models.MatrixRow) { r.Clause = regulation.Clause{} }, []string{"matrix-clause"}},
		{"amounts run backwards", func(r *models.MatrixRow) { r.From, r.To = 100, 100 }, []string{"matrix-amounts", "matrix-gap", "matrix-gap"}},
		{"small amounts have no row", func(r *models.MatrixRow) { r.From = 100 }, []string{"matrix-gap"}},
		{"large amounts have no row", func(r *models.MatrixRow) { r.To = 100 }, []string{"matrix-gap"}},
		{"the first round is missing", func(r *models.MatrixRow) { r.Round = 2 }, []string{"matrix-rounds"}},
		{"a round has no number", func(r *models.MatrixRow) { r.Round = 0 }, []string{"matrix-round", "matrix-rounds"}},
		{"the deadline is next year", func(r *models.MatrixRow) { r.Within = 300 }, []string{"matrix-within"}},
	} {
		rows := DefaultMatrix()
		wrong.change(&rows[at])
		var keys []string
		for _, f := range CheckMatrix(rows) {
			keys = append(keys, f.Key)
			require.True(t, message.Has("zh-CN", f.Key) && message.Has("en", f.Key), f.Key)
		}
		require.Equal(t, wrong.keys, keys, wrong.says)
	}
	twice := append(DefaultMatrix(), DefaultMatrix()[at])
	found := CheckMatrix(twice)[0]
	require.Equal(t, "matrix-round-twice", found.Key, "two rows for one round")
	require.Equal(t, fmt.Sprintf("rows[%d].round", len(twice)-1), found.At, "the row to change")
	require.Equal(t, at, found.Args["Other"])
	require.NotEmpty(t, CheckMatrix(nil), "an empty matrix leaves every step to nobody")
}
