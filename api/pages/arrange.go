package pages

import (
	"encoding/json"
	"net/url"
	"strconv"
	"strings"

	"countersign/api"
	"countersign/models"
	"countersign/models/regulation"
)

// arrangement reads the forms by which signers arrange who signs: to whom a task
// goes, who is added, who is told, and where a case goes back to.
func (v *visit) arrangement(typed url.Values, form *api.ActForm) error {
	var data any
	switch form.Verb {
	case models.Transfer, models.Delegate:
		people, err := v.people(typed.Get("people"))
		if err != nil {
			return err
		}
		if len(people) != 1 {
			return models.Refuse(models.Invalid, regulation.Clause{}, "page-one-person")
		}
		data = map[string]any{"to": people[0]}
	case models.AddSigner:
		people, err := v.people(typed.Get("people"))
		if err != nil {
			return err
		}
		data = map[string]any{"where": typed.Get("where"), "how": typed.Get("how"), "people": people}
	case models.Copy:
		people, err := v.people(typed.Get("people"))
		if err != nil {
			return err
		}
		data = map[string]any{"people": people}
	case models.RemoveSigner:
		data = map[string]any{"seat": form.Task}
	case models.SendBack:
		to, whole := strings.CutSuffix(typed.Get("back"), "+")
		back := map[string]any{"whole": whole}
		if round, err := strconv.Atoi(to); err == nil {
			back["round"] = round
		} else if to != "" { // that is the applicant
			return models.Refuse(models.Invalid, regulation.ApprovalSendBack, "send-back-where")
		}
		data = back
	default:
		return nil
	}
	body, err := json.Marshal(data)
	form.Data = body
	return err
}

// people are the colleagues whose names or numbers were typed, one after another.
// A name that several have, or nobody, is said.
func (v *visit) people(typed string) (ids []models.PersonID, err error) {
	names := strings.FieldsFunc(typed, func(r rune) bool { return strings.ContainsRune("、，,；;\n\r\t", r) })
	for _, name := range names {
		if name = strings.TrimSpace(name); name == "" {
			continue
		}
		rows, err := v.house.People(v.context(), v.who, name)
		if err != nil {
			return nil, err
		}
		found := meant(rows, name)
		if len(found) != 1 {
			return nil, models.Refuse(models.Invalid, regulation.Clause{}, "page-person-which", "Name", name, "Who", v.named(found))
		}
		ids = append(ids, found[0].ID)
	}
	if len(ids) == 0 {
		return nil, models.Refuse(models.Invalid, regulation.Clause{}, "people-missing")
	}
	return ids, nil
}

// meant are the people with exactly this number or name, or else all that fit.
func meant(rows []api.PersonRow, name string) (exact []api.PersonRow) {
	for _, r := range rows {
		if strings.EqualFold(r.No, name) || strings.EqualFold(r.Name, name) {
			exact = append(exact, r)
		}
	}
	if len(exact) > 0 {
		return exact
	}
	return rows
}

func (v *visit) named(rows []api.PersonRow) string {
	if len(rows) == 0 {
		return v.t("page-nobody")
	}
	var names []string
	for _, r := range rows[:min(len(rows), 8)] {
		names = append(names, r.No+" "+r.Name)
	}
	return strings.Join(names, v.t("list-or"))
}
