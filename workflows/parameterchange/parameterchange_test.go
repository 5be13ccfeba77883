package parameterchange_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"countersign/models"
	"countersign/models/calendar"
	"countersign/workflows/playtest"
)

func raise(from calendar.Date, key, value string) *models.ParameterChange {
	return &models.ParameterChange{From: from, Reason: "展会取样增多", Values: map[string]json.RawMessage{key: json.RawMessage(value)}}
}

func signed(who string, state models.State) playtest.Move {
	return playtest.Move{After: time.Hour, Who: who, Verb: models.Sign, State: state}
}

func TestParameterChange(t *testing.T) {
	tuesday, wednesday := calendar.On(2026, 11, 3), calendar.On(2026, 11, 4)
	t.Run("approval.parameters what two have signed holds from its day on; a case under way finishes under what it began with", func(t *testing.T) {
		p := playtest.New(t)
		tooMany := playtest.Request(p, true, true)
		tooMany.Lines[0].Pieces = 25
		p.RefuseSubmission(p.Draft("linxiaowen", tooMany), "linxiaowen", "sample.complete")
		p.RunOpen(p.Draft("linxiaowen", playtest.Request(p, true, true)), "linxiaowen", playtest.HeadSigns)
		p.Run(p.Draft("xujing", raise(tuesday, "sample.complete/most_pieces", "30")), "xujing",
			playtest.Move{After: time.Hour, Who: "chenli", Verb: models.Sign, State: models.Running}, // stands in for the head, who applied
			playtest.Move{After: time.Hour, Who: "luojia", Verb: models.Sign, State: models.Effective})
		require.Equal(t, `{"sample.complete/most_pieces": 30, "sample.month-end/closing_day": 1}`, playtest.One[string](p, `select parameters::text from rulebooks where case_id is not null`), "over what the mill had")
		p.RefuseSubmission(p.Draft("linxiaowen", tooMany), "linxiaowen", "sample.complete") // not before its day
		p.At(playtest.Monday.AddDate(0, 0, 1))
		p.RunOpen(p.Draft("linxiaowen", tooMany), "linxiaowen", playtest.HeadSigns)
		require.Equal(t, 1, playtest.One[int](p, `select count(*) from cases where kind = 'sample_request' and state = 'running' and rulebook = 1`))
		require.Equal(t, 1, playtest.One[int](p, `select count(*) from cases where kind = 'sample_request' and state = 'running' and rulebook = 2`))
	})
	t.Run("approval.parameters a second change is made over the first, and gives back what it takes back", func(t *testing.T) {
		p := playtest.New(t)
		p.Run(p.Draft("tangyu", raise(tuesday, "sample.complete/most_pieces", "30")), "tangyu", signed("jianglihua", models.Running), signed("gaoyuan", models.Effective))
		p.Run(p.Draft("tangyu", raise(wednesday, "sample.weights/half_g", "750")), "tangyu", signed("jianglihua", models.Running), signed("gaoyuan", models.Effective))
		p.RefuseSubmission(p.Draft("tangyu", raise(tuesday, "sample.weights/small_g", "130")), "tangyu", "approval.parameters") // would be undone on Wednesday
		p.Run(p.Draft("tangyu", raise(wednesday, "sample.complete/most_pieces", "null")), "tangyu", signed("jianglihua", models.Running), signed("gaoyuan", models.Effective))
		require.Equal(t, `{"sample.weights/half_g": 750}`, playtest.One[string](p, `select parameters::text from rulebooks where version = 3`))
	})
	t.Run("approval.parameters who signs last after the day has passed puts it in force on that day, not before", func(t *testing.T) {
		p := playtest.New(t)
		p.Run(p.Draft("tangyu", raise(calendar.On(2026, 11, 2), "sample.complete/most_pieces", "30")), "tangyu", signed("jianglihua", models.Running),
			playtest.Move{After: 23 * time.Hour, Who: "gaoyuan", Verb: models.Sign, State: models.Effective})
		require.Equal(t, "2026-11-03", playtest.One[string](p, `select from_on::text from rulebooks where case_id is not null`))
	})
	t.Run("approval.parameters two changes under way do not undo each other", func(t *testing.T) {
		p := playtest.New(t)
		id := p.Draft("tangyu", raise(tuesday, "sample.weights/half_g", "750"))
		meanwhile := func(p *playtest.Play, id models.CaseID) any {
			p.Exec(`insert into rulebooks (company_id, version, from_on, parameters) select company_id, 1, '2026-11-09', '{"sample.weights/small_g": 130}' from cases where id = ?`, id)
			return nil
		}
		p.RunOpen(id, "tangyu", signed("jianglihua", models.Running),
			playtest.Move{After: time.Hour, Who: "gaoyuan", Verb: models.Sign, Data: meanwhile, Want: "approval.parameters", State: models.Running})
	})
	t.Run("approval.revoke what is not in force yet is revoked, unless another was made of it", func(t *testing.T) {
		p := playtest.New(t)
		id := p.Draft("longxiaofeng", raise(wednesday, "sample.complete/most_pieces", "30"))
		p.Run(id, "longxiaofeng", signed("xujing", models.Running), signed("chenli", models.Effective))
		p.Run(p.Draft("longxiaofeng", &models.Revocation{Subject: id, Reason: "暂缓"}), "longxiaofeng", signed("xujing", models.Running), signed("chenli", models.Effective))
		require.Zero(t, playtest.One[int](p, `select count(*) from rulebooks where case_id is not null`))
	})
}

func TestParameterChange_EachFaultIsSaidAtItsPlace(t *testing.T) {
	today, later := calendar.On(2026, 11, 3), calendar.On(2026, 12, 1)
	own := map[string]json.RawMessage{"sample.weights/half_g": json.RawMessage("750")}
	for says, told := range map[string]struct {
		key, value string
		want       string
	}{
		"approval.parameters a number is within its range":          {"sample.weights/half_g", "0", "parameter-range"},
		"approval.parameters a number is no word":                   {"sample.weights/half_g", `"heavy"`, "parameter-range"},
		"approval.parameters a number is whole":                     {"sample.weights/half_g", "1.5", "parameter-range"},
		"approval.parameters a word is of the list":                 {"sample.form/copies", `["attic"]`, "parameter-words"},
		"approval.parameters a word is there once":                  {"sample.form/copies", `["gate","gate"]`, "parameter-words"},
		"approval.parameters there are as many words as it takes":   {"sample.form/copies", `[]`, "parameter-words"},
		"approval.parameters a parameter is one that there is":      {"sample.form/colour", "1", "parameter-unknown"},
		"approval.parameters what stays as it is is no change":      {"sample.weights/half_g", " 750", "parameter-same"},
		"approval.parameters nor what is the regulations' anyhow":   {"sample.weights/whole_g", "1900", "parameter-same"},
		"approval.parameters what is not set is not given back":     {"sample.weights/whole_g", "null", "parameter-same"},
		"approval.parameters another value is one":                  {"sample.weights/half_g", "751", ""},
		"approval.parameters and so are the regulations' own again": {"sample.weights/half_g", "null", ""},
	} {
		t.Run(says, func(t *testing.T) {
			found := raise(today, told.key, told.value).Check(models.ParameterBasis{Today: today, Own: own})
			if told.want == "" {
				require.Empty(t, found)
				return
			}
			require.Len(t, found, 1)
			require.Equal(t, told.want, found[0].Key)
			require.Equal(t, "values."+told.key, found[0].At)
		})
	}
	bad := &models.ParameterChange{}
	require.Len(t, bad.Check(models.ParameterBasis{Today: today}), 3)
	require.Equal(t, "date-past", raise(today.AddDays(-1), "sample.weights/half_g", "751").Check(models.ParameterBasis{Today: today})[0].Key)
	require.Equal(t, "parameters-later", raise(today, "sample.weights/half_g", "751").Check(models.ParameterBasis{Today: today, Later: &later})[0].Key)
}
