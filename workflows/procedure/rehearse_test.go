package procedure_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"countersign/activities"
	"countersign/models"
	"countersign/models/regulation"
	"countersign/workflows"
	"countersign/workflows/procedure"
	"countersign/workflows/samplerequest"
)

// told tells steps; what comes only if a fact changes is in brackets.
func told(steps []procedure.Coming) string {
	var all []string
	for _, s := range steps {
		word := string(s.Step)
		if len(s.Depends) > 0 {
			word += "?"
		}
		if s.Only {
			word = "(" + word + ")"
		}
		all = append(all, word)
	}
	return strings.Join(all, " ")
}

func TestWhatComesIsWhatTheProcedureItselfDoes(t *testing.T) {
	for _, c := range []struct {
		says  string
		kind  models.Kind
		facts activities.Facts
		now   models.Step
		open  bool
		want  string
	}{
		{"a free request, as a draft", models.KindSampleRequest, activities.Facts{Free: true}, "", false,
			"signatures (return_to_workshop?) (register_stock?) hand_over take release"},
		{"one that is paid and lies in the warehouse", models.KindSampleRequest, activities.Facts{FromWarehouse: true}, "", false,
			"collect return_to_workshop? register_stock? hand_over take release"},
		{"in force, nothing is open any more about the warehouse", models.KindSampleRequest, activities.Facts{Free: true}, models.StepHandOver, true, "hand_over take release"},
		{"between two steps", models.KindSampleRequest, activities.Facts{Free: true}, models.StepHandOver, false, "take release"},
		{"sent back", models.KindSampleRequest, activities.Facts{Free: true}, models.StepRevise, true,
			"revise signatures (return_to_workshop?) (register_stock?) hand_over take release"},
		{"mended, and not drawn up yet", models.KindSampleRequisition, activities.Facts{}, models.StepRevise, false, "signatures stock_out book"},
		{"a month end before it is totalled", models.KindSampleMonthEnd, activities.Facts{}, "", false, "total (explain?) (signatures?) report book"},
		{"a month with differences", models.KindSampleMonthEnd, activities.Facts{Differences: true}, models.StepExplain, true, "explain signatures report book"},
		{"a form of the company's own", models.KindForm, activities.Facts{Tasks: []models.Step{"stamp", "file"}}, models.StepSignatures, true, "signatures stamp file"},
	} {
		steps, err := workflows.Coming(c.kind, c.facts, c.now, c.open)
		require.NoError(t, err, c.says)
		require.Equal(t, c.want, told(steps), c.says)
	}
	_, err := workflows.Coming("nothing", activities.Facts{}, "", false)
	require.True(t, models.IsKind(err, models.Invalid))
}

func TestAProcedureThatNeverEndsIsNoAnswer(t *testing.T) {
	p := procedure.Procedure{Kind: "loop", Run: func(c *procedure.Case) error {
		for {
			if err := c.Work(regulation.ApprovalForm, "again"); err != nil {
				return err
			}
		}
	}}
	_, err := p.Coming(activities.Facts{}, "", false)
	require.ErrorContains(t, err, "does not end")
}

func TestWhatComesNextFollowsFromHowTheStepsWent(t *testing.T) {
	free, brought := activities.Facts{Free: true}, activities.Facts{Free: true, FromWarehouse: true}
	begun := activities.Course{Facts: free}
	signed := begun.After(models.StepSignatures, activities.Signed, free)
	returned := begun.After(models.StepSignatures, activities.SentBack, free)
	mended := returned.After(models.StepRevise, activities.Signed, free)
	charged := returned.After(models.StepRevise, activities.Signed, activities.Facts{}) // it is to be paid from now on
	for _, c := range []struct {
		says   string
		course activities.Course
		want   models.Step
	}{
		{"a free request is signed", begun, models.StepSignatures},
		{"a paid one is collected", activities.Course{}, models.StepCollect},
		{"signed, it is handed over", signed, models.StepHandOver},
		{"what is not being made comes from the warehouse", begun.After(models.StepSignatures, activities.Signed, brought), models.StepReturnToWorkshop},
		{"sent back, it is mended", returned, models.StepRevise},
		{"mended, it is signed again", mended, models.StepSignatures},
		{"then it goes on", mended.After(models.StepSignatures, activities.Signed, free), models.StepHandOver},
		{"mended to be paid for, it is collected and not signed", charged, models.StepCollect},
		{"then it goes on, too", charged.After(models.StepCollect, activities.Signed, activities.Facts{}), models.StepHandOver},
		{"refused, it is over", begun.After(models.StepSignatures, activities.Refused, free), ""},
		{"at the end nothing comes", signed.After(models.StepHandOver, activities.Signed, free).After(models.StepTake, activities.Signed, free).After(models.StepRelease, activities.Signed, free), ""},
		{"of another course nothing is known", begun.After(models.StepTake, activities.Signed, free), ""},
	} {
		_, step, ok := samplerequest.Procedure.Next(c.course)
		require.Equal(t, c.want, step, c.says)
		require.Equal(t, c.want != "", ok, c.says)
	}
	require.Equal(t, 1, mended.Began(models.StepSignatures))
}
