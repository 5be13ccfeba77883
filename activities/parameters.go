package activities

import (
	"time"

	"countersign/models"
	"countersign/models/calendar"
	"countersign/models/regulation"
	"countersign/models/store"
)

// ParameterBasis is what a change of a company's parameters is checked against.
func ParameterBasis(facts store.Facts, company models.CompanyID, d *models.ParameterChange, at time.Time) (b models.ParameterBasis, err error) {
	b.Today = today(at)
	book, err := facts.Rulebook(company, inForceFrom(d.From, b.Today))
	if err != nil {
		return b, err
	}
	b.Own = book.Own()
	b.Later, err = facts.RulebookLater(company, inForceFrom(d.From, b.Today))
	return b, err
}

// changeParameters puts the signed values in force from their day on, or from today
// where that has passed (approval.parameters): over what is in force then.
func (p *performance) changeParameters() error {
	doc, err := p.document()
	if err != nil {
		return err
	}
	if err := p.tx.HoldRulebook(p.c.Company); err != nil {
		return err
	}
	d := doc.(*models.ParameterChange)
	b, err := ParameterBasis(p.tx.Facts(), p.c.Company, d, p.at)
	if err != nil {
		return err
	}
	if b.Later != nil {
		return models.Refuse(models.Conflict, regulation.ApprovalParameters, "parameters-later", "Day", b.Later.String())
	}
	if _, err := p.tx.KeepParameters(p.c.Company, inForceFrom(d.From, b.Today), d.Over(b.Own), &p.c.ID); err != nil {
		return err
	}
	return p.effective()
}

// parametersBegun: what is in force is replaced by another change, for cases stand under it.
func parametersBegun(tx store.Tx, c models.Case, at time.Time) (*models.Error, error) {
	ahead, err := tx.ParametersAhead(c.ID, today(at))
	return when(!ahead, err, regulation.ApprovalParameters, "revoke-parameters-begun")
}

func dropParameters(tx store.Tx, c models.Case, _ models.PersonID, at time.Time) error {
	return tx.DropParameters(c.ID, today(at))
}

// inForceFrom is the day of effect, which is never before the change is decided.
func inForceFrom(day, today calendar.Date) calendar.Date {
	if day.Before(today) {
		return today
	}
	return day
}
