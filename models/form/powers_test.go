package form_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"countersign/models"
	"countersign/models/form"
)

// sealUse is the shipped application for the seal, not shared with other tests.
func sealUse(t *testing.T) form.Definition {
	body, err := json.Marshal(form.Shipped[1])
	require.NoError(t, err)
	d, err := form.Read(body)
	require.NoError(t, err)
	require.Equal(t, "seal_use", d.Code)
	return d
}

func index(d form.Definition, key string) int {
	for i, f := range d.Fields {
		if f.Key == key {
			return i
		}
	}
	panic(key)
}

func TestAuthorityMatrix_WhatChangesWhoSignsAFormAndWhatDoesNot(t *testing.T) {
	said := form.Text{Zh: "别的", En: "Another"}
	for name, change := range map[string]func(*form.Definition){
		"other names": func(d *form.Definition) { d.Name, d.Clause, d.Tasks[0].Name = said, said, said },
		"another field": func(d *form.Definition) {
			d.Fields = append(d.Fields, form.Field{Key: "note", Label: said, Type: form.Line})
		},
		"a field less": func(d *form.Definition) {
			d.Fields = append(d.Fields[:index(*d, "reason")], d.Fields[index(*d, "reason")+1:]...)
		},
		"the label of a field":            func(d *form.Definition) { d.Fields[index(*d, "document")].Label = said },
		"a hint of one that decides":      func(d *form.Definition) { d.Fields[index(*d, "seal")].Hint = said },
		"the order of fields that do not": func(d *form.Definition) { d.Fields[1], d.Fields[2] = d.Fields[2], d.Fields[1] },
		"what lists show, and no register": func(d *form.Definition) {
			d.Summary, d.Register, d.Version = []string{"document"}, nil, 7
		},
		"what is said of all rows said of each": func(d *form.Definition) {
			d.Own = models.OwnSuperior
			for i := range d.Signatures {
				d.Signatures[i].Own = models.OwnSuperior
			}
		},
	} {
		d, before := sealUse(t), sealUse(t)
		if name == "what is said of all rows said of each" {
			before.Own = models.OwnSuperior
		}
		change(&d)
		require.True(t, d.SignedAs(before), name)
	}
	for name, change := range map[string]func(*form.Definition){
		"who signs":                   func(d *form.Definition) { d.Signatures[0].Of = []string{"gm@company"} },
		"how":                         func(d *form.Definition) { d.Signatures[0].Mode = models.Any },
		"from which amount":           func(d *form.Definition) { d.Signatures[2].From = 1 },
		"in which case":               func(d *form.Definition) { d.Signatures[1].When = nil },
		"whether it is proved":        func(d *form.Definition) { d.Signatures[0].Proof = models.Strong },
		"a round less":                func(d *form.Definition) { d.Signatures = d.Signatures[:2] },
		"within how long":             func(d *form.Definition) { d.Signatures[0].Within = 9 },
		"who is told":                 func(d *form.Definition) { d.Signatures[0].Told = []string{"head@hr"} },
		"the seats of the applicant":  func(d *form.Definition) { d.Own = models.OwnSkip },
		"one signature for two seats": func(d *form.Definition) { d.Twice = models.TwiceOnce },
		"who acts after approval":     func(d *form.Definition) { d.Tasks[0].Of = []string{"any@hr"} },
		"that nobody does":            func(d *form.Definition) { d.Tasks = nil },
		"which amount":                func(d *form.Definition) { d.Amount = "copies" },
		"by proxy":                    func(d *form.Definition) { d.Level = models.TopSecret },
		"the labels of two choices": func(d *form.Definition) {
			o := d.Fields[index(*d, "seal")].Options
			o[0].Label, o[1].Label = o[1].Label, o[0].Label
		},
		"another choice": func(d *form.Definition) {
			f := &d.Fields[index(*d, "seal")]
			f.Options = append(f.Options, form.Option{Value: "old", Label: said})
		},
		"the meaning of the amount": func(d *form.Definition) { d.Fields[index(*d, "amount")].Label = said },
		"for whom a case is": func(d *form.Definition) {
			d.Fields = append(d.Fields, form.Field{Key: "whom", Label: said, Type: form.Person, Concerns: true})
		},
		"a signer whom a field names": func(d *form.Definition) { d.Signatures[0].Of = []string{"field:whom"} },
	} {
		d := sealUse(t)
		change(&d)
		require.False(t, d.SignedAs(sealUse(t)), name)
	}
}

func TestAuthorityMatrix_AFormIsSignedAsItselfHoweverItIsWritten(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := definitions(t)
		schema, err := d.Schema()
		if err != nil {
			t.Fatal(err)
		}
		again, err := form.Read(schema)
		if err != nil {
			t.Fatal(err)
		}
		if !again.SignedAs(d) || !d.SignedAs(again) {
			t.Fatalf("%+v is signed otherwise than %+v", again, d)
		}
		again.Signatures[0].Within++
		if again.SignedAs(d) {
			t.Fatal("another deadline is another row of the matrix")
		}
	})
}
