package pages

import (
	"net/http"
	"net/url"
	"reflect"
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
type matrixDiff struct{ api.MatrixDiff }

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
	return map[string]string{"added": "ok", "changed": "warn", "removed": "bad"}[d.How()]
}

// A matrixMatter is what a change of the matrix would change.
type matrixMatter struct {
	Diffs []matrixDiff
	Same  []models.MatrixRow
	Rows  int
}

// matrixOf compares the matrix of a case with the one that it was made from; nil for
// other cases, and where the document is not for this person.
func matrixOf(c api.CaseView) *matrixMatter {
	if c.Document.Matrix == nil {
		return nil
	}
	return differing(bareRows(c.Document.Matrix.Was), bareRows(c.Document.Matrix.Now))
}

func differing(was, now []models.MatrixRow) *matrixMatter {
	m := matrixMatter{Rows: len(now), Same: slices.Clone(now)}
	for _, d := range api.MatrixDiffs(was, now) {
		m.Diffs = append(m.Diffs, matrixDiff{d})
		if d.Now != nil {
			at := slices.IndexFunc(m.Same, func(r models.MatrixRow) bool { return reflect.DeepEqual(r, *d.Now) })
			m.Same = slices.Delete(m.Same, at, at+1)
		}
	}
	return &m
}

func bareRows(views []api.MatrixRowView) []models.MatrixRow {
	rows := make([]models.MatrixRow, len(views))
	for i, v := range views {
		rows[i] = v.MatrixRow
	}
	return rows
}

// blankMatrix begins a change with the newest matrix.
func (v *visit) blankMatrix(s *sheet) error {
	newest, err := v.house.Matrix(v.context(), v.who, nil)
	s.Values.Set("matrix", policies.MatrixText(newest.Rows))
	s.Values.Set("base", strconv.Itoa(newest.Version))
	return err
}

// A newerMatrix is one that came after that from which a change was made: what it changed
// would be lost.
type newerMatrix struct {
	Version int
	Matrix  *matrixMatter
}

// newer finds whether there is a newer matrix than that from which a change is made.
func (v *visit) newer(s *sheet) error {
	base, err := strconv.Atoi(s.Get("base"))
	if s.Kind != models.KindMatrixChange || err != nil {
		return nil
	}
	newest, err := v.house.Matrix(v.context(), v.who, nil)
	if err != nil || newest.Version == base {
		return err
	}
	was, err := v.house.Matrix(v.context(), v.who, &base)
	s.Newer = &newerMatrix{newest.Version, differing(was.Rows, newest.Rows)}
	return err
}

// base is the version from which the table was made, where the form says one.
func (r *reading) base() *int {
	if version, err := strconv.Atoi(r.s.Get("base")); err == nil {
		return &version
	}
	return nil
}

func fillMatrix(doc *models.MatrixChange, v url.Values) {
	if doc.OfForm() {
		fillFormChange(doc, v)
		return
	}
	v.Set("from", doc.From.String())
	v.Set("reason", doc.Reason)
	v.Set("matrix", policies.MatrixText(doc.Rows))
	if doc.Base != nil {
		v.Set("base", strconv.Itoa(*doc.Base))
	}
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
		if in, is := v.inDefinition(f); is {
			s.Faults[i] = in
			continue
		}
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
