package store

import (
	"strings"
	"time"

	"countersign/models"
)

// A Lookback counts what a parameter concerned, and what would have come out otherwise.
type Lookback struct {
	All       int
	Otherwise int
}

// A lookback asks about what is kept of cases with the alias c: what there is since a
// day, and what of it would have come out otherwise with another value of the parameter.
type lookback struct{ from, otherwise, since string }

const (
	drawnLines = `sample_lines l join cases c on c.id = l.case_id`
	signedLast = `signatures s join cases c on c.id = s.case_id and s.decision = 'sign' and s.fell_at is null`
)

// lookbacks are by "clause/name"; what other parameters concern is not kept.
var lookbacks = map[string]lookback{
	"sample.complete/most_pieces": {drawnLines, `l.pieces > ?`, `c.opened_at >= ?`},
	"sample.weights/whole_g":      {drawnLines + ` and l.size = 'whole'`, `l.grams <> l.pieces * ?`, `c.opened_at >= ?`},
	"sample.weights/half_g":       {drawnLines + ` and l.size = 'half'`, `l.grams <> l.pieces * ?`, `c.opened_at >= ?`},
	"sample.weights/small_g":      {drawnLines + ` and l.size = 'small'`, `l.grams <> l.pieces * ?`, `c.opened_at >= ?`},
	"sample.gate/valid_hours": {`gate_passes g join cases c on c.id = g.case_id`,
		`g.used_at > (select max(l.taken_at) from sample_ledger l where l.case_id = g.case_id) + make_interval(hours => ?::int)`, `g.used_at >= ?`},
	"sample.month-end/closing_day": {`month_ends m join cases c on c.id = m.case_id`,
		`(m.totalled_at at time zone 'Asia/Shanghai')::date < m.month + (?::int - 1)`, `m.totalled_at >= ?`},
	"approval.step-up/every_signature_from_cents": {signedLast,
		`c.amount >= nullif(?::bigint, 0) and not exists (select from signature_proofs p where p.act_id = s.act_id)`, `s.at >= ?`},
}

// ParameterLook looks back at what a number concerned in the cases of a scope over the
// alias c; looked is false where nothing is kept of it.
func (r Reader) ParameterLook(scope models.Scope, key string, value int64, since time.Time) (seen Lookback, looked bool, err error) {
	look, looked := lookbacks[key]
	if !looked {
		return seen, false, nil
	}
	// The words are those of this file, never a person's.
	_, err = r.one(&seen, strings.Join([]string{`select count(*) as "all", count(*) filter (where`, look.otherwise, `) as otherwise from`, look.from,
		`where`, look.since, `and (`, scope.SQL, `)`}, " "), flat(value, since, scope.Args)...)
	return seen, true, err
}

// UnderWay counts the open cases of a scope over the alias c: each finishes under the
// rulebook with which it began.
func (r Reader) UnderWay(scope models.Scope) (n int, err error) {
	var row struct{ N int }
	_, err = r.one(&row, `select count(*) as n from cases c where c.state in ('running', 'returned', 'effective') and (`+scope.SQL+`)`, scope.Args...)
	return row.N, err
}
