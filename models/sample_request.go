package models

import (
	"fmt"

	"countersign/models/calendar"
	"countersign/models/regulation"
)

// Size is how much yarn one piece of a sample has (sample.weights).
type Size string

// The sizes 整纱, 半纱, 小纱.
const (
	Whole Size = "whole"
	Half  Size = "half"
	Small Size = "small"
)

// Grams is the standard weight of one piece; 0 for an unknown size.
func (s Size) Grams(book regulation.Rulebook) Grams {
	switch s {
	case Whole:
		return Grams(regulation.WholeGrams.In(book))
	case Half:
		return Grams(regulation.HalfGrams.In(book))
	case Small:
		return Grams(regulation.SmallGrams.In(book))
	}
	return 0
}

// A SampleRequest is the sampling and gate-exit approval form 取样、出门审批单
// (sample.form): marketing asks for yarn to give or sell to a customer.
type SampleRequest struct {
	Customer CustomerID `json:"customer"`
	Purpose  string     `json:"purpose"`
	// Free asks for the unpaid way, which needs two signatures; else the sample is
	// sold at the normal price (sample.paid-by-default).
	Free     bool          `json:"free"`
	WantedOn calendar.Date `json:"wantedOn"`
	Lines    []SampleLine  `json:"lines"`
	Remark   string        `json:"remark,omitempty"`
	Chosen
}

// A SampleLine asks for a number of pieces of one size of one variety.
type SampleLine struct {
	Variety VarietyID `json:"variety"`
	Size    Size      `json:"size"`
	Pieces  int       `json:"pieces"`
}

// Kind is sample_request.
func (*SampleRequest) Kind() Kind { return KindSampleRequest }

// A Variety is a yarn that the company makes.
type Variety struct {
	ID           VarietyID
	Code, Name   string
	InProduction bool
	PricePerKg   Cents
}

// SampleBasis is what a sample request is checked against: the company's
// customers and varieties that it names, its rulebook, and today.
type SampleBasis struct {
	Customer  bool // the customer is one of the company's
	Varieties map[VarietyID]Variety
	Rulebook  regulation.Rulebook
	Today     calendar.Date
	// Excepted are the clauses that the general manager has signed an exception to.
	Excepted map[regulation.ID]bool
}

// Check finds everything that keeps the form from being submitted (sample.complete).
func (r *SampleRequest) Check(b SampleBasis) []FieldError {
	f := faults{clause: regulation.SampleComplete}
	f.text("purpose", r.Purpose, 500)
	f.atMost("remark", r.Remark, 500)
	switch {
	case r.Customer == "":
		f.add("customer", "field-missing")
	case !b.Customer:
		f.add("customer", "customer-unknown")
	}
	switch {
	case r.WantedOn.IsZero():
		f.add("wantedOn", "field-missing")
	case r.WantedOn.Before(b.Today):
		f.add("wantedOn", "date-past")
	case r.WantedOn.DaysSince(b.Today) > 366:
		f.add("wantedOn", "date-far")
	}
	if len(r.Lines) == 0 {
		f.add("lines", "lines-missing")
	}
	if len(r.Lines) > 50 {
		f.add("lines", "lines-too-many", "Most", 50)
	}
	most := regulation.MostPieces.In(b.Rulebook)
	seen := map[SampleLine]bool{}
	for i, line := range r.Lines {
		line.check(&f, i, b, most)
		if key := (SampleLine{Variety: line.Variety, Size: line.Size}); line.Variety != "" && seen[key] {
			f.add(atLine(i, "variety"), "line-twice")
		} else {
			seen[key] = true
		}
	}
	return f.found
}

func atLine(i int, field string) string { return fmt.Sprintf("lines[%d].%s", i, field) }

func (l SampleLine) check(f *faults, i int, b SampleBasis, most int) {
	if l.Variety == "" {
		f.add(atLine(i, "variety"), "field-missing")
	} else if _, known := b.Varieties[l.Variety]; !known {
		f.add(atLine(i, "variety"), "variety-unknown")
	}
	if l.Size == "" {
		f.add(atLine(i, "size"), "field-missing")
	} else if l.Size.Grams(b.Rulebook) == 0 {
		f.add(atLine(i, "size"), "size-unknown")
	}
	switch {
	case l.Pieces < 1:
		f.add(atLine(i, "pieces"), "pieces-missing")
	case l.Pieces > possiblePieces:
		f.add(atLine(i, "pieces"), "pieces-impossible", "Most", possiblePieces)
	case !b.Excepted[regulation.SampleComplete.ID()]:
		l.exceeds(f, i, most)
	}
}

// possiblePieces are how many pieces of a line anybody could mean.
const possiblePieces = 1000

func (l SampleLine) exceeds(f *faults, i, most int) {
	if most < l.Pieces && l.Pieces <= possiblePieces {
		f.exceed(atLine(i, "pieces"), "pieces-too-many", "Most", most, "Pieces", l.Pieces, "Line", i+1)
	}
}

// Exceeds is where the request goes beyond what its clause allows, which is what the
// general manager may let pass (authority.exception).
func (r *SampleRequest) Exceeds(book regulation.Rulebook) []FieldError {
	f := faults{clause: regulation.SampleComplete}
	for i, line := range r.Lines {
		line.exceeds(&f, i, regulation.MostPieces.In(book))
	}
	return f.found
}

// A WeighedLine is a line with its weight and normal price (sample.weights,
// sample.paid-by-default).
type WeighedLine struct {
	SampleLine
	Grams         Grams
	Price         Cents
	FromWarehouse bool // the variety is not being made (sample.from-warehouse)
}

// Weigh computes weight and price of each line; the price is rounded to the cent,
// halves up.
func Weigh(lines []SampleLine, varieties map[VarietyID]Variety, book regulation.Rulebook) []WeighedLine {
	weighed := make([]WeighedLine, len(lines))
	for i, l := range lines {
		v := varieties[l.Variety]
		grams := l.Size.Grams(book) * Grams(l.Pieces)
		weighed[i] = WeighedLine{l, grams, Cents((int64(grams)*int64(v.PricePerKg) + 500) / 1000), !v.InProduction}
	}
	return weighed
}
