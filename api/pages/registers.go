package pages

import (
	"net/http"
	"net/url"
	"slices"

	"github.com/shopspring/decimal"

	"countersign/api"
	"countersign/models"
	"countersign/models/regulation"
)

// books are the registers in the order in which they are offered.
var books = []api.Register{api.RegisterLedger, api.RegisterHandovers, api.RegisterPasses, api.RegisterEntries, api.RegisterMonthEnds, api.RegisterExceptions, api.RegisterEfficiency}

// A registerMatter is a page of a register, to read and to print.
type registerMatter struct {
	api.RegisterPage
	Months []string
	Totals []total
	First  bool
	Export string
}

func registers(v *visit) error {
	may, err := v.house.Registers(v.context(), v.who)
	if err != nil {
		return err
	}
	mine := slices.DeleteFunc(slices.Clone(books), func(r api.Register) bool { return !slices.Contains(may, r) })
	return v.show(http.StatusOK, "registers", v.t("page-registers"), mine)
}

func register(v *visit) error {
	name, month, cursor := api.Register(v.c.Param("name")), v.c.Query("month"), v.c.Query("after")
	if !slices.Contains(books, name) {
		return models.Refuse(models.Missing, regulation.Clause{}, "not-found")
	}
	all := months(v.Now())
	if month == "" {
		month = all[0]
	}
	page, err := v.house.Register(v.context(), v.who, name, month, cursor)
	if err != nil {
		return err
	}
	if !slices.Contains(all, month) {
		all = append(all, month)
	}
	m := registerMatter{RegisterPage: page, Months: all, Totals: totals(page), First: cursor == ""}
	m.Export = "/api/v1/registers/" + url.PathEscape(string(name)) + "/export?" + url.Values{"month": {month}}.Encode()
	return v.show(http.StatusOK, "register", page.Name+" "+month, m)
}

// A total is the sums of one kind of entries; of all where Of is empty.
type total struct {
	Of   string
	Sums []string // by column, empty where nothing is added up
}

// apart names the columns by whose values entries are kept apart - what came in and
// what went out, whole and half pieces - with the columns that may be added up over
// all of them.
var apart = []struct {
	by   string
	over []string
}{{"entry", nil}, {"size", []string{"grams"}}}

// totals adds up the columns of numbers of a page that is the whole register, kind
// by kind; a part of it has no total.
func totals(page api.RegisterPage) (all []total) {
	if page.Next != "" || len(page.Rows) == 0 {
		return nil
	}
	for _, a := range apart {
		by := slices.IndexFunc(page.Columns, func(c api.RegisterColumn) bool { return c.Key == a.by })
		if by < 0 {
			continue
		}
		kinds := kindsOf(page.Rows, by)
		for _, kind := range kinds {
			all = added(all, kind, page, nil, func(r api.RegisterRow) bool { return r.Cells[by] == kind })
		}
		if len(kinds) > 1 && len(a.over) > 0 {
			all = added(all, "", page, a.over, func(api.RegisterRow) bool { return true })
		}
		return all
	}
	return added(nil, "", page, nil, func(api.RegisterRow) bool { return true })
}

// kindsOf are the values of a column, in the order in which they first stand.
func kindsOf(rows []api.RegisterRow, column int) (kinds []string) {
	for _, r := range rows {
		if !slices.Contains(kinds, r.Cells[column]) {
			kinds = append(kinds, r.Cells[column])
		}
	}
	return kinds
}

// added adds the total of some rows to the totals, unless there is nothing to add up.
func added(all []total, of string, page api.RegisterPage, only []string, counts func(api.RegisterRow) bool) []total {
	t, any := total{of, make([]string, len(page.Columns))}, false
	for i, column := range page.Columns {
		if !column.Number || column.Key == "line" || (only != nil && !slices.Contains(only, column.Key)) { // the number of a line counts nothing
			continue
		}
		if sum, numbers := sumOf(page.Rows, i, counts); numbers {
			t.Sums[i], any = sum, true
		}
	}
	if !any {
		return all
	}
	return append(all, t)
}

// sumOf is the sum of a column; numbers is false where a cell is none, or all are empty.
func sumOf(rows []api.RegisterRow, column int, counts func(api.RegisterRow) bool) (sum string, numbers bool) {
	var all decimal.Decimal
	some := false
	for _, row := range rows {
		if !counts(row) || row.Cells[column] == "" {
			continue
		}
		n, err := decimal.NewFromString(row.Cells[column])
		if err != nil {
			return "", false
		}
		all, some = all.Add(n), true
	}
	return all.String(), some
}
