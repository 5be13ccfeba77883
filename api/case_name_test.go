package api_test

import (
	"context"
	"log/slog"
	"net/url"
	"testing"

	"github.com/stretchr/testify/require"

	"countersign/activities"
	"countersign/api"
	"countersign/models"
)

func TestApprovalFormIsCalledByItsOwnNameEverywhere(t *testing.T) {
	h := newHouse(t)
	d := h.filed("leave", map[string]string{"kind": "annual", "from_on": "2026-12-01", "until_on": "2026-12-02", "days": "2", "reason": "家中有事"})
	h.submitted("送样")
	const leave = "请假申请"

	var c api.CaseView
	h.get("lin", "/api/v1/cases/"+string(d.ID)).ok(200, &c)
	require.Equal(t, leave, c.KindName)

	var n api.NoticePage
	h.get("mei", "/api/v1/notices").ok(200, &n)
	require.Len(t, n.Rows, 2)
	require.ElementsMatch(t, []string{leave, "取样、出门审批单"}, []string{n.Rows[0].KindName, n.Rows[1].KindName})

	var p api.CasePage
	h.get("lin", "/api/v1/cases?"+url.Values{"kind": {"form"}}.Encode()).ok(200, &p)
	require.Equal(t, leave, p.Rows[0].KindName)

	var v api.StandingView
	h.get("gao", "/api/v1/standing").ok(200, &v)
	require.Equal(t, []api.KindCount{{Kind: "form/leave", Name: leave, Open: 1}, {Kind: models.KindSampleRequest, Name: "取样、出门审批单", Open: 1}}, v.Kinds)
	require.NoError(t, h.db.KeepExamination(t.Context(), models.Examination{At: h.now, Checked: 2, Findings: []models.Finding{{Case: d.ID, Kind: models.KindForm, Trouble: models.NobodyHolds}}}))
	h.get("gao", "/api/v1/standing").ok(200, &v)
	require.Equal(t, leave, v.Stuck[0].Kind)

	var f api.FiguresView
	h.get("gao", "/api/v1/figures").ok(200, &f)
	require.Equal(t, []string{"取样、出门审批单", leave}, []string{f.Months[0].KindName, f.Months[1].KindName})
	require.EqualValues(t, "form/leave", f.Months[1].Kind)
}

// letters keeps what would leave the building.
type letters []activities.Letter

func (*letters) Name() string { return "mail" }

func (l *letters) Send(_ context.Context, letter activities.Letter) error {
	*l = append(*l, letter)
	return nil
}

func TestALetterSaysWhatHappenedToWhichCaseAndNothingOfItsContent(t *testing.T) {
	h := newHouse(t)
	h.exec(`update people set email = 'mei@example.com' where id = $1`, h.people["mei"])
	d := h.filed("leave", map[string]string{"kind": "annual", "from_on": "2026-12-01", "until_on": "2026-12-02", "days": "2", "reason": "家中有事"})
	var sent letters
	out := activities.Outbox{DB: h.db, Policies: h.records.Policies, Channel: &sent, PublicURL: "https://cs.example", Now: h.clock, Log: slog.New(slog.DiscardHandler)}
	_, _, err := out.SendDue(t.Context())
	require.NoError(t, err)
	require.Len(t, sent, 1)
	var c api.CaseView
	h.get("lin", "/api/v1/cases/"+string(d.ID)).ok(200, &c)
	require.Equal(t, "Countersign："+c.Number+" 有新的通知", sent[0].Subject)
	require.Equal(t, "请假申请 "+c.Number+"：有一项待办等您办理。\n请登录查看：\nhttps://cs.example/cases/"+string(d.ID)+"\n", sent[0].Body)

	h.exec(`update cases set level = 'top_secret' where id = $1`, d.ID)
	h.exec(`update outbox set sent_at = null`)
	_, _, err = out.SendDue(t.Context())
	require.NoError(t, err)
	require.NotContains(t, sent[1].Body, "请假", "of what is top secret not even the kind")
}
