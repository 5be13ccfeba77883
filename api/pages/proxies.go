package pages

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/shopspring/decimal"

	"countersign/api"
	"countersign/models"
	"countersign/models/calendar"
	"countersign/models/message"
)

// A proxyMatter is the proxies of a person and the form to give one.
type proxyMatter struct {
	entered
	Proxies []api.ProxyView
	Kinds   []api.KindView
	Chosen  map[string]bool
	Agents  []choice
}

func proxies(v *visit) error { return v.showProxies(http.StatusOK, url.Values{}, nil) }

func (v *visit) showProxies(status int, typed url.Values, r *refusal, more ...api.FaultView) error {
	given, err := v.house.Proxies(v.context(), v.who)
	if err != nil {
		return err
	}
	kinds, err := v.house.Kinds(v.context(), v.who)
	if err != nil {
		return err
	}
	m := proxyMatter{entered: entered{typed, more, r}, Proxies: given, Kinds: kinds, Chosen: map[string]bool{}}
	for _, k := range typed["kind"] {
		m.Chosen[k] = true
	}
	if q := strings.TrimSpace(typed.Get("agent.q")); q != "" && len(more) > 0 {
		if m.Agents, err = v.colleagues(q); err != nil {
			return err
		}
	}
	return v.show(status, "proxies", v.t("page-proxies"), m)
}

// colleagues are the people that fit what was typed, with their posts.
func (v *visit) colleagues(q string) (found []choice, err error) {
	rows, err := v.house.People(v.context(), v.who, q)
	for _, r := range rows {
		found = append(found, choice{string(r.ID), strings.TrimSpace(r.No + " " + r.Name + " " + message.List(v.lang, r.Posts))})
	}
	return found, err
}

// giveProxy lets somebody sign for the visitor.
func giveProxy(v *visit) error {
	typed, err := v.typed()
	if err != nil {
		return err
	}
	form, faults, err := v.proxyForm(typed)
	if err != nil {
		return err
	}
	if len(faults) > 0 {
		return v.showProxies(http.StatusUnprocessableEntity, typed, nil, faults...)
	}
	if _, err := v.house.GiveProxy(v.context(), v.who, form); err != nil {
		if r := v.refuse(err); r.Kind != models.Unidentified {
			return v.showProxies(r.Status, typed, r)
		}
		return err
	}
	return v.see("/proxies", "given", "1")
}

func (v *visit) proxyForm(typed url.Values) (form api.ProxyForm, faults []api.FaultView, err error) {
	wrong := func(at, key string) {
		faults = append(faults, api.FaultView{At: at, Key: key, Text: message.Text(v.lang, key, nil)})
	}
	day := func(name string) calendar.Date {
		d, err := calendar.ParseDate(strings.TrimSpace(typed.Get(name)))
		if err != nil {
			wrong(name, "page-date-wrong")
		}
		return d
	}
	form.From, form.Until = day("from"), day("until")
	for _, k := range typed["kind"] {
		form.Kinds = append(form.Kinds, models.Kind(k))
	}
	if limit := strings.NewReplacer(",", "", "，", "", "．", ".").Replace(digits(typed.Get("limit"))); limit != "" {
		yuan, err := decimal.NewFromString(limit)
		if cents := yuan.Shift(2); err == nil && !strings.ContainsAny(limit, "eE") && cents.IsInteger() && !cents.IsNegative() && cents.LessThan(decimal.New(1, 15)) {
			form.Limit = new(models.Cents(cents.IntPart()))
		} else {
			wrong("limit", "page-money-wrong")
		}
	}
	form.Agent = models.PersonID(typed.Get("agent"))
	q := strings.TrimSpace(typed.Get("agent.q"))
	if form.Agent != "" && q == typed.Get("agent.was") {
		return form, faults, nil
	}
	found, err := v.agent(typed, q)
	if err != nil {
		return form, faults, err
	}
	switch form.Agent = models.PersonID(found); {
	case q == "":
		wrong("agent", "field-missing")
	case found == "":
		wrong("agent", "page-entry-choose")
	}
	return form, faults, nil
}

// agent is the one colleague who is meant by what was typed.
func (v *visit) agent(typed url.Values, q string) (string, error) {
	typed.Del("agent")
	typed.Set("agent.was", q)
	if q == "" {
		return "", nil
	}
	found, err := v.colleagues(q)
	if err != nil || len(found) != 1 {
		return "", err
	}
	typed.Set("agent", found[0].ID)
	return found[0].ID, nil
}

func revokeProxy(v *visit) error {
	if err := v.house.RevokeProxy(v.context(), v.who, models.ProxyID(v.c.Param("id"))); err != nil {
		return err
	}
	return v.see("/proxies")
}
