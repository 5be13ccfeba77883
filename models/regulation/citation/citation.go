// Package citation shows for each clause of the rulebook the code that carries it
// out and the tests that prove it, so that a clause which nothing cites is found.
//
// Code cites a clause by its variable (regulation.SampleGate), by one of its
// parameters, by its id in a row of policies or in a line of a migration. A test
// cites it at the beginning of a title, "sample.gate the guard lets a sample out
// once", or of its name,
// TestSampleGate_…, or as the first member of a table's row, before its title.
package citation

import (
	_ "embed"
	"encoding/json"

	"countersign/models/regulation"
)

//go:generate go run ./generate

//go:embed citations.json
var embedded []byte

// A Citation is a clause with what cites it. Code is "path:line", Tests are
// "path:title", with paths from the root of the source tree.
type Citation struct {
	ID regulation.ID `json:"id"`
	Zh string        `json:"zh"`
	En string        `json:"en"`
	// Manual is the reason why no machine enforces the clause; empty where one does.
	Manual string   `json:"manual"`
	Code   []string `json:"code"`
	Tests  []string `json:"tests"`
}

// Embedded is what was found in the source tree when the program was built.
func Embedded() ([]Citation, error) {
	var found []Citation
	return found, json.Unmarshal(embedded, &found)
}

// Uncited says what is missing: code or a test of a clause that a machine enforces.
func Uncited(all []Citation) (missing []string) {
	for _, c := range all {
		if c.Manual != "" {
			continue
		}
		if len(c.Code) == 0 {
			missing = append(missing, string(c.ID)+": no code")
		}
		if len(c.Tests) == 0 {
			missing = append(missing, string(c.ID)+": no test")
		}
	}
	return missing
}

// gather puts found citations beside the clauses, in the order of their ids.
func gather(clauses []regulation.Clause, code, tests map[regulation.ID][]string) []Citation {
	all := make([]Citation, 0, len(clauses))
	for _, c := range clauses {
		all = append(all, Citation{
			ID: c.ID(), Zh: c.Text("zh-CN"), En: c.Text("en"), Manual: c.Manual(),
			Code: append([]string{}, code[c.ID()]...), Tests: append([]string{}, tests[c.ID()]...),
		})
	}
	return all
}
