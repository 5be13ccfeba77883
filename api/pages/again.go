package pages

import (
	"net/url"
	"strings"

	"countersign/models"
)

// reshowForm shows the form that is sent to path once more, with everything typed and what
// is said of it, and reports whether there is such a form. It does nothing that the form
// asks for.
func (v *visit) reshowForm(path string, typed url.Values, r *refusal) (shown bool, err error) {
	parts := strings.Split(strings.Trim(path, "/"), "/")
	v.c.Request.URL.Path = path
	switch {
	case len(parts) == 3 && parts[0] == "cases" && parts[2] == "edit":
		v.param("id", parts[1])
		return true, v.reshowEdit(typed, r)
	case len(parts) == 3 && parts[0] == "cases" && parts[2] == "acts":
		v.param("id", parts[1])
		return true, v.reshowCase(typed, r)
	case len(parts) == 2 && parts[0] == "new":
		v.param("kind", parts[1])
		return true, v.reshowNew(typed, r)
	case len(parts) == 3 && parts[0] == "new" && parts[1] == string(models.KindForm):
		v.param("code", parts[2])
		return true, v.reshowNew(typed, r)
	case path == "/sign":
		return true, v.reshowBatch(typed, r)
	case path == "/forms":
		return true, v.showForms(r.Status, formsMatter{Typed: typed.Get("definition"), Refusal: r})
	case len(parts) == 2 && parts[0] == "g":
		v.param("token", parts[1])
		return true, v.reshowPass(typed, r)
	case path == "/absences":
		return true, v.showAbsences(r.Status, absenceMatter{entered: entered{Values: typed, Refusal: r}})
	case path == "/proxies":
		return true, v.showProxies(r.Status, typed, r)
	}
	return false, nil
}

// param is a part of the address, as its page reads it.
func (v *visit) param(name, value string) {
	if v.c.Param(name) == "" {
		v.c.AddParam(name, value)
	}
}
