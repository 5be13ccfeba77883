package api_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"countersign/api"
	"countersign/models"
)

func TestSampleMonthEnd_TheReportHasTotalsAndItsEntriesNameTheirSamples(t *testing.T) {
	h := newHouse(t)
	free, paid := h.submitted("看样"), h.submitted("付款")
	h.exec(`insert into entries (id, company_id, case_id, line, kind, variety_id, grams, cents, by_id, at, act_id)
		select gen_random_uuid(), company_id, id, 1, 'sale', $2, 1900, 6080, applicant_id, '2026-11-01', gen_random_uuid() from cases where id = $1`, paid.ID, h.ids["variety"])
	var d api.DraftView
	h.do(ask{who: "pan", method: "POST", path: "/api/v1/cases", body: map[string]any{"kind": "sample_month_end", "document": map[string]any{"month": "2026-11"}}}).ok(201, &d)
	h.do(ask{who: "pan", method: "POST", path: "/api/v1/cases/" + string(d.ID) + "/submit", header: key(), body: map[string]any{"digest": d.Digest}}).ok(200, nil)
	line := func(of models.CaseID, line int, variety, size string, drawn, ledger, grams int) {
		h.exec(`insert into month_end_lines (case_id, of_case, line, variety_id, size, drawn, ledger, drawn_grams, ledger_grams, ref)
			values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`, d.ID, of, line, h.ids[variety], size, drawn, ledger, drawn*grams, ledger*grams, fmt.Sprintf("%s/%d", of, line))
	}
	line(free.ID, 1, "variety", "whole", 2, 2, 1900)
	line(free.ID, 2, "stored", "small", 3, 2, 120)
	line(paid.ID, 1, "variety", "whole", 1, 1, 1900)
	var c api.CaseView
	h.get("pan", "/api/v1/cases/"+string(d.ID)).ok(200, &c)
	totals := c.Document.Fields[1]
	require.Equal(t, "totals", totals.Key)
	require.Len(t, totals.Rows.Rows, 4, "by variety, size and whether it was paid")
	require.Equal(t, []string{"免费", "2", "2", "3.800", "121.60", "121.60"}, totals.Rows.Rows[0][2:])
	require.Equal(t, []string{"按正常售价", "1", "1", "1.900", "60.80", "0.00"}, totals.Rows.Rows[1][2:], "what was paid was sold before")
	require.Equal(t, []string{"免费", "3", "2", "0.360", "10.08", "6.72"}, totals.Rows.Rows[2][2:], "all that was drawn leaves the stock; what was taken is sold")
	require.Equal(t, []string{"合计", "", "", "6", "5", "6.060", "192.48", "128.32"}, totals.Rows.Rows[3])
	require.Equal(t, models.Cents(19248), c.Document.Cents)
	require.Contains(t, totals.Value, "合计")
	require.Equal(t, free.ID, models.CaseID(c.Document.Lines[0].Ref[:36]), "what differs is first")
	require.Equal(t, "HQ-QY-2026-00001", c.Document.Lines[0].CaseNumber)

	for n, of := range []models.CaseID{free.ID, free.ID, paid.ID} {
		h.exec(`insert into entries (id, company_id, case_id, of_case, line, kind, variety_id, grams, cents, by_id, at, act_id)
			select gen_random_uuid(), company_id, id, $2, $3, 'stock_out', $4, 100, 999, applicant_id, '2026-11-20', gen_random_uuid() from cases where id = $1`, d.ID, of, n+1, h.ids["variety"])
	}
	h.get("pan", "/api/v1/cases/"+string(d.ID)).ok(200, &c)
	require.Equal(t, models.Cents(3*999), c.Document.Cents, "what is booked is shown as it was booked")
	var p api.RegisterPage
	h.get("gao", "/api/v1/registers/entries?month=2026-11").ok(200, &p)
	require.Len(t, p.Rows, 4)
	for n, of := range []string{"HQ-QY-2026-00001", "HQ-QY-2026-00001", "HQ-QY-2026-00002"} {
		require.Equal(t, string(rune('1'+n)), p.Rows[n].Cells[3])
		require.Equal(t, of, p.Rows[n].Cells[4])
	}
}
