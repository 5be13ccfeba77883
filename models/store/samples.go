package store

import (
	"encoding/json"
	"time"

	"countersign/models"
	"countersign/models/calendar"
	"countersign/models/regulation"
)

// Varieties reads the company's varieties with these ids.
func (tx Tx) Varieties(company models.CompanyID, ids []models.VarietyID) (map[models.VarietyID]models.Variety, error) {
	return tx.Facts().Varieties(company, ids)
}

// Varieties reads the company's varieties with these ids.
func (f Facts) Varieties(company models.CompanyID, ids []models.VarietyID) (map[models.VarietyID]models.Variety, error) {
	found := map[models.VarietyID]models.Variety{}
	if len(ids) == 0 {
		return found, nil
	}
	var rows []models.Variety
	err := f.g.Raw(`select id, code, name, in_production, price_per_kg from varieties where company_id = ? and id = any(?::uuid[])`, company, uuids(ids)).Scan(&rows).Error
	for _, v := range rows {
		found[v.ID] = v
	}
	return found, fault("varieties", err)
}

// SampleBasis reads what a request is checked against: whether the customer is one
// of the company's, its varieties with these ids, and the clauses from which the case
// was granted an exception.
func (tx Tx) SampleBasis(of models.CaseID, company models.CompanyID, customer models.CustomerID, varieties []models.VarietyID) (b models.SampleBasis, err error) {
	var read struct {
		Customer  bool
		Varieties []models.Variety
		Excepted  []regulation.ID
	}
	err = tx.Facts().object(&read, `select json_build_object('Customer', exists (select from customers k where k.company_id = $1::uuid and k.id = $2::uuid and k.ended_on is null),
		'Varieties', (select json_agg(json_build_object('ID', v.id, 'Code', v.code, 'Name', v.name, 'InProduction', v.in_production, 'PricePerKg', v.price_per_kg))
			from varieties v where v.company_id = $1::uuid and v.id = any($3::uuid[])),
		'Excepted', (select json_agg(e.clause) from exceptions e join drafts x on x.case_id = e.subject_id and x.digest = e.subject_digest
			where e.subject_id = $4::uuid and e.state = 'granted'))`,
		company, id(customer), uuids(varieties), of)
	b = models.SampleBasis{Customer: read.Customer, Varieties: map[models.VarietyID]models.Variety{}, Excepted: map[regulation.ID]bool{}}
	for _, v := range read.Varieties {
		b.Varieties[v.ID] = v
	}
	for _, clause := range read.Excepted {
		b.Excepted[clause] = true
	}
	return b, fault("sample basis", err)
}

// A SampleLine is a line of a request in force.
type SampleLine struct {
	CaseID        models.CaseID
	Line          int
	VarietyID     models.VarietyID
	Size          models.Size
	Pieces        int
	Grams         models.Grams
	Cents         models.Cents
	FromWarehouse bool
}

// KeepLines writes the lines of a request that takes effect.
func (tx Tx) KeepLines(lines []SampleLine) error {
	return fault("sample lines", tx.Table("sample_lines").Create(&lines).Error)
}

// Lines reads the lines of a request in force.
func (tx Tx) Lines(id models.CaseID) ([]SampleLine, error) {
	var lines []SampleLine
	err := tx.Raw(`select * from sample_lines where case_id = ? order by line`, id).Scan(&lines).Error
	return lines, fault("sample lines", err)
}

// IssuePass writes the gate pass of a request in force (sample.gate).
func (tx Tx) IssuePass(id models.CaseID, company models.CompanyID, token string, at time.Time) error {
	return tx.write("gate pass", `insert into gate_passes (case_id, company_id, token, issued_at) values ($1, $2, $3, $4)`, id, company, token, at)
}

// A GatePass lets the goods of one case out once.
type GatePass struct {
	CaseID     models.CaseID
	Token      string
	IssuedAt   time.Time
	ValidUntil *time.Time
	UsedAt     *time.Time
}

// GatePass reads the pass of a case and holds it.
func (tx Tx) GatePass(id models.CaseID) (GatePass, error) {
	var p GatePass
	err := tx.Raw(`select case_id, token, issued_at, valid_until, used_at from gate_passes where case_id = ? for update`, id).Take(&p).Error
	return p, fault("gate pass", err)
}

// ValidatePass gives a pass its last hour, when the goods are ready to leave.
func (tx Tx) ValidatePass(id models.CaseID, until time.Time) error {
	return fault("gate pass", tx.Exec(`update gate_passes set valid_until = ? where case_id = ?`, until, id).Error)
}

// UsePass marks the pass as used; used is false where it was used before.
func (tx Tx) UsePass(id models.CaseID, by models.PersonID, act models.ActID, checked json.RawMessage, at time.Time) (used bool, err error) {
	r := tx.Exec(`update gate_passes set used_at = ?, used_by = ?, act_id = ?, checked = ? where case_id = ? and used_at is null`, at, by, act, checked, id)
	return r.RowsAffected == 1, fault("gate pass", r.Error)
}

// A Handover is what production gave out of one line (sample.draw).
type Handover struct {
	CaseID models.CaseID
	Line   int
	Pieces int
	ByID   models.PersonID
	At     time.Time
	ActID  models.ActID
}

// KeepHandovers writes what was given out.
func (tx Tx) KeepHandovers(rows []Handover) error {
	return fault("handovers", tx.Table("sample_handovers").Create(&rows).Error)
}

// Taken reads what the taker signed for, by line.
func (tx Tx) Taken(id models.CaseID) (map[int]int, error) {
	var rows []Handover
	err := tx.Raw(`select line, pieces from sample_ledger where case_id = ?`, id).Scan(&rows).Error
	taken := map[int]int{}
	for _, r := range rows {
		taken[r.Line] = r.Pieces
	}
	return taken, fault("ledger", err)
}

// Handovers reads what was given out of a case, by line.
func (tx Tx) Handovers(id models.CaseID) (map[int]int, error) {
	var rows []Handover
	err := tx.Raw(`select line, pieces from sample_handovers where case_id = ?`, id).Scan(&rows).Error
	given := map[int]int{}
	for _, r := range rows {
		given[r.Line] = r.Pieces
	}
	return given, fault("handovers", err)
}

// A LedgerEntry is one line of the workshop's sample ledger (sample.ledger).
type LedgerEntry struct {
	ID        string
	CompanyID models.CompanyID
	CaseID    *models.CaseID
	Line      *int
	VarietyID models.VarietyID
	Size      models.Size
	Pieces    int
	Grams     models.Grams
	TakenBy   models.PersonID
	TakenAt   time.Time
	ActID     models.ActID
	Note      string
}

// EnterLedger appends entries to the workshop's ledger.
func (tx Tx) EnterLedger(rows []LedgerEntry) error {
	return fault("ledger", tx.Table("sample_ledger").Create(&rows).Error)
}

// TellWorkshop notes the lines that must come back from the warehouse.
func (tx Tx) TellWorkshop(id models.CaseID, by models.PersonID, at time.Time) error {
	return fault("warehouse returns", tx.Exec(`insert into warehouse_returns (case_id, line, pieces, told_by, told_at)
		select case_id, line, pieces, ?, ? from sample_lines where case_id = ? and from_warehouse on conflict do nothing`, by, at, id).Error)
}

// RegisterReturns notes that the storekeeper has registered the lines.
func (tx Tx) RegisterReturns(id models.CaseID, by models.PersonID, at time.Time) error {
	return fault("warehouse returns", tx.Exec(`update warehouse_returns set registered_by = ?, registered_at = ? where case_id = ? and registered_at is null`, by, at, id).Error)
}

// An Entry is one entry of money or stock.
type Entry struct {
	ID        string
	CompanyID models.CompanyID
	CaseID    models.CaseID
	OfCase    *models.CaseID // whose sample it is, where the case is not the sample's own
	Line      int
	Kind      string // receipt, sale, stock_out, selling_expense
	VarietyID *models.VarietyID
	Grams     models.Grams
	Cents     models.Cents
	Voucher   string
	ByID      models.PersonID
	At        time.Time
	ActID     models.ActID
}

// EnterBooks writes entries of money and stock; each is made once.
func (tx Tx) EnterBooks(rows []Entry) error {
	if len(rows) == 0 {
		return nil
	}
	return fault("entries", tx.Table("entries").Create(&rows).Error)
}

// A MonthLine compares what was handed out of one line with what the ledger says.
type MonthLine struct {
	CaseID      models.CaseID
	OfCase      *models.CaseID
	Line        int
	VarietyID   models.VarietyID
	Size        models.Size
	Drawn       int
	Ledger      int
	DrawnGrams  models.Grams
	LedgerGrams models.Grams
	Explanation string
	Ref         string
	Paid        bool `gorm:"->"`
}

// OpenMonth claims a month of a company for one case; it is refused by the
// database where another case has it.
func (tx Tx) OpenMonth(id models.CaseID, company models.CompanyID, month calendar.Date) error {
	return fault("month end", tx.Exec(`insert into month_ends (case_id, company_id, month) values (?, ?, ?)`, id, company, month).Error)
}

// TotalMonth compares what was handed out with the workshop's ledger, line by
// line (sample.month-end): everything before until that no month has reconciled, but for
// what is void because its request was revoked.
func (tx Tx) TotalMonth(id models.CaseID, company models.CompanyID, until, at time.Time) error {
	err := tx.Exec(`insert into month_end_lines (case_id, of_case, line, variety_id, size, drawn, ledger, drawn_grams, ledger_grams, ref, ledger_id)
		with drawn as (
			select h.case_id, h.line, l.variety_id, l.size, h.pieces, l.grams / l.pieces * h.pieces as grams
			from sample_handovers h join sample_lines l using (case_id, line) join cases c on c.id = h.case_id
			where c.company_id = ? and c.state <> 'revoked' and h.at < ? and h.pieces > 0
				and not exists (select from month_end_lines m where m.of_case = h.case_id and m.line = h.line and m.drawn > 0 and not m.released)),
		ledger as (
			select g.* from sample_ledger g where g.company_id = ? and g.taken_at < ? and g.pieces > 0
				and not exists (select from cases c where c.id = g.case_id and c.state = 'revoked')
				and not exists (select from month_end_lines m where m.ledger_id = g.id and not m.released))
		select ?::uuid, coalesce(d.case_id, g.case_id), coalesce(d.line, g.line, 0), coalesce(d.variety_id, g.variety_id), coalesce(d.size, g.size),
			coalesce(d.pieces, 0), coalesce(g.pieces, 0), coalesce(d.grams, 0), coalesce(g.grams, 0),
			coalesce(d.case_id || '/' || d.line, g.id::text), g.id
		from drawn d full join ledger g on g.case_id = d.case_id and g.line = d.line`, company, until, company, until, id).Error
	if err != nil {
		return fault("month end", err)
	}
	return fault("month end", tx.Exec(`update month_ends set totalled_at = ? where case_id = ?`, at, id).Error)
}

// monthOrder is the order in which lines m of a month end are listed and numbered: those
// that differ first, then by sample o.
const monthOrder = `m.drawn = m.ledger, o.number, m.line, m.ref`

// MonthLines reads the lines of a month end in their order; paid says that the line's
// sale is booked.
func (tx Tx) MonthLines(id models.CaseID) ([]MonthLine, error) {
	var lines []MonthLine
	err := tx.Raw(`select m.*, exists (select from entries e where e.case_id = m.of_case and e.kind = 'sale') as paid
		from month_end_lines m left join cases o on o.id = m.of_case where m.case_id = ? order by `+monthOrder, id).Scan(&lines).Error
	return lines, fault("month end", err)
}

// ExplainLine writes down why a line differs.
func (tx Tx) ExplainLine(id models.CaseID, ref, why string, by models.PersonID, at time.Time) error {
	return fault("month end", tx.Exec(`update month_end_lines set explanation = ?, explained_by = ?, explained_at = ? where case_id = ? and ref = ?`, why, by, at, id, ref).Error)
}

// MarkMonth notes that a month was reported or booked.
func (tx Tx) MarkMonth(id models.CaseID, what string, at time.Time) error {
	column := map[string]string{"reported": "reported_at", "booked": "booked_at"}[what]
	return fault("month end", tx.Exec(`update month_ends set `+column+` = ? where case_id = ?`, at, id).Error)
}

// ReleaseMonth gives a month back, with all that was to be reconciled in it, when
// its case ends without closing it.
func (tx Tx) ReleaseMonth(id models.CaseID, at time.Time) error {
	if err := tx.Exec(`update month_end_lines set released = true where case_id = ?`, id).Error; err != nil {
		return fault("month end", err)
	}
	return fault("month end", tx.Exec(`update month_ends set released_at = ? where case_id = ?`, at, id).Error)
}

// Month reads which month a case closes.
func (tx Tx) Month(id models.CaseID) (calendar.Date, error) {
	var m calendar.Date
	err := tx.Raw(`select month from month_ends where case_id = ?`, id).Row().Scan(&m)
	return m, fault("month end", err)
}
