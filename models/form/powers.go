package form

import (
	"encoding/json"
	"slices"

	"countersign/models"
)

// powers are what only an approved case changes of a form (authority.matrix): who signs,
// who acts after that and who is told, in which cases, and the fields that decide it. The
// words of such a field are part of it: with the labels of two choices exchanged others sign.
type powers struct {
	Amount     string
	Level      models.Level
	Signatures []Row
	Tasks      []deed
	Fields     []Field
}

type deed struct {
	Step models.Step
	Row
}

// SignedAs reports whether the same people sign and act in the same cases by both forms: they
// differ in nothing but words, other fields, the register and what lists show.
func (d Definition) SignedAs(other Definition) bool { return d.powers() == other.powers() }

// powers are those of the form as text.
func (d Definition) powers() string {
	p := powers{Amount: d.Amount, Level: d.Level}
	for _, r := range d.Signatures {
		p.Signatures = append(p.Signatures, d.whole(r))
	}
	for _, t := range d.Tasks {
		p.Tasks = append(p.Tasks, deed{t.Step, t.Row})
	}
	for _, f := range d.Fields {
		if d.empowers(f) {
			p.Fields = append(p.Fields, unhinted(f))
		}
	}
	text, err := json.Marshal(p)
	if err != nil {
		panic(err) // strings and numbers always have a text
	}
	return string(text)
}

// empowers reports whether it depends on the field who signs or acts: by its amount, or by
// what it is the total of; by a condition; because it names who does, or who does not.
func (d Definition) empowers(f Field) bool {
	return f.Concerns || f.Key == d.Amount || d.sumsTo(f.Key, d.Amount) || d.asksOf(f.Key) || slices.ContainsFunc(d.rows(), func(r Row) bool {
		return slices.Contains(append(slices.Clone(r.Of), r.Told...), byField+f.Key)
	})
}

// rows are those of the signatures and of the tasks.
func (d Definition) rows() []Row {
	all := slices.Clone(d.Signatures)
	for _, t := range d.Tasks {
		all = append(all, t.Row)
	}
	return all
}

// unhinted is the field without its hints, which decide nothing.
func unhinted(f Field) Field {
	f.Hint = Text{}
	f.Columns = slices.Clone(f.Columns)
	for i, c := range f.Columns {
		f.Columns[i] = unhinted(c)
	}
	return f
}
