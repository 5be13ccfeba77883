package pages

import (
	"net/http"
	"strings"

	"countersign/api"
	"countersign/models"
	"countersign/models/regulation"
)

// An accountMatter is the visitor's own account.
type accountMatter struct {
	Changed bool // the password was changed just now
	Resets  bool // the visitor has lost factors of others removed
	Refusal *refusal
}

func me(v *visit) error {
	return v.showMe(http.StatusOK, accountMatter{Changed: v.c.Query("changed") != ""})
}

func (v *visit) showMe(status int, m accountMatter) error {
	m.Resets = v.house.MayResetFactors(v.who) == nil
	return v.show(status, "me", v.t("page-me"), m)
}

// changePassword takes a new password twice, with the one of now.
func changePassword(v *visit) error {
	typed, err := v.typed()
	if err != nil {
		return err
	}
	if typed.Get("next") != typed.Get("again") {
		err = models.Refuse(models.Invalid, regulation.Clause{}, "page-password-differs")
	} else {
		err = v.house.ChangePassword(v.c.Writer, v.c.Request, v.who, typed.Get("now"), typed.Get("next"))
	}
	if models.IsKind(err, models.Invalid) {
		r := v.refuse(err)
		return v.showMe(r.Status, accountMatter{Refusal: r})
	}
	if err != nil {
		return err
	}
	return v.see("/me", "changed", "1")
}

// endSessions signs the visitor out on every device.
func endSessions(v *visit) error {
	if err := v.house.EndSessions(v.c.Writer, v.c.Request, v.who); err != nil {
		return err
	}
	return v.see("/login")
}

// help says in short how the house works.
func help(v *visit) error { return v.show(http.StatusOK, "help", v.t("page-help"), nil) }

// A chapter is the clauses of one procedure.
type chapter struct {
	ID      string
	Name    string
	Clauses []ruleMatter
}

// A ruleMatter is a clause with the company's values of its parameters.
type ruleMatter struct {
	api.ClauseView
	Parameters []api.ParameterView
}

// rules are the clauses that the house carries out, by chapter.
func rules(v *visit) error {
	var all []chapter
	at := map[string]int{}
	values, err := v.house.Parameters(v.context(), v.who)
	if err != nil {
		return err
	}
	for _, c := range v.house.Rules(v.lang) {
		id, _, _ := strings.Cut(string(c.ID), ".")
		i, there := at[id]
		if !there {
			i = len(all)
			at[id], all = i, append(all, chapter{ID: id, Name: v.t("chapter-" + id)})
		}
		all[i].Clauses = append(all[i].Clauses, ruleMatter{c, values[c.ID]})
	}
	return v.show(http.StatusOK, "rules", v.t("page-rules"), all)
}
