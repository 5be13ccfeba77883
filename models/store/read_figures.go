package store

import (
	"time"

	"countersign/models"
)

// A CaseSpan is how long a case lived and how it ended.
type CaseSpan struct {
	Kind     models.Kind // of a company's own form which, such as form/leave
	Form     string      // what FormName reads
	Company  models.CompanyID
	State    models.State
	OpenedAt time.Time
	ClosedAt *time.Time
}

// CaseSpans lists the submitted cases within a scope over the alias r that were opened
// or closed in a period.
func (r Reader) CaseSpans(scope models.Scope, in Period) (rows []CaseSpan, err error) {
	return rows, r.query(&rows, `select `+kindOf+` as kind, `+formLine+`, c.company_id as company, c.state, c.opened_at, c.closed_at from (select * from cases r
		where r.state <> 'draft' and r.updated_at >= ? and (r.opened_at >= ? and r.opened_at < ? or r.closed_at >= ? and r.closed_at < ?) and (`+scope.SQL+`)) c`,
		flat(in.From, in.From, in.Until, in.From, in.Until, scope.Args)...)
}
