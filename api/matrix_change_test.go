package api_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"countersign/api"
	"countersign/models"
	"countersign/policies"
)

// changes has human resources draft a change of the matrix, and reads it.
func (h *house) changes(document map[string]any) (c api.CaseView) {
	var d api.DraftView
	h.do(ask{who: "hua", method: "POST", path: "/api/v1/cases", body: map[string]any{"kind": "matrix_change", "document": document}}).ok(201, &d)
	h.get("hua", "/api/v1/cases/"+string(d.ID)).ok(200, &c)
	return c
}

func TestAuthorityMatrix_TheCaseShowsWhatChangesOfTheMatrixThatItWasMadeFrom(t *testing.T) {
	h := newHouse(t)
	h.exec(`insert into matrices (company_id, version, from_on, rows) values ($1, 1, '2026-11-01', $2), ($1, 2, '2027-01-01', $3)`, h.ids["company"], slower(7), slower(9))
	rows := slower(9)
	i := slices.IndexFunc(rows, func(r models.MatrixRow) bool {
		return r.Kind == models.KindSampleRequest && r.Step == models.StepSignatures
	})
	rows[i].Of, rows[i].Within, rows[i].Only = []string{"deputy_head@case-unit"}, 3, true
	rows = append(rows, models.MatrixRow{Kind: rows[i].Kind, Step: rows[i].Step, Clause: rows[i].Clause, Verb: models.Sign, From: 5_000_000, Round: 3, Mode: models.All, Of: []string{"gm@company"}})
	c := h.changes(map[string]any{"from": "2027-02-01", "reason": "由副职签", "rows": rows, "base": 2})

	require.Equal(t, 2, c.Document.Matrix.Version, "not the one that is in force today")
	require.Len(t, c.Document.Matrix.Was, len(policies.DefaultMatrix()))
	require.Equal(t, []string{"申请部门副职"}, c.Document.Matrix.Now[i].Who)
	var said []string
	for _, f := range c.Document.Fields {
		said = append(said, f.Label+"："+f.Value)
	}
	require.Equal(t, []string{"生效日期：2027-02-01", "理由：由副职签",
		"修改：取样、出门审批单 · 会签 · 第 1 轮\n由谁：申请部门负责人 → 申请部门副职\n限期（工作日）：9 → 3\n不得由下级代签：无 → 是",
		"新增：取样、出门审批单 · 会签 · 第 3 轮\n由谁：本公司总经理\n方式：会签（全部）\n金额：¥50,000 及以上\n条款：" + rows[i].Clause.Text("zh-CN")}, said, "rows that stay are not listed")
	require.NotContains(t, strings.Join(said, ""), "@", "no word of the program")
	require.Len(t, c.Document.Facts(), 2)
}

func TestAuthorityMatrix_AChangeWithoutABaseIsComparedWithWhatIsInForce(t *testing.T) {
	h := newHouse(t)
	h.exec(`insert into matrices (company_id, version, from_on, rows) values ($1, 1, '2026-11-01', $2)`, h.ids["company"], slower(7))
	c := h.changes(map[string]any{"from": "2026-12-01", "reason": "照旧", "rows": slower(7)})
	require.Equal(t, 1, c.Document.Matrix.Version)
	require.Len(t, c.Document.Fields, 2, "nothing changes")
	c = h.changes(map[string]any{"from": "2026-12-01", "reason": "改回", "rows": policies.DefaultMatrix(), "base": 0})
	require.Zero(t, c.Document.Matrix.Version)
	require.Len(t, c.Document.Fields, 2, "the regulations' own is what it was made from")
}
