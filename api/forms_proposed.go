package api

import (
	"context"

	"countersign/models"
	"countersign/models/form"
)

// A ProposedForm is a version of a form that waits for its signatures.
type ProposedForm struct {
	form.Definition
	Case   models.CaseID
	Number string
}

// ProposedForms lists the versions of forms of the person's company that cases propose which
// the person may read, the latest first: they are in force when they are approved
// (authority.matrix).
func (s *Server) ProposedForms(ctx context.Context, who Person) (all []ProposedForm, err error) {
	l, err := s.list(s.DB.Reader(ctx, who.Lang), who, "forms")
	if err != nil {
		return nil, err
	}
	rows, err := l.r.FormsProposed(s.companyFor(who, models.Import), l.scope)
	if err != nil {
		return nil, err
	}
	ids := make([]models.CaseID, len(rows))
	for i, row := range rows {
		ids[i] = row.Case
	}
	may, err := l.mayRead(ids)
	for i, row := range rows {
		if d, unread := form.Read(row.Form); may[i] && unread == nil {
			d.Version++
			all = append(all, ProposedForm{d, row.Case, row.Number})
		}
	}
	return all, err
}

// proposed are those versions as a list of versions has them.
func (s *Server) proposed(ctx context.Context, who Person) (views []FormVersionView, err error) {
	all, err := s.ProposedForms(ctx, who)
	for _, d := range all {
		views = append(views, FormVersionView{Code: d.Code, Version: d.Version, Case: &d.Case, Proposed: true, Name: d.Name.In(who.Lang), Number: d.Number})
	}
	return views, err
}
