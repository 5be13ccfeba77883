package models_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"countersign/models"
)

func TestApprovalForm_AListIsAnArrayAndATextStaysAText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringMatching(`[a-z<&\[\]"\\一-龥]{1,6}`)
		row := rapid.MapOfN(text, text, 0, 3)
		v := models.Values{"text": text.Draw(t, "text"), "chosen": models.Listed(rapid.SliceOfN(text, 0, 3).Draw(t, "chosen")), "rows": models.Listed(rapid.SliceOfN(row, 0, 3).Draw(t, "rows"))}
		body, err := json.Marshal(models.FilledForm{Values: v})
		require.NoError(t, err)
		var back models.FilledForm
		require.NoError(t, json.Unmarshal(body, &back), "%s", body)
		require.Equal(t, v, back.Values)
	})
	var read models.Values
	require.NoError(t, json.Unmarshal([]byte(`{"a": "[1]", "b": ["x", "y"], "c": [{"k": " 1 ", "l": ""}, {}], "d": [], "e": [{}, {"k": " "}]}`), &read))
	require.Equal(t, models.Values{"a": "[1]", "b": models.Listed([]string{"x", "y"}), "c": models.Listed([]models.Row{{"k": "1"}, {}}), "d": "", "e": ""}, read)
	require.Equal(t, []string{"x", "y"}, models.Picked(read["b"]))
	require.Equal(t, []string{"[1]"}, models.Picked(read["a"]))
	for _, wrong := range []string{`{"a": 1}`, `{"a": [1]}`, `{"a": [{"k": 1}]}`, `{"a": [{"k": [{}]}]}`, `{"a": "\u001e[1]"}`, `[]`} {
		require.Error(t, json.Unmarshal([]byte(wrong), &read), wrong)
	}
}

func TestApprovalDigest_AFormOfTextsIsSealedAsItWasBeforeThereWereLists(t *testing.T) {
	body, err := json.Marshal(models.FilledForm{Form: "leave", Version: 1, Values: models.Values{"reason": "<家事> & 其他", "days": "2"}})
	require.NoError(t, err)
	plain, err := json.Marshal(struct {
		Form    string            `json:"form"`
		Version int               `json:"version"`
		Values  map[string]string `json:"values"`
	}{"leave", 1, map[string]string{"reason": "<家事> & 其他", "days": "2"}})
	require.NoError(t, err)
	require.Equal(t, string(plain), string(body))
	body, err = json.Marshal(models.FilledForm{})
	require.NoError(t, err)
	require.Contains(t, string(body), `"values":null`)
}
