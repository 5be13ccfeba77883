package main

import (
	"context"
	"io"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/testutil"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"countersign/deploy/local/localtest"
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

	require.NoError(t, p.DB.KeepExamination(ctx, models.Examination{At: playtest.Monday, Checked: 1, Findings: []models.Finding{{Case: id, Trouble: models.Behind}, {Case: id, Trouble: models.Ahead, Repaired: true}}}))
	c := &counter{db: p.DB, dropped: func() int64 { return 3 }}
	all := prometheus.NewRegistry()
	require.NoError(t, all.Register(c))
	n, err := testutil.GatherAndCount(all, "countersign_cases_stuck", "countersign_rows_dropped_total", "countersign_counted")
	require.NoError(t, err)
	require.Equal(t, 4, n)
	require.NoError(t, testutil.GatherAndCompare(all, strings.NewReader(`
		# HELP countersign_check_troubles Open cases that the last check found wrong and could not mend; must be 0.
		# TYPE countersign_check_troubles gauge
		countersign_check_troubles{trouble="ahead"} 0
		countersign_check_troubles{trouble="behind"} 1
		countersign_check_troubles{trouble="broken-chain"} 0
		countersign_check_troubles{trouble="nobody-holds"} 0
		countersign_check_troubles{trouble="no-workflow"} 0
		countersign_check_troubles{trouble="nothing-waits"} 0
		countersign_check_troubles{trouble="unexamined"} 0
	`), "countersign_check_troubles"))
}

func TestMetricsAreAskedForByManyAtOnce(t *testing.T) {
	c := &counter{db: localtest.DB(t)}
	all := prometheus.NewRegistry()
	require.NoError(t, all.Register(c))
	var asking sync.WaitGroup
	for range 4 {
		asking.Go(func() {
			for range 10 {
				_, err := all.Gather()
				assert.NoError(t, err)
				c.mu.Lock()
				c.at = time.Time{} // as if a while had passed
				c.mu.Unlock()
			}
		})
	}
	asking.Wait()
}

func TestApprovalNeverStuck_AWorkerAnswersPrometheusToo(t *testing.T) {
	require.NotEmpty(t, temporal(), "the tests need a Temporal server: run them with make test")
	free, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	address := free.Addr().String()
	require.NoError(t, free.Close())
	db := localtest.DB(t)
	ctx, cancel := context.WithCancel(t.Context())
	ended, said := make(chan error, 1), &spoken{}
	go func() {
		ended <- run(ctx, []string{"worker", "--database", db.URL(), "--temporal", temporal(), "--metrics", address,
			"--payload-keys", payloadKey}, terminal{said, said, "en"})
	}()
	require.EventuallyWithT(t, func(t *assert.CollectT) {
		answer, err := http.Get("http://" + address + "/metrics")
		require.NoError(t, err)
		defer answer.Body.Close()
		text, err := io.ReadAll(answer.Body)
		require.NoError(t, err)
		require.Contains(t, string(text), "countersign_counted 1")
	}, 30*time.Second, 100*time.Millisecond)
	cancel()
	require.NoError(t, <-ended, said.String())
}
