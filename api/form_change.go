package api

import (
	"reflect"
	"slices"
	"strconv"
	"strings"

	"countersign/models"
	"countersign/models/form"
	"countersign/models/message"
)

// A FormChangeView is a version of a form of the company's own that changes who signs, beside
// the version that it was made from (authority.matrix): its signers are shown both, whole
// and in words.
type FormChangeView struct {
	Version int              `json:"version"`       // that it was made from; 0 = the form is new
	Was     *form.Definition `json:"was,omitempty"` // none of a new form
	Now     form.Definition  `json:"now"`
}

// formChange shows which form and why, each row of who signs or acts that changes, and what
// else is another. What cannot be read yet is shown as it was written.
func (o *opened) formChange(d *models.MatrixChange, v *DocumentView) error {
	now, err := form.Read(d.Form)
	if err != nil {
		o.field(v, "reason", d.Reason)
		return nil
	}
	v.FormChange = &FormChangeView{Version: now.Version, Now: now}
	was, err := o.r.Form(o.Company, now.Code, now.Version)
	switch {
	case err == nil:
		v.FormChange.Was = &was
	case !models.IsKind(err, models.Missing):
		return err
	}
	lang := o.who.Lang
	o.field(v, "form", strings.Join([]string{now.Name.In(lang), now.Code, message.Text(lang, "page-form-version", map[string]any{"N": now.Version + 1})}, " "))
	o.field(v, "reason", d.Reason)
	v.Fields = append(v.Fields, changedRows(lang, was, now)...)
	if other := changedParts(lang, was, now); v.FormChange.Was != nil && len(other) > 0 {
		v.Fields = append(v.Fields, FieldView{Key: "other", Label: message.Text(lang, "form-change-other", nil), Value: message.List(lang, other)})
	}
	return nil
}

// A formRow is who signs or acts by a row of a form, in words.
type formRow struct {
	place string // step, round, amount and conditions: the same in the row that it replaces
	head  []string
	cells []FieldView
}

// changedRows are the rows of who signs and acts in which versions of a form differ, in words.
func changedRows(lang string, was, now form.Definition) (all []FieldView) {
	before, after := formRows(lang, was), formRows(lang, now)
	same := func(one formRow) func(formRow) bool {
		return func(r formRow) bool { return r.place == one.place && reflect.DeepEqual(r.cells, one.cells) }
	}
	fresh := slices.DeleteFunc(slices.Clone(after), func(r formRow) bool { return slices.ContainsFunc(before, same(r)) })
	gone := slices.DeleteFunc(before, func(r formRow) bool { return slices.ContainsFunc(after, same(r)) })
	said := func(how string, r formRow, was, now []FieldView) {
		all = append(all, FieldView{Key: "signer " + r.place, Label: message.Text(lang, "matrix-"+how, nil), Value: cellsSaid(lang, r.head, was, now)})
	}
	for _, r := range fresh {
		i := slices.IndexFunc(gone, func(g formRow) bool { return g.place == r.place })
		if i < 0 {
			said("added", r, nil, r.cells)
			continue
		}
		said("changed", r, gone[i].cells, r.cells)
		gone = slices.Delete(gone, i, i+1)
	}
	for _, r := range gone {
		said("removed", r, r.cells, nil)
	}
	return all
}

// formRows are the rows of a form in words, without that of the applicant, which is always
// the same.
func formRows(lang string, d form.Definition) (rows []formRow) {
	for i, row := range d.Matrix() {
		var of form.Row
		name := word(lang, "step", models.StepSignatures)
		switch task := i - len(d.Signatures) - 1; {
		case task < -1:
			of = d.Signatures[i]
		case task == -1:
			continue
		default:
			of, name = d.Tasks[task].Row, d.Tasks[task].Name.In(lang)
		}
		when := strings.Join(d.Conditions(lang, of), "; ")
		head := []string{name, message.Text(lang, "matrix-round-n", map[string]any{"N": row.Round})}
		if when != "" {
			head = append(head, when)
		}
		place := strings.Join([]string{string(row.Step), strconv.Itoa(row.Round), strconv.FormatInt(int64(row.From), 10), when}, "/")
		rows = append(rows, formRow{place, head, formCells(lang, d, row)})
	}
	return rows
}

// formCells are the columns of a row of a form in words: its amounts as their field is
// written, and without the clause, which is the form's own.
func formCells(lang string, d form.Definition, row models.MatrixRow) []FieldView {
	amount, _ := d.Field(d.Amount)
	cells := slices.DeleteFunc(matrixCells(lang, row), func(c FieldView) bool { return c.Key == "clause" })
	for i, c := range cells {
		if c.Key == "amounts" && amount.Type != form.Money {
			cells[i].Label = amount.Label.In(lang)
			cells[i].Value = message.Range(lang, row.From, row.To, func(n models.Cents) string { return n.Figure() })
		}
	}
	return cells
}
