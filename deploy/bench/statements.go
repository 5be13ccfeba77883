package main

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"countersign/api"
	"countersign/workflows/procedure"
)

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
	fmt.Printf("%d events, %d bytes: %s\n", len(kinds), size, strings.Join(kinds, ", "))
	return nil
}
