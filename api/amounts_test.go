package api_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"countersign/api"
	"countersign/models"
)

func TestApprovalForm_AnAmountIsTypedAndShownAsPeopleWriteIt(t *testing.T) {
	h := newHouse(t)
	values := map[string]string{"seal": "contract", "document": "供货合同", "copies": "0.37", "recipient": "客户", "amount": "８０,０００.５", "reason": "签约"}
	var d api.DraftView
	h.do(ask{who: "lin", method: "POST", path: "/api/v1/cases", body: map[string]any{"kind": "form", "document": models.FilledForm{Form: "seal_use", Values: values}}}).ok(201, &d)
	save := func(copies string) {
		values["copies"] = copies
		h.do(ask{who: "lin", method: "PUT", path: "/api/v1/cases/" + string(d.ID) + "/document", header: map[string]string{"If-Match": string(d.Digest)},
			body: map[string]any{"document": models.FilledForm{Form: "seal_use", Version: 1, Values: values}}}).ok(200, &d)
		h.do(ask{who: "lin", method: "POST", path: "/api/v1/cases/" + string(d.ID) + "/check"}).ok(200, &d)
	}
	for _, copies := range []string{"三份", "1.5"} {
		save(copies)
		require.Len(t, d.Faults, 1)
		require.Equal(t, "values.copies", d.Faults[0].At)
		require.Equal(t, "请用阿拉伯数字填写整数，如 3。", d.Faults[0].Text)
	}
	save("２")
	require.Empty(t, d.Faults)
	var c api.CaseView
	h.get("lin", "/api/v1/cases/"+string(d.ID)).ok(200, &c)
	require.Contains(t, c.Document.Fields, api.FieldView{Key: "amount", Label: "涉及金额（元）", Value: "¥80,000.50"})
	require.Contains(t, c.Document.Fields, api.FieldView{Key: "copies", Label: "份数", Value: "2"})
	var kept models.FilledForm
	require.NoError(t, json.Unmarshal(c.Document.Raw, &kept))
	require.Equal(t, "80000.5", kept.Values["amount"])
}
