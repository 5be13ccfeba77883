package api_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"countersign/api"
)

func TestATotalNeverAddsWhatMustBeKeptApart(t *testing.T) {
	page := api.RegisterPage{Columns: []api.RegisterColumn{{Key: "entry"}, {Key: "line", Number: true}, {Key: "grams", Number: true}, {Key: "money", Number: true}},
		Rows: []api.RegisterRow{{Cells: []string{"出库", "1", "1.500", ""}}, {Cells: []string{"收款", "", "", "32.00"}}, {Cells: []string{"出库", "2", "0.250", "8.10"}}}}
	require.Equal(t, []api.RegisterTotal{{Of: "出库", Sums: []string{"", "", "1.75", "8.1"}}, {Of: "收款", Sums: []string{"", "", "", "32"}}}, api.Totals(page), "what went out is not added to what came in")

	page = api.RegisterPage{Columns: []api.RegisterColumn{{Key: "number"}, {Key: "size"}, {Key: "pieces", Number: true}, {Key: "grams", Number: true}},
		Rows: []api.RegisterRow{{Cells: []string{"A", "整个", "2", "3.8"}}, {Cells: []string{"B", "半个", "4", "3.8"}}}}
	require.Equal(t, []api.RegisterTotal{{Of: "整个", Sums: []string{"", "", "2", "3.8"}}, {Of: "半个", Sums: []string{"", "", "4", "3.8"}}, {Of: "", Sums: []string{"", "", "", "7.6"}}}, api.Totals(page), "whole and half pieces weigh together and are not counted together")

	page.Next = "more"
	require.Empty(t, api.Totals(page), "a part has no total")
	require.Empty(t, api.Totals(api.RegisterPage{Columns: []api.RegisterColumn{{Key: "number"}}, Rows: []api.RegisterRow{{Cells: []string{"A"}}}}))
	plain := api.RegisterPage{Columns: []api.RegisterColumn{{Key: "month"}, {Key: "lines", Number: true}}, Rows: []api.RegisterRow{{Cells: []string{"2026-10", "3"}}, {Cells: []string{"2026-11", "4"}}}}
	require.Equal(t, []api.RegisterTotal{{Of: "", Sums: []string{"", "7"}}}, api.Totals(plain))
}
