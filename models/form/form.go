// Package form is what companies define themselves: a form with its fields, who
// signs it by amount, and what is done after approval. A definition is data, has
// a version, and is checked when it is loaded; it is run by one procedure.
package form

import (
	"cmp"
	"fmt"
	"strings"

	"countersign/models"
)

// Text is something said in both languages.
type Text struct {
	Zh string `json:"zh"`
	En string `json:"en"`
}

// In is the text in a language.
func (t Text) In(lang string) string {
	if lang == "en" {
		return t.En
	}
	return t.Zh
}

// Type is what a field holds.
type Type string

// The types of fields. Money is in the company's currency with two decimals,
// Number has at most two, or fewer where the field says so; Choice holds the value of one option, YesNo true or false;
// Person and Unit hold the id of a person in force, and of a unit, of the company or the
// head office. Choices holds the values of several options, Rows rows of columns, Files
// attachments of the case with their names and digests.
const (
	Line    Type = "line"
	Lines   Type = "lines"
	Number  Type = "number"
	Money   Type = "money"
	Date    Type = "date"
	Choice  Type = "choice"
	YesNo   Type = "yes_no"
	Person  Type = "person"
	Unit    Type = "unit"
	Choices Type = "choices"
	Rows    Type = "rows"
	Files   Type = "files"
)

// Right is what people of a step may do with a field.
type Right string

// The rights; a field without one is read.
const (
	Hidden   Right = "hidden"
	ReadOnly Right = "read"
	Writable Right = "write"
)

// A Field is one entry of a form.
type Field struct {
	Key      string `json:"key"`
	Label    Text   `json:"label"`
	Hint     Text   `json:"hint,omitzero"`
	Type     Type   `json:"type"`
	Required bool   `json:"required,omitempty"`
	// Most is how many characters a text has, 0 = 500; rows, 0 = 50; files, 0 = 10; and
	// options, 0 = all.
	Most int `json:"most,omitempty"`
	// Least is how many rows, files or options there are where there are any; 0 = 1.
	Least int `json:"least,omitempty"`
	// Columns are the fields of each row.
	Columns []Field `json:"columns,omitempty"`
	// Sum says that the number is the total of a column of rows, such as items.amount: it
	// is computed, and nobody types it.
	Sum string `json:"sum,omitempty"`
	// Decimals of a number, at most; 0 = whole, two where it does not say.
	Decimals *int `json:"decimals,omitempty" minimum:"0" maximum:"2"`
	// Min and Max bound a number, in hundredths; without a Max it is as large as any.
	Min     models.Cents `json:"min,omitempty"`
	Max     models.Cents `json:"max,omitempty"`
	Options []Option     `json:"options,omitempty"`
	// Days says that the number counts the working days between two dates.
	Days *Between `json:"days,omitempty"`
	// Concerns says that the case is for whom the field names: he or she reads it, and
	// does not sign it (approval.own-case).
	Concerns bool `json:"concerns,omitempty"`
	// Rights are by step (approval.fields): "start" is the applicant's, "signatures" of
	// every round of signatures, "signatures.2" of the second.
	Rights map[models.Step]Right `json:"rights,omitempty"`
}

// An Option is one of a choice.
type Option struct {
	Value string `json:"value"`
	Label Text   `json:"label"`
}

// A Row says who acts in one round of a step, for amounts from From to below To
// (0 = no limit), in hundredths.
type Row struct {
	From models.Cents `json:"from,omitempty"`
	To   models.Cents `json:"to,omitempty"`
	// When are conditions on other fields, which all hold; none holds always.
	When   []When       `json:"when,omitempty"`
	Round  int          `json:"round"`
	Mode   models.Mode  `json:"mode"`
	Need   int          `json:"need,omitempty"`
	Of     []string     `json:"of"`
	Within int          `json:"within,omitempty"`
	Told   []string     `json:"told,omitempty"`
	Proof  models.Proof `json:"proof,omitempty" enum:",strong"` // of a signature (approval.step-up)
	// Own and Twice are the form's where the row does not say.
	Own   models.Own   `json:"own,omitempty" enum:",superior,skip"`
	Twice models.Twice `json:"twice,omitempty" enum:",next,once,in_row"`
}

// A Task is a deed after approval.
type Task struct {
	Step models.Step `json:"step"`
	Name Text        `json:"name"`
	Row
}

// A Definition is one version of a company's own form.
type Definition struct {
	Code    string  `json:"code"`    // seal_use: names the form for ever
	Version int     `json:"version"` // counts from 1
	Series  string  `json:"series"`  // the letters in its numbers
	Name    Text    `json:"name"`
	Clause  Text    `json:"clause"` // the company rule that it carries out, in words
	Fields  []Field `json:"fields"`
	// Summary are the keys of the fields that lists show of a case, in order; the first
	// three that everybody sees where none are named.
	Summary []string `json:"summary,omitempty"`
	// Amount is the key of the number or money field that rows look at; none: 0.
	Amount     string `json:"amount,omitempty"`
	Signatures []Row  `json:"signatures"`
	Tasks      []Task `json:"tasks,omitempty"`
	// Register is the list of what was done by the form; none where it is not kept.
	Register *Register `json:"register,omitempty"`
	// Effect is what approval does beside the tasks.
	Effect *Effect `json:"effect,omitempty"`
	// Withdraw says until when the applicant may withdraw: until somebody has signed, or
	// until it takes effect where it is empty (approval.withdraw).
	Withdraw Withdraw `json:"withdraw,omitempty" enum:",signed"`
	// Level is how secret its cases are; nobody signs what is top secret by proxy.
	Level models.Level `json:"level,omitempty" enum:",top_secret"`
	// Own and Twice say what becomes of a signer's seat that is the applicant's own,
	// and of one whose holder has another; they hold for rows that do not say. A vote
	// counts each seat by itself, and what must be filled in is never skipped.
	Own   models.Own   `json:"own,omitempty" enum:",superior,skip"`
	Twice models.Twice `json:"twice,omitempty" enum:",next,once,in_row"`
}

// Field finds a field by key.
func (d Definition) Field(key string) (Field, bool) {
	for _, f := range d.Fields {
		if f.Key == key {
			return f, true
		}
	}
	return Field{}, false
}

// Matrix is who acts in any case, as rows of an authority matrix.
func (d Definition) Matrix() []models.MatrixRow {
	var rows []models.MatrixRow
	add := func(step models.Step, verb models.Verb, r Row) {
		rows = append(rows, models.MatrixRow{Kind: models.KindForm, Step: step, Clause: clause, Verb: verb, From: r.From, To: r.To,
			Round: r.Round, Mode: r.Mode, Need: r.Need, Of: r.Of, Within: r.Within, Told: r.Told, Proof: r.Proof,
			Own: r.Own, Twice: r.Twice})
	}
	for _, r := range d.Signatures {
		add(models.StepSignatures, models.Sign, d.whole(r))
	}
	add(models.StepRevise, models.Resubmit, Row{Round: 1, Mode: models.All, Of: []string{"applicant"}, Within: 5})
	for _, t := range d.Tasks {
		add(t.Step, models.Carry, t.Row)
	}
	return rows
}

// whole is a row of the signatures with what the form says for those that do not.
func (d Definition) whole(r Row) Row {
	if r.Mode != models.Quorum {
		r.Own, r.Twice = cmp.Or(r.Own, d.Own), cmp.Or(r.Twice, d.Twice)
	}
	return d.kept(r)
}

// Place is the place in the definition that a place in its Matrix stands for:
// rows[0].of is signatures[0].of.
func (d Definition) Place(inMatrix string) string {
	var row int
	if n, err := fmt.Sscanf(inMatrix, "rows[%d]", &row); err != nil || n != 1 {
		return "signatures"
	}
	_, rest, _ := strings.Cut(inMatrix, "]")
	switch task := row - len(d.Signatures) - 1; { // between them stands the row of the applicant
	case row < len(d.Signatures):
		return fmt.Sprintf("signatures[%d]%s", row, rest)
	case task >= 0 && task < len(d.Tasks):
		return fmt.Sprintf("tasks[%d]%s", task, rest)
	}
	return inMatrix
}

// Steps are the steps after approval of a filled form, in order.
func (d Definition) Steps(filled models.FilledForm) []models.Step {
	tasks := d.given(filled.Values).Tasks
	steps := make([]models.Step, len(tasks))
	for i, t := range tasks {
		steps[i] = t.Step
	}
	return steps
}
