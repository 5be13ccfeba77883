package main

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/require"

	"countersign/models"
)

func TestApprovalRecord_TheCheckSaysWhichEntryWasChanged(t *testing.T) {
	for lang, says := range map[string]string{"zh-CN": "办理记录第 7 条与写入时不符", "en": "Entry 7 of its history is not as it was written"} {
		for format, want := range map[string]string{"table": says, "json": `"trouble":"broken-chain","seq":7`} {
			var out bytes.Buffer
			c := checkCommand{Format: format}
			require.NoError(t, c.report(terminal{out: &out, lang: lang}, models.Examination{Findings: []models.Finding{{Case: "c", Number: "N-1", Trouble: models.BrokenChain, Seq: 7}}}))
			require.Contains(t, out.String(), want)
		}
	}
}
