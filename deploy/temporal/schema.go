package main

import (
	"context"
	"fmt"
	"net"
	"net/url"
	"strconv"

	"github.com/jackc/pgx/v5"
	"go.temporal.io/server/common/config"
	"go.temporal.io/server/common/persistence/sql/sqlplugin/postgresql"
	"go.temporal.io/server/tools/common/schema"
	"go.temporal.io/server/tools/sql"
)

// The two databases and the server's own name for the schema of each.
const (
	mainDatabase       = "temporal"
	visibilityDatabase = "temporal_visibility"
	mainSchema         = "postgresql/v12/temporal"
	visibilitySchema   = "postgresql/v12/visibility"
)

// schemaLock is the advisory lock under which schemas are changed: two servers that start at the same moment
// must not upgrade at the same moment. The number is the word "temporal" in ASCII.
const schemaLock int64 = 0x74656d706f72616c

// store says how the server reaches one of its databases in the cluster that admin leads to. What the
// URL's query says (sslmode, sslrootcert) holds for the server's own connections too.
func store(admin, database string, conns int) (*config.SQL, error) {
	c, err := pgx.ParseConfig(admin)
	if err != nil {
		return nil, fmt.Errorf("--database is no PostgreSQL URL: %w", err)
	}
	u, err := url.Parse(admin)
	if err != nil {
		return nil, fmt.Errorf("--database is no URL: %w", err)
	}
	attributes := map[string]string{}
	for name := range u.Query() {
		attributes[name] = u.Query().Get(name)
	}
	return &config.SQL{
		PluginName:        postgresql.PluginNamePGX,
		ConnectProtocol:   "tcp",
		ConnectAddr:       net.JoinHostPort(c.Host, strconv.Itoa(int(c.Port))),
		User:              c.User,
		Password:          c.Password,
		DatabaseName:      database,
		ConnectAttributes: attributes,
		MaxConns:          conns,
		MaxIdleConns:      conns,
	}, nil
}

// prepare creates and upgrades the databases of stores, keyed by the name of their schema.
func prepare(ctx context.Context, admin string, stores map[string]*config.SQL) error {
	db, err := pgx.Connect(ctx, admin)
	if err != nil {
		return fmt.Errorf("PostgreSQL does not answer: %w", err)
	}
	defer db.Close(context.WithoutCancel(ctx))
	if _, err := db.Exec(ctx, "SELECT pg_advisory_lock($1)", schemaLock); err != nil {
		return err
	}
	for name, s := range stores {
		if err := create(ctx, db, s.DatabaseName); err != nil {
			return fmt.Errorf("create database %s: %w", s.DatabaseName, err)
		}
		if err := upgrade(s, name); err != nil {
			return fmt.Errorf("upgrade the schema of database %s: %w", s.DatabaseName, err)
		}
	}
	return nil
}

func create(ctx context.Context, db *pgx.Conn, name string) error {
	var there bool
	err := db.QueryRow(ctx, "SELECT EXISTS (SELECT FROM pg_database WHERE datname = $1)", name).Scan(&there)
	if err != nil || there {
		return err
	}
	_, err = db.Exec(ctx, "CREATE DATABASE "+pgx.Identifier{name}.Sanitize())
	return err
}

// upgrade brings a schema to the version this server was built with; version 0.0 is the empty database.
func upgrade(s *config.SQL, name string) error {
	conn, err := sql.NewConnection(s, logger)
	if err != nil {
		return err
	}
	defer conn.Close()
	setup := schema.NewSetupSchemaTask(conn, &schema.SetupConfig{InitialVersion: "0.0"}, logger)
	if version, err := conn.ReadSchemaVersion(); err != nil || version == "" {
		if err := setup.Run(); err != nil {
			return err
		}
	}
	return schema.NewUpdateSchemaTask(conn, &schema.UpdateConfig{SchemaName: name}, logger).Run()
}
