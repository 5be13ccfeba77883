package activities

import (
	"crypto/rand"
	"slices"
	"strings"
	"time"

	"countersign/models"
	"countersign/models/regulation"
	"countersign/models/store"
)

// PassCode makes the secret of a gate pass: a hundred random bits in twenty capitals
// and digits, which a guard can also type (sample.gate).
func PassCode() string { return rand.Text()[:20] }

// putInForce issues the form that both have signed: its lines are weighed
// (sample.weights), and the gate pass is made (sample.form).
func (p *performance) putInForce() error {
	doc, err := p.document()
	if err != nil {
		return err
	}
	if _, err := p.issue(doc.(*models.SampleRequest)); err != nil {
		return err
	}
	return p.effective()
}

func (p *performance) issue(d *models.SampleRequest) ([]store.SampleLine, error) {
	varieties, err := p.tx.Varieties(p.c.Company, models.Goods(d))
	if err != nil {
		return nil, err
	}
	p.c.Amount = models.Worth(d, varieties, p.book)
	var lines []store.SampleLine
	for i, l := range models.Weigh(d.Lines, varieties, p.book) {
		lines = append(lines, store.SampleLine{CaseID: p.c.ID, Line: i + 1, VarietyID: l.Variety, Size: l.Size, Pieces: l.Pieces,
			Grams: l.Grams, Cents: l.Price, FromWarehouse: l.FromWarehouse})
	}
	p.out.Facts.FromWarehouse = slices.ContainsFunc(lines, func(l store.SampleLine) bool { return l.FromWarehouse })
	if err := p.tx.KeepLines(lines); err != nil {
		return nil, err
	}
	return lines, p.tx.IssuePass(p.c.ID, p.c.Company, p.r.Token(), p.at)
}

// A Collection is what finance writes when it takes the money.
type Collection struct {
	Voucher string `json:"voucher"` // number of the receipt
}

// sell books receipt and sale of a paid sample at the normal price; then it is
// in force (sample.paid-by-default).
func (p *performance) sell() error {
	var f Collection
	if err := p.form(&f); err != nil {
		return err
	}
	if f.Voucher = strings.TrimSpace(f.Voucher); f.Voucher == "" || len(f.Voucher) > 60 {
		return models.Refuse(models.Invalid, regulation.SamplePaidByDefault, "voucher-missing")
	}
	doc, err := p.document()
	if err != nil {
		return err
	}
	lines, err := p.issue(doc.(*models.SampleRequest))
	if err != nil {
		return err
	}
	var entries []store.Entry
	for _, l := range lines {
		entries = append(entries, p.entry("receipt", l, f.Voucher), p.entry("sale", l, f.Voucher))
	}
	if err := p.tx.EnterBooks(entries); err != nil {
		return err
	}
	return p.effective()
}

func (p *performance) entry(kind string, l store.SampleLine, voucher string) store.Entry {
	variety := l.VarietyID
	return store.Entry{ID: newID(), CompanyID: p.c.Company, CaseID: p.c.ID, Line: l.Line, Kind: kind, VarietyID: &variety,
		Grams: l.Grams, Cents: l.Cents, Voucher: voucher, ByID: p.in.Act.Actor, At: p.at, ActID: p.in.Act.ID}
}

func (p *performance) returnToWorkshop() error {
	return p.tx.TellWorkshop(p.c.ID, p.in.Act.Actor, p.at)
}

func (p *performance) registerStock() error {
	return p.tx.RegisterReturns(p.c.ID, p.in.Act.Actor, p.at)
}

// Counted is what somebody counted of the goods, line by line.
type Counted struct {
	// Form is the number on the form that was shown; the workshop reads it off
	// the paper (sample.draw).
	Form string `json:"form,omitempty"`
	// Token is the secret of the gate pass; the guard scans it (sample.gate).
	Token string        `json:"token,omitempty"`
	Lines []CountedLine `json:"lines"`
}

// A CountedLine is the number of pieces found of one line. Nothing counted is no
// zero: without a number the line is not counted.
type CountedLine struct {
	Line   int  `json:"line"`
	Pieces *int `json:"pieces"`
}

// goods are the lines of the form, what was filled in and the pieces found of each
// line. While somebody asks that the form be revoked the goods stay where they are
// (approval.revoke).
func (p *performance) goods() (lines []store.SampleLine, f Counted, pieces map[int]int, err error) {
	held, err := p.tx.UnderRevocation(p.c.ID, p.c.ID)
	if held && err == nil {
		err = models.Refuse(models.Conflict, regulation.ApprovalRevoke, "goods-held")
	}
	if err == nil {
		lines, err = p.linesOf()
	}
	if err == nil {
		f, pieces, err = p.count(lines)
	}
	return lines, f, pieces, err
}

// count reads the form and refuses what leaves a line out, counts it twice or
// counts less than none.
func (p *performance) count(lines []store.SampleLine) (Counted, map[int]int, error) {
	var f Counted
	if err := p.form(&f); err != nil {
		return f, nil, err
	}
	pieces := map[int]int{}
	for _, l := range f.Lines {
		if l.Pieces == nil {
			return f, nil, models.Refuse(models.Invalid, p.clause, "count-missing", "Line", l.Line)
		}
		if _, twice := pieces[l.Line]; twice || *l.Pieces < 0 {
			return f, nil, models.Refuse(models.Invalid, p.clause, "count-wrong")
		}
		pieces[l.Line] = *l.Pieces
	}
	for _, l := range lines {
		if _, counted := pieces[l.Line]; !counted {
			return f, nil, models.Refuse(models.Invalid, p.clause, "count-missing", "Line", l.Line)
		}
	}
	if len(pieces) != len(lines) {
		return f, nil, models.Refuse(models.Invalid, p.clause, "count-wrong")
	}
	return f, pieces, nil
}

// handOver gives the sample out against the effective form that was shown
// (sample.draw).
func (p *performance) handOver() error {
	lines, f, pieces, err := p.goods()
	if err != nil {
		return err
	}
	if p.c.Number == nil || !strings.EqualFold(strings.TrimSpace(f.Form), *p.c.Number) {
		return models.Refuse(models.Invalid, regulation.SampleDraw, "form-not-shown")
	}
	var rows []store.Handover
	total := 0
	for _, l := range lines {
		if pieces[l.Line] > l.Pieces {
			return models.Refuse(models.Invalid, regulation.SampleDraw, "more-than-signed", "Line", l.Line, "Most", l.Pieces)
		}
		total += pieces[l.Line]
		rows = append(rows, store.Handover{CaseID: p.c.ID, Line: l.Line, Pieces: pieces[l.Line], ByID: p.in.Act.Actor, At: p.at, ActID: p.in.Act.ID})
	}
	if total == 0 {
		return models.Refuse(models.Invalid, regulation.SampleDraw, "nothing-given")
	}
	return p.tx.KeepHandovers(rows)
}

// take enters the workshop's ledger with the signature of the person who took
// the sample, and gives the gate pass its time (sample.ledger, sample.gate).
func (p *performance) take() error {
	lines, _, pieces, err := p.goods()
	if err != nil {
		return err
	}
	var rows []store.LedgerEntry
	total := 0
	for _, l := range lines {
		if pieces[l.Line] > l.Pieces {
			return models.Refuse(models.Invalid, regulation.SampleLedger, "more-than-signed", "Line", l.Line, "Most", l.Pieces)
		}
		total += pieces[l.Line]
		rows = append(rows, store.LedgerEntry{ID: newID(), CompanyID: p.c.Company, CaseID: &p.c.ID, Line: &l.Line, VarietyID: l.VarietyID, Size: l.Size,
			Pieces: pieces[l.Line], Grams: l.Grams / models.Grams(l.Pieces) * models.Grams(pieces[l.Line]), TakenBy: p.in.Act.Actor, TakenAt: p.at, ActID: p.in.Act.ID})
	}
	if total == 0 {
		return models.Refuse(models.Invalid, regulation.SampleLedger, "nothing-taken")
	}
	if err := p.tx.EnterLedger(rows); err != nil {
		return err
	}
	return p.tx.ValidatePass(p.c.ID, p.at.Add(time.Duration(regulation.PassValidHours.In(p.book))*time.Hour))
}

// renew gives a pass that was not used its time again (sample.gate).
func (p *performance) renew() error {
	pass, err := p.tx.GatePass(p.c.ID)
	switch {
	case err != nil:
		return err
	case pass.ValidUntil == nil:
		return models.Refuse(models.Conflict, regulation.SampleGate, "pass-incomplete")
	case pass.UsedAt != nil:
		return models.Refuse(models.Conflict, regulation.SampleGate, "pass-used")
	}
	return p.tx.ValidatePass(p.c.ID, p.at.Add(time.Duration(regulation.PassValidHours.In(p.book))*time.Hour))
}

// release lets the sample out of the gate: once, against a complete pass, when
// the goods are what the ledger says (sample.gate).
func (p *performance) release() error {
	lines, f, pieces, err := p.goods()
	if err != nil {
		return err
	}
	pass, err := p.tx.GatePass(p.c.ID)
	if err != nil {
		return err
	}
	switch {
	case f.Token != pass.Token:
		return models.Refuse(models.Invalid, regulation.SampleGate, "pass-not-shown")
	case pass.UsedAt != nil:
		return models.Refuse(models.Conflict, regulation.SampleGate, "pass-used", "At", *pass.UsedAt)
	case pass.ValidUntil == nil:
		return models.Refuse(models.Conflict, regulation.SampleGate, "pass-incomplete")
	case p.at.After(*pass.ValidUntil):
		return models.Refuse(models.Conflict, regulation.SampleGate, "pass-expired")
	}
	taken, err := p.tx.Taken(p.c.ID)
	if err != nil {
		return err
	}
	total := 0
	for _, l := range lines {
		if pieces[l.Line] != taken[l.Line] {
			return models.Refuse(models.Invalid, regulation.SampleGate, "goods-differ", "Line", l.Line)
		}
		total += taken[l.Line]
	}
	if total == 0 {
		return models.Refuse(models.Conflict, regulation.SampleGate, "pass-incomplete")
	}
	used, err := p.tx.UsePass(p.c.ID, p.in.Act.Actor, p.in.Act.ID, p.content.Data, p.at)
	if err == nil && !used {
		err = models.Refuse(models.Conflict, regulation.SampleGate, "pass-used")
	}
	return err
}
