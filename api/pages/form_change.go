package pages

import (
	"bytes"
	"encoding/json"
	"net/url"
	"strings"

	"countersign/api"
	"countersign/models"
	"countersign/models/regulation"
)

// proposeForm begins the case in which a version of a form that changes who signs is
// approved (authority.matrix), and goes on to its submission.
func (v *visit) proposeForm(typed url.Values, text string) error {
	document, err := json.Marshal(&models.MatrixChange{Reason: typed.Get("reason"), Form: json.RawMessage(text)})
	if err != nil {
		return v.refuseForm(text, models.Refuse(models.Invalid, regulation.ApprovalForm, "form-unreadable").Because(err))
	}
	draft, err := v.house.DraftOfForm(v.context(), v.who, models.KindMatrixChange, document, models.ActID(typed.Get("begin")))
	if err != nil {
		return v.refuseForm(text, err)
	}
	return v.see("/cases/" + url.PathEscape(string(draft.ID)) + "/submit")
}

// formLook is the version of a form that a case would put in force, whole; nil for other
// cases, and where the document is not for this person.
func (v *visit) formLook(c api.CaseView) *formMatter {
	if c.Document.FormChange == nil {
		return nil
	}
	m := v.formMatter(c.Document.FormChange.Now)
	return &m
}

// fillFormChange puts a change of a form into the fields: its definition as text.
func fillFormChange(doc *models.MatrixChange, v url.Values) {
	var text bytes.Buffer
	if json.Indent(&text, doc.Form, "", "  ") != nil {
		text.Write(doc.Form)
	}
	v.Set("reason", doc.Reason)
	v.Set("definition", text.String())
}

// formChange reads a definition that was typed. What is no JSON is kept on the page alone.
func (r *reading) formChange() *models.MatrixChange {
	text := r.s.Get("definition")
	if !json.Valid([]byte(text)) {
		r.wrong("definition", "form-unreadable")
		text = "{}"
	}
	return &models.MatrixChange{Reason: r.s.Get("reason"), Form: json.RawMessage(text)}
}

// OfForm reports whether the sheet is a change of a form of the company's own.
func (s sheet) OfForm() bool { return s.Kind == models.KindMatrixChange && s.Values.Has("definition") }

// inDefinition says at the beginning of a fault of a definition where in it it is, and leads
// to the text.
func (v *visit) inDefinition(f api.FaultView) (api.FaultView, bool) {
	place, is := strings.CutPrefix(f.At, "form")
	if !is {
		return f, false
	}
	f.At = "definition"
	if place = strings.TrimPrefix(place, "."); place != "" {
		f.Text = v.t("page-of-field", "Field", place, "What", f.Text)
	}
	return f, true
}
