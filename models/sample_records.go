package models

import (
	"fmt"
	"regexp"

	"countersign/models/regulation"
)

// A SampleMonthEnd reconciles what production handed out in a month with the
// workshop ledger (sample.month-end).
type SampleMonthEnd struct {
	Month string `json:"month"` // 2026-11
	// Sealed is the digest of the lines and their explanations: what signers bind. It
	// is empty until production has totalled the month.
	Sealed string `json:"sealed,omitempty"`
	Chosen
}

// Kind is sample_month_end.
func (*SampleMonthEnd) Kind() Kind { return KindSampleMonthEnd }

var month = regexp.MustCompile(`^20\d\d-(0[1-9]|1[0-2])$`)

// Check wants a month that has begun; current is the month now.
func (m *SampleMonthEnd) Check(current string) []FieldError {
	f := faults{clause: regulation.SampleMonthEnd}
	switch {
	case !month.MatchString(m.Month):
		f.add("month", "month-unknown")
	case m.Month > current:
		f.add("month", "month-ahead")
	case m.Sealed != "":
		f.add("sealed", "document-unreadable")
	}
	return f.found
}

// A SampleRequisition 领用单 draws samples from stock for marketing's own use
// (sample.requisition).
type SampleRequisition struct {
	Purpose string            `json:"purpose"`
	Lines   []RequisitionLine `json:"lines"`
	Chosen
}

// A RequisitionLine draws a weight of one variety from stock.
type RequisitionLine struct {
	Variety VarietyID `json:"variety"`
	Grams   Grams     `json:"grams"`
}

// Kind is sample_requisition.
func (*SampleRequisition) Kind() Kind { return KindSampleRequisition }

// Check finds what keeps the requisition from being submitted.
func (r *SampleRequisition) Check(varieties map[VarietyID]Variety) []FieldError {
	f := faults{clause: regulation.SampleRequisition}
	f.text("purpose", r.Purpose, 500)
	if len(r.Lines) == 0 {
		f.add("lines", "lines-missing")
	}
	if len(r.Lines) > 50 {
		f.add("lines", "lines-too-many", "Most", 50)
	}
	seen := map[VarietyID]bool{}
	for i, l := range r.Lines {
		at := fmt.Sprintf("lines[%d].", i)
		_, known := varieties[l.Variety]
		switch {
		case l.Variety == "":
			f.add(at+"variety", "field-missing")
		case !known:
			f.add(at+"variety", "variety-unknown")
		case seen[l.Variety]:
			f.add(at+"variety", "line-twice")
		}
		seen[l.Variety] = true
		if l.Grams < 1 || l.Grams > 1_000_000 {
			f.add(at+"grams", "grams-impossible", "Most", 1000)
		}
	}
	return f.found
}

// Price is what the line is worth at the normal price, rounded to the cent.
func (l RequisitionLine) Price(v Variety) Cents { return v.Price(l.Grams) }

// Price is what so much of the variety is worth at the normal price, rounded to the cent.
func (v Variety) Price(g Grams) Cents { return Cents((int64(g)*int64(v.PricePerKg) + 500) / 1000) }

// MonthGoes is what the month's books move of a line (sample.month-end): out of stock goes
// what was drawn, or what was taken where somebody signed for more; sold is what was taken
// and not sold before.
func MonthGoes(drawn, taken Grams, paid bool) (out, sold Grams) {
	if !paid {
		sold = taken
	}
	return max(drawn, taken), sold
}
