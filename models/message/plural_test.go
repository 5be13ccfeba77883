package message

import (
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestASingleThingIsOne(t *testing.T) {
	for count, want := range map[any]string{0: "There are 0 mistakes", 1: "There is 1 mistake;", int64(1): "There is 1 mistake;", "1": "There is 1 mistake;", 2: "There are 2 mistakes"} {
		require.Contains(t, Text("en", "import-wrong", map[string]any{"Count": count}), want)
	}
	require.Equal(t, "1 post of which 0 vacant, 2 people", Text("en", "page-org-sums", map[string]any{"Posts": 1, "Vacant": 0, "People": 2}))
	require.Equal(t, "2 posts of which 1 vacant, 1 person", Text("en", "page-org-sums", map[string]any{"Posts": 2, "Vacant": 1, "People": 1}))
}

// counted is a number that may be one, and a noun that says more.
var counted = regexp.MustCompile(`\{\{\.(N|Count|All|Otherwise|Rest|Moved|Open|Rows|Posts|People|Days|Hours|Minutes|Value|Decimals|Least|Sessions|Tokens|Units)\}\} ([a-z]+ ){0,2}([a-z]+s|people)\b`)

func TestWhatIsCountedInEnglishHasASingular(t *testing.T) {
	require.True(t, counted.MatchString("There are {{.Count}} open mistakes"))
	singulars := 0
	names, err := files.ReadDir(".")
	require.NoError(t, err)
	for _, f := range names {
		if !strings.HasSuffix(f.Name(), ".en.yaml") {
			continue
		}
		body, err := files.ReadFile(f.Name())
		require.NoError(t, err)
		for _, line := range strings.Split(string(body), "\n") {
			require.False(t, counted.MatchString(line), "%s: use .Plural in %s", f.Name(), line)
			singulars += strings.Count(line, ".Plural")
		}
	}
	require.Greater(t, singulars, 30)
}
