package api_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"countersign/api"
	"countersign/models"
	"countersign/models/form"
	"countersign/models/message"
	"countersign/models/regulation"
	"countersign/policies"
)

func TestAuthorityMatrix_EveryWordOfAPolicyIsSaidInBothLanguages(t *testing.T) {
	all, err := policies.Sentences(policies.Default())
	require.NoError(t, err)
	for _, s := range all {
		for _, w := range s.Words {
			for _, lang := range message.Languages {
				said := api.Predicate(lang, w)
				require.NotContains(t, said, "predicate-", "%s in %s", w, lang)
				require.NotContains(t, said, "<no value>", w)
				require.NotContains(t, said, "page-", w)
			}
		}
	}
	for _, s := range regulation.Settings() {
		for _, lang := range message.Languages {
			require.True(t, message.Has(lang, "param-"+s.Name), s.Name)
		}
	}
	require.Equal(t, "不符合：待办尚未办结", api.Predicate("zh-CN", "!task-open"))
	require.Equal(t, "is head (applicant's department)", api.Predicate("en", "is:head@case-unit"))
}

func clauseOf(v api.RulebookView, id regulation.ID) api.RuleView {
	for _, c := range v.Chapters {
		if i := slices.IndexFunc(c.Clauses, func(r api.RuleView) bool { return r.ID == id }); i >= 0 {
			return c.Clauses[i]
		}
	}
	return api.RuleView{}
}

func TestAuthorityMatrix_TheRulebookSaysWhatCarriesAClauseOut(t *testing.T) {
	h := newHouse(t)
	h.exec(`insert into rulebooks (company_id, version, from_on, parameters) values ($1, 1, '2026-11-01', '{"sample.weights/half_g": 750}'), ($1, 2, '2027-01-01', '{"sample.weights/half_g": 700}')`, h.ids["company"])
	var v api.RulebookView
	h.get("lin", "/api/v1/rulebook").ok(200, &v)
	require.Equal(t, 1, v.Version, "a version that is not in force yet is none")
	clauses := 0
	for _, c := range v.Chapters {
		clauses += len(c.Clauses)
		require.NotContains(t, c.Name, "chapter-")
	}
	require.Len(t, regulation.All(), clauses)
	weights := clauseOf(v, regulation.SampleWeights.ID())
	require.Contains(t, weights.Parameters, api.ParameterView{Key: "sample.weights/half_g", Name: "half_g", Label: "半纱每个（克）", Type: "number", Value: []byte("750"), Default: []byte("800"), Own: true,
		Least: 1, Most: 100_000, Said: "750"})
	require.NotEqual(t, weights.Zh, weights.En)
	two := clauseOf(v, regulation.SampleTwoSignatures.ID())
	require.Len(t, two.Steps, 2)
	require.Equal(t, "会签", two.Steps[0].StepName)
	require.NotEmpty(t, two.Rules)
	require.Positive(t, two.Code)
	require.Positive(t, two.Tests)
	var books []int
	for _, version := range v.Versions {
		if version.Of == "rulebook" {
			books = append(books, version.Version)
			require.Equal(t, version.Version == 1, version.InForce)
		}
	}
	require.Equal(t, []int{2, 1}, books)
	var p api.PolicyView
	h.get("lin", "/api/v1/policy").ok(200, &p)
	require.Positive(t, p.Version)
	require.Greater(t, len(p.Rules), 100)
	h.get("lin", "/api/v1/policy?version=99").refused(404, "not-found", "")
	h.get("", "/api/v1/rulebook").refused(401, "sign-in-first", "")
}

// slower is the matrix of the regulations with another deadline for signatures of requests.
func slower(days int) []models.MatrixRow {
	rows := policies.DefaultMatrix()
	for i, r := range rows {
		if r.Kind == models.KindSampleRequest && r.Step == models.StepSignatures {
			rows[i].Within = days
		}
	}
	return rows
}

func TestAuthorityMatrix_IsReadInWordsAndChecked(t *testing.T) {
	h := newHouse(t)
	var v api.MatrixView
	h.get("lin", "/api/v1/matrix").ok(200, &v)
	require.Zero(t, v.Version)
	require.Len(t, v.Rows, len(policies.DefaultMatrix()))
	i := slices.IndexFunc(v.Rows, func(r api.MatrixRowView) bool {
		return r.Kind == models.KindSampleRequest && r.Step == models.StepSignatures
	})
	require.Equal(t, []string{"申请部门负责人"}, v.Rows[i].Who)
	h.exec(`insert into matrices (company_id, version, from_on, rows) values ($1, 1, '2026-11-01', $2)`, h.ids["company"], slower(7))
	h.get("lin", "/api/v1/matrix").ok(200, &v)
	require.Equal(t, 1, v.Version)
	require.Len(t, v.Versions, 1)
	h.get("lin", "/api/v1/matrix?version=1").ok(200, &v)
	v.Rows, v.Version = nil, 0
	h.get("lin", "/api/v1/matrix?regulations=true").ok(200, &v)
	require.Zero(t, v.Version)
	require.Zero(t, v.Rows[i].Within, "the regulations name no days: those of the parameter")
	require.NotEqual(t, 7, v.Rows[i].Within)
	h.get("lin", "/api/v1/matrix?version=2").refused(404, "not-found", "")
	var words api.MatrixWordsView
	h.get("hua", "/api/v1/matrix/words").ok(200, &words)
	require.Contains(t, words.Ranks, api.WordView{Value: "gm", Name: "总经理"})
	for _, p := range words.Places {
		_, err := policies.ParseSelector("head@" + p.Value)
		require.NoError(t, err, p.Value)
	}

	wrong := slower(2)
	wrong[0].Of, wrong[0].Mode = []string{"nobody@nowhere"}, "most"
	var checked api.MatrixCheckView
	h.do(ask{who: "hua", method: "POST", path: "/api/v1/matrix/check", body: map[string]any{"rows": wrong}}).ok(200, &checked)
	var at []string
	for _, f := range checked.Faults {
		at = append(at, f.At)
	}
	require.Equal(t, []string{"rows[0].mode", "rows[0].of[0]"}, at)
	h.do(ask{who: "lin", method: "POST", path: "/api/v1/matrix/check", body: map[string]any{"rows": wrong}}).refused(403, "policy-not-allowed", regulation.AuthorityMatrix.ID())
}

func TestAuthorityMatrix_ADryRunCountsTheCompanyAndNamesWhatMayBeRead(t *testing.T) {
	h := newHouse(t)
	one, two := h.submitted("第一件"), h.submitted("第二件")
	h.act("mei", two.ID, models.RefuseIt, "不合适").ok(200, nil)
	try := func(who string, rows []models.MatrixRow) reply {
		return h.do(ask{who: who, method: "POST", path: "/api/v1/matrix/dry-run", body: map[string]any{"rows": rows}})
	}
	var v api.DryRunView
	try("hua", policies.DefaultMatrix()).ok(200, &v)
	require.Equal(t, []int{2, 2, 0}, []int{v.Cases, v.Slates, v.Otherwise}, "the same matrix changes nothing")
	require.Empty(t, v.Steps[0].Changes)

	rows := slower(5)
	i := slices.IndexFunc(rows, func(r models.MatrixRow) bool {
		return r.Kind == models.KindSampleRequest && r.Step == models.StepSignatures && r.Round == 2
	})
	rows[i].Of = []string{"head@finance"}
	try("hua", rows).ok(200, &v)
	require.Equal(t, []int{2, 2}, []int{v.Slates, v.Otherwise})
	require.Len(t, v.Steps, 1)
	change := v.Steps[0].Changes[0]
	require.Equal(t, []int{2, 1}, []int{change.Slates, change.Open})
	require.Equal(t, "部门finance 岗位fen", change.After[1].Seats[0].Post)
	require.Equal(t, 5, change.After[0].Within)
	require.Empty(t, change.Cases, "human resources reads no requests of marketing")
	try("gao", rows).ok(200, &v)
	require.Len(t, v.Steps[0].Changes[0].Cases, 2, "the general manager does")
	require.Contains(t, v.Steps[0].Changes[0].Cases, api.Ref{ID: string(one.ID), Name: documentNumber(h, one.ID)})

	h.exec(`update cases set opened_at = opened_at - interval '91 days' where id = any($1::uuid[])`, []string{string(one.ID), string(two.ID)})
	try("gao", rows).ok(200, &v)
	require.Equal(t, 1, v.Slates, "what is over and older than 90 days does not count")
	try("gao", rows[1:]).refused(422, "document-incomplete", regulation.AuthorityMatrix.ID())
	try("mei", rows).refused(403, "policy-not-allowed", regulation.AuthorityMatrix.ID())
}

func documentNumber(h *house, id models.CaseID) string {
	var c api.CaseView
	h.get("gao", "/api/v1/cases/"+string(id)).ok(200, &c)
	return c.Number
}

func TestAuthorityMatrix_WhoCouldSignACaseThatDoesNotExist(t *testing.T) {
	h := newHouse(t)
	could := func(who string, f map[string]any) reply {
		return h.do(ask{who: who, method: "POST", path: "/api/v1/matrix/who-could", body: f})
	}
	of := func(more ...any) map[string]any {
		f := map[string]any{"kind": "sample_request", "unit": h.units["marketing"], "applicant": h.people["mei"]}
		for i := 0; i < len(more); i += 2 {
			f[more[i].(string)] = more[i+1]
		}
		return f
	}
	signatures := func(v api.MadeUpView) api.ComingView {
		return v.Steps[slices.IndexFunc(v.Steps, func(s api.ComingView) bool { return s.Step == models.StepSignatures })]
	}
	var v api.MadeUpView
	could("lin", of("applicant", h.people["lin"])).ok(200, &v)
	head := signatures(v).Rounds[0]
	require.Equal(t, "部门marketing 岗位mei", head.Seats[0].Post)
	require.Equal(t, []api.ConsideredView{{Of: "申请部门负责人", Who: "部门marketing 岗位mei", Why: "核决表规定", Taken: true}}, head.Considered)
	require.Empty(t, v.Rules, "nobody was asked about")
	could("lin", of("kind", "sample_requisition", "applicant", h.people["gao"])).ok(200, &v)
	require.NotEmpty(t, signatures(v).Nobody, "nobody signs an own case, and there is nobody above the general manager")
	could("mei", of("person", h.people["mei"])).ok(200, &v)
	require.False(t, v.May)
	require.Equal(t, regulation.ApprovalOwnCase.ID(), v.Clause.ID)
	decides := v.Rules[slices.IndexFunc(v.Rules, func(r api.RuleTruth) bool { return r.Decides })]
	require.Equal(t, "填写、修改、提交过该事项", decides.Words[0].Text)
	could("hua", of("person", h.people["gao"], "applicant", h.people["lin"])).ok(200, &v)
	require.True(t, v.May)
	could("lin", of("person", h.people["gao"])).refused(403, "made-up-person", regulation.AuthorityMatrix.ID())
	could("lin", of("kind", "form", "form", "leave")).ok(200, &v)
	require.NotEmpty(t, v.Steps)
	could("lin", of("kind", "form", "form", "none")).refused(422, "made-up-form", "")
	could("lin", of("unit", h.units["sub-marketing"])).refused(422, "made-up-unit", "")
	could("lin", of("kind", "nonsense")).refused(422, "kind-unknown", "")
}

func TestApprovalForm_AVersionIsReadAndAnotherChecked(t *testing.T) {
	h := newHouse(t)
	var listed struct{ Rows []api.FormVersionView }
	h.get("hua", "/api/v1/forms/versions").ok(200, &listed)
	require.Len(t, listed.Rows, len(form.Shipped))
	shipped := form.Shipped[0]
	var d form.Definition
	h.get("lin", fmt.Sprintf("/api/v1/forms/%s/%d", shipped.Code, shipped.Version)).ok(200, &d)
	require.Equal(t, shipped, d)
	h.get("lin", "/api/v1/forms/"+shipped.Code+"/99").refused(404, "not-found", "")

	check := func(who string, d any) reply {
		return h.do(ask{who: who, method: "POST", path: "/api/v1/forms/check", body: d})
	}
	var v api.FormCheckView
	check("hua", d).ok(200, &v)
	require.Equal(t, "seat-empty", v.Faults[0].Key, "the house has nobody above its general manager")
	d.Signatures = []form.Row{{Round: 1, Mode: models.All, Of: []string{"gm@company"}}}
	d.Tasks, d.Register = nil, nil
	for i := range d.Fields {
		d.Fields[i].Rights = nil
	}
	check("hua", d).ok(200, &v)
	require.Empty(t, v.Faults)
	require.Equal(t, "signatures[0]", v.Rows[0].At)
	require.NotEmpty(t, v.Rows[0].Who)
	d.Fields[0].Label.En, d.Signatures[0].Of = "", []string{"nobody"}
	check("hua", d).ok(200, &v)
	var at []string
	for _, f := range v.Faults {
		at = append(at, f.At)
		require.NotEqual(t, f.Key, f.Text)
	}
	require.Equal(t, []string{"fields[0].label", "signatures[0].of[0]"}, at)
	check("hua", map[string]any{"nonsense": 1}).refused(422, "form-unreadable", regulation.ApprovalForm.ID())
	check("lin", d).refused(403, "policy-post", regulation.ApprovalPost.ID())
}

func TestAuthorityMatrix_ATableThatWasExportedIsReadInAgain(t *testing.T) {
	h := newHouse(t)
	for _, format := range []string{"csv", "xlsx"} {
		out := h.get("lin", "/api/v1/matrix/export?format="+format)
		require.Equal(t, 200, out.Code)
		table := out.Body.Bytes()
		var v api.MatrixCheckView
		h.upload("hua", "/api/v1/matrix/read", "matrix."+format, table).ok(200, &v)
		require.Empty(t, v.Faults)
		require.Len(t, v.Rows, len(policies.DefaultMatrix()))
		for i, r := range policies.DefaultMatrix() {
			require.Equal(t, policies.MatrixText([]models.MatrixRow{r}), policies.MatrixText([]models.MatrixRow{v.Rows[i].MatrixRow}))
		}
		h.upload("lin", "/api/v1/matrix/read", "matrix."+format, table).refused(403, "policy-not-allowed", "authority.matrix")
	}
	table := h.get("lin", "/api/v1/matrix/export?format=csv").Body.String()
	var v api.MatrixCheckView
	h.upload("hua", "/api/v1/matrix/read", "m.csv", []byte(strings.Replace(table, ",0,0,1,all", ",nought,0,1,all", 1))).ok(200, &v)
	require.Empty(t, v.Rows, "a matrix without some of its rows is another matrix")
	require.Len(t, v.Faults, 1)
	require.Contains(t, v.Faults[0].Text, "rows[0].from：")
	h.upload("hua", "/api/v1/matrix/read", "m.csv", []byte(strings.Replace(table, ",all,0,gm@company", ",all,0,nobody@nowhere", 1))).ok(200, &v)
	require.NotEmpty(t, v.Rows, "what can be read is shown with what is wrong in it")
	require.NotEmpty(t, v.Faults)
	h.upload("hua", "/api/v1/matrix/read", "m.xlsx", []byte("no workbook")).refused(422, "matrix-file-unreadable", "")
	h.upload("hua", "/api/v1/matrix/read", "m.csv", []byte(strings.SplitAfter(table, "\n")[0])).refused(422, "matrix-file-empty", "authority.matrix")
}
