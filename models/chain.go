package models

// A Chain is the history of a case, and what the case says of its end.
type Chain struct {
	Case   CaseID
	Kind   Kind
	Number *string
	Seq    int64 // of the last entry
	Head   string
	Events []Event // in order
}

// Broken is the place of the first entry that is missing, added or not as it was
// sealed; 0 where all are as they were written (approval.record).
func (c Chain) Broken() int64 {
	prev := ""
	for i, e := range c.Events {
		if e.Seq != int64(i)+1 || !e.Sealed(prev) {
			return int64(i) + 1
		}
		prev = e.Hash
	}
	last := int64(len(c.Events))
	switch {
	case c.Seq != last:
		return min(c.Seq, last) + 1
	case c.Head != prev:
		return max(last, 1)
	}
	return 0
}
