package pages

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"countersign/api"
	"countersign/models"
	"countersign/models/form"
	"countersign/models/message"
	"countersign/models/regulation"
)

// A sheet is a form to fill in: the fields as they stand, what is wrong with
// them, and the rows.
type sheet struct {
	Kind   models.Kind
	Lang   string
	Name   string // of the kind
	Path   string // where it is sent
	Case   models.CaseID
	Number string
	Was    models.Digest
	Begin  models.ActID // makes one draft of a form that is sent twice
	Values url.Values
	Rows   []sheetRow
	Faults []api.FaultView
	Fills  bool // a signer fills in the fields, not the applicant
	// Choices are the entries of a list that fit what was typed, by field.
	Choices map[string][]choice
	// Lists suggest entries while one types.
	Customers, Varieties []choice
	Totals               lineTable
	Refusal              *refusal
	Returned             bool
	SentBack             *api.EventView // who sent it back, and why
	Subject              *api.CaseView
	Clauses              []api.ClauseView // that an exception may be asked to
	Months               []string
	Files                []api.AttachmentView
	Form                 *form.Definition                // of a company's own form
	Newer                *newerMatrix                    // than that from which the change was made
	Own                  map[string][]api.AttachmentView // the files of its fields, by name
	Signers              []chooser                       // whom the applicant chooses
	Units                []choice                        // for fields of units
}

// A sheetRow is one line of the form with what is known of it.
type sheetRow struct {
	N    int // from 0, as the fields are named
	View *api.LineView
}

// A choice is an entry of a list.
type choice struct{ ID, Name string }

// At lists the faults at one place of the form.
func (s sheet) At(place string) []api.FaultView { return entered{Faults: s.Faults}.At(place) }

// Said is a fault in the list of all, with the label of its field.
func (s sheet) Said(f api.FaultView) string {
	if label := s.label(f.At); label != "" {
		return message.Text(s.Lang, "page-of-field", map[string]any{"Field": label, "What": f.Text})
	}
	return f.Text
}

// labels are the messages that name the fields of built-in forms, those of rows by
// the last part of their names.
var labels = map[string]string{
	"customer": "field-customer", "purpose": "field-purpose", "free": "field-free", "wantedOn": "field-wantedOn", "remark": "field-remark", "month": "field-month", "definition": "page-form-definition",
	"from": "field-from", "reason": "field-reason", "clause": "page-exception-clause", "matrix": "page-matrix-table", "lines": "page-lines",
	"variety": "page-col-variety", "size": "page-col-size", "pieces": "page-col-pieces", "grams": "page-weight-kg",
}

// label names the field at a place of the form; empty where it has no name.
func (s sheet) label(at string) string {
	for _, e := range s.Entries() {
		if e.Name == at {
			return e.Label
		}
		for _, r := range e.Rows {
			for _, cell := range r.Cells {
				if cell.Name == at {
					return e.Label + " " + message.Text(s.Lang, "page-row-field", map[string]any{"N": r.N + 1, "Field": cell.Label})
				}
			}
		}
	}
	field := at
	row := rowField.FindStringSubmatch(at)
	if row != nil {
		field = strings.TrimPrefix(at, row[0])
	}
	key := labels[field]
	if key == "" {
		return ""
	}
	label := message.Text(s.Lang, key, nil)
	if row == nil {
		return label
	}
	n, _ := strconv.Atoi(row[1])
	return message.Text(s.Lang, "page-row-field", map[string]any{"N": n + 1, "Field": label})
}

// Get is the value of a field.
func (s sheet) Get(name string) string { return s.Values.Get(name) }

// Field names a field of row n.
func (s sheet) Field(n int, name string) string { return line(n, name) }

// Exceptable is the clause that the general manager may let the draft pass.
func (s sheet) Exceptable() regulation.ID {
	for _, f := range s.Faults {
		if f.Exceptable {
			return f.Clause
		}
	}
	return ""
}

func line(n int, name string) string { return "lines[" + strconv.Itoa(n) + "]." + name }

// editPage is the form of a draft or of a case that was sent back.
func editPage(v *visit) error {
	s, err := v.sheetOf(v.caseID())
	if err != nil {
		return err
	}
	if v.c.Query("check") != "" {
		if s.Faults, err = v.faultsOf(s.Case); err != nil {
			return v.reshow(s, err)
		}
	}
	return v.showSheet(http.StatusOK, s)
}

// sheetOf fills a sheet with the document of a case.
func (v *visit) sheetOf(id models.CaseID) (*sheet, error) {
	seen, err := v.house.Case(v.context(), v.who, id)
	if err != nil {
		return nil, err
	}
	if seen.State.State != models.Draft && seen.State.State != models.Returned {
		return nil, models.Refuse(models.Conflict, regulation.ApprovalDigest, "not-editable")
	}
	if seen.Kind == models.KindParameterChange {
		return nil, models.Refuse(models.Missing, regulation.ApprovalParameters, "parameters-at-desk")
	}
	s := &sheet{Kind: seen.Kind, Form: seen.Document.Form, Name: seen.KindName, Path: "/cases/" + url.PathEscape(string(id)) + "/edit", Case: id, Number: seen.Number,
		Was: seen.Digest, Totals: tableOf(seen.Document), Returned: seen.State.State == models.Returned, SentBack: sentBack(seen), Files: seen.Attachments, Own: filesIn(seen.Document)}
	return s, s.fill(seen.Document)
}

func (v *visit) faultsOf(id models.CaseID) ([]api.FaultView, error) {
	draft, err := v.house.Check(v.context(), v.who, id)
	return draft.Faults, err
}

// showSheet writes the form with its lists.
func (v *visit) showSheet(status int, s *sheet) error {
	s.Lang = v.lang
	if s.Case == "" && s.Begin == "" {
		s.Begin = newKey()
	}
	v.byRow(s)
	if err := v.suggest(s); err != nil {
		return err
	}
	if err := v.units(s); err != nil {
		return err
	}
	if err := v.choosers(s); err != nil {
		return err
	}
	if err := v.newer(s); err != nil {
		return err
	}
	if ofSubject(s.Kind) && s.Subject == nil {
		if err := v.subject(s); err != nil {
			return err
		}
	}
	if s.Kind == models.KindSampleMonthEnd && s.Months == nil {
		s.Months = months(v.Now())
	}
	title := v.t("page-edit-of", "Kind", s.Name)
	if s.Case == "" {
		title = v.t("page-new-of", "Kind", s.Name)
	}
	return v.show(status, "edit", title, s)
}

// edit saves what was typed and does what the button says: one more row, one row
// less, to look for an entry, or to go on to the submission.
func edit(v *visit) error {
	typed, err := v.typed()
	if err != nil {
		return err
	}
	s, err := v.sheetOf(v.caseID())
	if err != nil {
		return err
	}
	return v.save(s, typed)
}

// save keeps the form as far as it can be read; what cannot stays on the page.
func (v *visit) save(s *sheet, typed url.Values) error {
	if table, err := v.uploaded("file"); err != nil {
		return err
	} else if table != "" && s.Kind == models.KindMatrixChange {
		typed.Set("matrix", table)
	}
	rows := rowsIn(typed)
	todo, at, _ := strings.Cut(typed.Get("do"), ":")
	if todo == "rebase" {
		typed.Set("base", at)
	}
	typed, rows = change(typed, rows, todo, at)
	s.changeRows(typed, todo, at)
	s.take(typed, rows)
	s.Begin = models.ActID(typed.Get("begin"))
	document, err := v.read(s)
	if err != nil {
		return err
	}
	if s.Kind == models.KindMatrixChange && len(s.Faults) > 0 {
		return v.showUnreadMatrix(s, typed)
	}
	draft, err := v.keepDraft(s, models.Digest(typed.Get("was")), document)
	if err != nil {
		return v.reshow(s, err)
	}
	if err := v.fieldFiles(s, &draft, todo, at); err != nil {
		s.Refusal = v.refuse(err)
	}
	if s.Refusal != nil || len(s.Faults) > 0 || len(s.Choices) > 0 {
		return v.showUnread(s, draft)
	}
	path := "/cases/" + url.PathEscape(string(draft.ID))
	switch {
	case todo != "submit":
		return v.see(path+"/edit", "saved", todo)
	case len(draft.Faults) > 0:
		return v.see(path+"/edit", "check", "1")
	}
	return v.see(path + "/submit")
}

func (v *visit) keepDraft(s *sheet, was models.Digest, document json.RawMessage) (api.DraftView, error) {
	if s.Case == "" {
		return v.house.DraftOfForm(v.context(), v.who, s.Kind, document, s.Begin)
	}
	return v.house.SaveDraft(v.context(), v.who, s.Case, was, document)
}

// showUnread shows the form again where a field could not be read or means
// several entries; the rest is saved already.
func (v *visit) showUnread(s *sheet, draft api.DraftView) error {
	saved, err := v.sheetOf(draft.ID)
	if err != nil {
		return err
	}
	s.Case, s.Path, s.Was, s.Totals, s.Own = draft.ID, saved.Path, saved.Was, saved.Totals, saved.Own
	return v.showSheet(http.StatusUnprocessableEntity, s)
}

// reshowEdit shows the form with what was typed before the session ended.
func (v *visit) reshowEdit(typed url.Values, r *refusal) error {
	s, err := v.sheetOf(v.caseID())
	if err != nil {
		return err
	}
	s.take(typed, rowsIn(typed))
	s.Was, s.Refusal = models.Digest(typed.Get("was")), r
	return v.showSheet(r.Status, s)
}

// discard throws a draft away.
func discard(v *visit) error {
	if err := v.house.DiscardDraft(v.context(), v.who, v.caseID()); err != nil {
		return err
	}
	return v.see("/", "box", string(api.BoxStarted))
}
