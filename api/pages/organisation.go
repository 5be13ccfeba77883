package pages

import (
	"net/http"
	"net/url"
	"strings"

	"countersign/api"
	"countersign/models"
	"countersign/models/calendar"
	"countersign/models/message"
)

// organisation lists the posts of the visitor's company with who holds them.
func organisation(v *visit) error {
	tree, err := v.house.Tree(v.context(), v.who, models.CompanyID(v.c.Query("company")), calendar.Date{}, "")
	if err != nil {
		return err
	}
	return v.show(http.StatusOK, "organisation", v.t("page-organisation"), tree)
}

// A postMatter is a post with who held it, the forms to appoint somebody and to end a
// holding, and what a change that is not kept yet would change.
type postMatter struct {
	api.PostCard
	entered
	People []choice
	Today  calendar.Date
	Seen   *api.ImportView
}

func postPage(v *visit) error {
	return v.showPost(http.StatusOK, postMatter{entered: entered{Values: url.Values{}}})
}

func (v *visit) showPost(status int, m postMatter) (err error) {
	if m.PostCard, err = v.house.PostCard(v.context(), v.who, models.PostID(v.c.Param("id"))); err != nil {
		return err
	}
	m.Today = calendar.DateOf(v.Now().In(calendar.China()))
	return v.show(status, "post", m.Title, m)
}

// changePost looks at what an appointment or the end of a holding would change, and keeps
// what was looked at.
func changePost(v *visit) error {
	typed, err := v.typed()
	if err != nil {
		return err
	}
	m := postMatter{entered: entered{Values: typed}}
	if m.PostCard, err = v.house.PostCard(v.context(), v.who, models.PostID(v.c.Param("id"))); err != nil {
		return err
	}
	if err := v.appointed(&m); err != nil {
		return err
	}
	if len(m.Faults) > 0 {
		return v.showPost(http.StatusUnprocessableEntity, m)
	}
	seen := models.Digest(typed.Get("seen"))
	done, err := v.house.ChangeOrganisation(v.context(), v.who, m.change(), api.ChangeWay{Preview: seen == "", Seen: seen})
	switch {
	case len(done.Faults) > 0 && err != nil:
		m.Seen = &done
		return v.showPost(http.StatusUnprocessableEntity, m)
	case err != nil:
		if m.Refusal = v.refuse(err); m.Refusal.Kind != models.Unidentified {
			return v.showPost(m.Refusal.Status, m)
		}
		return err
	case seen != "":
		return v.see(v.c.Request.URL.Path, "kept", "1")
	}
	m.Seen = &done
	return v.showPost(http.StatusOK, m)
}

// change is what was typed as rows. Who is followed ends on the day on which the next begins.
func (m postMatter) change() (c api.OrganisationChange) {
	for _, h := range m.Values["end"] {
		no, from, _ := strings.Cut(h, "|")
		until := m.Get("until")
		if m.Get("person") != "" {
			until = m.Get("from")
		}
		c.Holdings = append(c.Holdings, api.HoldingRowForm{Post: m.Code, Person: no, From: from, Until: until})
	}
	if no := m.Get("person"); no != "" {
		c.Holdings = append(c.Holdings, api.HoldingRowForm{Post: m.Code, Person: no, From: m.Get("from"), Until: m.Get("until")})
	}
	return c
}

// appointed finds who was typed to be appointed; nobody is meant where a holding ends.
func (v *visit) appointed(m *postMatter) error {
	q := strings.TrimSpace(m.Get("person.q"))
	if q == "" {
		if m.Values.Has("person.q") {
			m.Faults = append(m.Faults, v.faultAt("person", "page-post-whom"))
		}
		m.Values.Del("person")
		return nil
	}
	if m.Get("person") != "" && q == m.Get("person.was") {
		return nil
	}
	rows, err := v.house.Appointable(v.context(), v.who, q)
	if err != nil {
		return err
	}
	for _, r := range rows {
		m.People = append(m.People, choice{r.No, strings.TrimSpace(r.No + " " + r.Name + " " + message.List(v.lang, r.Posts))})
	}
	m.Values.Set("person.was", q)
	if len(m.People) == 1 {
		m.Values.Set("person", m.People[0].ID)
		return nil
	}
	m.Faults = append(m.Faults, v.faultAt("person", "page-entry-choose"))
	return nil
}
