package api

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"

	"countersign/models"
	"countersign/models/message"
	"countersign/models/store"
)

// monthEnd shows what a month is about: its totals, for who reports and who books it, and
// the lines that they are the sums of (sample.month-end).
func (o *opened) monthEnd(d *models.SampleMonthEnd, v *DocumentView) error {
	o.field(v, "month", d.Month)
	rows, err := o.MonthEndLines()
	totals := map[totalled]total{}
	for i, r := range rows {
		of, t := totalOf(r)
		totals[of] = totals[of].plus(t)
		v.Lines = append(v.Lines, LineView{Line: i + 1, Variety: r.VarietyID, Code: r.Code, Name: r.Name, Size: r.Size, SizeName: word(o.who.Lang, "size", r.Size),
			Pieces: r.Drawn, Grams: t.grams, PricePerKg: r.PricePerKg, Cents: t.out, Ref: r.Ref, CaseNumber: r.CaseNumber, Drawn: &r.Drawn, Ledger: &r.Ledger, Differs: r.Drawn != r.Ledger,
			Explanation: r.Explanation, ExplainedBy: r.ExplainedBy})
	}
	if len(rows) > 0 {
		o.field(v, "totals", "")
		f := &v.Fields[len(v.Fields)-1]
		f.Rows = totalRows(o.who.Lang, totals)
		for _, row := range f.Rows.Rows {
			f.Value += strings.Join(row, " · ") + "\n"
		}
		f.Value = strings.TrimSpace(f.Value)
	}
	return err
}

// A totalled is what is added up: a variety in a size, paid or not.
type totalled struct {
	code, name string
	size       models.Size
	paid       bool
}

// A total is pieces, the weight that leaves the stock, and at the normal price what that
// is worth and what is sold.
type total struct {
	drawn, ledger int
	grams         models.Grams
	out, sold     models.Cents
}

func (t total) plus(u total) total {
	return total{t.drawn + u.drawn, t.ledger + u.ledger, t.grams + u.grams, t.out + u.out, t.sold + u.sold}
}

func totalOf(r store.MonthLineRow) (totalled, total) {
	v := models.Variety{PricePerKg: r.PricePerKg}
	out, sold := models.MonthGoes(r.DrawnGrams, r.LedgerGrams, r.Paid)
	t := total{r.Drawn, r.Ledger, out, v.Price(out), v.Price(sold)}
	if r.Out != nil {
		t.out = *r.Out
	}
	if r.Sold != nil {
		t.sold = *r.Sold
	}
	return totalled{r.Code, r.Name, r.Size, r.Paid}, t
}

// totalRows are the totals in order, and the sum of them.
func totalRows(lang string, totals map[totalled]total) *RowsView {
	v := &RowsView{}
	for _, key := range []string{"variety", "size", "free", "drawn", "ledger", "grams", "money", "sold"} {
		v.Columns = append(v.Columns, ColumnView{key, message.Text(lang, "column-"+key, nil), len(v.Columns) > 2})
	}
	var all total
	for _, of := range slices.SortedFunc(maps.Keys(totals), func(a, b totalled) int {
		return cmp.Or(cmp.Compare(a.code, b.code), cmp.Compare(a.size, b.size), cmp.Compare(strconv.FormatBool(a.paid), strconv.FormatBool(b.paid)))
	}) {
		all = all.plus(totals[of])
		v.Rows = append(v.Rows, append([]string{of.code + " " + of.name, word(lang, "size", of.size), message.Text(lang, "free-"+strconv.FormatBool(!of.paid), nil)}, totals[of].cells()...))
	}
	v.Rows = append(v.Rows, append([]string{message.Text(lang, "page-total", nil), "", ""}, all.cells()...))
	return v
}

func (t total) cells() []string {
	return []string{strconv.Itoa(t.drawn), strconv.Itoa(t.ledger), kilos(t.grams), Money(t.out), Money(t.sold)}
}
