package api

import (
	"context"
	"slices"

	"github.com/google/uuid"

	"countersign/models"
)

// AskedOf says of which company it is asked what a change of the rules would do: that of a
// case's department, that which is named, or else the one for which a post gives the right.
type AskedOf struct {
	Case    models.CaseID    `json:"case,omitempty" maxLength:"36" doc:"Of the company of this case, such as the change itself."`
	Company models.CompanyID `json:"company,omitempty" maxLength:"36" doc:"Of this company; without both, of the one for which a post of mine gives the right."`
}

// asksOf is the person as one who asks of that company. Whether he or she may is for the
// policies to say.
func (s *Server) asksOf(ctx context.Context, who Person, of AskedOf) (Person, error) {
	switch {
	case of.Case != "":
		o, err := s.glance(ctx, who, of.Case)
		if err != nil {
			return who, err
		}
		who.Company.ID = o.Company
	case of.Company != "":
		id, err := uuid.Parse(string(of.Company))
		if err != nil {
			return who, notFound()
		}
		who.Company.ID = models.CompanyID(id.String())
	default:
		who.Company.ID = s.companyFor(who, models.DryRun)
	}
	return who, nil
}

// asksOfUnit is the person as one who asks of the company of a department: one in which he
// or she has a post, or may try changes of the rules.
func (s *Server) asksOfUnit(ctx context.Context, who Person, unit models.UnitID) (Person, error) {
	company, err := s.DB.Reader(ctx, who.Lang).CompanyOf(unit)
	if err != nil {
		return who, err
	}
	has := slices.ContainsFunc(who.standing.Posts, func(h models.Held) bool { return h.Company == company })
	if company == "" || !has && s.mayTry(who, company) != nil {
		return who, refuse(models.Invalid, "made-up-unit")
	}
	who.Company.ID = company
	return who, nil
}

// mayTry refuses who may not try changes of the rules of a company (authority.matrix).
func (s *Server) mayTry(who Person, company models.CompanyID) error {
	ask := s.ask(who, models.DryRun, models.House)
	ask.Case = &models.CaseFacts{Company: company}
	return s.Policies.Current().Decide(ask).Err()
}
