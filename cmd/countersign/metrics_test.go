package main

import (
	"context"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/testutil"
	"github.com/stretchr/testify/require"

	"countersign/models"
	"countersign/models/calendar"
	"countersign/models/store"
	"countersign/workflows/playtest"
)

func TestMetricsSayWhetherACaseIsStuck(t *testing.T) {
	p := playtest.New(t)
	id := p.Draft("linxiaowen", playtest.Request(p, true, true))
	p.RunOpen(id, "linxiaowen", playtest.Move{After: time.Hour, Who: "linxiaowen", Verb: models.Comment, Comment: "请签"})
	ctx := context.Background()
	figures, err := p.DB.Figures(ctx, playtest.Monday.Add(2*time.Hour))
	require.NoError(t, err)
	require.Equal(t, store.Figures{Open: 1, Waiting: 1, Letters: figures.Letters}, figures)
	require.Positive(t, figures.Letters)

	require.NoError(t, p.DB.Write(ctx, func(tx store.Tx) error {
		return tx.Exec(`update holdings set until_on = ? where post_id in (select post_id from tasks where case_id = ?)`, calendar.On(2026, 11, 3), id).Error
	}))
	figures, err = p.DB.Figures(ctx, playtest.Monday.Add(72*time.Hour))
	require.NoError(t, err)
	require.EqualValues(t, 1, figures.NobodyHolds)
	require.EqualValues(t, 1, figures.Overdue)

	c := &counter{db: p.DB, dropped: func() int64 { return 3 }}
	all := prometheus.NewRegistry()
	require.NoError(t, all.Register(c))
	n, err := testutil.GatherAndCount(all, "countersign_cases_stuck", "countersign_rows_dropped_total", "countersign_counted")
	require.NoError(t, err)
	require.Equal(t, 4, n)
}
