package api_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"countersign/api"
	"countersign/models"
)

// A description is what the tests read of the API's description.
type description struct {
	Paths      map[string]map[string]operation
	Components struct{ Schemas map[string]schema }
}

type operation struct {
	Responses map[string]struct {
		Content map[string]struct {
			Examples map[string]struct{ Value api.Problem }
		}
	}
}

type schema struct {
	Properties map[string]schema
	OneOf      []struct {
		Ref string `json:"$ref"`
	} `json:"oneOf"`
	Verbs map[models.Verb]string `json:"x-verbs"`
}

func describe(t *testing.T) (d description) {
	t.Helper()
	text, err := api.Describe("test")
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(text, &d))
	return d
}

func TestTheDescriptionSaysWhatTheDataOfEachActHolds(t *testing.T) {
	d := describe(t)
	data := d.Components.Schemas["ActForm"].Properties["data"]
	require.Greater(t, len(data.OneOf), 6)
	for _, of := range data.OneOf {
		name := strings.TrimPrefix(of.Ref, "#/components/schemas/")
		require.NotEmpty(t, d.Components.Schemas[name].Properties, name)
	}
	for verb, members := range map[models.Verb][]string{models.Comment: {"files", "mentions", "copy"}, models.Transfer: {"to"}, models.AddSigner: {"where", "how", "people"},
		models.HandOver: {"form", "lines"}, models.Collect: {"voucher"}, models.SendBack: {"round", "whole"}} {
		shape := d.Components.Schemas[strings.TrimPrefix(data.Verbs[verb], "#/components/schemas/")]
		for _, m := range members {
			require.Contains(t, shape.Properties, m, verb)
		}
	}
}

func TestEveryRefusalOfARouteHasAnExample(t *testing.T) {
	examples := 0
	for path, item := range describe(t).Paths {
		for method, op := range item {
			for status, answer := range op.Responses {
				content, refuses := answer.Content["application/problem+json"]
				if !refuses || status == "default" || status == "500" {
					continue
				}
				require.NotEmpty(t, content.Examples, "%s %s %s", method, path, status)
				for key, e := range content.Examples {
					examples++
					require.Equal(t, key, e.Value.Key)
					require.NotEqual(t, e.Value.Key, e.Value.Detail, "%s %s: %s has no words", method, path, key)
					require.NotContains(t, e.Value.Detail, "<no value>", key)
				}
			}
		}
	}
	require.Greater(t, examples, 100)
}
