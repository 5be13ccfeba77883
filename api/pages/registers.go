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
	Totals []string // by column, empty where there is nothing to add up
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

// totals adds up the columns of numbers of a page that is the whole register;
// a part of it has no total.
func totals(page api.RegisterPage) []string {
	if page.Next != "" || len(page.Rows) == 0 {
		return nil
	}
	sums, any := make([]string, len(page.Columns)), false
	for i, column := range page.Columns {
		if !column.Number || column.Key == "line" { // the number of a line counts nothing
			continue
		}
		var sum decimal.Decimal
		numbers := true
		for _, row := range page.Rows {
			n, err := decimal.NewFromString(row.Cells[i])
			numbers = numbers && (err == nil || row.Cells[i] == "")
			sum = sum.Add(n)
		}
		if numbers {
			sums[i], any = sum.String(), true
		}
	}
	if !any {
		return nil
	}
	return sums
}
