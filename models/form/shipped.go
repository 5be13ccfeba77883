package form

import (
	"bytes"
	"embed"
	"encoding/json"
	"fmt"

	"countersign/models"
)

//go:embed shipped/*.json
var files embed.FS

// Shipped are the forms that come with the product: examples that a company may
// use as they are or replace by versions of its own.
var Shipped = readShipped()

func readShipped() []Definition {
	entries, err := files.ReadDir("shipped")
	if err != nil {
		panic(err)
	}
	var all []Definition
	for _, e := range entries {
		body, err := files.ReadFile("shipped/" + e.Name())
		if err != nil {
			panic(err)
		}
		d, err := Read(body)
		if err != nil || len(d.Check()) > 0 {
			panic(fmt.Sprintf("form: %s: %v %v", e.Name(), err, d.Check()))
		}
		all = append(all, d)
	}
	return all
}

// Read reads a definition strictly: as JSON Schema (draft 2020-12), or as the API
// writes it. What it does not know is refused by its name, never passed over.
func Read(body []byte) (Definition, error) {
	var d Definition
	if parts, err := members(body); err == nil && isSchema(parts) {
		return readSchema(parts)
	}
	decoder := json.NewDecoder(bytes.NewReader(body))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&d); err != nil {
		return d, models.Refuse(models.Invalid, clause, "form-unreadable").Because(err)
	}
	return d, nil
}
