package main

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"countersign/api"
	"countersign/workflows/procedure"
)

// watchStatements has PostgreSQL count its statements from the next start on.
func (b *bed) watchStatements(ctx context.Context) error {
	if err := b.start(ctx); err != nil {
		return err
	}
	defer b.close()
	return b.execute(ctx, "postgres", "alter system set shared_preload_libraries = 'pg_stat_statements'", "alter system set pg_stat_statements.track_planning = on")
}

// profile writes where the time of W1 goes: a profile of the product's process,
// the statements of PostgreSQL a case, and the events of a case in Temporal.
func profile(ctx context.Context, b *bed) error {
	database, err := b.fresh(ctx, "samples")
	if err != nil {
		return err
	}
	if err := b.execute(ctx, "postgres", "create extension if not exists pg_stat_statements"); err != nil {
		return err
	}
	server, err := b.raise(database, "product", "--profile", "--folder="+b.folder("attachments"))
	if err != nil {
		return err
	}
	defer server.stop()
	c, err := b.assemble(ctx, database, server.addresses[0], applicant, marketing, manager)
	if err != nil {
		return err
	}
	l := b.limits()
	if err := c.write(ctx, l.cases+40); err != nil {
		return err
	}
	play := func(ctx context.Context, client, number int) error {
		return signInTurn(ctx, c, client, c.drafts[number])
	}
	drive(ctx, limits{40, l.clients, l.longest}, func(ctx context.Context, client, number int) error { return play(ctx, client, l.cases+number) })
	idle, err := idleness(append(b.roots(), server.pid()), b.Idle)
	if err != nil {
		return err
	}
	if err := b.execute(ctx, "postgres", "select pg_stat_statements_reset()", "select pg_stat_reset_shared('wal')"); err != nil {
		return err
	}
	before, err := b.transactions(ctx)
	if err != nil {
		return err
	}
	kept := make(chan error, 1)
	go func() { kept <- keepProfile(server.addresses[1], b.folder("w1.pprof"), l.longest) }()
	shares, err := b.shares(ctx, server.pid(), idle, l, play)
	if err != nil {
		return err
	}
	after, err := b.transactions(ctx)
	if err != nil {
		return err
	}
	fmt.Print(shares.text)
	for name := range after {
		fmt.Printf("transactions a case in %s: %.1f\n", name, float64(after[name]-before[name])/float64(shares.cases))
	}
	if err := b.printStatements(ctx, shares.cases); err != nil {
		return err
	}
	if err := b.printEvents(ctx, c.drafts[0]); err != nil {
		return err
	}
	return <-kept
}

type shares struct {
	cases int
	text  string
}

// shares measures each of the three trees of processes by itself.
func (b *bed) shares(ctx context.Context, product int, idle float64, l limits, play func(context.Context, int, int) error) (shares, error) {
	names, pids := []string{"PostgreSQL", "Temporal", "countersign"}, append(b.roots(), product)
	var before, after [3]time.Duration
	for i, pid := range pids {
		before[i], _ = used(pid)
	}
	t, err := load(ctx, pids, idle, l, play)
	if err != nil {
		return shares{}, err
	}
	s := shares{cases: t.cases, text: fmt.Sprintf("%d cases, %d failed (%v), %.2f CPU-ms a case, p50 %.1f p95 %.1f ms, others used %.2f processors\n",
		t.cases, t.failed, t.fault, t.milliseconds(), t.p(50), t.p(95), t.others)}
	for i, pid := range pids {
		after[i], _ = used(pid)
		s.text += fmt.Sprintf("  %s %.2f CPU-ms a case, idleness in\n", names[i], ms(after[i]-before[i])/float64(max(1, t.cases)))
	}
	return s, nil
}

// keepProfile has the product profile itself.
func keepProfile(address, file string, span time.Duration) error {
	answer, err := http.Get(fmt.Sprintf("http://%s/debug/pprof/profile?seconds=%.0f", address, span.Seconds()))
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		return err
	}
	fmt.Println("profile:", file)
	return os.WriteFile(filepath.Clean(file), body, 0o644)
}

// transactions that were committed or rolled back, by database.
func (b *bed) transactions(ctx context.Context) (map[string]int64, error) {
	time.Sleep(1500 * time.Millisecond) // until the backends have said theirs
	conn, err := b.connect(ctx, "postgres")
	if err != nil {
		return nil, err
	}
	defer conn.Close(ctx)
	rows, err := conn.Query(ctx, "select datname, xact_commit + xact_rollback from pg_stat_database where datname is not null")
	if err != nil {
		return nil, err
	}
	all := map[string]int64{}
	var name string
	var n int64
	_, err = pgx.ForEachRow(rows, []any{&name, &n}, func() error { all[name] = n; return nil })
	return all, err
}

// printStatements lists the statements that cost most, by database.
func (b *bed) printStatements(ctx context.Context, cases int) error {
	conn, err := b.connect(ctx, "postgres")
	if err != nil {
		return err
	}
	defer conn.Close(ctx)
	rows, err := conn.Query(ctx, `select d.datname, s.calls::float8, s.total_exec_time + s.total_plan_time, s.total_plan_time, s.rows::float8, regexp_replace(s.query, '\s+', ' ', 'g')
		from pg_stat_statements s join pg_database d on d.oid = s.dbid order by 3 desc`)
	if err != nil {
		return err
	}
	type sum struct{ calls, took float64 }
	sums, shown := map[string]sum{}, map[string]int{}
	var name, text string
	var calls, took, planned, found float64
	_, err = pgx.ForEachRow(rows, []any{&name, &calls, &took, &planned, &found, &text}, func() error {
		sums[name] = sum{sums[name].calls + calls, sums[name].took + took}
		if shown[name]++; shown[name] <= 60 {
			fmt.Printf("%s\t%.1f calls\t%.3f ms a case (%.3f planning)\t%.1f rows\t%.260s\n", name, calls/float64(cases), took/float64(cases), planned/float64(cases), found/float64(cases), text)
		}
		return nil
	})
	for name, s := range sums {
		fmt.Printf("all of %s: %.1f calls, %.3f ms a case\n", name, s.calls/float64(cases), s.took/float64(cases))
	}
	return err
}

// printEvents lists the history of a case in Temporal.
func (b *bed) printEvents(ctx context.Context, d api.DraftView) error {
	t, err := dialTemporal(ctx, b.parts.TemporalAddress)
	if err != nil {
		return err
	}
	defer t.Close()
	var kinds []string
	size := 0
	pages := t.GetWorkflowHistory(ctx, procedure.WorkflowID(d.ID), "", false, 0)
	for pages.HasNext() {
		e, err := pages.Next()
		if err != nil {
			return err
		}
		kinds, size = append(kinds, fmt.Sprintf("%s (%d B)", e.GetEventType(), e.Size())), size+e.Size()
	}
	fmt.Printf("%d events, %d bytes: %s\n", len(kinds), size, strings.Join(slices.Clone(kinds), ", "))
	return nil
}
