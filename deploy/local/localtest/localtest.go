// Package localtest gives each test a migrated PostgreSQL database of its own,
// cloned from a template.
package localtest

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/url"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"countersign/models/store"
)

// Env names the variable with the address of a PostgreSQL cluster in which
// tests may create databases; `make test` sets it.
const Env = "COUNTERSIGN_TEST_DATABASE"

var template = sync.OnceValues(makeTemplate)

// DB returns a database with the product's schema and no rows. It is dropped
// when the test ends. Without a cluster the test fails, it does not skip.
func DB(t testing.TB) *store.DB {
	t.Helper()
	admin := os.Getenv(Env)
	if admin == "" {
		t.Fatalf("localtest: %s is not set; run the tests with `make test`", Env)
	}
	from, err := template()
	if err != nil {
		t.Fatalf("localtest: %v", err)
	}
	name := "t_" + strings.ReplaceAll(uuid.NewString(), "-", "")
	exec(t, admin, fmt.Sprintf("create database %s template %s", name, from))
	db, err := store.Open(context.Background(), address(admin, name))
	if err != nil {
		t.Fatalf("localtest: %v", err)
	}
	t.Cleanup(func() {
		db.Close()
		exec(t, admin, fmt.Sprintf("drop database if exists %s with (force)", name))
	})
	return db
}

// makeTemplate migrates a template once a cluster and schema, whichever test
// program comes first.
func makeTemplate() (string, error) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	conn, err := pgx.Connect(ctx, os.Getenv(Env))
	if err != nil {
		return "", err
	}
	defer conn.Close(ctx)
	sum := sha256.Sum256([]byte(store.Schema()))
	name := "template_" + hex.EncodeToString(sum[:8])
	if _, err := conn.Exec(ctx, "select pg_advisory_lock(7421)"); err != nil {
		return "", err
	}
	var there bool
	if err := conn.QueryRow(ctx, "select exists (select from pg_database where datname = $1)", name).Scan(&there); err != nil || there {
		return name, err
	}
	draft := name + "_draft"
	for _, q := range []string{"drop database if exists " + draft, "create database " + draft} {
		if _, err := conn.Exec(ctx, q); err != nil {
			return "", err
		}
	}
	db, err := store.Open(ctx, address(os.Getenv(Env), draft))
	if err != nil {
		return "", err
	}
	_, err = db.Migrate(ctx)
	db.Close()
	if err != nil {
		return "", err
	}
	_, err = conn.Exec(ctx, fmt.Sprintf("alter database %s rename to %s", draft, name))
	return name, err
}

func address(admin, name string) string {
	u, err := url.Parse(admin)
	if err != nil {
		return admin
	}
	u.Path = "/" + name
	return u.String()
}

func exec(t testing.TB, admin, query string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	conn, err := pgx.Connect(ctx, admin)
	if err != nil {
		t.Fatalf("localtest: %v", err)
	}
	defer conn.Close(ctx)
	if _, err := conn.Exec(ctx, query); err != nil {
		t.Fatalf("localtest: %s: %v", query, err)
	}
}
