package store

import (
	"encoding/json"
	"time"

	"countersign/models"
	"countersign/models/form"
)

// formName says what the form of the case c is called, where it is a company's own:
// FormName reads it.
const formName = `case when c.kind = 'form' then coalesce((select f.definition ->> 'name' from forms f
	where f.company_id = c.company_id and f.code = c.form and f.version = c.form_version), c.form) else '' end`

const formLine = formName + ` as form`

// kindOf is the kind of the case c, and of a company's own form which: form/leave.
const kindOf = `c.kind || case when c.form <> '' then '/' || c.form else '' end`

// FormName is what a form is called, of which a line of the store says line: the name as
// JSON, or the code of a shipped form; empty where it is none of a company's own.
func FormName(lang, line string) string {
	if line == "" {
		return ""
	}
	for _, d := range form.Shipped {
		if d.Code == line {
			return d.Name.In(lang)
		}
	}
	var name form.Text
	if json.Unmarshal([]byte(line), &name) != nil {
		return ""
	}
	return name.In(lang)
}

// A FormVersion is what a list says of a version of a form of a company.
type FormVersion struct {
	Code    string    `json:"code"`
	Version int       `json:"version"`
	By      string    `json:"by"`
	At      time.Time `json:"at"`
	// Case put it in force; nil where one person did.
	Case *models.CaseID `json:"case,omitempty"`
}

// FormVersions lists the versions that a company has defined itself, the newest first.
func (r Reader) FormVersions(company models.CompanyID) (all []FormVersion, err error) {
	return all, r.query(&all, `select f.code, f.version, name(p) as by, f.at, f.case_id as "case" from forms f join people p on p.id = f.by_id
		where f.company_id = ? order by f.code, f.version desc`, company)
}

// A FormProposed is a version of a form that an open case proposes (authority.matrix).
type FormProposed struct {
	Case   models.CaseID
	Number string
	Form   json.RawMessage // its definition, as it was written
}

// FormsProposed lists the versions of a company's forms that open cases within a scope over the
// alias c propose, the latest first.
func (r Reader) FormsProposed(company models.CompanyID, scope models.Scope) (all []FormProposed, err error) {
	return all, r.query(&all, `select c.id as "case", c.number, v.body -> 'form' as form from cases c join revisions v on v.case_id = c.id and v.digest = c.digest
		where c.company_id = ? and c.kind = 'matrix_change' and c.state in ('running', 'returned') and jsonb_typeof(v.body -> 'form') = 'object' and (`+scope.SQL+`)
		order by c.opened_at desc, c.id limit 50`, flat(company, scope.Args)...)
}
