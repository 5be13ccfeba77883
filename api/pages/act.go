package pages

import (
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"countersign/api"
	"countersign/models"
	"countersign/models/regulation"
)

// act does one thing to a case. A refusal comes back on the page of the case
// with its clause and what was typed.
func act(v *visit) error {
	typed, err := v.typed()
	if err != nil {
		return err
	}
	if typed.Get("do") == "find" { // somebody to mention
		return v.showCase(http.StatusOK, typed, nil)
	}
	form, err := actForm(typed)
	if err == nil {
		err = v.arrangement(typed, &form)
	}
	if err == nil {
		err = v.commenting(typed, &form)
	}
	if err == nil {
		_, err = v.house.Act(v.context(), v.who, v.caseID(), models.ActID(typed.Get("key")), form)
	}
	if err != nil {
		if r := v.refuse(err); r.Kind != models.Unidentified && r.Kind != models.Missing {
			return v.reshowCase(typed, r)
		}
		return err
	}
	return v.see("/cases/"+url.PathEscape(string(v.caseID())), "done", string(form.Verb))
}

// actForm reads the form of a panel.
func actForm(typed url.Values) (api.ActForm, error) {
	form := api.ActForm{Verb: models.Verb(typed.Get("verb")), Task: models.TaskID(typed.Get("task")),
		Digest: models.Digest(typed.Get("digest")), Comment: strings.TrimSpace(typed.Get("comment"))}
	if form.Verb == models.Sign {
		form.Proof = proofIn(typed)
	}
	var data any
	switch form.Verb {
	case models.Sign, models.Carry:
		if values := valuesIn(typed); len(values) > 0 {
			data = map[string]any{"values": values}
		}
	case models.Collect, models.StockOut, models.Book:
		data = map[string]string{"voucher": strings.TrimSpace(typed.Get("voucher"))}
	case models.HandOver, models.Take:
		counted, err := countsIn(typed)
		if err != nil {
			return form, err
		}
		counted.Form = strings.TrimSpace(typed.Get("form"))
		data = counted
	case models.Explain, models.Resubmit:
		if why := explanationsIn(typed); len(why.Lines) > 0 {
			data = why
		}
	}
	if data != nil {
		body, err := json.Marshal(data)
		if err != nil {
			return form, err
		}
		form.Data = body
	}
	return form, nil
}

// counts are what somebody counted, as the act of counting sends it.
type counts struct {
	Form  string  `json:"form,omitempty"`
	Token string  `json:"token,omitempty"`
	Lines []count `json:"lines"`
}

type count struct {
	Line   int `json:"line"`
	Pieces int `json:"pieces"`
}

// countsIn reads the fields pieces.1, pieces.2 …; a field left empty or not a
// number is said by its line.
func countsIn(typed url.Values) (counts, error) {
	var all counts
	for name, values := range typed {
		number, ok := strings.CutPrefix(name, "pieces.")
		if !ok {
			continue
		}
		line, err := strconv.Atoi(number)
		if err != nil {
			continue
		}
		pieces, err := strconv.Atoi(digits(values[0]))
		if err != nil {
			key := "count-unreadable"
			if digits(values[0]) == "" {
				key = "count-missing"
			}
			return all, models.Refuse(models.Invalid, regulation.Clause{}, key, "Line", line)
		}
		all.Lines = append(all.Lines, count{line, pieces})
	}
	slices.SortFunc(all.Lines, func(a, b count) int { return a.Line - b.Line })
	return all, nil
}

// digits takes numbers as Chinese keyboards may write them.
func digits(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '０' && r <= '９' {
			return r - '０' + '0'
		}
		return r
	}, strings.TrimSpace(s))
}

type explanations struct {
	Lines []explanation `json:"lines"`
}

type explanation struct {
	Ref string `json:"ref"`
	Why string `json:"why"`
}

func explanationsIn(typed url.Values) (all explanations) {
	for name, values := range typed {
		if ref, ok := strings.CutPrefix(name, "why."); ok {
			all.Lines = append(all.Lines, explanation{ref, strings.TrimSpace(values[0])})
		}
	}
	slices.SortFunc(all.Lines, func(a, b explanation) int { return strings.Compare(a.Ref, b.Ref) })
	return all
}

// attach adds a file to a case.
func attach(v *visit) error {
	upload, err := v.c.FormFile("file")
	if most := new(http.MaxBytesError); errors.As(err, &most) {
		return v.reshowCase(nil, v.refuse(api.TooLarge().Because(err)))
	}
	if err != nil {
		return v.reshowCase(nil, v.refuse(models.Refuse(models.Invalid, regulation.Clause{}, "page-file-missing").Because(err)))
	}
	file, err := upload.Open()
	if err != nil {
		return err
	}
	defer file.Close()
	if _, err := v.house.Attach(v.context(), v.who, v.caseID(), "", upload.Filename, file, upload.Size); err != nil {
		if models.IsKind(err, models.Missing) || models.IsKind(err, models.Unidentified) {
			return err
		}
		return v.reshowCase(nil, v.refuse(err))
	}
	v.c.Header("Cache-Control", "no-store")
	v.c.Redirect(http.StatusSeeOther, "/cases/"+url.PathEscape(string(v.caseID()))+"#files")
	return nil
}
