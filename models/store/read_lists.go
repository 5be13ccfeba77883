package store

import (
	"strings"
	"time"

	"countersign/models"
	"countersign/models/calendar"
)

// A RowKey is a place in a list that goes back in time: (at, id). The zero RowKey
// is before the latest.
type RowKey struct {
	At time.Time
	ID string
}

// beforeKey is the condition for rows after the place k of a list over (at, id).
func (k RowKey) beforeKey(at, id string) models.Scope {
	if k.At.IsZero() {
		return models.Scope{SQL: "true"}
	}
	return models.Scope{SQL: "(" + at + ", " + id + ") < (?::timestamptz, ?::uuid)", Args: []any{k.At, k.ID}}
}

// Done lists the tasks that a person closed, latest first.
func (r Reader) Done(person models.PersonID, scope models.Scope, before RowKey, most int) (lines []TaskLine, err error) {
	key := before.beforeKey("t.closed_at", "t.id")
	query := `select ` + caseLine + `, t.id as task, t.verb, coalesce(title(p), '') as post, t.closed_at
		from tasks t join cases c on c.id = t.case_id ` + caseLineFrom + ` left join posts p on p.id = t.post_id
		where t.state = 'done' and t.closed_by = ? and ` + key.SQL + ` and (` + scope.SQL + `)
		order by t.closed_at desc, t.id desc limit ?`
	return lines, r.query(&lines, query, flat(person, key.Args, scope.Args, most)...)
}

// Started lists the cases that a person applied for, latest first, drafts too.
func (r Reader) Started(person models.PersonID, scope models.Scope, before RowKey, most int) ([]CaseLine, error) {
	return r.cases(models.Scope{SQL: "c.applicant_id = ?", Args: []any{person}}, scope, before, most)
}

// A CaseFilter narrows a list of cases; empty members do not.
type CaseFilter struct {
	Kind  models.Kind
	State models.State
	// Words are each a part of the number, of the applicant's name or of what the case is
	// about, or the initials of the pinyin.
	Words string
	// From and Until are the days on which it was applied for.
	From, Until calendar.Date
}

// Cases lists the cases within scope, latest first.
func (r Reader) Cases(f CaseFilter, scope models.Scope, before RowKey, most int) ([]CaseLine, error) {
	narrow := models.Scope{SQL: "true"}
	add := func(sql string, arg any) {
		narrow.SQL, narrow.Args = narrow.SQL+" and "+sql, append(narrow.Args, arg)
	}
	if f.Kind != "" {
		add("c.kind = ?", f.Kind.Base())
	}
	if code, own := f.Kind.Form(); own {
		add("c.form = ?", code)
	}
	if f.State != "" {
		add("c.state = ?", f.State)
	}
	if !f.From.IsZero() {
		add("c.opened_at >= ?", f.From.At(0, calendar.China()))
	}
	if !f.Until.IsZero() {
		add("c.opened_at < ?", f.Until.AddDays(1).At(0, calendar.China()))
	}
	for _, word := range strings.Fields(f.Words) {
		m := matches(word, "c.number", "a.name", "a.name_en", "a.search", "c.search")
		narrow.SQL, narrow.Args = narrow.SQL+" and ("+m.SQL+")", append(narrow.Args, m.Args...)
	}
	return r.cases(narrow, scope, before, most)
}

func (r Reader) cases(narrow, scope models.Scope, before RowKey, most int) (lines []CaseLine, err error) {
	key := before.beforeKey("c.updated_at", "c.id")
	query := `select ` + caseLine + ` from cases c ` + caseLineFrom + ` where ` + narrow.SQL + ` and ` + key.SQL + ` and (` + scope.SQL + `)
		order by c.updated_at desc, c.id desc limit ?`
	return lines, r.query(&lines, query, flat(narrow.Args, key.Args, scope.Args, most)...)
}

// WaitsFor finds what cases wait for whose open tasks are no signatures.
func (r Reader) WaitsFor(cases []models.CaseID) (map[models.CaseID]models.Verb, error) {
	var rows []struct {
		ID   models.CaseID
		Verb models.Verb
	}
	err := r.query(&rows, `select case_id as id, min(verb) as verb from tasks where `+Seal("cases that are listed")+`case_id in ? and state = 'open'
		group by case_id having bool_and(verb not in ('sign', 'advise', 'answer'))`, cases)
	verbs := map[models.CaseID]models.Verb{}
	for _, row := range rows {
		verbs[row.ID] = row.Verb
	}
	return verbs, err
}

// A CopiedLine is a case of which a person was told At.
type CopiedLine struct {
	CaseLine
	At time.Time
}

// Copied lists the cases of which a person was told, latest first.
func (r Reader) Copied(person models.PersonID, scope models.Scope, before RowKey, most int) (lines []CopiedLine, err error) {
	key := before.beforeKey("k.at", "k.case_id")
	query := `select ` + caseLine + `, k.at from case_people k join cases c on c.id = k.case_id ` + caseLineFrom + `
		where k.person_id = ? and k.part = 'copied' and ` + key.SQL + ` and (` + scope.SQL + `)
		order by k.at desc, k.case_id desc limit ?`
	return lines, r.query(&lines, query, flat(person, key.Args, scope.Args, most)...)
}

// flat makes one list of arguments and lists of arguments.
func flat(args ...any) (all []any) {
	for _, a := range args {
		if list, ok := a.([]any); ok {
			all = append(all, list...)
			continue
		}
		all = append(all, a)
	}
	return all
}

// likely makes a person's words a plain part of a LIKE pattern with escape '\'.
func likely(words string) string {
	return strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`).Replace(strings.TrimSpace(words))
}
