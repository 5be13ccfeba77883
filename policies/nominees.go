package policies

import (
	"maps"
	"slices"

	"countersign/models"
	"countersign/models/regulation"
)

// Asks reports whether rows of a step leave it to the applicant to say who acts.
func Asks(rows []models.MatrixRow, kind models.Kind, step models.Step) bool {
	return slices.ContainsFunc(rows, func(r models.MatrixRow) bool {
		return r.Kind == kind && r.Step == step && len(Choices([]models.MatrixRow{r}, models.DrawUp{Kind: kind, Case: models.CaseFacts{Amount: r.From}})) > 0
	})
}

// A Choice is what the applicant has to say for a case: by which selector, how many
// people, and which of those of today it may be.
type Choice struct {
	Of     string
	Number int
	Step   models.Step
	Clause regulation.Clause
	Range  []models.PersonID
	field  bool
	row    models.MatrixRow
}

// Choices are what the rows leave to the applicant of a case, step by step; those
// who may not sign it are not in the range.
func Choices(rows []models.MatrixRow, d models.DrawUp) (all []Choice) {
	for _, r := range rows {
		if !r.Holds(d.Kind, r.Step, d.Case.Amount) {
			continue
		}
		w := newDraw(d, r.Verb)
		for _, of := range r.Of {
			if s, err := ParseSelector(of); err == nil && s.named() {
				all = append(all, Choice{Of: of, Number: s.Number, Step: r.Step, Clause: r.Clause, Range: w.rangeOf(s), field: s.Form == "field", row: r})
			}
		}
	}
	return all
}

// rangeOf are those who hold a post in the range of a choice.
func (w *draw) rangeOf(s Selector) (people []models.PersonID) {
	if s.Form != "choice" {
		return nil
	}
	for _, c := range w.at("", s.place) {
		for _, p := range c.post.Holders {
			if !w.kept(p) && !slices.Contains(people, p) {
				people = append(people, p)
			}
		}
	}
	return people
}

// CheckNominees finds what is wrong with whom the applicant named: nobody, too few
// or too many, people outside of the range, and those whom the case bars. Each fault
// names the clause of the row that asks.
func CheckNominees(rows []models.MatrixRow, d models.DrawUp) (found []models.FieldError) {
	known := map[string]bool{}
	for _, r := range rows {
		for _, of := range r.Of {
			known[of] = known[of] || r.Kind == d.Kind
		}
	}
	for _, c := range Choices(rows, d) {
		key, under := c.wrong(newDraw(d, c.row.Verb), d.Nominees[c.Of])
		if key == "" {
			continue
		}
		e := models.Refuse(models.Invalid, under, key, "Of", c.Of, "N", c.Number)
		found = append(found, models.FieldError{At: c.at(), Clause: e.Clause, Key: e.Key, Args: e.Args})
	}
	for _, of := range slices.Sorted(maps.Keys(d.Nominees)) {
		if s, err := ParseSelector(of); !known[of] && (err != nil || s.Form != "field") {
			e := models.Refuse(models.Invalid, regulation.AuthorityMatrix, "seat-choice-unknown", "Of", of)
			found = append(found, models.FieldError{At: "signers." + of, Clause: e.Clause, Key: e.Key, Args: e.Args})
		}
	}
	return found
}

// at is the place of a choice in a document.
func (c Choice) at() string {
	if c.field {
		return "values." + c.Of[len("field:"):]
	}
	return "signers." + c.Of
}

// wrong is the message for what is wrong with those who were named, and its clause;
// none where nothing is.
func (c Choice) wrong(w *draw, named []models.Nominee) (key string, under regulation.Clause) {
	people := map[models.PersonID]bool{}
	for _, n := range named {
		people[n.Person] = true
	}
	switch {
	case c.field: // that it is filled the form sees to
		if len(named) == 1 && named[0].Person != "" && w.kept(named[0].Person) {
			return "seat-field-barred", regulation.ApprovalOwnCase
		}
		return "", c.Clause
	case len(named) == 0:
		return "seat-choice-missing", c.Clause
	case len(named) != c.Number || len(people) != c.Number:
		return "seat-choice-number", c.Clause
	}
	for _, n := range named {
		switch {
		case w.kept(n.Person):
			return "seat-choice-barred", regulation.ApprovalOwnCase
		case !slices.Contains(c.Range, n.Person):
			return "seat-choice-outside", c.Clause
		}
	}
	return "", c.Clause
}

// Knows reports whether a nominee is there: a person who holds a post today, or a
// unit with posts.
func Knows(posts []models.StaffedPost, n models.Nominee) bool {
	return slices.ContainsFunc(posts, func(p models.StaffedPost) bool {
		return n.Unit != "" && p.Unit == n.Unit || n.Person != "" && slices.Contains(p.Holders, n.Person)
	})
}
