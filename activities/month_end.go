package activities

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"unicode/utf8"

	"countersign/models"
	"countersign/models/calendar"
	"countersign/models/regulation"
	"countersign/models/store"
)

// claimMonth takes the month for this case; another case cannot have it too.
func claimMonth(w *writing, d *models.SampleMonthEnd) error {
	month, err := calendar.ParseDate(d.Month + "-01")
	if err != nil {
		return models.Refuse(models.Invalid, regulation.SampleMonthEnd, "month-unknown")
	}
	err = w.tx.OpenMonth(w.c.ID, w.c.Company, month)
	if store.IsDuplicate(err) {
		return models.Refuse(models.Conflict, regulation.SampleMonthEnd, "month-taken", "Month", d.Month)
	}
	return err
}

// total compares what production handed out in the month with the workshop's
// ledger (sample.month-end).
func (p *performance) total() error {
	month, err := p.tx.Month(p.c.ID)
	if err != nil {
		return err
	}
	closing := regulation.ClosingDay.In(p.book)
	if from := calendar.On(month.Year, month.Month, closing); today(p.at).Before(from) {
		return models.Refuse(models.Conflict, regulation.SampleMonthEnd, "month-not-over", "From", from.String())
	}
	until := calendar.On(month.Year, month.Month+1, 1).At(0, calendar.China())
	if p.at.Before(until) {
		until = p.at
	}
	if err := p.tx.TotalMonth(p.c.ID, p.c.Company, until, p.at); err != nil {
		return err
	}
	lines, err := p.tx.MonthLines(p.c.ID)
	p.out.Facts.Differences = len(differing(lines)) > 0
	if err != nil {
		return err
	}
	return p.sealMonth(lines)
}

// sealMonth puts lines and explanations under the digest that signers bind; what
// was signed of others falls (approval.digest).
func (p *performance) sealMonth(lines []store.MonthLine) error {
	doc, err := p.document()
	if err != nil {
		return err
	}
	said := mustJSON(lines)
	sum := sha256.Sum256(said)
	month := doc.(*models.SampleMonthEnd)
	month.Sealed = hex.EncodeToString(sum[:])
	files, err := p.tx.Attachments(p.c.ID)
	if err != nil {
		return err
	}
	if p.c.Digest, err = models.DigestOf(p.c.Salt, month, files); err != nil {
		return err
	}
	if err := p.tx.KeepRevision(p.c.ID, p.c.Digest, mustJSON(month), p.in.Act.Actor, p.at); err != nil {
		return err
	}
	return p.tx.Fall(p.c.ID, models.StepSignatures, p.c.Digest, p.at)
}

// differing are the lines on which ledger and handovers do not agree.
func differing(lines []store.MonthLine) []store.MonthLine {
	var differ []store.MonthLine
	for _, l := range lines {
		if l.Drawn != l.Ledger {
			differ = append(differ, l)
		}
	}
	return differ
}

// Explanations say why lines differ, by the line's reference.
type Explanations struct {
	Lines []Explanation `json:"lines"`
}

// An Explanation says why one line differs.
type Explanation struct {
	Ref string `json:"ref"`
	Why string `json:"why"`
}

// explanationMost is how many characters an explanation has at most: it stands in a line of
// the report.
const explanationMost = 500

// explain keeps why each line differs; none may be left out (sample.month-end).
func (p *performance) explain() error {
	var f Explanations
	if err := p.form(&f); err != nil {
		return err
	}
	why := map[string]string{}
	for i, e := range f.Lines {
		if why[e.Ref] = strings.TrimSpace(e.Why); utf8.RuneCountInString(why[e.Ref]) > explanationMost {
			return models.Refuse(models.Invalid, regulation.SampleMonthEnd, "explanation-long", "Line", i+1, "Most", explanationMost)
		}
	}
	lines, err := p.tx.MonthLines(p.c.ID)
	if err != nil {
		return err
	}
	for i, l := range differing(lines) {
		if why[l.Ref] == "" {
			return models.Refuse(models.Invalid, regulation.SampleMonthEnd, "difference-unexplained", "Line", i+1)
		}
		if err := p.tx.ExplainLine(p.c.ID, l.Ref, why[l.Ref], p.in.Act.Actor, p.at); err != nil {
			return err
		}
	}
	p.c.State = models.Running
	if lines, err = p.tx.MonthLines(p.c.ID); err != nil {
		return err
	}
	return p.sealMonth(lines)
}

// report reports the month to finance; a difference that is not explained blocks it.
func (p *performance) report() error {
	lines, err := p.tx.MonthLines(p.c.ID)
	if err != nil {
		return err
	}
	for i, l := range differing(lines) {
		if l.Explanation == "" {
			return models.Refuse(models.Conflict, regulation.SampleMonthEnd, "difference-unexplained", "Line", i+1)
		}
	}
	if err := p.tx.MarkMonth(p.c.ID, "reported", p.at); err != nil {
		return err
	}
	return p.effective()
}

// bookMonth makes the stock-out of everything that was drawn, and the sale of what was
// taken and not sold before (sample.month-end).
func (p *performance) bookMonth() error {
	var f Collection
	if err := p.form(&f); err != nil {
		return err
	}
	if strings.TrimSpace(f.Voucher) == "" {
		return models.Refuse(models.Invalid, regulation.SampleMonthEnd, "voucher-missing")
	}
	lines, err := p.tx.MonthLines(p.c.ID)
	if err != nil {
		return err
	}
	entries, err := p.monthEntries(lines, f.Voucher)
	if err != nil {
		return err
	}
	if err := p.tx.EnterBooks(entries); err != nil {
		return err
	}
	return p.tx.MarkMonth(p.c.ID, "booked", p.at)
}

func (p *performance) monthEntries(lines []store.MonthLine, voucher string) ([]store.Entry, error) {
	ids := make([]models.VarietyID, len(lines))
	for i, l := range lines {
		ids[i] = l.VarietyID
	}
	varieties, err := p.tx.Varieties(p.c.Company, ids)
	if err != nil {
		return nil, err
	}
	var entries []store.Entry
	for i, l := range lines {
		out, sold := models.MonthGoes(l.DrawnGrams, l.LedgerGrams, l.Paid)
		book := func(kind string, grams models.Grams) {
			if grams == 0 {
				return
			}
			e := p.entry(kind, store.SampleLine{Line: i + 1, VarietyID: l.VarietyID, Grams: grams, Cents: varieties[l.VarietyID].Price(grams)}, voucher)
			e.OfCase = l.OfCase
			entries = append(entries, e)
		}
		book("stock_out", out)
		book("sale", sold)
	}
	return entries, nil
}

// stockOut issues what the requisition asks for (sample.requisition).
func (p *performance) stockOut() error { return p.bookLines("stock_out") }

// bookRequisition books the requisition as selling expense and as a sale, both
// or neither (sample.requisition).
func (p *performance) bookRequisition() error { return p.bookLines("selling_expense", "sale") }

func (p *performance) bookLines(kinds ...string) error {
	var f Collection
	if err := p.form(&f); err != nil {
		return err
	}
	if strings.TrimSpace(f.Voucher) == "" {
		return models.Refuse(models.Invalid, regulation.SampleRequisition, "voucher-missing")
	}
	doc, err := p.document()
	if err != nil {
		return err
	}
	d := doc.(*models.SampleRequisition)
	varieties, err := p.tx.Varieties(p.c.Company, models.Goods(d))
	if err != nil {
		return err
	}
	var entries []store.Entry
	for i, l := range d.Lines {
		row := store.SampleLine{Line: i + 1, VarietyID: l.Variety, Grams: l.Grams, Cents: l.Price(varieties[l.Variety])}
		for _, kind := range kinds {
			entries = append(entries, p.entry(kind, row, f.Voucher))
		}
	}
	return p.tx.EnterBooks(entries)
}
