package pages

import (
	"net/http"
	"strings"

	"countersign/api"
)

// me is the visitor's own account.
func me(v *visit) error { return v.show(http.StatusOK, "me", v.t("page-me"), nil) }

// help says in short how the house works.
func help(v *visit) error { return v.show(http.StatusOK, "help", v.t("page-help"), nil) }

// A chapter is the clauses of one procedure.
type chapter struct {
	ID      string
	Name    string
	Clauses []api.ClauseView
}

// rules are the clauses that the house carries out, by chapter.
func rules(v *visit) error {
	var all []chapter
	at := map[string]int{}
	for _, c := range v.house.Rules(v.lang) {
		id, _, _ := strings.Cut(string(c.ID), ".")
		i, there := at[id]
		if !there {
			i = len(all)
			at[id], all = i, append(all, chapter{ID: id, Name: v.t("page-chapter-" + id)})
		}
		all[i].Clauses = append(all[i].Clauses, c)
	}
	return v.show(http.StatusOK, "rules", v.t("page-rules"), all)
}
