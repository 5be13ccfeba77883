package pages

import (
	"net/http"
	"net/url"
	"slices"

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
	m := registerMatter{RegisterPage: page, Months: all, First: cursor == ""}
	m.Export = "/api/v1/registers/" + url.PathEscape(string(name)) + "/export?" + url.Values{"month": {month}}.Encode()
	return v.show(http.StatusOK, "register", page.Name+" "+month, m)
}
