package pages

import (
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"countersign/api"
	"countersign/models"
	"countersign/models/message"
	"countersign/policies"
)

// A matrixDiff is a row in which a change of the authority matrix differs from
// the matrix that it replaces (authority.matrix).
type matrixDiff struct {
	How      string // added, changed or removed
	Was, Now *models.MatrixRow
}

// Row is the row that names the step.
func (d matrixDiff) Row() models.MatrixRow {
	if d.Now != nil {
		return *d.Now
	}
	return *d.Was
}

// Other reports whether the rows differ in their clause, or in the amount to
// which they hold.
func (d matrixDiff) Other(what string) bool {
	if d.Was == nil || d.Now == nil {
		return false
	}
	return what == "To" && d.Was.To != d.Now.To || what == "Clause" && d.Was.Clause != d.Now.Clause
}

// Look is the look of a difference; the word is always beside it.
func (d matrixDiff) Look() string {
	return map[string]string{"added": "ok", "changed": "warn", "removed": "bad"}[d.How]
}

// matrixDiffs compares row by row: rows that are the same anywhere in both are no
// difference; of the others, those for the same round and amount belong together.
func matrixDiffs(was, now []models.MatrixRow) (all []matrixDiff) {
	was, now = slices.Clone(was), slices.Clone(now)
	now = slices.DeleteFunc(now, func(n models.MatrixRow) bool {
		i := slices.IndexFunc(was, func(w models.MatrixRow) bool { return rowText(w) == rowText(n) })
		if i >= 0 {
			was = slices.Delete(was, i, i+1)
		}
		return i >= 0
	})
	for i := range now {
		d := matrixDiff{How: "added", Now: &now[i]}
		if j := slices.IndexFunc(was, func(w models.MatrixRow) bool { return samePlace(w, now[i]) }); j >= 0 {
			before := was[j]
			d.How, d.Was, was = "changed", &before, slices.Delete(was, j, j+1)
		}
		all = append(all, d)
	}
	for i := range was {
		all = append(all, matrixDiff{How: "removed", Was: &was[i]})
	}
	return all
}

func rowText(r models.MatrixRow) string { return policies.MatrixText([]models.MatrixRow{r}) }

func samePlace(a, b models.MatrixRow) bool {
	return a.Kind == b.Kind && a.Step == b.Step && a.Round == b.Round && a.From == b.From
}

// A matrixMatter is what a change of the matrix would change.
type matrixMatter struct {
	Diffs []matrixDiff
	Rows  int
}

// matrixOf compares the matrix of a case with the one that it replaces; nil for
// other cases, and where the document is not for this person.
func (v *visit) matrixOf(c api.CaseView) (*matrixMatter, error) {
	if c.Kind != models.KindMatrixChange || len(c.Document.Raw) == 0 {
		return nil, nil
	}
	doc, err := models.DecodeDocument(c.Kind, c.Document.Raw)
	if err != nil {
		return nil, err
	}
	was, err := v.house.MatrixBefore(v.context(), v.who, c.ID)
	rows := doc.(*models.MatrixChange).Rows
	return &matrixMatter{matrixDiffs(was, rows), len(rows)}, err
}

// blankMatrix begins a change with the matrix in force.
func (v *visit) blankMatrix(s *sheet) error {
	rows, err := v.house.Matrix(v.context(), v.who)
	s.Values.Set("matrix", policies.MatrixText(rows))
	return err
}

// matrix reads the table that was typed or uploaded.
func (r *reading) matrix() []models.MatrixRow {
	rows, faults := policies.MatrixOf(r.s.Get("matrix"))
	for _, f := range faults {
		r.s.Faults = append(r.s.Faults, api.FaultView{At: f.At, Key: f.Key, Text: message.Text(r.v.lang, f.Key, f.Args), Clause: f.Clause.ID()})
	}
	return rows
}

var rowPlace = regexp.MustCompile(`^rows(?:\[(\d+)\](?:\.(\w+))?.*)?$`)

// byRow says at the beginning of each fault of a matrix which row it is in, and
// leads to the table.
func (v *visit) byRow(s *sheet) {
	if s.Kind != models.KindMatrixChange {
		return
	}
	for i, f := range s.Faults {
		m := rowPlace.FindStringSubmatch(f.At)
		if m == nil {
			continue
		}
		s.Faults[i].At = "matrix"
		if n, err := strconv.Atoi(m[1]); err == nil {
			s.Faults[i].Text = v.t("page-row-n", "N", n+1, "Column", m[2]) + f.Text
		}
	}
}

// showUnreadMatrix shows a table that cannot be read whole. Nothing of it is
// kept: a matrix without some of its rows is another matrix.
func (v *visit) showUnreadMatrix(s *sheet, typed url.Values) error {
	s.Was = models.Digest(typed.Get("was"))
	return v.showSheet(http.StatusUnprocessableEntity, s)
}

// who are the selectors of a row in words, where the house has words for them.
func (w words) who(of []string) string {
	var all []string
	for _, text := range of {
		all = append(all, w.whoOf(text))
	}
	return strings.Join(all, w.t("list-or"))
}

// whoOf is one selector in words.
func (w words) whoOf(text string) string { return api.Selector(w.lang, text) }
