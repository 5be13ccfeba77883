package store

import (
	"encoding/json"
	"errors"
	"slices"
	"time"

	"gorm.io/gorm"

	"countersign/models"
	"countersign/models/form"
	"countersign/models/regulation"
)

// Form reads one version of a form of a company, or the shipped one.
func (tx Tx) Form(company models.CompanyID, code string, version int) (form.Definition, error) {
	return formIn(tx.DB, company, code, version)
}

// Form reads one version of a form of a company, or the shipped one.
func (r Reader) Form(company models.CompanyID, code string, version int) (form.Definition, error) {
	return formIn(r.g, company, code, version)
}

func formIn(g *gorm.DB, company models.CompanyID, code string, version int) (form.Definition, error) {
	var row struct{ Definition []byte }
	err := g.Raw(`select definition from forms where company_id = ? and code = ? and version = ?`, company, code, version).Take(&row).Error
	if err == nil {
		return form.Read(row.Definition)
	}
	if !errors.Is(err, gorm.ErrRecordNotFound) {
		return form.Definition{}, fault("form", err)
	}
	return shippedForm(code, version)
}

func shippedForm(code string, version int) (form.Definition, error) {
	for _, d := range form.Shipped {
		if d.Code == code && d.Version == version {
			return d, nil
		}
	}
	return form.Definition{}, models.Refuse(models.Missing, regulation.ApprovalForm, "no-such-form")
}

// Forms lists the newest version of each form that a company may start on a day.
func (r Reader) Forms(company models.CompanyID) ([]form.Definition, error) {
	return formsIn(r.g, company)
}

// Forms lists the newest version of each form that a company may start.
func (tx Tx) Forms(company models.CompanyID) ([]form.Definition, error) {
	return formsIn(tx.DB, company)
}

func formsIn(g *gorm.DB, company models.CompanyID) ([]form.Definition, error) {
	var rows []struct{ Definition []byte }
	err := g.Raw(`select distinct on (code) definition from forms where company_id = ? order by code, version desc`, company).Scan(&rows).Error
	if err != nil {
		return nil, fault("forms", err)
	}
	var all []form.Definition
	own := map[string]bool{}
	for _, row := range rows {
		d, err := form.Read(row.Definition)
		if err != nil {
			return nil, err
		}
		own[d.Code] = true
		all = append(all, d)
	}
	for _, d := range form.Shipped {
		if !own[d.Code] {
			all = append(all, d)
		}
	}
	return all, nil
}

// FormInForce is the version of a company's form by which new cases are filled in; there is
// false where the company has no such form.
func (tx Tx) FormInForce(company models.CompanyID, code string) (d form.Definition, there bool, err error) {
	all, err := tx.Forms(company)
	if i := slices.IndexFunc(all, func(d form.Definition) bool { return d.Code == code }); i >= 0 {
		return all[i], true, err
	}
	return d, false, err
}

// NextForm refuses a definition that was not made from the newest version of the company's
// form, and gives it the number of the next. The definition names the version that it was
// made from, 0 where the form is new: a Conflict where there is a newer one, for what that
// one changed would be lost (approval.form).
func (tx Tx) NextForm(company models.CompanyID, d form.Definition) (form.Definition, error) {
	var last int
	err := tx.Raw(`select coalesce(max(version), 0) from forms where company_id = ? and code = ?`, company, d.Code).Row().Scan(&last)
	if err != nil {
		return d, fault("form", err)
	}
	for _, shipped := range form.Shipped {
		if shipped.Code == d.Code {
			last = max(last, shipped.Version)
		}
	}
	if d.Version < last {
		return d, models.Refuse(models.Conflict, regulation.ApprovalForm, "form-newer", "Version", last)
	}
	d.Version = last + 1
	return d, nil
}

// KeepForm puts the next version of a company's form in force, as NextForm numbers it, and
// returns it. change is the case that was approved, empty where one person may.
func (tx Tx) KeepForm(company models.CompanyID, d form.Definition, by models.PersonID, change models.CaseID, at time.Time) (form.Definition, error) {
	if err := tx.HoldRulebook(company); err != nil { // of two at once one is the later
		return d, err
	}
	d, err := tx.NextForm(company, d)
	if err != nil {
		return d, err
	}
	text, err := json.Marshal(d)
	if err != nil {
		return d, fault("form", err)
	}
	return d, tx.put("form", `insert into forms (company_id, code, version, definition, by_id, case_id, at) values (?, ?, ?, ?, ?, ?, ?)`,
		company, d.Code, d.Version, string(text), by, id(change), at)
}
