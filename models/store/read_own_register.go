package store

import (
	"encoding/json"

	"countersign/models"
	"countersign/models/form"
)

// An OwnEntry is a case of a company's own form in the form's register.
type OwnEntry struct {
	RegisterEntry
	State     models.State
	Applicant string
	By        string // who did the step with which it entered
	Version   int    // of the form
	Body      json.RawMessage
}

// Filled is the document of the entry, as it is in force.
func (e OwnEntry) Filled() (filled models.FilledForm, err error) {
	return filled, json.Unmarshal(e.Body, &filled)
}

// OwnRegister lists the cases of a company's own form that entered its register with a
// step, latest first; those that were revoked stay. Where the register goes by days of
// the form it is those of which a day lies in the period. The scope is over cases c.
func (r Reader) OwnRegister(q RegisterQuery, company models.CompanyID, d form.Definition) (rows []OwnEntry, err error) {
	key, in := q.Before.beforeKey("t.closed_at", "c.id"), ownEntered(q.In, d.Register.By)
	return rows, r.query(&rows, `select c.id::text as id, c.id::text as "case", coalesce(c.number, '') as number, c.kind, c.company_id as company, t.closed_at as at, c.state,
		name(a) as applicant, name(p) as by, c.form_version as version, v.body
		from cases c join lateral (select k.closed_at, k.closed_by from tasks k where k.case_id = c.id and k.step = ? and k.state = 'done' and k.closed_by is not null
			order by k.closed_at desc limit 1) t on true
		join people a on a.id = c.applicant_id join people p on p.id = t.closed_by join revisions v on v.case_id = c.id and v.digest = c.digest
		where c.kind = 'form' and c.company_id = ?::uuid and c.form = ? and c.state in ('effective', 'done', 'revoked')
		and `+in.SQL+` and `+key.SQL+` and (`+q.Scope.SQL+`) order by t.closed_at desc, c.id desc limit ?`,
		flat(d.Register.Enters(), id(company), d.Code, in.Args, key.Args, q.Scope.Args, q.Most)...)
}

// ownEntered is the condition for what stands in a register in a period: what was entered
// in it, or what lies in it by days of the form. A case of a version of the form without
// such days stands where it was entered.
func ownEntered(in Period, by *form.Between) models.Scope {
	if by == nil {
		return models.Scope{SQL: "c.updated_at >= ? and t.closed_at >= ? and t.closed_at < ?", Args: []any{in.From, in.From, in.Until}}
	}
	const day = `coalesce(nullif(v.body #>> array['values', ?::text], ''), to_char(t.closed_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD'))`
	return models.Scope{SQL: day + " < ? and " + day + " >= ?",
		Args: []any{by.From, today(in.Until).String(), by.Until, today(in.From).String()}}
}
