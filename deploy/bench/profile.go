package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"time"
)

// watchStatements has PostgreSQL count its statements from the next start on.
func (b *bed) watchStatements(ctx context.Context) error {
	if err := b.start(ctx); err != nil {
		return err
	}
	defer b.close()
	return b.execute(ctx, "postgres", "alter system set shared_preload_libraries = 'pg_stat_statements'")
}

// countStatements begins to count them, and the time of planning them.
func (b *bed) countStatements(ctx context.Context) error {
	return b.execute(ctx, "postgres", "create extension if not exists pg_stat_statements",
		"alter system set pg_stat_statements.track_planning = on", "select pg_reload_conf()")
}

// profile writes where the time of W1 goes: a profile of the product's process,
// the statements of PostgreSQL a case, and the events of a case in Temporal.
func profile(ctx context.Context, b *bed) error {
	database, err := b.fresh(ctx, "samples")
	if err != nil {
		return err
	}
	if err := b.countStatements(ctx); err != nil {
		return err
	}
	server, err := b.raise(database, "product", "--profile", "--folder="+b.folder("attachments"))
	if err != nil {
		return err
	}
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
	fmt.Print("W1: ", shares.text)
	for name := range after {
		fmt.Printf("transactions a case in %s: %.1f\n", name, float64(after[name]-before[name])/float64(shares.cases))
	}
	if err := b.printStatements(ctx, shares.cases); err != nil {
		return err
	}
	if err := b.printEvents(ctx, c.drafts[0]); err != nil {
		return err
	}
	if err := <-kept; err != nil {
		return err
	}
	if err := b.printRequests(ctx, server, idle, c); err != nil {
		return err
	}
	if err := server.stop(); err != nil {
		return err
	}
	return b.printFloor(ctx)
}

type shares struct {
	cases int
	text  string
}

// shares measures each of the three trees of processes by itself.
func (b *bed) shares(ctx context.Context, product int, idle float64, l limits, play func(context.Context, int, int) error) (shares, error) {
	names, pids := []string{"PostgreSQL", "Temporal", "ours or the raw worker"}, append(b.roots(), product)
	var before, after [3]time.Duration
	for i, pid := range pids {
		before[i], _ = used(pid)
	}
	t, err := load(ctx, pids, idle, l, play)
	if err != nil {
		return shares{}, err
	}
	for i, pid := range pids {
		after[i], _ = used(pid)
	}
	s := shares{cases: t.cases, text: fmt.Sprintf("%d cases, %d failed (%v), %.2f CPU-ms a case, p50 %.1f p95 %.1f ms, others used %.2f processors\n",
		t.cases, t.failed, t.fault, t.milliseconds(), t.p(50), t.p(95), t.others)}
	for i := range pids {
		s.text += fmt.Sprintf("  %s %.2f CPU-ms a case, idleness included\n", names[i], ms(after[i]-before[i])/float64(max(1, t.cases)))
	}
	return s, nil
}

// printRequests measures kinds of requests alone.
func (b *bed) printRequests(ctx context.Context, server *child, idle float64, c *cast) error {
	d := c.drafts[0].ID
	for _, r := range []struct{ who, path string }{
		{applicant, "/livez"}, {applicant, "/api/v1/me"}, {applicant, "/api/v1/inbox/count"}, {applicant, "/api/v1/inbox"},
		{applicant, "/api/v1/cases/" + string(d)}, {marketing, "/api/v1/cases/" + string(d)},
	} {
		read := func(ctx context.Context, client, _ int) error {
			var body json.RawMessage
			return c.people[r.who][client].ask(ctx, "GET", r.path, "", nil, &body)
		}
		drive(ctx, limits{200, b.Clients, time.Second}, read)
		s, err := b.shares(ctx, server.pid(), idle, limits{1 << 30, b.Clients, 2 * time.Second}, read)
		if err != nil {
			return err
		}
		fmt.Printf("GET %s by %s: %s", r.path, r.who, s.text)
	}
	return nil
}

// printFloor measures the shares of a raw case.
func (b *bed) printFloor(ctx context.Context) error {
	worker, err := b.raise("postgres", "raw")
	if err != nil {
		return err
	}
	t, err := dialTemporal(ctx, b.parts.TemporalAddress)
	if err != nil {
		return errors.Join(err, worker.stop())
	}
	defer t.Close()
	for _, f := range []struct {
		name string
		play func(context.Context, int, int) error
	}{
		{"raw", func(ctx context.Context, _, _ int) error { return playRaw(ctx, t, 2, false) }},
		{"raw in our shape", func(ctx context.Context, _, _ int) error { return playShaped(ctx, t, 2) }},
	} {
		drive(ctx, limits{40, b.Clients, b.Turn}, f.play)
		s, err := b.shares(ctx, worker.pid(), 0, b.limits(), f.play)
		if err != nil {
			return errors.Join(err, worker.stop())
		}
		fmt.Printf("%s: %s", f.name, s.text)
	}
	return worker.stop()
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
