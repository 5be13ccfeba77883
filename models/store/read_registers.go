package store

import (
	"time"

	"countersign/models"
	"countersign/models/regulation"
)

// A Period is half-open: From is in it, Until is not.
type Period struct{ From, Until time.Time }

// A RegisterQuery asks for a page of a register: what the reader may see (a
// condition over alias r of the register's table), within a period, before a place.
type RegisterQuery struct {
	Scope  models.Scope
	In     Period
	Now    time.Time // of registers that tell how something stands
	Before RowKey
	Most   int
}

// rows reads a register of which columns come from table r, in order of at.
func (q RegisterQuery) rows(r Reader, into any, columns, from, at, id string) error {
	key := q.Before.beforeKey(at, id)
	return r.query(into, `select `+columns+`, `+at+` as at, `+id+` as id from `+from+`
		where `+at+` >= ? and `+at+` < ? and `+key.SQL+` and (`+q.Scope.SQL+`) order by `+at+` desc, `+id+` desc limit ?`,
		flat(q.In.From, q.In.Until, key.Args, q.Scope.Args, q.Most)...)
}

// A RegisterEntry is where an entry of a register stands, and of which case.
type RegisterEntry struct {
	ID      string
	At      time.Time
	Case    models.CaseID // empty for an entry from paper
	Number  string
	Kind    models.Kind
	Company models.CompanyID
}

const entryCase = `coalesce(c.id::text, '') as "case", coalesce(c.number, '') as number, coalesce(c.kind, '') as kind, r.company_id as company`

// Key is the entry's place in its register.
func (e RegisterEntry) Key() RowKey { return RowKey{e.At, e.ID} }

// A LedgerRow is an entry of the workshop's sample ledger.
type LedgerRow struct {
	RegisterEntry
	Line    int
	Variety string
	Size    models.Size
	Pieces  int
	Grams   models.Grams
	TakenBy string
	Note    string
}

// SampleLedger lists entries of the sample ledger, latest first (sample.ledger).
func (r Reader) SampleLedger(q RegisterQuery) (rows []LedgerRow, err error) {
	return rows, q.rows(r, &rows, entryCase+`, coalesce(r.line, 0) as line, v.name as variety, r.size, r.pieces, r.grams, name(p) as taken_by, r.note`,
		`sample_ledger r left join cases c on c.id = r.case_id join varieties v on v.id = r.variety_id join people p on p.id = r.taken_by`, "r.taken_at", "r.id")
}

// A PassRow is a gate pass as the register shows it.
type PassRow struct {
	RegisterEntry
	Applicant  string
	ValidUntil *time.Time
	UsedAt     *time.Time
	UsedBy     string
}

// GatePasses lists gate passes, latest first (sample.gate).
func (r Reader) GatePasses(q RegisterQuery) (rows []PassRow, err error) {
	return rows, q.rows(r, &rows, entryCase+`, name(a) as applicant, r.valid_until, r.used_at, coalesce(name(p), '') as used_by`,
		`gate_passes r join cases c on c.id = r.case_id join people a on a.id = c.applicant_id left join people p on p.id = r.used_by`, "r.issued_at", "r.case_id")
}

// A HandoverRow is what production gave out of one line.
type HandoverRow struct {
	RegisterEntry
	Line    int
	Variety string
	Size    models.Size
	Pieces  int
	By      string
}

// SampleHandovers lists what production gave out, latest first (sample.draw).
func (r Reader) SampleHandovers(q RegisterQuery) (rows []HandoverRow, err error) {
	return rows, q.rows(r, &rows, entryCase+`, r.line, v.name as variety, l.size, r.pieces, name(p) as by`,
		`(select h.*, c.company_id, h.act_id as row_id from sample_handovers h join cases c on c.id = h.case_id) r join cases c on c.id = r.case_id
		join sample_lines l on l.case_id = r.case_id and l.line = r.line join varieties v on v.id = l.variety_id join people p on p.id = r.by_id`,
		"r.at", "md5(r.case_id::text || '/' || r.line)::uuid")
}

// A BookRow is an entry of money or stock.
type BookRow struct {
	RegisterEntry
	Entry   string // receipt, sale, stock_out, selling_expense
	Line    int
	Of      string // the number of the sample form, of a line of a month
	Variety string
	Grams   models.Grams
	Cents   models.Cents
	Voucher string
	By      string
}

// Books lists entries of money and stock, latest first; the lines that an act booked
// stand in their order.
func (r Reader) Books(q RegisterQuery) (rows []BookRow, err error) {
	return rows, q.rows(r, &rows, entryCase+`, r.kind as entry, r.line, coalesce(s.number, '') as of, coalesce(v.name, '') as variety, r.grams, r.cents, r.voucher, name(p) as by`,
		`entries r join cases c on c.id = r.case_id left join cases s on s.id = r.of_case left join varieties v on v.id = r.variety_id join people p on p.id = r.by_id`,
		"r.at", `(lpad(to_hex(2147483647 - r.line), 8, '0') || substr(md5(r.case_id || r.kind), 9))::uuid`)
}

// An ExceptionRow is an exception asked for.
type ExceptionRow struct {
	RegisterEntry
	Subject       models.CaseID
	SubjectNumber string
	Clause        regulation.ID
	AskedBy       string
	State         string // asked, granted, refused, withdrawn
	DecidedBy     string
	DecidedAt     *time.Time
}

const exceptionRow = entryCase + `, r.subject_id as subject, coalesce(s.number, '') as subject_number, r.clause, name(p) as asked_by, r.state,
	coalesce(name(d), '') as decided_by, r.decided_at`

const exceptionFrom = `exceptions r join cases c on c.id = r.case_id join cases s on s.id = r.subject_id
	join people p on p.id = r.asked_by left join people d on d.id = r.decided_by`

// Exceptions lists exceptions, latest first (authority.exception).
func (r Reader) Exceptions(q RegisterQuery) (rows []ExceptionRow, err error) {
	return rows, q.rows(r, &rows, exceptionRow, exceptionFrom, "r.at", "r.case_id")
}

// Exceptions lists the exceptions asked for the case, oldest first.
func (c OpenCase) Exceptions() (rows []ExceptionRow, err error) {
	return rows, c.query(&rows, `select `+exceptionRow+`, r.at, r.case_id as id from `+exceptionFrom+` where r.subject_id = ? order by r.at, r.case_id`)
}

// EarlierExceptions lists what was asked for under a clause before this case,
// latest first: what the general manager weighs (authority.exception). Each row is
// a case of its own, which the reader may not be allowed to read.
func (c OpenCase) EarlierExceptions(clause regulation.ID, most int) (rows []ExceptionRow, err error) {
	return rows, c.query(&rows, `select `+exceptionRow+`, r.at, r.case_id as id from `+exceptionFrom+`
		where r.case_id <> ? and r.company_id = ? and r.clause = ? and r.at < ? order by r.at desc, r.case_id desc limit ?`, c.Company, clause, c.OpenedAt, most)
}

// A MonthRow is a month end.
type MonthRow struct {
	RegisterEntry
	Month      time.Time
	State      models.State
	Lines      int
	Differing  int
	TotalledAt *time.Time
	ReportedAt *time.Time
	BookedAt   *time.Time
}

// MonthEnds lists month ends, latest first (sample.month-end).
func (r Reader) MonthEnds(q RegisterQuery) (rows []MonthRow, err error) {
	return rows, q.rows(r, &rows, entryCase+`, r.month, c.state, r.totalled_at, r.reported_at, r.booked_at,
		(select count(*) from month_end_lines l where l.case_id = r.case_id) as lines,
		(select count(*) from month_end_lines l where l.case_id = r.case_id and l.drawn <> l.ledger) as differing`,
		`month_ends r join cases c on c.id = r.case_id`, "r.month::timestamptz", "r.case_id")
}

// ExceptionSubject is the document that an exception is about, as it was when the
// exception was asked for; nil where the case is none.
func (c OpenCase) ExceptionSubject() (kind models.Kind, body []byte, err error) {
	var row struct {
		Kind models.Kind
		Body []byte
	}
	_, err = c.one(&row, `select s.kind, x.subject_body as body from exceptions x join cases s on s.id = x.subject_id where x.case_id = ?`)
	return row.Kind, row.Body, err
}
