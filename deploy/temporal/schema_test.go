package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"testing"

	"github.com/jackc/pgx/v5"
	"go.temporal.io/server/common/config"
	"go.temporal.io/server/tools/common/schema"
	"go.temporal.io/server/tools/sql"
)

// testCluster is the URL of a PostgreSQL cluster in which the tests may create and drop databases.
func testCluster(t *testing.T) string {
	t.Helper()
	url := os.Getenv("COUNTERSIGN_TEST_DATABASE")
	if url == "" {
		t.Fatal("name a PostgreSQL cluster for the test in COUNTERSIGN_TEST_DATABASE, for example postgres://postgres@127.0.0.1:5432/postgres")
	}
	return url
}

// stores names two databases nobody has; they are dropped after the test.
func stores(t *testing.T, admin string) map[string]*config.SQL {
	t.Helper()
	all := map[string]*config.SQL{}
	for i, name := range []string{mainSchema, visibilitySchema} {
		s, err := store(admin, fmt.Sprintf("schema_test_%d_%d", rand.Uint32(), i), 2)
		if err != nil {
			t.Fatal(err)
		}
		all[name] = s
		t.Cleanup(func() { drop(t, admin, s.DatabaseName) })
	}
	return all
}

func drop(t *testing.T, admin, name string) {
	db, err := pgx.Connect(context.Background(), admin)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close(context.Background())
	if _, err := db.Exec(context.Background(), "DROP DATABASE IF EXISTS "+pgx.Identifier{name}.Sanitize()); err != nil {
		t.Fatal(err)
	}
}

func version(t *testing.T, s *config.SQL) string {
	t.Helper()
	conn, err := sql.NewConnection(s, logger)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	v, err := conn.ReadSchemaVersion()
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// An empty cluster, a second start and a cluster left by an older server all end at the same version.
func TestAnySchemaIsBroughtUpToDate(t *testing.T) {
	admin := testCluster(t)
	fresh := stores(t, admin)
	for range 2 {
		if err := prepare(t.Context(), admin, fresh); err != nil {
			t.Fatal(err)
		}
	}
	older := stores(t, admin)
	for name, target := range map[string]string{mainSchema: "1.9", visibilitySchema: "1.2"} {
		leave(t, admin, older[name], name, target)
	}
	if err := prepare(t.Context(), admin, older); err != nil {
		t.Fatal(err)
	}
	for name := range fresh {
		if got, want := version(t, older[name]), version(t, fresh[name]); got != want {
			t.Errorf("%s was brought to %s, a fresh one is at %s", name, got, want)
		}
	}
}

// leave makes a database as a server of the target version would have left it.
func leave(t *testing.T, admin string, s *config.SQL, name, target string) {
	t.Helper()
	db, err := pgx.Connect(t.Context(), admin)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close(context.Background())
	if err := create(t.Context(), db, s.DatabaseName); err != nil {
		t.Fatal(err)
	}
	conn, err := sql.NewConnection(s, logger)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	if err := schema.NewSetupSchemaTask(conn, &schema.SetupConfig{InitialVersion: "0.0"}, logger).Run(); err != nil {
		t.Fatal(err)
	}
	if err := schema.NewUpdateSchemaTask(conn, &schema.UpdateConfig{SchemaName: name, TargetVersion: target}, logger).Run(); err != nil {
		t.Fatal(err)
	}
	if got := version(t, s); got != target {
		t.Fatalf("the older database is at %s, not at %s", got, target)
	}
}
