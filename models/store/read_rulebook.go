package store

import (
	"encoding/json"
	"time"

	"countersign/models"
	"countersign/models/calendar"
)

// A RuleVersion is one version of a company's rulebook or authority matrix, or of the
// policy, which all companies share.
type RuleVersion struct {
	Version int
	From    *calendar.Date // the day of its effect; a policy is in force at once
	At      *time.Time     // of a policy
	Case    *models.CaseID // that brought it
	Own     bool           // of a policy: the company's own, else the program's
	Content json.RawMessage
}

// RulebookVersions lists the versions of a company's parameters, the newest first,
// with their values by "clause/name".
func (r Reader) RulebookVersions(company models.CompanyID) (all []RuleVersion, err error) {
	return all, r.query(&all, `select version, from_on as "from", case_id as "case", parameters as content from rulebooks where company_id = ? order by from_on desc, version desc limit 200`, company)
}

// MatrixVersions lists the versions of a company's authority matrix without their rows,
// the one with the latest date of effect first.
func (r Reader) MatrixVersions(company models.CompanyID) (all []RuleVersion, err error) {
	return all, r.query(&all, `select version, from_on as "from", case_id as "case" from matrices where company_id = ? order by from_on desc, version desc limit 200`, company)
}

// MatrixOf is one version of a company's authority matrix; found is false where it has
// none with this number.
func (r Reader) MatrixOf(company models.CompanyID, version int) (m models.Matrix, found bool, err error) {
	var row struct{ Rows []byte }
	found, err = r.one(&row, `select rows from matrices where company_id = ? and version = ?`, company, version)
	if err != nil || !found {
		return m, false, err
	}
	m.Version = version
	return m, true, fault("matrix", json.Unmarshal(row.Rows, &m.Rows))
}

// PolicyVersions lists the versions of the policy without their rows, the newest first.
func (r Reader) PolicyVersions() (all []RuleVersion, err error) {
	return all, r.query(&all, `select version, at, own from policy_versions order by version desc limit 200`)
}

// PolicyText is the text of one version of the policy.
func (r Reader) PolicyText(version int64) (text string, found bool, err error) {
	var row struct{ Rows string }
	found, err = r.one(&row, `select rows from policy_versions where version = ?`, version)
	return row.Rows, found, err
}

// A SlateDrawn is a step of a case that was drawn up, with what is asked to draw it up
// again: whose case it is.
type SlateDrawn struct {
	Case       models.CaseID
	Number     string
	Kind       models.Kind
	Step       models.Step
	State      models.State
	Unit       models.UnitID
	Applicant  models.PersonID
	Amount     models.Cents
	Requesters []models.PersonID `gorm:"serializer:json"`
	About      []models.PersonID `gorm:"serializer:json"`
}

// SlatesDrawn lists the steps that were drawn up from the authority matrix, of cases
// within a scope over the alias c that are open or were opened since; each step of a
// case once, the latest case first, at most so many.
func (r Reader) SlatesDrawn(scope models.Scope, since time.Time, most int) (all []SlateDrawn, err error) {
	return all, r.query(&all, `select c.id as "case", coalesce(c.number, '') as number, c.kind, s.step, c.state, c.unit_id as unit, c.applicant_id as applicant, c.amount,
			coalesce((select json_agg(k.person_id) from case_people k where k.case_id = c.id and k.part = 'requester'), '[]') as requesters,
			coalesce((select json_agg(k.person_id) from case_people k where k.case_id = c.id and k.part = 'about'), '[]') as about
		from cases c join lateral (select distinct y.step from slates y where y.case_id = c.id) s on true
		where c.kind not in ('form', 'revocation') and (c.state in ('running', 'returned', 'effective') or c.opened_at >= ?) and (`+scope.SQL+`) order by c.opened_at desc, c.id, s.step limit ?`, flat(since, scope.Args, most)...)
}
