package pages

import (
	"cmp"
	"encoding/json"
	"errors"
	"mime/multipart"
	"net/url"
	"slices"
	"strings"

	"countersign/api"
	"countersign/models"
	"countersign/models/regulation"
)

// A thread is what people said about a case, and the form to say more.
type thread struct {
	Case models.CaseID
	Said []remark
	Form *remarkForm // nil where the person may not comment now
}

// A remark is one comment with its words in parts.
type remark struct {
	api.EventView
	Parts []wording
	// To are those mentioned whose names the words do not have.
	To []string
}

// A wording is a stretch of words; a mention where it is the name of who is mentioned.
type wording struct {
	Text    string
	Mention bool
}

// A remarkForm is the form of a comment: words, files, and who is mentioned.
type remarkForm struct {
	panel
	People  []mentionable
	Open    bool // it was sent and came back
	Copy    bool
	Nobody  bool // a search found nobody
	HadFile bool // files were sent and have to be chosen again
}

// A mentionable is somebody who can be ticked.
type mentionable struct {
	ID      models.PersonID
	Name    string
	Chosen  bool
	Outside bool // takes no part yet
}

// thread takes the comment out of what can be done beside the step.
func (v *visit) thread(c api.CaseView, aside []panel, typed url.Values) (thread, []panel, error) {
	t := thread{Case: c.ID}
	for _, e := range c.Events {
		if e.Kind == string(models.Comment) {
			t.Said = append(t.Said, remarkOf(e))
		}
	}
	at := slices.IndexFunc(aside, func(p panel) bool { return p.Verb == models.Comment })
	if at < 0 {
		return t, aside, nil
	}
	t.Form = &remarkForm{panel: aside[at]}
	if models.Verb(typed.Get("verb")) != models.Comment {
		typed = nil
	}
	t.Form.Open, t.Form.Copy = len(typed) > 0, typed.Get("copy") != ""
	t.Form.HadFile = len(v.sent("file")) > 0
	var err error
	t.Form.People, t.Form.Nobody, err = v.mentionables(c, typed)
	return t, slices.Delete(slices.Clone(aside), at, at+1), err
}

// mentionables are those who take part, and whom a search has found beside them.
func (v *visit) mentionables(c api.CaseView, typed url.Values) (all []mentionable, nobody bool, err error) {
	chosen := typed["mention"]
	add := func(id models.PersonID, name string, outside bool) {
		if !slices.ContainsFunc(all, func(m mentionable) bool { return m.ID == id }) && id != v.who.ID {
			all = append(all, mentionable{id, name, slices.Contains(chosen, string(id)), outside})
		}
	}
	for _, t := range c.Takers {
		add(models.PersonID(t.ID), t.Name, false)
	}
	for _, known := range typed["known"] { // found by an earlier search
		if id, name, ok := strings.Cut(known, " "); ok && len(all) < 100 {
			add(models.PersonID(id), name, true)
		}
	}
	for _, q := range namesIn(typed.Get("people")) {
		rows, err := v.house.People(v.context(), v.who, q)
		if err != nil {
			return nil, false, err
		}
		nobody = nobody || len(rows) == 0
		for _, r := range rows {
			add(r.ID, r.No+" "+r.Name, true)
		}
	}
	return all, nobody, nil
}

// namesIn are the names that were typed one after another.
func namesIn(typed string) (names []string) {
	for _, name := range strings.FieldsFunc(typed, func(r rune) bool { return strings.ContainsRune("、，,；;\n\r\t@＠", r) }) {
		if name = strings.TrimSpace(name); name != "" && len(names) < 5 {
			names = append(names, name)
		}
	}
	return names
}

// remarkOf cuts the words of a comment where somebody is mentioned.
func remarkOf(e api.EventView) remark {
	r := remark{EventView: e}
	rest, named := e.Comment, map[string]bool{}
	for rest != "" {
		at, name := mention(rest, e.Mentions)
		if at < 0 {
			break
		}
		if at > 0 {
			r.Parts = append(r.Parts, wording{Text: rest[:at]})
		}
		r.Parts, rest = append(r.Parts, wording{rest[at : at+len(name)], true}), rest[at+len(name):]
		named[name[1:]] = true
	}
	if rest != "" {
		r.Parts = append(r.Parts, wording{Text: rest})
	}
	for _, m := range e.Mentions {
		if !named[m.Name] && !named[m.Also] {
			r.To = append(r.To, "@"+m.Name)
		}
	}
	return r
}

// mention finds the first "@name" of who is mentioned, the longest name first; -1
// where there is none.
func mention(words string, who []api.NamedView) (at int, name string) {
	var names []string
	for _, m := range who {
		for _, n := range []string{m.Name, m.Also} {
			if n != "" {
				names = append(names, "@"+n)
			}
		}
	}
	slices.SortFunc(names, func(a, b string) int { return cmp.Compare(len(b), len(a)) })
	at = -1
	for _, n := range names {
		if i := strings.Index(words, n); i >= 0 && (at < 0 || i < at) {
			at, name = i, n
		}
	}
	return at, name
}

// sent are the files that came with the form under a name.
func (v *visit) sent(name string) (files []*multipart.FileHeader) {
	if v.c.Request.MultipartForm == nil {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(v.c.Request.MultipartForm.File[name]), func(f *multipart.FileHeader) bool { return f.Filename == "" })
}

// commenting uploads the files of a comment and names whom it mentions.
func (v *visit) commenting(typed url.Values, form *api.ActForm) error {
	if form.Verb != models.Comment {
		return nil
	}
	if form.Comment == "" {
		return models.Refuse(models.Invalid, regulation.ApprovalReason, "reason-missing")
	}
	with := models.Commenting{Copy: typed.Get("copy") != ""}
	for _, id := range typed["mention"] {
		with.Mentions = append(with.Mentions, models.PersonID(id))
	}
	if typed.Get("people") != "" {
		more, err := v.people(strings.NewReplacer("@", "", "＠", "").Replace(typed.Get("people")))
		if err != nil {
			return err
		}
		with.Mentions = append(with.Mentions, more...)
	}
	for _, f := range v.sent("file") {
		id, err := v.upload(models.ActID(typed.Get("key")), f)
		if err != nil {
			return err
		}
		with.Files = append(with.Files, id)
	}
	if len(with.Files)+len(with.Mentions) == 0 {
		return nil
	}
	body, err := json.Marshal(with)
	form.Data = body
	return err
}

func (v *visit) upload(key models.ActID, f *multipart.FileHeader) (models.AttachmentID, error) {
	file, err := f.Open()
	if err != nil {
		return "", err
	}
	a, err := v.house.AttachToAct(v.context(), v.who, v.caseID(), key, f.Filename, file, f.Size)
	return a.ID, errors.Join(err, file.Close())
}
