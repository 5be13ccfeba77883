package api

import (
	"context"
	"encoding/json"

	"countersign/models"
	"countersign/models/form"
	"countersign/models/store"
	"countersign/policies"
)

// MayDefine refuses, with the clause, who may not define forms of the company.
func (s *Server) MayDefine(who Person) error { return s.mayHouse(who, onHouse(models.Import)) }

// TryForm finds everything that keeps a definition from being kept, and keeps
// nothing; the refusal names each place.
func (s *Server) TryForm(ctx context.Context, who Person, definition json.RawMessage) (form.Definition, error) {
	d, err := form.Read(definition)
	if err != nil {
		return d, err
	}
	return d, s.Desk.TryForm(ctx, who.ID, d)
}

// A FormVersion is what a list says of a version of a form.
type FormVersion = store.FormVersion

// FormVersions lists the versions of the forms that the person's company has
// defined itself, the newest first.
func (s *Server) FormVersions(ctx context.Context, who Person) ([]FormVersion, error) {
	return s.DB.Reader(ctx, who.Lang).FormVersions(models.CompanyID(who.Company.ID))
}

// FormDefinition is one version of a form of the person's company, or a shipped one.
func (s *Server) FormDefinition(ctx context.Context, who Person, code string, version int) (form.Definition, error) {
	return s.DB.Reader(ctx, who.Lang).Form(models.CompanyID(who.Company.ID), code, version)
}

// Matrix is the authority matrix of the person's company today (authority.matrix).
func (s *Server) Matrix(ctx context.Context, who Person) ([]models.MatrixRow, error) {
	m, err := s.DB.Facts(ctx).Matrix(models.CompanyID(who.Company.ID), today(s.Now()))
	return policies.InForce(m), err
}
