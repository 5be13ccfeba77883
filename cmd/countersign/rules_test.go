package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"countersign/models/regulation"
	"countersign/models/regulation/citation"
)

func rulesSaid(t *testing.T) (found []citation.Citation) {
	t.Helper()
	said, err := command("rules", "--format", "json")
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal([]byte(said), &found))
	require.Len(t, found, len(regulation.All()))
	return found
}

func TestRulesLeadFromEachClauseToItsCodeAndTests(t *testing.T) {
	root, err := filepath.Abs("../..")
	require.NoError(t, err)
	for _, c := range rulesSaid(t) {
		require.NotEmpty(t, c.Code, c.ID)
		for _, place := range c.Code {
			file, _, ok := strings.Cut(place, ":")
			require.True(t, ok)
			require.FileExists(t, filepath.Join(root, file))
		}
		for _, place := range c.Tests {
			file, title, ok := strings.Cut(place, ":")
			require.True(t, ok && title != "")
			require.FileExists(t, filepath.Join(root, file))
		}
	}
	said, err := command("rules", "--format", "markdown")
	require.NoError(t, err)
	require.Contains(t, said, "| sample.gate |")
	said, err = command("rules")
	require.NoError(t, err)
	require.Contains(t, said, "workflows/samplerequest/samplerequest.go")
}

func TestRulesAreKnownWithoutTheSourceTree(t *testing.T) {
	here, err := os.Getwd()
	require.NoError(t, err)
	require.NoError(t, os.Chdir(t.TempDir()))
	defer func() { require.NoError(t, os.Chdir(here)) }()
	require.Nil(t, sourceTree())
	found := rulesSaid(t)
	i := slices.IndexFunc(found, func(c citation.Citation) bool { return c.ID == "sample.gate" })
	require.NotEmpty(t, found[i].Code)
	require.NotEmpty(t, found[i].Tests)
}
