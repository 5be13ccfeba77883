package pages

import (
	"net/http"
	"net/url"

	"github.com/gin-gonic/gin"

	"countersign/api"
	"countersign/models"
)

// A refusal is an error as a page shows it: what was not done, the clause that
// says so, and what to do next.
type refusal struct {
	*api.Problem
	Kind models.ErrorKind
	// Good says that this is news and nothing was refused.
	Good bool
}

// unsure reports whether the act may have been done all the same, so that its key is
// kept. By a wrong clock or a fault of the program it was not.
func (r *refusal) unsure() bool {
	return r.Kind == models.Unavailable && r.Key != "clock-wrong" && r.Key != "act-failed"
}

// refuse puts an error into words. What is not a models.Error is a fault of the
// house: it is not explained, but nothing is done twice.
func (v *visit) refuse(err error) *refusal {
	r := &refusal{Problem: api.ProblemOf(err, v.lang), Kind: models.Unavailable}
	if e := api.Refusal(err); e != nil {
		r.Kind = e.Kind
	}
	return r
}

// reshow shows the form with what was refused, where the person may see it.
func (v *visit) reshow(s *sheet, err error) error {
	r := v.refuse(err)
	if r.Kind == models.Missing || r.Kind == models.Unidentified {
		return err
	}
	s.Refusal = r
	return v.showSheet(r.Status, s)
}

// fail answers with a page that says what went wrong.
func (v *visit) fail(err error) {
	if models.IsKind(err, models.Unidentified) {
		err = v.askWho()
	} else {
		v.log(err)
		r := v.refuse(err)
		if typed := api.TypedTooLarge(v.c.Request); typed != nil && v.who.ID != "" && r.Status == http.StatusRequestEntityTooLarge && v.reshowTooLarge(typed, *r) {
			return
		}
		err = v.show(r.Status, "fault", r.Title, r)
	}
	if err != nil {
		v.log(err)
		v.c.String(http.StatusInternalServerError, v.t("fault"))
	}
}

// reshowTooLarge shows a form that was refused as too large with what was typed, and
// reports whether it can.
func (v *visit) reshowTooLarge(typed url.Values, r refusal) bool {
	problem := *r.Problem
	problem.Detail = v.t("page-kept-too-large", "Why", problem.Detail)
	r.Problem = &problem
	shown, err := v.reshowForm(v.c.Request.URL.Path, typed, &r)
	return shown && err == nil
}

// log hands what a person cannot mend to the log.
func (v *visit) log(err error) {
	if e := api.Refusal(err); e == nil || e.Kind == models.Unavailable {
		v.Log.ErrorContext(v.context(), "a page failed", "route", v.c.FullPath(), "fault", err)
	}
}

// Fault answers a request that failed before it came to a page: no such page,
// or a panic.
func (p *Pages) Fault(c *gin.Context, err error) { p.arrive(c).fail(err) }
