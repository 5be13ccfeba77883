package api_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"countersign/api"
	"countersign/models/regulation"
)

func TestFirstStepsAreThoseOfTheDemonstrationAndNobodyElsewhereHasAny(t *testing.T) {
	s := &api.Server{}
	who := api.Person{No: "M001", Lang: "en"}
	require.Empty(t, s.FirstSteps(who))
	s.Story = func(string) []api.DemoPerson {
		return []api.DemoPerson{{Login: "lin", No: "M001", Name: "Lin", Title: "Clerk", Post: "MILL-MKT-CLERK"}, {Login: "head", No: "M002", Post: "MILL-MKT-HEAD"}, {Login: "x", Post: "NO-STEP"}}
	}
	steps := s.FirstSteps(who)
	require.Len(t, steps, 2, "a post without a step of its own has none")
	require.True(t, steps[0].Mine)
	require.False(t, steps[1].Mine)
	require.Contains(t, steps[0].Try, "sample")
	require.Equal(t, regulation.SampleForm.ID(), steps[0].Clause.ID, "and quotes the clause that it shows")
	require.Equal(t, regulation.SampleForm.Text("en"), steps[0].Clause.Text)
}
