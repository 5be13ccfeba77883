package api

import (
	"encoding/json"
	"slices"

	"countersign/models/form"
	"countersign/models/message"
)

// formParts are the parts of a form beside its fields and who acts, as they are called in
// messages.
var formParts = []struct {
	name string
	of   func(form.Definition) any
}{
	{"name", func(d form.Definition) any { return d.Name }},
	{"clause", func(d form.Definition) any { return d.Clause }},
	{"series", func(d form.Definition) any { return d.Series }},
	{"amount", func(d form.Definition) any { return d.Amount }},
	{"level", func(d form.Definition) any { return d.Level }},
	{"withdraw", func(d form.Definition) any { return d.Withdraw }},
	{"effect", func(d form.Definition) any { return d.Effect }},
	{"register", func(d form.Definition) any { return d.Register }},
	{"summary", func(d form.Definition) any { return d.Summary }},
	{"tasks", func(d form.Definition) any {
		var names []form.Text
		for _, t := range d.Tasks {
			names = append(names, t.Name)
		}
		return names
	}},
}

// changedParts names what else is another than who acts: fields by their labels, and other
// parts of the form.
func changedParts(lang string, was, now form.Definition) (said []string) {
	add := func(how string, f form.Field) {
		said = append(said, message.Text(lang, "form-change-field", map[string]any{"How": message.Text(lang, "matrix-"+how, nil), "Label": f.Label.In(lang)}))
	}
	for _, f := range now.Fields {
		before, there := was.Field(f.Key)
		switch {
		case !there:
			add("added", f)
		case !alike(before, f):
			add("changed", f)
		}
	}
	for _, f := range was.Fields {
		if _, there := now.Field(f.Key); !there {
			add("removed", f)
		}
	}
	for _, part := range formParts {
		if !alike(part.of(was), part.of(now)) {
			said = append(said, message.Text(lang, "form-change-"+part.name, nil))
		}
	}
	return said
}

// alike reports whether two parts of definitions are written the same.
func alike(a, b any) bool {
	x, errX := json.Marshal(a)
	y, errY := json.Marshal(b)
	return errX == nil && errY == nil && slices.Equal(x, y)
}
