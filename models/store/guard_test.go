package store_test

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"gorm.io/gorm"

	"countersign/models"
	"countersign/models/store"
)

type aRow struct{ ID string }

// shapes are the ways in which gorm can be asked for a table.
var shapes = map[string]func(g *gorm.DB, table string) error{
	"find":     func(g *gorm.DB, t string) error { var rows []map[string]any; return g.Table(t).Find(&rows).Error },
	"first":    func(g *gorm.DB, t string) error { var row aRow; return g.Table(t).Select("1 as id").Take(&row).Error },
	"count":    func(g *gorm.DB, t string) error { var n int64; return g.Table(t).Count(&n).Error },
	"pluck":    func(g *gorm.DB, t string) error { var all []string; return g.Table(t).Pluck("id", &all).Error },
	"scan":     func(g *gorm.DB, t string) error { var n int; return g.Raw("select count(*) from " + t).Scan(&n).Error },
	"row":      row,
	"rows":     func(g *gorm.DB, t string) error { return closed(g.Raw("select 1 from " + t).Rows()) },
	"exec":     func(g *gorm.DB, t string) error { return g.Exec("select 1 from " + t).Error },
	"subquery": func(g *gorm.DB, t string) error { return count(g, "(select 1 from "+t+") x") },
	"join":     func(g *gorm.DB, t string) error { return count(g, "people p left join "+t+" x on true") },
	"with": func(g *gorm.DB, t string) error {
		return closed(g.Raw("with x as (select 1 from " + t + ") select * from x").Rows())
	},
	"quoted": func(g *gorm.DB, t string) error { return count(g, `public."`+t+`"`) },
	"union": func(g *gorm.DB, t string) error {
		return count(g, "(select 1 from people union all select 1 from\n"+t+"\n) x")
	},
	"comment": func(g *gorm.DB, t string) error { return count(g, "/* scope deadbeef read */ "+t) },
	"exists": func(g *gorm.DB, t string) error {
		var n int64
		return g.Table("people").Where("exists (select from " + t + ")").Count(&n).Error
	},
}

// row: where a statement cannot be prepared, gorm hands out a row that panics.
func row(g *gorm.DB, table string) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("no row: %v", p)
		}
	}()
	var n int
	return g.Raw("select count(*) from " + table).Row().Scan(&n)
}

func count(g *gorm.DB, from string) error {
	var n int
	return g.Raw("select count(*) from " + from).Scan(&n).Error
}

func closed(rows *sql.Rows, err error) error {
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
	}
	return rows.Err()
}

// ways are the ways to come by a gorm.DB.
var ways = map[string]func(g *gorm.DB, do func(*gorm.DB) error) error{
	"plain":   func(g *gorm.DB, do func(*gorm.DB) error) error { return do(g) },
	"tx":      func(g *gorm.DB, do func(*gorm.DB) error) error { return g.Transaction(do) },
	"begin":   func(g *gorm.DB, do func(*gorm.DB) error) error { tx := g.Begin(); defer tx.Rollback(); return do(tx) },
	"session": func(g *gorm.DB, do func(*gorm.DB) error) error { return do(g.Session(&gorm.Session{NewDB: true})) },
	"prepared": func(g *gorm.DB, do func(*gorm.DB) error) error {
		return do(g.Session(&gorm.Session{PrepareStmt: true}))
	},
	"debug": func(g *gorm.DB, do func(*gorm.DB) error) error { return do(g.WithContext(context.Background())) },
}

func TestApprovalNeedToKnow_NoListOfAProtectedTableWithoutAScope(t *testing.T) {
	db, exec := house(t)
	aCase(exec)
	guarded := db.Guarded(context.Background())
	for way, how := range ways {
		for shape, ask := range shapes {
			for _, table := range []string{"cases", "tasks", "drafts", "sample_ledger"} {
				err := how(guarded, func(g *gorm.DB) error { return ask(g, table) })
				require.Error(t, err, "%s %s %s", way, shape, table)
				if shape != "row" { // a sql.Row knows only that it was cut short
					require.ErrorIs(t, err, store.ErrUnscoped, "%s %s %s", way, shape, table)
				}
			}
			if shape == "comment" {
				continue
			}
			require.NoError(t, how(guarded, func(g *gorm.DB) error { return ask(g, "posts") }), "%s %s of an open table", way, shape)
		}
	}
}

func TestEveryTableWithCasesInItIsProtected(t *testing.T) {
	db, _ := house(t)
	var tables []string
	err := db.Guarded(context.Background()).Raw(`select distinct table_name::text from information_schema.columns
		where table_schema = 'public' and column_name in ('case_id', 'act_id') and table_name not in ('rulebooks', 'matrices', 'forms')`).Scan(&tables).Error
	require.NoError(t, err)
	require.NotEmpty(t, tables)
	for _, table := range tables {
		err := count(db.Guarded(context.Background()), table)
		require.ErrorIs(t, err, store.ErrUnscoped, table)
	}
}

func TestTheReadingHalfDoesNotWrite(t *testing.T) {
	db, _ := house(t)
	for way, how := range ways {
		for _, query := range []string{"delete from people", "update people set name = ''", " insert into units default values", "drop table tasks", "set role postgres"} {
			err := how(db.Guarded(context.Background()), func(g *gorm.DB) error { return g.Exec(query).Error })
			require.ErrorContains(t, err, "does not write", "%s: %s", way, query)
		}
	}
	_, err := db.Guarded(context.Background()).DB()
	require.Error(t, err, "nobody gets at the connections below the guard")
}

func TestASealOpensTheGuard(t *testing.T) {
	db, exec := house(t)
	aCase(exec)
	g := db.Guarded(context.Background())
	require.NoError(t, count(g, store.Seal("read cases")+"cases"))

	for _, mine := range []struct {
		person int
		cases  int
	}{{31, 1}, {30, 0}} {
		query, args := store.Own("c.applicant_id", models.PersonID(uuidOf(mine.person)))
		var n int
		require.NoError(t, g.Raw("select count(*) from cases c where "+query, args...).Scan(&n).Error)
		require.Equal(t, mine.cases, n, "one's own cases only")
	}
	query, args := store.Own("t.post_id", models.PostID(uuidOf(20)), models.PostID(uuidOf(21)))
	var n int
	require.NoError(t, g.Raw("select count(*) from tasks t where "+query, args...).Scan(&n).Error)
	require.Equal(t, 1, n)
	for _, column := range []string{"c.company_id", "true or c.applicant_id", "c.digest", "id"} {
		require.Panics(t, func() { store.Own(column, models.PersonID(uuidOf(30))) }, column)
	}
	require.Equal(t, 1, strings.Count(store.Seal("x */ drop"), "*/"), "nothing ends the comment early")
}
