package api_test

import (
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"countersign/api"
	"countersign/models"
)

func TestApprovalNeedToKnowANoticeOfACaseThatIsNotOpenAnyMoreSaysNothing(t *testing.T) {
	h := newHouse(t)
	d := h.submitted("通知")
	h.comment("lin", d.ID, uuid.NewString(), "@员工men", map[string]any{"mentions": []models.PersonID{h.people["men"]}, "copy": true}).ok(200, nil)
	var n api.NoticePage
	h.get("men", "/api/v1/notices?box=unread").ok(200, &n)
	require.Len(t, n.Rows, 1)
	require.Equal(t, d.ID, *n.Rows[0].Case)
	require.NotEmpty(t, n.Rows[0].Number)

	h.exec(`delete from case_people where person_id = $1`, h.people["men"])
	var hidden api.NoticePage
	h.get("men", "/api/v1/notices").ok(200, &hidden)
	require.Len(t, hidden.Rows, 1)
	require.Equal(t, api.NoticeView{ID: n.Rows[0].ID, Kind: n.Rows[0].Kind, At: n.Rows[0].At, Text: "这条通知所涉的事项您已不能查看"}, hidden.Rows[0])

	h.do(ask{who: "men", method: "POST", path: "/api/v1/notices/read", body: map[string]any{"ids": []string{n.Rows[0].ID}}}).ok(204, nil)
	h.get("men", "/api/v1/notices?box=unread").ok(200, &n)
	require.Empty(t, n.Rows)
	h.get("men", "/api/v1/notices?box=read").ok(200, &n)
	require.Len(t, n.Rows, 1)
}

func TestApprovalNeedToKnowASearchFindsByNumberAndNameWhatMayBeSeen(t *testing.T) {
	h := newHouse(t)
	d := h.submitted("查找")
	h.exec(`update people set search = 'ygl' where id = $1`, h.people["lin"])
	for _, q := range []string{"00001", "员工lin", "YGL"} {
		var found api.CasePage
		h.get("mei", "/api/v1/cases?q="+q).ok(200, &found)
		require.Len(t, found.Rows, 1, q)
		require.Equal(t, d.ID, found.Rows[0].ID)
		h.get("men", "/api/v1/cases?q="+q).ok(200, &found)
		require.Empty(t, found.Rows, q)
	}
	var found api.CasePage
	h.get("mei", "/api/v1/cases?q=%25").ok(200, &found)
	require.Empty(t, found.Rows, "a sign is a sign and no pattern")
}
