package store

import (
	"database/sql"
	"errors"
	"fmt"

	"countersign/models"
	"countersign/models/form"
)

// Case is a case as it is recorded; one that does not exist is Missing.
func (f Facts) Case(of models.CaseID) (models.Case, error) {
	var c *models.Case
	err := f.object(&c, `select `+caseObject+` from cases c where c.id = $1::uuid`, id(of))
	if err != nil || c == nil {
		return models.Case{}, orMissing(fault("case", err))
	}
	return *c, nil
}

// Revision reads a version of a document.
func (f Facts) Revision(of models.CaseID, digest models.Digest) ([]byte, error) {
	var body []byte
	err := f.g.Raw(`select body from revisions where case_id = ?::uuid and digest = ?`, id(of), digest).Row().Scan(&body)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, fmt.Errorf("store: case %s has no revision %.8s", of, digest)
	}
	return body, fault("revision", err)
}

// Form reads one version of a form of a company, or the shipped one.
func (f Facts) Form(company models.CompanyID, code string, version int) (form.Definition, error) {
	return formIn(f.g, company, code, version)
}
