package form

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"countersign/models"
)

// columnsMost is how many fields a register shows.
const columnsMost = 12

// A Register lists the cases of a form (登记表): of those that were approved, and where
// Step says so of those of which that task is done. Columns are keys of fields; when,
// by whom, of which case and how it stands are there always. A case stands in the month
// in which it was registered, or where By says so in each month from one of its days to
// another.
type Register struct {
	Name    Text        `json:"name"`
	Step    models.Step `json:"step,omitempty"`
	By      *Between    `json:"by,omitempty"`
	Columns []string    `json:"columns"`
}

// Enters is the step with which a case enters the register.
func (r Register) Enters() models.Step { return cmp.Or(r.Step, models.StepSignatures) }

// Kept reports whether a field is kept from people of any step, so that a register does
// not show it (approval.fields).
func (f Field) Kept() bool { return slices.Contains(slices.Collect(maps.Values(f.Rights)), Hidden) }

// register finds what is wrong with the register of a definition: columns that are no
// fields or are kept from somebody, and what is top secret altogether.
func (f *faults) register(d Definition) {
	if d.Register == nil {
		return
	}
	f.said("register.name", d.Register.Name)
	if d.Level != "" {
		f.add("register", "form-register-secret")
	}
	if step := d.Register.Step; step != "" && !slices.ContainsFunc(d.Tasks, func(t Task) bool { return t.Step == step }) {
		f.add("register.step", "form-register-step")
	}
	f.registerBy(d)
	if n := len(d.Register.Columns); n == 0 || n > columnsMost {
		f.add("register.columns", "form-register-columns", "Most", columnsMost)
	}
	for i, key := range d.Register.Columns {
		field, ok := d.Field(key)
		if !ok || field.Kept() || field.Type == Rows || field.Type == Files || slices.Index(d.Register.Columns, key) < i {
			f.add(fmt.Sprintf("register.columns[%d]", i), "form-register-column", d.called(key)...)
		}
	}
}

// registerBy finds what is wrong with the days by which the register lists: in which
// month a case stands tells what they are.
func (f *faults) registerBy(d Definition) {
	if d.Register.By == nil {
		return
	}
	for at, key := range map[string]string{"register.by.from": d.Register.By.From, "register.by.until": d.Register.By.Until} {
		if field, ok := d.Field(key); ok && field.Kept() {
			f.add(at, "form-register-column", "Field", key)
			continue
		}
		f.day(at, d, key)
	}
}
