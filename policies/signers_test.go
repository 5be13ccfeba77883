package policies

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"countersign/models"
	"countersign/models/message"
	"countersign/models/regulation"
)

// signedBy is a row of a form: who signs in a round, and what becomes of seats of the
// applicant's own and of those who would sign twice.
func signedBy(round int, of string, and ...string) models.MatrixRow {
	r := models.MatrixRow{Kind: models.KindForm, Step: models.StepSignatures, Clause: regulation.ApprovalForm, Verb: models.Sign, Round: round, Mode: models.All, Of: strings.Fields(of)}
	for _, word := range and {
		switch {
		case word == "":
		case slices.Contains(modes, models.Mode(word)):
			r.Mode = models.Mode(word)
		case slices.Contains(owns, models.Own(word)):
			r.Own = models.Own(word)
		default:
			r.Twice = models.Twice(word)
		}
	}
	return r
}

// tell tells a slate: why and who, seat by seat, round after round; a seat that
// waits only for another signature is in brackets. Left are those left out.
func tell(drawn models.Drawn) (rounds []string, left []models.Left) {
	for _, r := range drawn.Rounds {
		var seats []string
		for _, s := range r.Seats {
			seat := fmt.Sprint(s.Why, " ", s.Post, s.Person)
			if len(s.Once) > 0 {
				seat = fmt.Sprintf("(%s since %d)", seat, s.Since+1)
			}
			seats = append(seats, seat)
		}
		rounds = append(rounds, strings.Join(seats, ", "))
		for _, c := range r.Considered {
			if c.Left != "" {
				left = append(left, c.Left)
			}
		}
	}
	return rounds, left
}

func TestApprovalSlate_WhoSigns(t *testing.T) {
	form := func() models.DrawUp { return staff(models.KindForm, models.StepSignatures) }
	applied := func(d models.DrawUp, by models.PersonID) models.DrawUp {
		d.Case.Applicant, d.Case.Requesters = by, []models.PersonID{by}
		return d
	}
	named := func(d models.DrawUp, of string, who ...models.Nominee) models.DrawUp {
		d.Nominees = map[string][]models.Nominee{of: who}
		return d
	}
	unplaced := func(d models.DrawUp) models.DrawUp {
		for i := range d.Posts {
			d.Posts[i].Superior = ""
		}
		return d
	}
	ahead := func(d models.DrawUp) models.DrawUp { d.Ahead = true; return d }
	person := func(p models.PersonID) models.Nominee { return models.Nominee{Person: p} }
	for _, told := range []struct {
		clause regulation.Clause
		says   string
		d      models.DrawUp
		rows   []models.MatrixRow
		rounds []string
		left   []models.Left
	}{
		{regulation.AuthorityMatrix, "two superiors of the applicant sign, one after the other", form(), []models.MatrixRow{signedBy(1, "chain:2@applicant")},
			[]string{"chain head", "chain gm"}, nil},
		{regulation.AuthorityMatrix, "a chain ends at the top", form(), []models.MatrixRow{signedBy(1, "chain:9@applicant")}, []string{"chain head", "chain gm", "chain president"}, nil},
		{regulation.AuthorityMatrix, "a chain goes up to a rank", form(), []models.MatrixRow{signedBy(1, "chain:gm@applicant")}, []string{"chain head", "chain gm"}, nil},
		{regulation.AuthorityMatrix, "who is of that rank already has one superior", applied(form(), "head"), []models.MatrixRow{signedBy(1, "chain:head@applicant")}, []string{"chain gm"}, nil},
		{regulation.AuthorityMatrix, "the department's chain begins with its head", form(), []models.MatrixRow{signedBy(1, "chain:2@case-unit")}, []string{"chain head", "chain gm"}, nil},
		{regulation.AuthorityMatrix, "a chain where any is enough is one round", form(), []models.MatrixRow{signedBy(1, "chain:2@applicant", "any")}, []string{"chain head, chain gm"}, nil},
		{regulation.AuthorityMatrix, "who has left has the department's chain", applied(form(), "gone"), []models.MatrixRow{signedBy(1, "chain:1@applicant")}, []string{"chain head"}, nil},
		{regulation.AuthorityMatrix, "where the organisation does not say who is above, the head of the unit and the general managers are", unplaced(form()), []models.MatrixRow{signedBy(1, "chain:9@applicant")},
			[]string{"chain head", "chain gm", "chain president"}, nil},
		{regulation.AuthorityMatrix, "rounds after a chain come after all of it", form(), []models.MatrixRow{signedBy(1, "chain:2@applicant"), signedBy(2, "head@hr")}, []string{"chain head", "chain gm", "laid-down hrhead"}, nil},
		{regulation.ApprovalSeatEmpty, "a level that is vacant goes to the next in line, and the level after it goes on", without(form(), "head", "second"), []models.MatrixRow{signedBy(1, "chain:2@applicant")},
			[]string{"superior gm", "elsewhere deputy"}, []models.Left{models.LeftVacant, models.LeftVacant, models.LeftOnSlate}},
		{regulation.ApprovalSeatEmpty, "above the top is nobody: the case goes to the general manager of the company", applied(form(), "president"), []models.MatrixRow{signedBy(1, "chain:1@case-unit")}, []string{"chain head"}, nil},

		{regulation.AuthorityMatrix, "the applicant's choice signs, in person", named(form(), "choice:head@company", person("director")), []models.MatrixRow{signedBy(1, "choice:head@company")}, []string{"chosen director"}, nil},
		{regulation.AuthorityMatrix, "two of a choice sign", named(form(), "choice:2:head@company", person("director"), person("hrhead")), []models.MatrixRow{signedBy(1, "choice:2:head@company")}, []string{"chosen director, chosen hrhead"}, nil},
		{regulation.AuthorityMatrix, "what is not chosen yet stays open while it is time", ahead(form()), []models.MatrixRow{signedBy(1, "choice:2:head@company"), signedBy(2, "gm@company")}, []string{"chosen , chosen ", "laid-down gm"}, []models.Left{models.LeftUnnamed, models.LeftUnnamed}},
		{regulation.ApprovalSeatEmpty, "who was chosen and is no longer a head is stood in for", hold(named(form(), "choice:head@company", person("planner")), "director"), []models.MatrixRow{signedBy(1, "choice:head@company")},
			[]string{"superior head"}, []models.Left{models.LeftOutside}},
		{regulation.ApprovalSeatEmpty, "who was chosen and has left is stood in for", named(form(), "choice:head@company", person("gone")), []models.MatrixRow{signedBy(1, "choice:head@company")},
			[]string{"superior head"}, []models.Left{models.LeftGone}},
		{regulation.AuthorityMatrix, "whom a field names signs, whatever the rank", named(form(), "field:witness", person("planner")), []models.MatrixRow{signedBy(1, "field:witness")}, []string{"named planner"}, nil},
		{regulation.AuthorityMatrix, "of a unit that a field names the head signs", named(form(), "field:where", models.Nominee{Unit: "C-production"}), []models.MatrixRow{signedBy(1, "field:where")}, []string{"named director"}, nil},
		{regulation.ApprovalOwnCase, "a unit whose head applies is signed for by the superior", applied(named(form(), "field:where", models.Nominee{Unit: "C-production"}), "director"), []models.MatrixRow{signedBy(1, "field:where")},
			[]string{"recused gm"}, []models.Left{models.LeftRequester}},
		{regulation.AuthorityMatrix, "one of each department, in a form too", without(form(), "clerk", "second", "cashier"), []models.MatrixRow{signedBy(1, "any@finance any@marketing", "departments")},
			[]string{"laid-down accountant, laid-down head"}, []models.Left{models.LeftVacant, models.LeftVacant, models.LeftVacant}},

		{regulation.ApprovalOwnCase, "a head who applies is signed for by the next in line", applied(form(), "head"), []models.MatrixRow{signedBy(1, "head@case-unit"), signedBy(2, "gm@company")},
			[]string{"recused gm", "elsewhere deputy"}, []models.Left{models.LeftRequester, models.LeftOnSlate}},
		{regulation.ApprovalOwnCase, "or is done without, where the clause says so", applied(form(), "head"), []models.MatrixRow{signedBy(1, "head@case-unit", "skip"), signedBy(2, "gm@company")},
			[]string{"", "laid-down gm"}, []models.Left{models.LeftOwn}},
		{regulation.ApprovalOwnCase, "but somebody signs: the only seat is never done without", applied(form(), "head"), []models.MatrixRow{signedBy(1, "head@case-unit", "skip")},
			[]string{"recused gm"}, []models.Left{models.LeftRequester}},
		{regulation.ApprovalOwnCase, "a vacant post is not the applicant's own", without(form(), "head"), []models.MatrixRow{signedBy(1, "head@case-unit", "skip"), signedBy(2, "gm@company")},
			[]string{"deputy second", "laid-down gm"}, []models.Left{models.LeftVacant}},

		{regulation.ApprovalOneSeat, "who would sign twice is stood in for", hold(form(), "head", "gm"), []models.MatrixRow{signedBy(1, "head@case-unit"), signedBy(2, "gm@company")},
			[]string{"laid-down head", "elsewhere deputy"}, []models.Left{models.LeftOnSlate}},
		{regulation.ApprovalOneSeat, "or signs once for both", hold(form(), "head", "gm"), []models.MatrixRow{signedBy(1, "head@case-unit"), signedBy(2, "gm@company", "once")},
			[]string{"laid-down head", "(laid-down gm since 1)"}, []models.Left{models.LeftOnce}},
		{regulation.ApprovalOneSeat, "once, with somebody else between", hold(form(), "head", "gm"), []models.MatrixRow{signedBy(1, "head@case-unit"), signedBy(2, "head@hr"), signedBy(3, "gm@company", "once")},
			[]string{"laid-down head", "laid-down hrhead", "(laid-down gm since 1)"}, []models.Left{models.LeftOnce}},
		{regulation.ApprovalOneSeat, "in a row only without anybody between", hold(form(), "head", "gm"), []models.MatrixRow{signedBy(1, "head@case-unit"), signedBy(2, "head@hr"), signedBy(3, "gm@company", "in_row")},
			[]string{"laid-down head", "laid-down hrhead", "elsewhere deputy"}, []models.Left{models.LeftOnSlate}},
		{regulation.ApprovalOneSeat, "three in a row are one signature", hold(hold(form(), "head", "gm"), "hrhead", "gm"), []models.MatrixRow{signedBy(1, "head@case-unit"), signedBy(2, "head@hr", "in_row"), signedBy(3, "gm@company", "in_row")},
			[]string{"laid-down head", "(laid-down hrhead since 1)", "(laid-down gm since 1)"}, []models.Left{models.LeftOnce, models.LeftOnce}},
		{regulation.ApprovalOneSeat, "a chain whose levels are one person is one signature", hold(form(), "head", "gm"), []models.MatrixRow{signedBy(1, "chain:gm@applicant", "once")},
			[]string{"chain head", "(chain gm since 1)"}, []models.Left{models.LeftOnce}},
		{regulation.ApprovalOneSeat, "a second holder signs all the same", hold(hold(form(), "head", "gm"), "gm", "gm", "other"), []models.MatrixRow{signedBy(1, "head@case-unit"), signedBy(2, "gm@company", "once")},
			[]string{"laid-down head", "laid-down gm"}, nil},
	} {
		require.Empty(t, CheckRows(told.rows), told.says)
		drawn, err := DrawUp(told.rows, told.d)
		require.NoError(t, err, told.says)
		rounds, left := tell(drawn)
		require.Equal(t, told.rounds, rounds, "%s: %s", told.clause, told.says)
		require.Equal(t, told.left, left, "%s: %s", told.clause, told.says)
		for _, r := range drawn.Rounds {
			for _, c := range r.Considered {
				require.True(t, message.Has("en", "left-"+string(c.Left)) || c.Left == "", c.Left)
			}
		}
	}
}

func TestApprovalOneSeat_WhoSignsOnceCoversTheOtherSeatAndNobodyElseDoes(t *testing.T) {
	d := hold(staff(models.KindForm, models.StepSignatures), "head", "boss")
	d = hold(d, "gm", "boss")
	drawn, err := DrawUp([]models.MatrixRow{signedBy(1, "head@case-unit"), signedBy(2, "gm@company", "once"), signedBy(3, "head@hr")}, d)
	require.NoError(t, err)
	slate := drawn.Slate(1, func(round, _ int) models.TaskID { return models.TaskID(fmt.Sprint("t", round+1)) })
	require.Equal(t, []models.TaskID{"t1"}, slate.Waiting())

	by, change, err := slate.Act("t1", "boss", "boss")
	require.NoError(t, err)
	require.Equal(t, []models.TaskID{"t3"}, by.Waiting(), "the second round has its signature")
	require.ElementsMatch(t, []models.TaskID{"t1", "t2"}, change.Close)
	seat, _ := by.SeatOf("t2")
	require.True(t, seat.Covered)
	require.False(t, seat.Signed, "nobody has signed there")

	again, _, err := by.TakeBack("t1", "t1b", "boss")
	require.NoError(t, err)
	other, change, err := again.Act("t1b", "deputy", "deputy")
	require.NoError(t, err)
	require.Equal(t, []models.TaskID{"t2"}, other.Waiting(), "somebody else's signature is not the general manager's")
	require.Equal(t, []models.TaskID{"t2"}, change.Open)
	proxy, _, err := again.Act("t1b", "agent", "boss")
	require.NoError(t, err)
	require.Equal(t, []models.TaskID{"t3"}, proxy.Waiting(), "a proxy signs with the principal's power")
}

func TestCheckMatrix_WhoSignsIsSaidSoundly(t *testing.T) {
	form := func(rows ...models.MatrixRow) []models.FieldError {
		return append(CheckRows(rows), CheckRounds(rows)...)
	}
	own := func(step models.Step, kind models.Kind, change func(*models.MatrixRow)) []models.FieldError {
		rows := DefaultMatrix()
		change(&rows[slices.IndexFunc(rows, func(r models.MatrixRow) bool { return r.Kind == kind && r.Step == step })])
		return CheckMatrix(rows)
	}
	for says, wrong := range map[string]struct {
		found []models.FieldError
		key   string
	}{
		"a chain without an end":               {form(signedBy(1, "chain:@applicant")), "matrix-chain"},
		"a chain of staff":                     {form(signedBy(1, "chain:staff@applicant")), "matrix-chain"},
		"a chain from nowhere":                 {form(signedBy(1, "chain:2@company")), "matrix-chain"},
		"a chain beside others":                {form(signedBy(1, "chain:2@applicant head@hr")), "matrix-chain-alone"},
		"a choice of nobody":                   {form(signedBy(1, "choice:")), "matrix-choice"},
		"a choice of anybody anywhere":         {form(signedBy(1, "choice:any@anywhere")), "matrix-selector"},
		"a field without a key":                {form(signedBy(1, "field:")), "matrix-field"},
		"a field of a regulation's own":        {own(models.StepSignatures, models.KindSampleRequisition, func(r *models.MatrixRow) { r.Of = []string{"field:x"} }), "matrix-field-form"},
		"the same twice":                       {form(signedBy(1, "head@hr head@hr")), "matrix-selector-twice"},
		"the same choice in two rounds":        {form(signedBy(1, "choice:head@company"), signedBy(2, "choice:head@company")), "matrix-choice-twice"},
		"a way that is none":                   {form(signedBy(1, "head@hr", "thrice")), "matrix-twice"},
		"a vote that counts one for two":       {form(models.MatrixRow{Kind: models.KindForm, Step: models.StepSignatures, Clause: regulation.ApprovalForm, Verb: models.Sign, Round: 1, Mode: models.Quorum, Need: 1, Of: []string{"head@hr"}, Twice: models.TwiceOnce}), "matrix-quorum-strategy"},
		"a regulation does without nobody":     {own(models.StepSignatures, models.KindSampleRequisition, func(r *models.MatrixRow) { r.Own = models.OwnSkip }), "matrix-own-regulated"},
		"two signatures are two":               {own(models.StepSignatures, models.KindSampleRequest, func(r *models.MatrixRow) { r.Twice = models.TwiceOnce }), "matrix-twice-regulated"},
		"a deed is not a signature":            {own(models.StepBook, models.KindSampleRequisition, func(r *models.MatrixRow) { r.Twice = models.TwiceOnce }), "matrix-deed-strategy"},
		"who is told is not for the applicant": {form(models.MatrixRow{Kind: models.KindForm, Step: models.StepSignatures, Clause: regulation.ApprovalForm, Verb: models.Sign, Round: 1, Mode: models.All, Of: []string{"head@hr"}, Told: []string{"choice:head@company"}}), "matrix-told-named"},
		"a way with one's own that is none":    {own(models.StepSignatures, models.KindSampleRequisition, func(r *models.MatrixRow) { r.Own = "never" }), "matrix-own"},
	} {
		require.Len(t, wrong.found, 1, says)
		require.Equal(t, wrong.key, wrong.found[0].Key, says)
		require.True(t, message.Has("en", wrong.key) && message.Has("zh-CN", wrong.key), wrong.key)
	}
	require.Empty(t, own(models.StepSignatures, models.KindSampleRequisition, func(r *models.MatrixRow) { r.Of, r.Twice = []string{"chain:gm@applicant"}, models.TwiceOnce }))
	require.Empty(t, own(models.StepSignatures, models.KindSampleRequisition, func(r *models.MatrixRow) { r.Of = []string{"choice:gm@company"} }))
}

func TestCheckNominees_WhomTheApplicantNames(t *testing.T) {
	rows := []models.MatrixRow{signedBy(1, "choice:2:head@company"), signedBy(2, "field:witness")}
	of := func(people ...models.PersonID) (named []models.Nominee) {
		for _, p := range people {
			named = append(named, models.Nominee{Person: p})
		}
		return named
	}
	ask := func(chosen []models.Nominee, witness models.PersonID) []models.FieldError {
		d := staff(models.KindForm, models.StepSignatures)
		d.Case.About = []models.PersonID{"hrhead"}
		d.Nominees = map[string][]models.Nominee{"choice:2:head@company": chosen, "field:witness": of(witness)}
		return CheckNominees(rows, d)
	}
	require.Empty(t, ask(of("head", "director"), "planner"))
	for says, wrong := range map[string]struct {
		found  []models.FieldError
		key    string
		clause regulation.Clause
	}{
		"nobody is chosen":            {ask(nil, "planner"), "seat-choice-missing", regulation.ApprovalForm},
		"one of two":                  {ask(of("head"), "planner"), "seat-choice-number", regulation.ApprovalForm},
		"the same twice":              {ask(of("head", "head"), "planner"), "seat-choice-number", regulation.ApprovalForm},
		"a clerk":                     {ask(of("head", "planner"), "planner"), "seat-choice-outside", regulation.ApprovalForm},
		"whom the case is about":      {ask(of("head", "hrhead"), "planner"), "seat-choice-barred", regulation.ApprovalOwnCase},
		"the applicant":               {ask(of("head", "clerk"), "planner"), "seat-choice-barred", regulation.ApprovalOwnCase},
		"the applicant names herself": {ask(of("head", "director"), "clerk"), "seat-field-barred", regulation.ApprovalOwnCase},
	} {
		require.Len(t, wrong.found, 1, says)
		require.Equal(t, wrong.key, wrong.found[0].Key, says)
		require.Equal(t, wrong.clause, wrong.found[0].Clause, says)
	}
	d := staff(models.KindForm, models.StepSignatures)
	d.Nominees = map[string][]models.Nominee{"choice:gm@company": of("gm"), "choice:2:head@company": of("head", "director")}
	require.Equal(t, "seat-choice-unknown", CheckNominees(rows, d)[0].Key)
	choices := Choices(rows, d)
	require.Len(t, choices, 2)
	require.ElementsMatch(t, []models.PersonID{"head", "director", "hrhead"}, choices[0].Range)
}
