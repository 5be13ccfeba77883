package policies

import (
	"testing"

	"github.com/stretchr/testify/require"

	"countersign/models"
)

func TestApprovalNeedToKnow_WhoMayStartACaseFindsWhatItsFormNames(t *testing.T) {
	s, started := loaded(t), 0
	for kind, named := range map[models.Kind][]models.Kind{
		models.KindSampleRequest:     {models.CustomerCatalogue, models.VarietyCatalogue, models.PriceCatalogue},
		models.KindSampleRequisition: {models.VarietyCatalogue, models.PriceCatalogue},
	} {
		for _, name := range names() {
			who := cast[name]
			for _, held := range who.Posts {
				draft := &models.CaseFacts{Company: held.Company, Unit: held.Unit, State: models.Draft, Applicant: who.Person, Requesters: []models.PersonID{who.Person}}
				if !s.Decide(models.Question{Verb: models.Submit, Kind: kind, Actor: who, Case: draft, Now: noon}).Allowed {
					continue
				}
				started++
				for _, catalogue := range named {
					d := s.Decide(models.Question{Verb: models.List, Kind: catalogue, Actor: who, Case: &models.CaseFacts{Company: held.Company}, Now: noon})
					require.True(t, d.Allowed, "%s starts %s and cannot find %s", name, kind, catalogue)
				}
			}
		}
	}
	require.NotZero(t, started)
}
