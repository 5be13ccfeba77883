package api_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"countersign/api"
)

func TestEveryOperationIsInAChapterOfTheReaders(t *testing.T) {
	body, err := api.Describe("test")
	require.NoError(t, err)
	var described struct {
		Tags  []struct{ Name, Description string }
		Paths map[string]map[string]json.RawMessage
	}
	require.NoError(t, json.Unmarshal(body, &described))
	used := map[string]int{}
	for path, operations := range described.Paths {
		for method, operation := range operations {
			var o struct{ Tags []string }
			require.NoError(t, json.Unmarshal(operation, &o))
			require.Lenf(t, o.Tags, 1, "%s %s", method, path)
			used[o.Tags[0]]++
		}
	}
	var order []string
	for _, tag := range described.Tags {
		require.NotEmpty(t, tag.Description)
		require.Positive(t, used[tag.Name], "nothing is in %s", tag.Name)
		order = append(order, tag.Name)
	}
	require.Equal(t, []string{"inbox", "acts", "cases"}, order[:3])
	require.Len(t, used, len(order))
}
