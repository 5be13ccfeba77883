package main

import (
	"context"
	"fmt"
	"net/url"
	"path/filepath"
	"time"

	"github.com/jackc/pgx/v5"

	"countersign/deploy/demo"
	"countersign/deploy/local"
	"countersign/models/store"
	"countersign/policies"
)

// A bed is what every system stands on: one PostgreSQL cluster and one Temporal
// server, both with fsync.
type bed struct {
	runCommand
	parts *local.Parts
}

// makeBed starts the parts, unless only workloads that bring their own are wanted.
func makeBed(ctx context.Context, o runCommand) (*bed, error) {
	b := &bed{runCommand: o}
	if o.Profile {
		b.Data += "-profile"
		if err := b.watchStatements(ctx); err != nil {
			return b, err
		}
	}
	return b, b.start(ctx)
}

func (b *bed) start(ctx context.Context) (err error) {
	b.parts, err = local.Start(ctx, local.Options{Dir: b.Data, Temporal: b.Temporal, Progress: func(step string) { say("  %s", step) }})
	return err
}

func (b *bed) close() {
	if b.parts == nil {
		return
	}
	if err := b.parts.Stop(context.Background()); err != nil {
		say("stopping: %v", err)
	}
	b.parts = nil
}

// roots are the processes of the bed.
func (b *bed) roots() []int { return []int{b.parts.PID(local.PostgreSQL), b.parts.PID(local.Temporal)} }

// databaseURL is the address of a database of the cluster.
func (b *bed) databaseURL(name string) string {
	u, err := url.Parse(b.parts.DatabaseURL)
	if err != nil {
		return b.parts.DatabaseURL
	}
	u.Path = name
	return u.String()
}

// connect opens one connection to a database of the cluster.
func (b *bed) connect(ctx context.Context, name string) (*pgx.Conn, error) {
	return pgx.Connect(ctx, b.databaseURL(name))
}

// fresh makes a database with the demo group in it, in place of an earlier one,
// and returns its name.
func (b *bed) fresh(ctx context.Context, name string) (string, error) {
	name = "bench_" + name
	conn, err := b.connect(ctx, "postgres")
	if err != nil {
		return "", err
	}
	defer conn.Close(ctx)
	for _, q := range []string{"drop database if exists " + name + " with (force)", "create database " + name} {
		if _, err := conn.Exec(ctx, q); err != nil {
			return "", err
		}
	}
	for _, set := range b.Set {
		if err := b.execute(ctx, "postgres", "alter database "+name+" set "+set); err != nil {
			return "", err
		}
	}
	return name, b.loadDemo(ctx, name)
}

func (b *bed) loadDemo(ctx context.Context, name string) error {
	db, err := store.Open(ctx, b.databaseURL(name))
	if err != nil {
		return err
	}
	defer db.Close()
	if _, err := db.Migrate(ctx); err != nil {
		return err
	}
	if _, err := policies.New(ctx, db); err != nil {
		return err
	}
	return demo.Load(ctx, db, time.Now)
}

// query reads one value of a database.
func query[T any](ctx context.Context, b *bed, database, q string, args ...any) (value T, err error) {
	conn, err := b.connect(ctx, database)
	if err != nil {
		return value, err
	}
	defer conn.Close(ctx)
	err = conn.QueryRow(ctx, q, args...).Scan(&value)
	return value, err
}

// execute runs statements in a database.
func (b *bed) execute(ctx context.Context, database string, statements ...string) error {
	conn, err := b.connect(ctx, database)
	if err != nil {
		return err
	}
	defer conn.Close(ctx)
	for _, q := range statements {
		if _, err := conn.Exec(ctx, q); err != nil {
			return fmt.Errorf("%.60s: %w", q, err)
		}
	}
	return nil
}

// folder is a folder beside the data.
func (b *bed) folder(name string) string { return filepath.Join(filepath.Dir(b.Data), name) }
