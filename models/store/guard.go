package store

import (
	"context"
	"crypto/rand"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"regexp"
	"strings"

	"gorm.io/gorm"
)

// protected lists the tables that are read within a scope only.
var protected = []string{
	"cases", "case_people", "drafts", "revisions", "attachments", "slates", "tasks", "signatures", "signature_proofs", "used_codes", "act_contents",
	"receipts", "events", "notices", "outbox", "exceptions", "sample_lines", "gate_passes", "sample_handovers",
	"act_files", "recalculations", "sample_ledger", "warehouse_returns", "entries", "month_ends", "month_end_lines",
	"absences", "revocations", "customers", "varieties",
}

var namesProtected = regexp.MustCompile(`(?i)\b(` + strings.Join(protected, "|") + `)\b`)

var reads = regexp.MustCompile(`(?is)^\s*(select|with)\b`)

// seal differs from run to run, so that nobody writes it by hand.
var seal = func() string {
	var b [8]byte
	rand.Read(b[:])
	return "scope " + hex.EncodeToString(b[:])
}()

// Seal is the comment that a condition of the policy carries; without one the
// guard refuses every protected table. Only policies, Own and what
// opens a case for policies to decide make seals.
func Seal(about string) string {
	return "/* " + seal + " " + strings.ReplaceAll(about, "*/", "") + " */ "
}

// own lists the columns that name a person or a post in protected tables.
var own = regexp.MustCompile(`^([a-z]{1,3}\.)?(person_id|post_id|applicant_id|by_id|edited_by|actor_id|closed_by|asked_by)$`)

// Own is the scope of what is somebody's own: rows whose column names one of
// these people or posts. It panics on a column that names neither.
func Own[ID ~string](column string, ids ...ID) (query string, args []any) {
	if !own.MatchString(column) {
		panic(fmt.Sprintf("store: %q is nobody's own", column))
	}
	list := make([]string, len(ids))
	for i, id := range ids {
		list[i] = string(id)
	}
	return Seal("own") + column + " = any(?::uuid[])", []any{"{" + strings.Join(list, ",") + "}"}
}

// ErrUnscoped says that a protected table was about to be read without a scope.
var ErrUnscoped = errors.New("store: a protected table is read within a scope only")

// Guarded is the database for lists: it only reads, and it refuses a protected
// table without a scope of policies or Own.
func (db *DB) Guarded(ctx context.Context) *gorm.DB { return db.read.WithContext(ctx) }

func guarded(g *gorm.DB) *gorm.DB {
	g = g.Session(&gorm.Session{NewDB: true, Context: g.Statement.Context})
	config := *g.Config
	config.ConnPool = guard{g.Statement.ConnPool}
	g.Config = &config
	g.Statement.ConnPool = config.ConnPool
	return g
}

// A guard looks at each statement on its way to the database.
type guard struct{ pool gorm.ConnPool }

// examined are texts of statements that were found allowed.
var examined texts[struct{}]

func allowed(query string) error {
	_, err := examined.of(query, func(query string) (struct{}, error) { return struct{}{}, examine(query) })
	return err
}

func examine(query string) error {
	if !reads.MatchString(query) {
		return errors.New("store: the reading half does not write")
	}
	if namesProtected.MatchString(query) && !strings.Contains(query, seal) {
		return ErrUnscoped
	}
	return nil
}

// PrepareContext prepares what is allowed.
func (g guard) PrepareContext(ctx context.Context, query string) (*sql.Stmt, error) {
	if err := allowed(query); err != nil {
		return nil, err
	}
	return g.pool.PrepareContext(ctx, query)
}

// ExecContext refuses what is not allowed.
func (g guard) ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error) {
	if err := allowed(query); err != nil {
		return nil, err
	}
	return g.pool.ExecContext(ctx, query, args...)
}

// QueryContext asks what is allowed.
func (g guard) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	if err := allowed(query); err != nil {
		return nil, err
	}
	return g.pool.QueryContext(ctx, query, args...)
}

// QueryRowContext asks what is allowed. A sql.Row cannot be made with an error,
// so what is not allowed is asked under a context that has ended.
func (g guard) QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row {
	if err := allowed(query); err != nil {
		ended, end := context.WithCancelCause(ctx)
		end(err)
		return g.pool.QueryRowContext(ended, query, args...)
	}
	return g.pool.QueryRowContext(ctx, query, args...)
}

// BeginTx begins a transaction under the same guard.
func (g guard) BeginTx(ctx context.Context, opts *sql.TxOptions) (gorm.ConnPool, error) {
	switch pool := g.pool.(type) {
	case gorm.TxBeginner:
		tx, err := pool.BeginTx(ctx, opts)
		if err != nil {
			return nil, err
		}
		return &guardedTx{guard{tx}, tx}, nil
	case gorm.ConnPoolBeginner:
		tx, err := pool.BeginTx(ctx, opts)
		if err != nil {
			return nil, err
		}
		return &guardedTx{guard{tx}, tx.(gorm.TxCommitter)}, nil
	}
	return nil, gorm.ErrInvalidTransaction
}

type guardedTx struct {
	guard
	gorm.TxCommitter
}
