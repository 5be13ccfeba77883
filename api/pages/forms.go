package pages

import (
	"cmp"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"countersign/api"
	"countersign/models"
	"countersign/models/form"
	"countersign/models/regulation"
)

// A formsMatter is the page on which a company's own forms are defined
// (approval.form).
type formsMatter struct {
	Forms   []formLine
	Typed   string // a definition that is not kept yet
	Refusal *refusal
	Faults  []api.FaultView
	Kept    *form.Definition
	// Proposed are the versions that wait for their signatures.
	Proposed []api.ProposedForm
	Preview  *formMatter
}

// A formLine is a form with its versions, the newest first.
type formLine struct {
	form.Definition
	Name     string
	Rule     string
	Shipped  int // the version that came with the product; 0 = none
	Versions []api.FormVersion
}

// A formMatter is one version of a form, to be looked at.
type formMatter struct {
	sheet
	Rounds []formRound
	Typed  string // the definition, to be kept
	// ToCase says that it changes who signs: a case puts it in force (authority.matrix).
	ToCase bool
}

// A formRound is a row of who signs, or what is done after that.
type formRound struct {
	form.Row
	Name string // of a task after approval
	Form *form.Definition
	When []string // conditions beside the amount, in words
}

func formsPage(v *visit) error { return v.showForms(http.StatusOK, formsMatter{}) }

func (v *visit) showForms(status int, m formsMatter) error {
	if err := v.house.MayDefine(v.who); err != nil {
		return err
	}
	all, err := v.house.Forms(v.context(), v.who)
	if err != nil {
		return err
	}
	versions, err := v.house.FormVersions(v.context(), v.who)
	if err != nil {
		return err
	}
	if m.Proposed, err = v.house.ProposedForms(v.context(), v.who); err != nil {
		return err
	}
	for _, d := range all {
		line := formLine{Definition: d, Name: d.Name.In(v.lang), Rule: d.Clause.In(v.lang)}
		for _, own := range versions {
			if own.Code == d.Code {
				line.Versions = append(line.Versions, own)
			}
		}
		if i := slices.IndexFunc(form.Shipped, func(s form.Definition) bool { return s.Code == d.Code }); i >= 0 {
			line.Shipped = form.Shipped[i].Version
		}
		if kept := v.c.Query("kept"); kept == d.Code {
			m.Kept = &d
		}
		m.Forms = append(m.Forms, line)
	}
	return v.show(status, "forms", v.t("page-forms"), m)
}

// defineForm looks at a definition that was typed or uploaded, and keeps it when
// it was looked at and found good.
func defineForm(v *visit) error {
	if err := v.house.MayDefine(v.who); err != nil {
		return err
	}
	typed, err := v.typed()
	if err != nil {
		return err
	}
	text, err := v.uploaded("file")
	if err != nil {
		return err
	}
	if text == "" {
		text = typed.Get("definition")
	}
	if typed.Get("do") == "keep" {
		d, err := v.house.DefineForm(v.context(), v.who, json.RawMessage(text))
		if err == nil {
			return v.see("/forms", "kept", d.Code)
		}
		return v.refuseForm(text, err)
	}
	if typed.Get("do") == "edit" {
		return v.showForms(http.StatusOK, formsMatter{Typed: text})
	}
	if typed.Get("do") == "propose" {
		return v.proposeForm(typed, text)
	}
	d, toCase, err := v.house.TryForm(v.context(), v.who, json.RawMessage(text))
	if err != nil {
		return v.refuseForm(text, err)
	}
	m := v.formMatter(d)
	m.Typed, m.ToCase, m.Begin = text, toCase, newKey()
	return v.show(http.StatusOK, "form", v.t("page-form-preview"), m)
}

// refuseForm shows a definition again with everything that is wrong with it.
func (v *visit) refuseForm(text string, err error) error {
	r := v.refuse(err)
	if r.Kind == models.Missing || r.Kind == models.Unidentified {
		return err
	}
	m := formsMatter{Typed: text, Faults: r.Fields}
	if len(r.Fields) == 0 {
		if r.Key == "form-unreadable" {
			r.Detail += " " + v.unreadable(text, err)
		}
		m.Refusal = r
	}
	return v.showForms(r.Status, m)
}

// unreadable says where a definition stops being one.
func (v *visit) unreadable(text string, err error) string {
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	switch {
	case strings.TrimSpace(text) == "":
		return v.t("page-definition-empty")
	case errors.As(err, &syntax):
		return v.t("page-definition-line", "Line", lineAt(text, syntax.Offset), "Why", syntax.Error())
	case errors.As(err, &kind):
		return v.t("page-definition-line", "Line", lineAt(text, kind.Offset), "Why", kind.Field)
	}
	if cause := errors.Unwrap(models.AsError(err)); cause != nil {
		return strings.TrimPrefix(cause.Error(), "json: ")
	}
	return ""
}

// lineAt counts lines from 1.
func lineAt(text string, offset int64) int {
	return 1 + strings.Count(text[:min(int(offset), len(text))], "\n")
}

// formMatter is a form to look at, with who signs and what follows.
func (v *visit) formMatter(d form.Definition) formMatter {
	m := formMatter{sheet: sheet{Kind: models.KindForm, Name: d.Name.In(v.lang), Lang: v.lang, Form: &d, Values: url.Values{}}}
	for _, r := range d.Signatures {
		r.Own, r.Twice = cmp.Or(r.Own, d.Own), cmp.Or(r.Twice, d.Twice)
		m.Rounds = append(m.Rounds, formRound{Row: r, Form: &d, When: d.Conditions(v.lang, r)})
	}
	for _, t := range d.Tasks {
		m.Rounds = append(m.Rounds, formRound{Row: t.Row, Name: t.Name.In(v.lang), Form: &d, When: d.Conditions(v.lang, t.Row)})
	}
	return m
}

// Money reports whether the amounts of the row are money.
func (r formRound) Money() bool {
	f, _ := r.Form.Field(r.Form.Amount)
	return f.Type == form.Money
}

func (v *visit) formAsked() (form.Definition, error) {
	if err := v.house.MayDefine(v.who); err != nil {
		return form.Definition{}, err
	}
	version, err := strconv.Atoi(v.c.Param("version"))
	if err != nil {
		return form.Definition{}, models.Refuse(models.Missing, regulation.ApprovalForm, "no-such-form")
	}
	return v.house.FormDefinition(v.context(), v.who, v.c.Param("code"), version)
}

// formPageOf shows one version of a form.
func formPageOf(v *visit) error {
	d, err := v.formAsked()
	if err != nil {
		return err
	}
	return v.show(http.StatusOK, "form", d.Name.In(v.lang), v.formMatter(d))
}

// formJSON is one version of a form as JSON Schema, to keep or to begin another with.
func formJSON(v *visit) error {
	d, err := v.formAsked()
	if err != nil {
		return err
	}
	body, err := d.Schema()
	if err != nil {
		return err
	}
	v.c.Header("Content-Disposition", `attachment; filename="`+d.Code+"-"+strconv.Itoa(d.Version)+`.json"`)
	v.c.Header("Cache-Control", "no-store")
	v.c.Data(http.StatusOK, "application/schema+json; charset=utf-8", body)
	return nil
}

// textMost is the longest text that is taken from a file, in bytes.
const textMost = 1 << 20

// uploaded is the text of the file that was sent with a form; empty without one.
func (v *visit) uploaded(name string) (string, error) {
	upload, err := v.c.FormFile(name)
	if err != nil {
		return "", nil // none was chosen, or the form has no files
	}
	file, err := upload.Open()
	if err != nil {
		return "", err
	}
	defer file.Close()
	body, err := io.ReadAll(io.LimitReader(file, textMost+1))
	if len(body) > textMost {
		return "", models.Refuse(models.TooMuch, regulation.Clause{}, "page-text-too-long")
	}
	return strings.TrimPrefix(string(body), "\ufeff"), err
}
