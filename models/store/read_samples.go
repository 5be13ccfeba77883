package store

import (
	"time"

	"countersign/models"
)

// A SampleRow is what is shown of a request beside its document: the customer's name
// and, once it is in force, its lines.
type SampleRow struct {
	Customer string // empty where there is none
	Lines    []LineRow
}

// A LineRow is a line of a request in force with its variety and what was given
// out and taken.
type LineRow struct {
	Line          int
	VarietyID     models.VarietyID `json:"variety_id"`
	Code          string
	Name          string
	Size          models.Size
	Pieces        int
	Grams         models.Grams
	Cents         models.Cents
	FromWarehouse bool `json:"from_warehouse"`
	HandedOver    *int `json:"handed_over"`
	Taken         *int
}

var sampleRow = belonging(`select json_build_object('Customer', (select k.name from customers k where k.company_id = $2::uuid and k.id = $3::uuid),
	'Lines', ` + list(`select l.line, l.variety_id, v.code, v.name, l.size, l.pieces, l.grams, l.cents, l.from_warehouse,
			h.pieces as handed_over, g.pieces as taken
		from sample_lines l join varieties v on v.id = l.variety_id
		left join sample_handovers h on h.case_id = l.case_id and h.line = l.line
		left join sample_ledger g on g.case_id = l.case_id and g.line = l.line where l.case_id = $1::uuid order by l.line`) + `)`)

// Sample reads what is shown of a request for a customer of its company.
func (c OpenCase) Sample(customer models.CustomerID) (row SampleRow, err error) {
	return row, fault("sample", Facts{g: c.r.g}.object(&row, sampleRow, c.ID, c.Company, id(customer)))
}

// A MonthLineRow is a line of a month end with its names.
type MonthLineRow struct {
	Ref         string
	CaseNumber  string
	Line        int
	VarietyID   models.VarietyID
	Code        string
	Name        string
	Size        models.Size
	Drawn       int
	Ledger      int
	DrawnGrams  models.Grams
	LedgerGrams models.Grams
	Explanation string
	ExplainedBy string
	PricePerKg  models.Cents  // today
	Paid        bool          // its sale was booked with the sample
	Out, Sold   *models.Cents // what is booked for it; nil where nothing is
}

// MonthEndLines lists the lines of a month end in their order; its prices are those of
// today, and what is booked is as it was booked.
func (c OpenCase) MonthEndLines() (rows []MonthLineRow, err error) {
	return rows, c.query(&rows, `with m as (select m.*, row_number() over (order by `+monthOrder+`) as n, coalesce(o.number, '') as case_number
			from month_end_lines m left join cases o on o.id = m.of_case where m.case_id = ?)
		select m.ref, m.case_number, m.line, m.variety_id, v.code, v.name, v.price_per_kg, m.size, m.drawn, m.ledger,
			m.drawn_grams, m.ledger_grams, m.explanation, coalesce(name(p), '') as explained_by, b.out, b.sold,
			exists (select from entries e where e.case_id = m.of_case and e.kind = 'sale') as paid
		from m join varieties v on v.id = m.variety_id left join people p on p.id = m.explained_by
		left join lateral (select max(e.cents) filter (where e.kind = 'stock_out') as out, max(e.cents) filter (where e.kind = 'sale') as sold
			from entries e where e.case_id = m.case_id and e.line = m.n and e.of_case = m.of_case) b on true order by m.n`)
}

// A PassInfo is a gate pass as it stands.
type PassInfo struct {
	Case       models.CaseID
	IssuedAt   time.Time
	ValidUntil *time.Time
	UsedAt     *time.Time
	UsedBy     string
}

// Pass finds a gate pass by its token; found is false where there is none. Who asks
// opens its case before it is shown.
func (r Reader) Pass(token string) (p PassInfo, found bool, err error) {
	found, err = r.one(&p, `select `+Seal("a case to be decided")+`g.case_id as "case", g.issued_at, g.valid_until, g.used_at, coalesce(name(p), '') as used_by
		from gate_passes g left join people p on p.id = g.used_by where g.token = ?`, token)
	return p, found, err
}

// A KeptPass is what the register of gate passes says of one.
type KeptPass struct {
	Company                    models.CompanyID
	Number                     string
	State                      models.State // of the case
	UsedAt, VoidAt, ValidUntil *time.Time
}

// KeptPass finds a gate pass by its token or the number of its form; found is false where
// there is none. Whether the asker may look is decided before it is shown.
func (r Reader) KeptPass(text string) (p KeptPass, found bool, err error) {
	found, err = r.one(&p, `select `+Seal("a pass to be decided")+`g.company_id as company, c.number, c.state, g.used_at, g.void_at, g.valid_until
		from gate_passes g join cases c on c.id = g.case_id where g.token = ? or c.number = ? limit 1`, text, text)
	return p, found, err
}
