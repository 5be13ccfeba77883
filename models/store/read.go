package store

import (
	"context"
	"database/sql"
	"strconv"
	"strings"

	"gorm.io/gorm"
)

// A Reader is the reading half of the store, in one language. It writes nothing,
// and it reads protected tables within a scope of policies only, or what is the
// reader's own.
type Reader struct {
	g     *gorm.DB // guarded
	facts Facts
	lang  string
}

// Reader reads what is committed at each question.
func (db *DB) Reader(ctx context.Context, lang string) Reader {
	return Reader{db.Guarded(ctx), db.Facts(ctx), lang}
}

// Reader reads within the transaction.
func (tx Tx) Reader(lang string) Reader { return Reader{guarded(tx.DB), tx.Facts(), lang} }

// Snapshot runs do with a Reader that sees one instant of the database in all
// its answers.
func (db *DB) Snapshot(ctx context.Context, lang string, do func(Reader) error) error {
	asOfOneInstant := &sql.TxOptions{Isolation: sql.LevelRepeatableRead, ReadOnly: true}
	return db.gorm.WithContext(ctx).Transaction(func(g *gorm.DB) error {
		return do(Reader{guarded(g), Facts{g, db.known}, lang})
	}, asOfOneInstant)
}

// Facts are what policies decide on, as the Reader sees them.
func (r Reader) Facts() Facts { return r.facts }

// query fills rows; in query, name(x) stands for the name of x in the reader's
// language, title(x) for its title, about(x) for what it is about.
func (r Reader) query(rows any, query string, args ...any) error {
	return fault("read", r.g.Raw(r.inLanguage(query), args...).Scan(rows).Error)
}

// one fills row and reports whether there was one.
func (r Reader) one(row any, query string, args ...any) (bool, error) {
	found := r.g.Raw(r.inLanguage(query), args...).Scan(row)
	return found.RowsAffected > 0, fault("read", found.Error)
}

// arguments of a statement that is put together, in their order.
type arguments []any

// add gives one more and returns how the statement names it.
func (a *arguments) add(value any) string {
	*a = append(*a, value)
	return "$" + strconv.Itoa(len(*a))
}

// all gives several more and returns how the statement names them.
func (a *arguments) all(values ...any) (names []string) {
	for _, v := range values {
		names = append(names, a.add(v))
	}
	return names
}

// each has the rows of a query read one by one, without gorm, which takes longer to
// read a row than PostgreSQL to find it.
func (r Reader) each(query string, args []any, read func(*sql.Rows) error) error {
	rows, err := r.g.Statement.ConnPool.QueryContext(r.g.Statement.Context, r.inLanguage(query), args...)
	if err != nil {
		return fault("read", err)
	}
	defer rows.Close()
	for rows.Next() {
		if err := read(rows); err != nil {
			return fault("read", err)
		}
	}
	return fault("read", rows.Err())
}

// worded are texts with their names written out, for each language.
var worded = map[bool]*texts[string]{true: {}, false: {}}

// inLanguage writes the names out.
func (r Reader) inLanguage(query string) string {
	made, _ := worded[r.lang == "en"].of(query, func(query string) (string, error) { return r.inWords(query), nil })
	return made
}

func (r Reader) inWords(query string) string {
	for _, column := range []string{"name", "title", "about"} {
		for {
			before, after, found := strings.Cut(query, column+"(")
			if !found {
				break
			}
			alias, rest, _ := strings.Cut(after, ")")
			query = before + r.word(alias+"."+column) + rest
		}
	}
	return query
}

func (r Reader) word(column string) string {
	if r.lang != "en" {
		return column
	}
	return "coalesce(nullif(" + column + "_en, ''), " + column + ")"
}
