package models

import "countersign/models/regulation"

// Goods are the varieties that a document names.
func Goods(doc Document) (ids []VarietyID) {
	switch d := doc.(type) {
	case *SampleRequest:
		for _, l := range d.Lines {
			ids = append(ids, l.Variety)
		}
	case *SampleRequisition:
		for _, l := range d.Lines {
			ids = append(ids, l.Variety)
		}
	}
	return ids
}

// Worth is what the goods of a document cost at the normal price, whether somebody pays
// for them or not: the amount that the authority matrix, a proxy's limit and a strong
// proof go by. It is 0 where there are none; a company's own form says itself which of
// its fields is the amount.
func Worth(doc Document, varieties map[VarietyID]Variety, book regulation.Rulebook) (sum Cents) {
	switch d := doc.(type) {
	case *SampleRequest:
		for _, l := range Weigh(d.Lines, varieties, book) {
			sum += l.Price
		}
	case *SampleRequisition:
		for _, l := range d.Lines {
			sum += l.Price(varieties[l.Variety])
		}
	}
	return sum
}
