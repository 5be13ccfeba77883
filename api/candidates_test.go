package api_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"countersign/api"
	"countersign/models"
)

func TestApprovalTransfer_OnlyWhoMayHaveATaskIsOfferedAndOfOthersItIsSaidWhy(t *testing.T) {
	h := newHouse(t)
	d := h.submitted("转办")
	task := h.inbox("mei", nil)[0].Task
	offered := func(verb models.Verb, q string) (all []api.CandidateRow) {
		var found struct{ Rows []api.CandidateRow }
		h.get("mei", fmt.Sprintf("/api/v1/cases/%s/candidates?task=%s&verb=%s&q=%s", d.ID, task, verb, q)).ok(200, &found)
		return found.Rows
	}
	why := map[string]api.CandidateRow{}
	before := ""
	for _, p := range offered(models.Transfer, "") {
		require.False(t, before != "" && p.Why == "", "who may have it comes first")
		why[p.Name], before = p, p.Why
	}
	require.Empty(t, why["员工pan"].Why, "a head of another department")
	require.EqualValues(t, "approval.own-case", why["员工lin"].Clause)
	require.EqualValues(t, "approval.transfer", why["员工men"].Clause)
	require.EqualValues(t, "approval.one-seat", why["员工gao"].Clause, "signs after her anyway")
	require.EqualValues(t, "approval.one-seat", why["员工mei"].Clause)
	require.Empty(t, offered(models.Delegate, "men")[0].Why, "anybody may look first")

}

func TestWhatBeginsWithTheWordsComesFirstAndThenWhatIsShorter(t *testing.T) {
	h := newHouse(t)
	for code, name := range map[string]string{"A1": "澜州华纺", "B2": "华东纺织集团", "C3": "恒力"} {
		search := map[string]string{"A1": "lanzhouhuafang lzhf", "B2": "huadongfangzhijituan hdfzjt", "C3": "hengli hl"}[code]
		h.exec(`insert into customers (id, company_id, code, name, search) values (gen_random_uuid(), $1, $2, $3, $4)`, h.ids["company"], code, name, search)
	}
	var found struct{ Rows []api.CustomerRow }
	h.get("lin", "/api/v1/customers?q=h").ok(200, &found)
	var names []string
	for _, c := range found.Rows {
		names = append(names, c.Name)
	}
	require.Equal(t, []string{"恒力", "华东纺织集团", "澜州华纺"}, names)
	var people struct{ Rows []api.PersonRow }
	h.get("lin", "/api/v1/people?q=m").ok(200, &people)
	require.NotEmpty(t, people.Rows)
}
