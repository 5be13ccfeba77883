// Package store is where SQL lives, and gorm.
package store

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"runtime"
	"strconv"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"
	"gorm.io/driver/postgres"
	"gorm.io/gorm"
	"gorm.io/gorm/logger"

	"countersign/models"
)

//go:embed migrations/*.sql
var migrations embed.FS

// A DB is the product's PostgreSQL database.
type DB struct {
	gorm *gorm.DB
	read *gorm.DB // guarded
	sql  *sql.DB
	url  string
	// config is url without what is not PostgreSQL's, for connections beside the pool.
	config *pgx.ConnConfig
	known  *organisations
}

// Open connects to the database at url; it does not change it. The address may say
// pool_max_conns; else the pool follows the number of processors.
func Open(ctx context.Context, url string) (*DB, error) {
	config, err := pgx.ParseConfig(url)
	if err != nil {
		return nil, fmt.Errorf("store: database address: %w", err)
	}
	config.RuntimeParams["timezone"] = "UTC"
	for name, value := range map[string]string{
		"application_name": "countersign",
		// Every statement is written for one plan, whatever its arguments are. To plan it
		// anew for them takes longer than to run it.
		"plan_cache_mode": "force_generic_plan",
		// What is asked for is mostly in memory, and no disk of today has to move its head:
		// an index is taken in a small table, too, for which the plan is kept as it grows.
		"random_page_cost": "1.1",
	} {
		if config.RuntimeParams[name] == "" {
			config.RuntimeParams[name] = value
		}
	}
	most, err := poolSize(config.RuntimeParams)
	if err != nil {
		return nil, err
	}
	pool := stdlib.OpenDB(*config, stdlib.OptionAfterConnect(asText))
	pool.SetMaxOpenConns(most)
	pool.SetMaxIdleConns(most)
	pool.SetConnMaxIdleTime(5 * time.Minute)
	if err := pool.PingContext(ctx); err != nil {
		pool.Close()
		return nil, fmt.Errorf("store: no answer from PostgreSQL: %w", err)
	}
	g, err := gorm.Open(postgres.New(postgres.Config{Conn: pool}), &gorm.Config{
		Logger: logger.Discard, SkipDefaultTransaction: true, TranslateError: true,
	})
	if err != nil {
		pool.Close()
		return nil, fmt.Errorf("store: %w", err)
	}
	return &DB{gorm: g, read: guarded(g), sql: pool, url: url, config: config, known: &organisations{last: map[models.CompanyID]staffing{}}}, nil
}

// poolSize is how many connections there are at most: four a processor, from 8 to 32,
// for a statement is prepared and planned anew on each. Who holds a connection never
// waits for another.
func poolSize(address map[string]string) (int, error) {
	text, said := address["pool_max_conns"]
	if !said {
		return min(max(4*runtime.GOMAXPROCS(0), 8), 32), nil
	}
	delete(address, "pool_max_conns")
	most, err := strconv.Atoi(text)
	if err != nil || most < 1 {
		return 0, fmt.Errorf("store: database address: pool_max_conns is %q", text)
	}
	return most, nil
}

// Close ends all connections.
func (db *DB) Close() error { return db.sql.Close() }

// URL is the address that db was opened with.
func (db *DB) URL() string { return db.url }

// Ping reports whether PostgreSQL answers.
func (db *DB) Ping(ctx context.Context) error { return db.sql.PingContext(ctx) }

// Migrate brings the schema to this program's version; several programs may try
// at once. It returns the versions that it applied.
func (db *DB) Migrate(ctx context.Context) ([]int64, error) {
	dir, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return nil, err
	}
	locker, err := lock.NewPostgresSessionLocker()
	if err != nil {
		return nil, err
	}
	p, err := goose.NewProvider(goose.DialectPostgres, db.sql, dir, goose.WithSessionLocker(locker))
	if err != nil {
		return nil, fmt.Errorf("store: migrations: %w", err)
	}
	results, err := p.Up(ctx)
	var applied []int64
	for _, r := range results {
		applied = append(applied, r.Source.Version)
	}
	if err != nil {
		return applied, fmt.Errorf("store: migrations: %w", err)
	}
	return applied, nil
}

// A Tx is one transaction, or a Single: the only ways to write.
type Tx struct {
	*gorm.DB
	known *organisations
	again *bool // sessions are to be looked at again once it is committed; nil in a Single
}

// Write runs do in one transaction and commits when it returns nil. It repeats
// do when PostgreSQL asks for it (deadlock, serialization), at most five times.
func (db *DB) Write(ctx context.Context, do func(Tx) error) error {
	var err error
	for try := 0; try < 5; try++ {
		again := false
		err = db.gorm.WithContext(ctx).Transaction(func(g *gorm.DB) error { return do(Tx{g, db.known, &again}) })
		if again {
			db.known.sessions.forget()
		}
		var pg *pgconn.PgError
		if !errors.As(err, &pg) || (pg.Code != "40001" && pg.Code != "40P01") {
			return err
		}
	}
	return err
}

// write runs one statement without gorm, which takes longer to put it together than
// PostgreSQL to run it. What says of what a fault is.
func (tx Tx) write(what, statement string, args ...any) error {
	_, err := tx.Statement.ConnPool.ExecContext(tx.Statement.Context, statement, args...)
	return fault(what, err)
}

// Single is for a write of one statement, which is a transaction by itself: each
// statement of the Tx is committed when it ends.
func (db *DB) Single(ctx context.Context) Tx { return Tx{db.gorm.WithContext(ctx), db.known, nil} }

// Schema is the text of all migrations, in order.
func Schema() string {
	names, err := fs.Glob(migrations, "migrations/*.sql")
	if err != nil {
		panic(err)
	}
	var all strings.Builder
	for _, name := range names {
		body, err := migrations.ReadFile(name)
		if err != nil {
			panic(err)
		}
		all.Write(body)
	}
	return all.String()
}
