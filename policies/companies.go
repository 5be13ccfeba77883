package policies

import (
	"slices"
	"time"

	"countersign/models"
)

// Companies are those of a person's posts for which the person may do verb to the house, in
// the order of the posts: those whose posts give the right first, all where it comes with
// the account. None where the person may not (approval.post).
func (s *Snapshot) Companies(verb models.Verb, who models.Standing, at time.Time) []models.CompanyID {
	return s.CompaniesOf(verb, models.House, who, at)
}

// CompaniesOf is Companies for what is done to a register or a catalogue.
func (s *Snapshot) CompaniesOf(verb models.Verb, kind models.Kind, who models.Standing, at time.Time) (companies []models.CompanyID) {
	byPost := who
	byPost.Administrator = false
	for _, standing := range []models.Standing{byPost, who} {
		for _, h := range who.Posts {
			ask := models.Question{Verb: verb, Kind: kind, Actor: standing, Who: standing, Now: at, Case: &models.CaseFacts{Company: h.Company}}
			if !slices.Contains(companies, h.Company) && s.Decide(ask).Allowed {
				companies = append(companies, h.Company)
			}
		}
	}
	return companies
}
