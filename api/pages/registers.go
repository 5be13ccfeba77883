package pages

import (
	"net/http"
	"net/url"
	"slices"

	"countersign/api"
)

// A registerMatter is a page of a register, to read and to print.
type registerMatter struct {
	api.RegisterPage
	Months []string
	Words  string // that each row has
	Begin  string // the first page, where this is another
	More   string // the next page; empty where there is none
	Export string
}

func registers(v *visit) error {
	may, err := v.house.Registers(v.context(), v.who)
	if err != nil {
		return err
	}
	return v.show(http.StatusOK, "registers", v.t("page-registers"), may)
}

func register(v *visit) error {
	name, month, words, cursor := api.Register(v.c.Param("name")), v.c.Query("month"), v.c.Query("q"), v.c.Query("after")
	all := months(v.Now())
	if month == "" {
		month = all[0]
	}
	page, err := v.house.Register(v.context(), v.who, name, month, words, cursor)
	if err != nil {
		return err
	}
	if page.Note != "" { // it lists what is to come, too
		all = slices.Concat(comingMonths(v.Now()), all)
	}
	if !slices.Contains(all, month) {
		all = append(all, month)
	}
	m := registerMatter{RegisterPage: page, Months: all, Words: words}
	query := url.Values{"month": {month}, "q": {words}}
	at := "/registers/" + url.PathEscape(string(name))
	m.Export = "/api/v1" + at + "/export?" + query.Encode()
	if cursor != "" {
		m.Begin = at + "?" + query.Encode()
	}
	if page.Next != "" {
		query.Set("after", page.Next)
		m.More = at + "?" + query.Encode()
	}
	return v.show(http.StatusOK, "register", page.Name+" "+month, m)
}
