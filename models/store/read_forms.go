package store

import (
	"encoding/json"
	"time"

	"countersign/models"
	"countersign/models/form"
)

// formLine finds what the form of the case c is called, where it is a company's own.
const formLine = `case when c.kind = 'form' then coalesce((select coalesce(f.definition ->> 'name', w.body ->> 'form')
	from (select v.body, 1 as place from revisions v where v.case_id = c.id and v.digest = c.digest
		union all select d.body, 2 from drafts d where d.case_id = c.id order by place limit 1) w
	left join forms f on f.company_id = c.company_id and f.code = w.body ->> 'form' and f.version = (w.body ->> 'version')::int), '') else '' end as form`

// FormName is what the form of the case is called; empty where it is none of a
// company's own.
func (c CaseLine) FormName(lang string) string {
	for _, d := range form.Shipped {
		if d.Code == c.Form {
			return d.Name.In(lang)
		}
	}
	var name form.Text
	if json.Unmarshal([]byte(c.Form), &name) != nil {
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
}

// FormVersions lists the versions that a company has defined itself, the newest first.
func (r Reader) FormVersions(company models.CompanyID) (all []FormVersion, err error) {
	return all, r.query(&all, `select f.code, f.version, name(p) as by, f.at from forms f join people p on p.id = f.by_id
		where f.company_id = ? order by f.code, f.version desc`, company)
}
