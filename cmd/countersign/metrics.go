package main

import (
	"context"
	"errors"
	"net"
	"net/http"
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"countersign/models"
	"countersign/models/store"
)

// countEvery bounds the work: figures are counted when Prometheus asks, at most so often.
const countEvery = 15 * time.Second

// A counter counts the house for Prometheus: whether any case is stuck, before
// people notice.
type counter struct {
	db      *store.DB
	dropped func() int64 // nil in a program that shows no lists
	mu      sync.Mutex
	at      time.Time
	last    store.Figures
	looked  models.Examination // the last look at all open cases
	failed  bool
}

var (
	openCases    = prometheus.NewDesc("countersign_cases_open", "Open cases.", nil, nil)
	openTasks    = prometheus.NewDesc("countersign_tasks_open", "Tasks that wait for somebody.", nil, nil)
	overdueTasks = prometheus.NewDesc("countersign_tasks_overdue", "Tasks past their deadline.", nil, nil)
	stuckCases   = prometheus.NewDesc("countersign_cases_stuck", "Open cases that nobody can move; must be 0.", []string{"trouble"}, nil)
	troubles     = prometheus.NewDesc("countersign_check_troubles", "Open cases that the last check found wrong and could not mend; must be 0.", []string{"trouble"}, nil)
	lookedAt     = prometheus.NewDesc("countersign_check_timestamp_seconds", "When all open cases were last checked.", nil, nil)
	letters      = prometheus.NewDesc("countersign_letters_waiting", "E-mails that wait to be sent.", nil, nil)
	droppedRows  = prometheus.NewDesc("countersign_rows_dropped_total", "Rows that a list's scope showed and the policies refused; must stay 0.", nil, nil)
	counted      = prometheus.NewDesc("countersign_counted", "1 where the figures could be counted.", nil, nil)
)

// Describe sends the figures' names.
func (c *counter) Describe(names chan<- *prometheus.Desc) { prometheus.DescribeByCollect(c, names) }

// Collect sends the figures.
func (c *counter) Collect(to chan<- prometheus.Metric) {
	f, looked, ok := c.count()
	gauge := func(d *prometheus.Desc, n int64, labels ...string) {
		to <- prometheus.MustNewConstMetric(d, prometheus.GaugeValue, float64(n), labels...)
	}
	gauge(counted, map[bool]int64{true: 1}[ok])
	gauge(openCases, f.Open)
	gauge(openTasks, f.Waiting)
	gauge(overdueTasks, f.Overdue)
	gauge(stuckCases, f.NothingWaits, "nothing-waits")
	gauge(stuckCases, f.NobodyHolds, "nobody-holds")
	gauge(letters, f.Letters)
	sendTroubles(to, looked)
	if c.dropped != nil {
		to <- prometheus.MustNewConstMetric(droppedRows, prometheus.CounterValue, float64(c.dropped()))
	}
}

// sendTroubles tells of the last examination, each trouble by its name.
func sendTroubles(to chan<- prometheus.Metric, looked models.Examination) {
	if looked.At.IsZero() {
		return
	}
	count := map[models.Trouble]int{}
	for _, f := range looked.Left() {
		count[f.Trouble]++
	}
	for _, t := range models.Troubles {
		to <- prometheus.MustNewConstMetric(troubles, prometheus.GaugeValue, float64(count[t]), string(t))
	}
	to <- prometheus.MustNewConstMetric(lookedAt, prometheus.GaugeValue, float64(looked.At.Unix()))
}

func (c *counter) count() (store.Figures, models.Examination, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if now := time.Now(); now.Sub(c.at) > countEvery {
		ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
		defer cancel()
		f, err := c.db.Figures(ctx, now)
		if err == nil {
			c.looked, _, err = c.db.LastExamination(ctx)
		}
		c.at, c.failed = now, err != nil
		if err == nil {
			c.last = f
		}
	}
	return c.last, c.looked, !c.failed
}

// measure answers Prometheus on an address of its own until ctx ends.
func (h *house) measure(ctx context.Context, running *sync.WaitGroup, dropped func() int64) error {
	if h.Metrics == "" {
		return nil
	}
	listener, err := net.Listen("tcp", h.Metrics)
	if err != nil {
		return err
	}
	all := prometheus.NewRegistry()
	all.MustRegister(&counter{db: h.db, dropped: dropped}, collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", promhttp.HandlerFor(all, promhttp.HandlerOpts{}))
	web := &http.Server{Handler: mux, ReadHeaderTimeout: 5 * time.Second}
	running.Go(func() {
		<-ctx.Done()
		_ = web.Close() // nobody waits for figures at the end
	})
	running.Go(func() {
		if err := web.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
			h.log.Error("the figures are not answered any more", "fault", err)
		}
	})
	return nil
}
