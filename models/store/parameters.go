package store

import (
	"encoding/json"

	"countersign/models"
	"countersign/models/calendar"
	"countersign/models/regulation"
)

// KeepParameters puts a company's next rulebook, which a case has brought, in force
// from a day on (approval.parameters) and returns its version.
func (tx Tx) KeepParameters(company models.CompanyID, from calendar.Date, own map[string]json.RawMessage, by *models.CaseID) (version int, err error) {
	if err := regulation.CheckValues(own); err != nil {
		return 0, err
	}
	text, err := json.Marshal(own)
	if err != nil {
		return 0, fault("rulebook", err)
	}
	return version, fault("rulebook", tx.Raw(`insert into rulebooks (company_id, version, from_on, parameters, case_id)
		values (?, (select coalesce(max(version), 0) + 1 from rulebooks where company_id = ?), ?, ?, ?) returning version`,
		company, company, from, string(text), by).Scan(&version).Error)
}

// CompanyCalled is the company with a code.
func (tx Tx) CompanyCalled(code string) (id models.CompanyID, err error) {
	return id, fault("company", tx.Raw(`select id from companies where code = ?`, code).Row().Scan(&id))
}

// HoldRulebook lets no other change of a company's rulebook come in between until the
// transaction ends.
func (tx Tx) HoldRulebook(company models.CompanyID) error {
	return fault("rulebook", tx.Exec(`select from companies where id = ? for no key update`, company).Error)
}

// RulebookLater is the first day after on when another rulebook of the company, which is
// decided already, comes into force; nil where there is none.
func (f Facts) RulebookLater(company models.CompanyID, on calendar.Date) (*calendar.Date, error) {
	var row struct{ Later *calendar.Date }
	return row.Later, fault("rulebook", f.g.Raw(`select min(from_on) as later from rulebooks where company_id = ? and from_on > ?`, company, on).Scan(&row).Error)
}

// RulebookBefore is the rulebook that a change with a day of effect replaces, or has
// replaced.
func (f Facts) RulebookBefore(company models.CompanyID, change models.CaseID, from calendar.Date) (regulation.Rulebook, error) {
	return f.rulebook(`select r.version, r.parameters from rulebooks r left join rulebooks own on own.case_id = ?
		where r.company_id = ? and r.from_on <= coalesce(own.from_on, ?) and (own.version is null or r.version < own.version)
		order by r.from_on desc, r.version desc limit 1`, change, company, from)
}

// ParametersAhead reports whether the rulebook of a change is not in force yet on a day,
// and no other was made of it.
func (tx Tx) ParametersAhead(change models.CaseID, today calendar.Date) (ahead bool, err error) {
	err = tx.Raw(`select exists (select from rulebooks r where r.case_id = ? and r.from_on > ?
		and not exists (select from rulebooks n where n.company_id = r.company_id and n.version > r.version))`, change, today).Row().Scan(&ahead)
	return ahead, fault("rulebook", err)
}

// DropParameters takes the rulebook of a change away that is not in force on a day.
func (tx Tx) DropParameters(change models.CaseID, today calendar.Date) error {
	return fault("rulebook", tx.Exec(`delete from rulebooks where case_id = ? and from_on > ?`, change, today).Error)
}
