package policies

import (
	"encoding/csv"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"countersign/models"
	"countersign/models/regulation"
)

// A row is one sentence of the policy, for one verb and one kind.
type row struct {
	number int
	verb   models.Verb
	kind   models.Kind
	cond   condition
	allow  bool
	clause regulation.Clause
	key    string // message of the refusal
}

// fields are the row as Casbin keeps it.
func (r row) fields() []string {
	return []string{strconv.Itoa(r.number), string(r.verb), string(r.kind), r.cond.text, effect(r.allow), string(r.clause.ID())}
}

func effect(allow bool) string {
	if allow {
		return "allow"
	}
	return "deny"
}

// parse reads the rows of a policy and writes lists of verbs and kinds out.
func parse(text string) ([]row, error) {
	written, err := records(text)
	if err != nil {
		return nil, err
	}
	var rows []row
	for i, record := range written {
		more, err := parseRow(record)
		if err != nil {
			return nil, fmt.Errorf("policies: row %d: %w", i+1, err)
		}
		rows = append(rows, more...)
	}
	return rows, nil
}

// records are the fields of each rule as it is written.
func records(text string) ([][]string, error) {
	read := csv.NewReader(strings.NewReader(text))
	read.Comment, read.TrimLeadingSpace, read.FieldsPerRecord = '#', true, 7
	all, err := read.ReadAll()
	if err != nil {
		return nil, fmt.Errorf("policies: %w", err)
	}
	if len(all) == 0 {
		return nil, fmt.Errorf("policies: a policy without rows allows nothing; it is refused")
	}
	return all, nil
}

var aNumber = regexp.MustCompile(`^[0-9]{1,6}$`)

func parseRow(f []string) ([]row, error) {
	for i := range f {
		f[i] = strings.TrimSpace(f[i])
	}
	if f[0] != "p" {
		return nil, fmt.Errorf("begins with %q, not with p", f[0])
	}
	if !aNumber.MatchString(f[1]) {
		return nil, fmt.Errorf("%q is not a number", f[1])
	}
	number, _ := strconv.Atoi(f[1])
	cond, err := parseCondition(f[4])
	if err != nil {
		return nil, err
	}
	if f[5] != "allow" && f[5] != "deny" {
		return nil, fmt.Errorf("effect %q is neither allow nor deny", f[5])
	}
	clause, ok := regulation.Find(regulation.ID(f[6]))
	if !ok {
		return nil, fmt.Errorf("no clause %q", f[6])
	}
	r := row{number: number, cond: cond, allow: f[5] == "allow", clause: clause}
	r.key = refusalKey(r)
	return writeOut(r, f[2], f[3])
}

// writeOut makes a row for each verb and kind.
func writeOut(r row, verbs, kinds string) (rows []row, err error) {
	for _, verb := range strings.Split(verbs, "|") {
		for _, kind := range kindsOf(kinds) {
			r.verb, r.kind = models.Verb(verb), kind
			if err := r.check(); err != nil {
				return nil, err
			}
			rows = append(rows, r)
		}
	}
	return rows, nil
}

func kindsOf(text string) (kinds []models.Kind) {
	if text == "*" {
		return models.Kinds
	}
	for _, k := range strings.Split(text, "|") {
		kinds = append(kinds, models.Kind(k))
	}
	return kinds
}

var (
	// scoped verbs are asked of lists as well, so their rows need both faces.
	scoped = []models.Verb{models.Read, models.Print, models.Export}
)

// check refuses a row that could never be asked, or not of a list.
func (r row) check() error {
	about := aboutCases
	switch {
	case !slices.Contains(models.Verbs, r.verb):
		return fmt.Errorf("no verb %q", r.verb)
	case slices.Contains(models.Kinds, r.kind):
		if r.verb == models.List || slices.Contains(models.HouseVerbs, r.verb) {
			return fmt.Errorf("%s is not done to a %s", r.verb, r.kind)
		}
	case slices.Contains(models.Registers, r.kind):
		about = aboutRegisters
		if r.verb != models.List && r.verb != models.Export {
			return fmt.Errorf("%s is not done to the register %s", r.verb, r.kind)
		}
	case slices.Contains(models.Catalogues, r.kind):
		about = aboutRegisters
		if r.verb != models.List {
			return fmt.Errorf("%s is not done to the list of %s", r.verb, r.kind)
		}
	case r.kind == models.House:
		if !slices.Contains(models.HouseVerbs, r.verb) {
			return fmt.Errorf("%s is not done to the house", r.verb)
		}
	default:
		return fmt.Errorf("no kind %q", r.kind)
	}
	if about == aboutRegisters || slices.Contains(scoped, r.verb) {
		return r.cond.listable(about, r.allow)
	}
	return nil
}
