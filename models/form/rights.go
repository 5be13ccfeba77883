package form

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"countersign/models"
	"countersign/models/regulation"
)

// Start is where the applicant fills in the form, also when it was sent back.
const Start models.Step = "start"

// At is a step as rights name it: of signatures also the round, the first being 1.
// A right of "signatures" holds for every round that has none of its own.
func At(step models.Step, round int) models.Step {
	if step != models.StepSignatures {
		return step
	}
	return models.Step(fmt.Sprintf("%s.%d", step, round))
}

// Right is what people at a step may do with a field (approval.fields): the applicant
// writes, others read, unless the definition says otherwise.
func (f Field) Right(step models.Step) Right {
	if r, ok := f.Rights[step]; ok {
		return r
	}
	switch every, _, round := strings.Cut(string(step), "."); {
	case step == Start && f.Sum != "":
		return ReadOnly
	case step == Start:
		return Writable
	case step == models.StepRevise:
		return f.Right(Start)
	case round:
		return f.Right(models.Step(every))
	}
	return ReadOnly
}

// A Reader is what somebody is to a case of the form.
type Reader struct {
	Steps     []models.Step // at which the person has or had tasks, as At names them
	Requester bool
	All       bool // nothing is kept from the person
}

// HiddenFrom reports whether a field is kept from the reader. What is hidden from any
// step is shown only to those of another, to requesters unless it is hidden from
// them, and to who sees all: not to who was copied, or reads by position.
func (f Field) HiddenFrom(r Reader) bool {
	if !f.Kept() || r.All || slices.ContainsFunc(r.Steps, func(s models.Step) bool { return s != models.StepRevise && f.Right(s) != Hidden }) {
		return false
	}
	return !r.Requester || f.Right(Start) == Hidden
}

// Unseen lists the fields that are kept from the reader.
func (d Definition) Unseen(r Reader) (keys []string) {
	for _, f := range d.Fields {
		if f.HiddenFrom(r) {
			keys = append(keys, f.Key)
		}
	}
	return keys
}

// Without is the filled form as it is shown to whom these fields are kept from.
func Without(filled models.FilledForm, unseen []string) *models.FilledForm {
	filled.Values = maps.Clone(filled.Values)
	maps.DeleteFunc(filled.Values, func(key, _ string) bool { return slices.Contains(unseen, key) })
	return &filled
}

// Fills lists the fields that are filled in at a step.
func (d Definition) Fills(step models.Step) (fields []Field) {
	for _, f := range d.Fields {
		if f.Right(step) == Writable {
			fields = append(fields, f)
		}
	}
	return fields
}

// Fill puts values into the fields of a step. It refuses values of fields that the
// step does not fill, and what the step leaves out or gets wrong (approval.fields).
func (d Definition) Fill(filled models.FilledForm, step models.Step, values map[string]string) (models.FilledForm, []models.FieldError) {
	var f faults
	own := map[string]Field{}
	for _, field := range d.Fills(step) {
		own[field.Key] = field
	}
	filled.Values = maps.Clone(filled.Values)
	if filled.Values == nil {
		filled.Values = map[string]string{}
	}
	for key, value := range values {
		value = strings.TrimSpace(value)
		if _, may := own[key]; !may && value != strings.TrimSpace(filled.Values[key]) {
			f.notYours(key)
			continue
		}
		value = own[key].plain(value)
		if filled.Values[key] = value; value == "" {
			delete(filled.Values, key)
		}
	}
	d.sum(filled.Values)
	for _, field := range d.Fields {
		value := strings.TrimSpace(filled.Values[field.Key])
		rows, _ := field.sums()
		_, may := own[field.Key]
		_, summed := own[rows]
		switch may = may || summed; {
		case !may:
		case value == "" && field.Required:
			f.add("values."+field.Key, "field-missing")
		case value != "":
			f.value("values."+field.Key, field, value)
		}
	}
	return filled, f
}

// Untouched finds fields that are not the applicant's and differ from what they were.
func (d Definition) Untouched(filled, before models.FilledForm) []models.FieldError {
	var f faults
	for _, field := range d.Fields {
		value, given := filled.Values[field.Key]
		if given && field.Sum == "" && field.Right(Start) != Writable && strings.TrimSpace(value) != strings.TrimSpace(before.Values[field.Key]) {
			f.notYours(field.Key)
		}
	}
	return f
}

// Keep gives a form that the applicant has mended what others filled in and the
// applicant does not fill.
func (d Definition) Keep(filled, before models.FilledForm) models.FilledForm {
	filled.Values = maps.Clone(filled.Values)
	for _, field := range d.Fields {
		if value, there := before.Values[field.Key]; there && field.Right(Start) != Writable {
			if filled.Values == nil {
				filled.Values = map[string]string{}
			}
			filled.Values[field.Key] = value
		}
	}
	d.sum(filled.Values)
	return filled
}

func (f *faults) notYours(key string) {
	*f = append(*f, models.FieldError{At: "values." + key, Clause: regulation.ApprovalFields, Key: "form-field-not-yours"})
}

// rights finds rights of steps that do not exist, and fields that nobody could fill
// or that would change what was signed.
func (f *faults) rights(d Definition) {
	tasks, signs := map[models.Step]bool{}, map[models.Step]bool{models.StepSignatures: true}
	for _, t := range d.Tasks {
		tasks[t.Step] = true
	}
	for _, r := range d.Signatures {
		signs[At(models.StepSignatures, r.Round)] = true
	}
	for i, field := range d.Fields {
		at := fmt.Sprintf("fields[%d].rights", i)
		f.rightsKnown(at, field, signs, tasks)
		if key := d.rightFault(field, field.writableAt(signs), field.writableAt(tasks)); key != "" {
			f.add(at, key)
		}
	}
}

// rightFault is what is wrong with the rights of a field that signers fill in, or those
// who carry out what was approved (late); empty where nothing is.
func (d Definition) rightFault(field Field, writes, late bool) string {
	starts := field.Right(Start) == Writable
	switch {
	case field.Sum != "":
		if writes || late || field.Rights[Start] == Writable {
			return "form-sum-right"
		}
	case field.Concerns && field.Kept():
		return "form-concerns-hidden" // who is recused is told
	case (writes || late || !starts) && d.applicants(field) != "":
		return d.applicants(field)
	case late && (writes || starts):
		return "form-two-phases"
	case field.Required && !writes && !late && !starts:
		return "form-required-nobody"
	}
	return ""
}

// applicants says why the applicant alone fills in a field; empty where others may.
func (d Definition) applicants(field Field) string {
	switch {
	case field.Type == Files:
		return "form-files-applicant"
	case d.decides(field):
		return "form-decides"
	}
	return ""
}

// rightsKnown finds rights of steps that do not exist, and rights that are none.
func (f *faults) rightsKnown(at string, field Field, signs, tasks map[models.Step]bool) {
	for step, right := range field.Rights {
		if step != Start && !signs[step] && !tasks[step] {
			f.add(at, "form-right-step", "Step", string(step))
		}
		if right != Hidden && right != ReadOnly && right != Writable {
			f.add(at, "form-right")
		}
	}
}

func (f Field) writableAt(steps map[models.Step]bool) bool {
	for step, right := range f.Rights {
		if right == Writable && steps[step] {
			return true
		}
	}
	return false
}

// decides reports whether a field decides who signs or what takes effect: the
// applicant alone fills it.
func (d Definition) decides(field Field) bool {
	return d.asksOf(field.Key) || field.Key == d.Amount || d.sumsTo(field.Key, d.Amount) || field.Days != nil || d.counts(field.Key) || field.Type == Person || field.Type == Unit ||
		d.Effect != nil && (field.Key == d.Effect.From || field.Key == d.Effect.Until)
}

// asksOf reports whether rows depend on a field.
func (d Definition) asksOf(key string) bool {
	asks := func(r Row) bool { return slices.ContainsFunc(r.When, func(w When) bool { return w.Field == key }) }
	return slices.ContainsFunc(d.Signatures, asks) || slices.ContainsFunc(d.Tasks, func(t Task) bool { return asks(t.Row) })
}
