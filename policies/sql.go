package policies

import (
	"strings"
	"time"

	"countersign/models"
	"countersign/models/calendar"
)

// A sqlText is a condition in SQL with its arguments.
type sqlText struct {
	sql  string
	args []any
}

var (
	yes = sqlText{sql: "true"}
	no  = sqlText{sql: "false"}
)

func constant(b bool) sqlText {
	if b {
		return yes
	}
	return no
}

func (s sqlText) is(other sqlText) bool { return s.sql == other.sql }

// not is the contrary.
func (s sqlText) not() sqlText {
	switch {
	case s.is(yes):
		return no
	case s.is(no):
		return yes
	}
	return sqlText{"not (" + s.sql + ")", s.args}
}

// An asker is who asks for a list, and when.
type asker struct {
	who   models.Standing
	now   time.Time
	today string // the company's day
	alias string // of the rows of the list
}

func newAsker(who models.Standing, now time.Time, alias string) asker {
	return asker{who, now, calendar.DateOf(now.In(calendar.China())).String(), alias}
}

// me is the asker's id n times.
func (a asker) me(n int) []any {
	args := make([]any, n)
	for i := range args {
		args[i] = string(a.who.Person)
	}
	return args
}

// posts asks sql of the posts that the asker holds.
func (a asker) posts(sql string) sqlText {
	if len(a.who.Posts) == 0 {
		return no
	}
	ids := make([]string, len(a.who.Posts))
	for i, h := range a.who.Posts {
		ids[i] = string(h.Post)
	}
	return sqlText{sql, []any{array(ids)}}
}

func (a asker) among(column string, ids []string) sqlText {
	if len(ids) == 0 {
		return no
	}
	return sqlText{column + ` = any(?::uuid[])`, []any{array(ids)}}
}

// array is a list in PostgreSQL's own writing, one argument whatever its length,
// so that a statement has one text. Its members are ids and words without quotes.
func array[S ~string](list []S) string {
	var b strings.Builder
	b.WriteByte('{')
	for i, s := range list {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString(string(s))
	}
	return b.String() + "}"
}
