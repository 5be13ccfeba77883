package regulation

import (
	"encoding/json"
	"slices"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

func TestAClauseTravelsAsItsID(t *testing.T) {
	text, err := json.Marshal(SampleGate)
	require.NoError(t, err)
	require.Equal(t, `"sample.gate"`, string(text))
	var c Clause
	require.NoError(t, json.Unmarshal(text, &c))
	require.Equal(t, SampleGate, c)
	require.ErrorContains(t, json.Unmarshal([]byte(`"sample.gat"`), &c), `no clause "sample.gat"`)
	require.NoError(t, json.Unmarshal([]byte(`""`), &c))
	require.True(t, c.IsZero())
}

func TestEveryClauseSaysItselfInBothLanguages(t *testing.T) {
	all := All()
	require.True(t, slices.IsSortedFunc(all, func(a, b Clause) int {
		if a.ID() < b.ID() {
			return -1
		}
		return 1
	}))
	for _, c := range all {
		require.NotEmpty(t, c.Title("zh-CN"), c)
		require.NotEmpty(t, c.Title("en"), c)
		require.LessOrEqual(t, utf8.RuneCountInString(c.Title("zh-CN")), 8, "a title is short: %s", c.Title("zh-CN"))
		require.NotEmpty(t, c.Text("zh-CN"), c)
		require.NotEmpty(t, c.Text("en"), c)
		require.NotEqual(t, c.Text("zh-CN"), c.Text("en"), c)
		require.NotEmpty(t, c.Source(), c)
		found, ok := Find(c.ID())
		require.True(t, ok)
		require.Equal(t, c, found)
	}
}

func TestAClauseIsDeclaredOnce(t *testing.T) {
	require.PanicsWithValue(t, "regulation: clause sample.gate is declared twice", func() { clause("sample.gate", "", title{}, "", "") })
}

func TestAClauseThatNoMachineEnforcesGivesItsReason(t *testing.T) {
	var said text
	manual("only people can judge it")(&said)
	require.Equal(t, "only people can judge it", Clause{&said}.Manual())
	require.Empty(t, SampleGate.Manual())
	require.True(t, SampleComplete.Exceptable())
	require.False(t, SampleGate.Exceptable())
}

func TestACompanyHasItsOwnParametersAndTheRegulationsOtherwise(t *testing.T) {
	mill, err := NewRulebook(3, map[string]json.RawMessage{"sample.weights/whole_g": json.RawMessage("2100")})
	require.NoError(t, err)
	require.Equal(t, 2100, WholeGrams.In(mill))
	require.Equal(t, 800, HalfGrams.In(mill))
	require.Equal(t, 1900, WholeGrams.In(Rulebook{}))
	require.Equal(t, []string{"marketing", "production", "gate"}, SampleCopies.In(mill))

	for name, own := range map[string]map[string]json.RawMessage{
		"an unknown parameter":    {"sample.weights/gross": json.RawMessage("1")},
		"a parameter of a clause": {"whole_g": json.RawMessage("1")},
		"a value of another type": {"sample.weights/whole_g": json.RawMessage(`"heavy"`)},
		"no value at all":         {"sample.weights/whole_g": json.RawMessage(``)},
		"null":                    {"sample.weights/whole_g": json.RawMessage(`null`)},
	} {
		_, err := NewRulebook(1, own)
		require.Error(t, err, name)
	}
}

func TestEveryDefaultIsAcceptedAndReadBack(t *testing.T) {
	require.NotEmpty(t, Settings())
	rapid.Check(t, func(t *rapid.T) {
		own := map[string]json.RawMessage{}
		for _, s := range Settings() {
			if rapid.Bool().Draw(t, s.Name) {
				own[string(s.Clause.ID())+"/"+s.Name] = s.Default
			}
		}
		book, err := NewRulebook(1, own)
		if err != nil {
			t.Fatal(err)
		}
		if RemindHours.In(book) != RemindHours.Default || PassValidHours.In(book) != PassValidHours.Default {
			t.Fatal("a default is not read back")
		}
	})
}
