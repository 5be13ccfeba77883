package api

import (
	"slices"
	"strconv"
	"strings"

	"countersign/models"
	"countersign/models/message"
	"countersign/policies"
)

// A MatrixChangeView is a change of the authority matrix beside what it was made from
// (authority.matrix): its signers are shown both, whole and in words.
type MatrixChangeView struct {
	Version int             `json:"version"` // that it was made from; 0 = the regulations' own
	Was     []MatrixRowView `json:"was"`
	Now     []MatrixRowView `json:"now"`
}

// A MatrixDiff is a row in which a matrix differs from the one that it replaces: Was
// alone is removed, Now alone added.
type MatrixDiff struct{ Was, Now *models.MatrixRow }

// Row is the row that names the step.
func (d MatrixDiff) Row() models.MatrixRow {
	if d.Now != nil {
		return *d.Now
	}
	return *d.Was
}

// How is added, changed or removed.
func (d MatrixDiff) How() string {
	switch {
	case d.Was == nil:
		return "added"
	case d.Now == nil:
		return "removed"
	}
	return "changed"
}

// MatrixDiffs compares row by row: rows that are the same anywhere in both are no
// difference; of the others, those for the same round and amount belong together.
func MatrixDiffs(was, now []models.MatrixRow) (all []MatrixDiff) {
	was, now = slices.Clone(was), slices.Clone(now)
	now = slices.DeleteFunc(now, func(n models.MatrixRow) bool {
		i := slices.IndexFunc(was, func(w models.MatrixRow) bool { return rowText(w) == rowText(n) })
		if i >= 0 {
			was = slices.Delete(was, i, i+1)
		}
		return i >= 0
	})
	for i := range now {
		d := MatrixDiff{Now: &now[i]}
		if j := slices.IndexFunc(was, func(w models.MatrixRow) bool { return samePlace(w, now[i]) }); j >= 0 {
			before := was[j]
			d.Was, was = &before, slices.Delete(was, j, j+1)
		}
		all = append(all, d)
	}
	for i := range was {
		all = append(all, MatrixDiff{Was: &was[i]})
	}
	return all
}

func rowText(r models.MatrixRow) string { return policies.MatrixText([]models.MatrixRow{r}) }

func samePlace(a, b models.MatrixRow) bool {
	return a.Kind == b.Kind && a.Step == b.Step && a.Round == b.Round && a.From == b.From
}

// Facts are the fields without the rows of a matrix, for who shows these as a table.
func (v DocumentView) Facts() []FieldView {
	return slices.DeleteFunc(slices.Clone(v.Fields), func(f FieldView) bool { return strings.HasPrefix(f.Key, "row ") })
}

// matrixChange shows from when and why, and each row that changes.
func (o *opened) matrixChange(d *models.MatrixChange, v *DocumentView) error {
	if d.OfForm() {
		return o.formChange(d, v)
	}
	o.field(v, "from", d.From.String())
	o.field(v, "reason", d.Reason)
	before, err := o.matrixBefore(d)
	if err != nil {
		return err
	}
	was := policies.InForce(before)
	v.Matrix = &MatrixChangeView{before.Version, matrixRows(o.who.Lang, was), matrixRows(o.who.Lang, d.Rows)}
	for _, diff := range MatrixDiffs(was, d.Rows) {
		r := diff.Row()
		v.Fields = append(v.Fields, FieldView{Key: "row " + string(r.Kind) + " " + string(r.Step) + " " + strconv.Itoa(r.Round) + " " + strconv.FormatInt(int64(r.From), 10),
			Label: message.Text(o.who.Lang, "matrix-"+diff.How(), nil), Value: diffSaid(o.who.Lang, diff)})
	}
	return nil
}

// matrixBefore is the matrix that a change was made from; where it does not say from
// which, the one in force without it on the day when the case was closed, or today.
func (o *opened) matrixBefore(d *models.MatrixChange) (models.Matrix, error) {
	if d.Base != nil {
		if m, found, err := o.r.MatrixOf(o.Company, *d.Base); err != nil || found {
			return m, err
		}
		if *d.Base == 0 {
			return models.Matrix{}, nil
		}
	}
	on := o.question.Now
	if o.ClosedAt != nil {
		on = *o.ClosedAt
	}
	return o.r.MatrixBeside(o.Company, today(on), o.ID)
}

// diffSaid is a difference in words: the step, and line by line what is another.
func diffSaid(lang string, d MatrixDiff) string {
	r := d.Row()
	var was, now []FieldView
	if d.Was != nil {
		was = matrixCells(lang, *d.Was)
	}
	if d.Now != nil {
		now = matrixCells(lang, *d.Now)
	}
	return cellsSaid(lang, []string{word(lang, "kind", r.Kind), word(lang, "step", r.Step), message.Text(lang, "matrix-round-n", map[string]any{"N": r.Round})}, was, now)
}

// cellsSaid says under a head what is another in a row, or all of one that was added or
// removed: was and now have the same columns, or one of them has none.
func cellsSaid(lang string, head []string, was, now []FieldView) string {
	lines, cells := []string{strings.Join(head, " · ")}, now
	if now == nil {
		cells = was
	}
	for i, c := range cells {
		said := c.Value
		if was != nil && now != nil {
			if was[i].Value == now[i].Value {
				continue
			}
			said = orNone(lang, was[i].Value) + " → " + orNone(lang, now[i].Value)
		}
		if said != "" {
			lines = append(lines, message.Text(lang, "matrix-cell", map[string]any{"Label": c.Label, "Value": said}))
		}
	}
	return strings.Join(lines, "\n")
}

func orNone(lang, said string) string {
	if said == "" {
		return message.Text(lang, "matrix-none", nil)
	}
	return said
}

// matrixCells are the columns of a row in words, always the same in the same order;
// empty where the row has none.
func matrixCells(lang string, row models.MatrixRow) (cells []FieldView) {
	r := matrixRow(lang, row)
	cell := func(key, said string) {
		cells = append(cells, FieldView{Key: key, Label: message.Text(lang, "matrix-col-"+key, nil), Value: said})
	}
	count := func(n int) string {
		if n == 0 {
			return ""
		}
		return strconv.Itoa(n)
	}
	only := ""
	if r.Only {
		only = message.Text(lang, "matrix-yes", nil)
	}
	cell("of", message.List(lang, r.Who))
	cell("mode", strings.TrimSpace(r.ModeName+" "+count(r.Need)))
	cell("amounts", message.Range(lang, r.From, r.To, yuanSaid))
	cell("within", count(r.Within))
	cell("told", message.List(lang, r.WhoTold))
	cell("only", only)
	cell("proof", word(lang, "matrix-proof", r.Proof))
	cell("own", word(lang, "own", r.Own))
	cell("twice", word(lang, "twice", r.Twice))
	cell("clause", r.ClauseOf)
	return cells
}
