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
	"strconv"
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

// templates are those that this test program has made or found, by name.
var templates sync.Map

// DB returns a database with the product's schema and no rows. It is dropped
// when the test ends. Without a cluster the test fails, it does not skip.
func DB(t testing.TB) *store.DB {
	t.Helper()
	return Prepared(t, "empty", func(context.Context, *store.DB) error { return nil })
}

// Prepared is DB with what prepare writes; it is written once a test program.
func Prepared(t testing.TB, name string, prepare func(context.Context, *store.DB) error) *store.DB {
	t.Helper()
	admin := os.Getenv(Env)
	if admin == "" {
		t.Fatalf("localtest: %s is not set; run the tests with `make test`", Env)
	}
	make, _ := templates.LoadOrStore(name, sync.OnceValues(func() (string, error) { return makeTemplate(admin, name, prepare) }))
	from, err := make.(func() (string, error))()
	if err != nil {
		t.Fatalf("localtest: %v", err)
	}
	clone := "t_" + strings.ReplaceAll(uuid.NewString(), "-", "")
	exec(t, admin, fmt.Sprintf("create database %s template %s", clone, from))
	db, err := store.Open(context.Background(), address(admin, clone))
	if err != nil {
		t.Fatalf("localtest: %v", err)
	}
	t.Cleanup(func() {
		_ = db.Close() // the database is dropped with force anyway
		exec(t, admin, fmt.Sprintf("drop database if exists %s with (force)", clone))
	})
	return db
}

// makeTemplate migrates a template and prepares it. An empty one is made once a
// cluster and schema, whichever test program comes first; a prepared one is each
// program's own, for what prepares it may have changed.
func makeTemplate(admin, name string, prepare func(context.Context, *store.DB) error) (string, error) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	conn, err := pgx.Connect(ctx, admin)
	if err != nil {
		return "", err
	}
	defer func() { _ = conn.Close(ctx) }()
	sum := sha256.Sum256([]byte(store.Schema()))
	template := fmt.Sprintf("template_%s_%s", name, hex.EncodeToString(sum[:8]))
	if name != "empty" {
		template += "_" + strconv.Itoa(os.Getpid())
	}
	if _, err := conn.Exec(ctx, "select pg_advisory_lock(7421)"); err != nil {
		return "", err
	}
	var there bool
	if err := conn.QueryRow(ctx, "select exists (select from pg_database where datname = $1)", template).Scan(&there); err != nil || there {
		return template, err
	}
	draft := template + "_draft"
	for _, q := range []string{"drop database if exists " + draft, "create database " + draft} {
		if _, err := conn.Exec(ctx, q); err != nil {
			return "", err
		}
	}
	if err := fill(ctx, address(admin, draft), prepare); err != nil {
		return "", err
	}
	_, err = conn.Exec(ctx, fmt.Sprintf("alter database %s rename to %s", draft, template))
	return template, err
}

func fill(ctx context.Context, url string, prepare func(context.Context, *store.DB) error) error {
	db, err := store.Open(ctx, url)
	if err != nil {
		return err
	}
	defer db.Close()
	if _, err := db.Migrate(ctx); err != nil {
		return err
	}
	return prepare(ctx, db)
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
