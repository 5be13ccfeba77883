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

// TryForm finds everything that keeps a definition from being in force, and keeps
// nothing; the refusal names each place. It reports whether the form changes who signs, so
// that only an approved case puts it in force (authority.matrix).
func (s *Server) TryForm(ctx context.Context, who Person, definition json.RawMessage) (d form.Definition, toCase bool, err error) {
	if d, err = form.Read(definition); err != nil {
		return d, false, err
	}
	toCase, err = s.Desk.TryForm(ctx, who.ID, d)
	return d, toCase, err
}

// A FormVersion is what a list says of a version of a form.
type FormVersion = store.FormVersion

// FormVersions lists the versions of the forms that the person's company has
// defined itself, the newest first.
func (s *Server) FormVersions(ctx context.Context, who Person) ([]FormVersion, error) {
	return s.DB.Reader(ctx, who.Lang).FormVersions(s.companyFor(who, models.Import))
}

// FormDefinition is one version of a form of the person's company, or a shipped one.
func (s *Server) FormDefinition(ctx context.Context, who Person, code string, version int) (form.Definition, error) {
	return s.DB.Reader(ctx, who.Lang).Form(s.companyFor(who, models.Import), code, version)
}

// Matrix is a version of the authority matrix of the person's company, 0 for that of the
// regulations; the newest, be it in force or ahead, where version is nil.
func (s *Server) Matrix(ctx context.Context, who Person, version *int) (m models.Matrix, err error) {
	company := who.Company.ID
	if version == nil {
		newest, err := s.DB.Facts(ctx).NewestMatrix(company)
		if err != nil {
			return m, err
		}
		version = &newest.Version
	}
	if *version > 0 {
		found := false
		if m, found, err = s.DB.Reader(ctx, who.Lang).MatrixOf(company, *version); err == nil && !found {
			err = notFound()
		}
	}
	m.Rows = policies.InForce(m)
	return m, err
}
