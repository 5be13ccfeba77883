package api

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"countersign/models"
)

func TestFilterOfAnInbox(t *testing.T) {
	now := time.Date(2026, 11, 20, 10, 0, 0, 0, time.UTC) // 18:00 in China
	late, tonight, tomorrow := now.Add(-time.Hour), now.Add(5*time.Hour), now.Add(7*time.Hour)
	row := InboxRow{Kind: models.KindSampleRequest, Number: "QY-2026-000012", KindName: "取样、出门审批单", Applicant: "林晓雯", Unit: "市场营销部", DueAt: &tonight}
	t.Run("each word is part of what the row says, of its pinyin or of the initials", func(t *testing.T) {
		for _, words := range []string{"", "000012", "qy-2026", "林晓", "审批", "lxw", "linxiaowen", "scyx", "林晓 审批", "LXW 12"} {
			require.True(t, InboxFilter{Words: words}.fits(row, now), words)
		}
		for _, words := range []string{"000013", "周建", "zjg", "林晓 入库"} {
			require.False(t, InboxFilter{Words: words}.fits(row, now), words)
		}
	})
	t.Run("a kind is that kind", func(t *testing.T) {
		require.True(t, InboxFilter{Kind: models.KindSampleRequest}.fits(row, now))
		require.False(t, InboxFilter{Kind: models.KindForm}.fits(row, now))
	})
	t.Run("today ends at midnight in China, and what is overdue is due today too", func(t *testing.T) {
		of := func(at *time.Time) InboxRow { r := row; r.DueAt = at; return r }
		require.Equal(t, []bool{true, true, false, false}, []bool{
			InboxFilter{Due: DueToday}.fits(of(&late), now), InboxFilter{Due: DueToday}.fits(of(&tonight), now),
			InboxFilter{Due: DueToday}.fits(of(&tomorrow), now), InboxFilter{Due: DueToday}.fits(of(nil), now)})
		require.Equal(t, []bool{true, false}, []bool{InboxFilter{Due: DueOverdue}.fits(of(&late), now), InboxFilter{Due: DueOverdue}.fits(of(&tonight), now)})
	})
}
