package message

import (
	"testing"

	"github.com/stretchr/testify/require"
	"gopkg.in/yaml.v3"
)

func TestEveryMessageIsSaidInBothLanguages(t *testing.T) {
	keys := map[string]map[string]bool{}
	for _, lang := range Languages {
		keys[lang] = map[string]bool{}
	}
	names, err := files.ReadDir(".")
	require.NoError(t, err)
	for _, f := range names {
		body, err := files.ReadFile(f.Name())
		require.NoError(t, err)
		var said map[string]any
		require.NoError(t, yaml.Unmarshal(body, &said), f.Name())
		for _, lang := range Languages {
			if len(f.Name()) > len(lang)+5 && f.Name()[len(f.Name())-5-len(lang):] == lang+".yaml" {
				for key := range said {
					require.False(t, keys[lang][key], "%s: %s is there twice", f.Name(), key)
					keys[lang][key] = true
				}
			}
		}
	}
	require.Equal(t, keys["zh-CN"], keys["en"])
	require.NotEmpty(t, keys["en"])
}

func TestTextFallsBackAndFillsIn(t *testing.T) {
	require.Contains(t, Text("en", "task-closed", nil), "closed")
	require.Contains(t, Text("fr", "task-closed", nil), "办结")
	require.Equal(t, "no-such-message", Text("en", "no-such-message", nil))
	require.False(t, Has("en", "no-such-message"))
	require.True(t, Has("en", "task-closed"))
	require.Equal(t, "en", Match("en-GB,en;q=0.8"))
	require.Equal(t, "zh-CN", Match("zh-TW"))
	require.Equal(t, "zh-CN", Match(""))
}
