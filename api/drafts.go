package api

import (
	"bytes"
	"context"
	"encoding/json"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"countersign/activities"
	"countersign/models"
)

// MayStart lists the kinds of case that the person may submit from one of the
// posts held.
func (s *Server) MayStart(_ context.Context, who Person) ([]models.Kind, error) {
	policy, kinds := s.Policies.Current(), []models.Kind{}
	for _, kind := range models.Kinds {
		if kind != models.KindException && kind != models.KindRevocation && slices.ContainsFunc(who.standing.Posts, func(h models.Held) bool {
			q := s.ask(who, models.Submit, kind)
			q.Case = &models.CaseFacts{Company: h.Company, Unit: h.Unit, State: models.Draft, Applicant: who.ID, Requesters: []models.PersonID{who.ID}}
			return policy.Decide(q).Allowed
		}) {
			kinds = append(kinds, kind)
		}
	}
	return kinds, nil
}

// StartDraft opens a draft with a document that may still be incomplete. The same
// document under the same key, where there is one, is one draft.
func (s *Server) StartDraft(ctx context.Context, who Person, kind models.Kind, document json.RawMessage, key models.ActID) (DraftView, error) {
	return s.startDraft(ctx, who, kind, document, key, s.Desk.BeginDraft)
}

// DraftOfForm is StartDraft with the key of an empty form: sent with something else, the
// form goes on with the same draft, unless that has been worked on since.
func (s *Server) DraftOfForm(ctx context.Context, who Person, kind models.Kind, document json.RawMessage, key models.ActID) (DraftView, error) {
	return s.startDraft(ctx, who, kind, document, key, s.Desk.DraftOfForm)
}

type begins func(context.Context, models.PersonID, models.Document, models.ActID) (models.Case, error)

func (s *Server) startDraft(ctx context.Context, who Person, kind models.Kind, document json.RawMessage, key models.ActID, begin begins) (DraftView, error) {
	if key != "" {
		if key = keyOf(key); key == "" {
			return DraftView{}, refuse(models.Invalid, "key-missing")
		}
	}
	doc, err := readDocument(kind, document)
	if err != nil {
		return DraftView{}, err
	}
	c, err := begin(ctx, who.ID, doc, key)
	return DraftView{ID: c.ID, Kind: kind, Digest: c.Digest, Faults: []FaultView{}}, err
}

// readDocument reads a document of a kind strictly.
func readDocument(kind models.Kind, document json.RawMessage) (models.Document, error) {
	if len(document) == 0 {
		document = json.RawMessage("{}")
	}
	if err := walk(document); err != nil {
		return nil, refuse(models.Invalid, "document-unreadable").Because(err)
	}
	return models.DecodeDocument(kind, document)
}

// SaveDraft replaces the document of a draft or of a returned case, where it still
// has the digest was.
func (s *Server) SaveDraft(ctx context.Context, who Person, id models.CaseID, was models.Digest, document json.RawMessage) (DraftView, error) {
	kind, err := s.kindOf(ctx, who, id)
	if err != nil {
		return DraftView{}, err
	}
	doc, err := readDocument(kind, document)
	if err != nil {
		return DraftView{}, err
	}
	digest, err := s.Desk.SaveDraft(ctx, who.ID, id, was, doc)
	return DraftView{ID: id, Kind: kind, Digest: digest, Faults: []FaultView{}}, err
}

// kindOf is the kind of a case that the person may read.
func (s *Server) kindOf(ctx context.Context, who Person, id models.CaseID) (models.Kind, error) {
	o, err := s.glance(ctx, who, id)
	if err != nil {
		return "", err
	}
	return o.Kind, nil
}

// DiscardDraft removes a draft.
func (s *Server) DiscardDraft(ctx context.Context, who Person, id models.CaseID) error {
	if _, err := s.kindOf(ctx, who, id); err != nil {
		return err
	}
	return s.Desk.DiscardDraft(ctx, who.ID, id)
}

// Check tells what keeps a draft from being submitted, without submitting it.
func (s *Server) Check(ctx context.Context, who Person, id models.CaseID) (DraftView, error) {
	kind, err := s.kindOf(ctx, who, id)
	if err != nil {
		return DraftView{}, err
	}
	digest, err := s.Desk.CheckDraft(ctx, who.ID, id)
	v := DraftView{ID: id, Kind: kind, Digest: digest, Faults: []FaultView{}}
	if e := models.AsError(err); e != nil && e.Key == "document-incomplete" {
		v.Faults = faultViews(e.Fields, who.Lang)
		return v, nil
	}
	return v, err
}

// Submit sends a draft into its procedure. The same key gets the same receipt.
func (s *Server) Submit(ctx context.Context, who Person, id models.CaseID, key models.ActID, digest models.Digest) (models.Receipt, error) {
	return s.perform(ctx, who, id, key, ActForm{Verb: models.Submit, Digest: digest})
}

// Act does something to an open case. The same key gets the same receipt.
func (s *Server) Act(ctx context.Context, who Person, id models.CaseID, key models.ActID, form ActForm) (models.Receipt, error) {
	if form.Verb == models.Submit || !slices.Contains(deeds, form.Verb) {
		return models.Receipt{}, refuse(models.Invalid, "verb-unknown")
	}
	return s.perform(ctx, who, id, key, form)
}

// deeds are the verbs that change a case.
var deeds = func() (verbs []models.Verb) {
	others := []models.Verb{models.Read, models.Print, models.Export, models.List, models.GiveProxy, models.Import, models.SetCalendar}
	for _, v := range models.Verbs {
		if !slices.Contains(others, v) {
			verbs = append(verbs, v)
		}
	}
	return verbs
}()

// commentMost is the longest comment, in bytes; dataMost that of an act's form.
const (
	commentMost = 8000
	dataMost    = 64 << 10
)

// perform refuses early and politely, keeps what was written, and hands the act
// to the case's workflow, where it is decided.
func (s *Server) perform(ctx context.Context, who Person, id models.CaseID, key models.ActID, form ActForm) (models.Receipt, error) {
	act := models.Act{ID: models.ActID(strings.ToLower(string(key))), Case: id, Task: form.Task, Verb: form.Verb, Actor: who.ID, Digest: form.Digest}
	content := models.Content{Comment: form.Comment, Data: form.Data, Proof: form.Proof.given()}
	if err := sound(act, content); err != nil {
		return models.Receipt{}, err
	}
	kind, err := s.maySend(ctx, who, act, content)
	if err != nil {
		return models.Receipt{}, err
	}
	ctx, cancel := context.WithTimeout(ctx, 15*time.Second)
	defer cancel()
	if act.Verb == models.Submit {
		return s.Procedures.Submit(ctx, act, kind)
	}
	return s.Procedures.Act(ctx, act)
}

// sound refuses what could be no act.
func sound(act models.Act, content models.Content) error {
	if uuid.Validate(string(act.ID)) != nil || len(act.ID) != 36 {
		return refuse(models.Invalid, "key-missing")
	}
	return readable(act, content)
}

// readable refuses what nobody could have written with an act.
func readable(act models.Act, content models.Content) error {
	switch {
	case act.Task != "" && uuid.Validate(string(act.Task)) != nil:
		return notFound()
	case len(content.Comment) > commentMost || len(content.Data) > dataMost || len(content.Proof.Passkey) > dataMost:
		return refuse(models.TooMuch, "act-too-long")
	}
	if models.Unprintable(content.Comment) || bytes.Contains(content.Data, []byte(`\u0000`)) {
		return refuse(models.Invalid, "text-unprintable")
	}
	if len(content.Data) > 0 && walk(content.Data) != nil {
		return refuse(models.Invalid, "act-unreadable")
	}
	return shaped(act.Verb, content.Data)
}

// maySend decides early, except on a repetition: that gets its first answer,
// although the task is closed by now. One statement brings all that it decides on;
// no connection is held when the content is put.
func (s *Server) maySend(ctx context.Context, who Person, act models.Act, content models.Content) (models.Kind, error) {
	o, err := s.openFor(s.DB.Reader(ctx, who.Lang), who, act)
	if err != nil {
		return "", err
	}
	if repeated, err := activities.Repeated(o.Kept, act, content); err != nil || repeated {
		return o.Kind, err
	}
	d, err := o.may(act.Verb, act.Task, act.Digest)
	if err != nil || !d.Allowed {
		return o.Kind, orErr(d, err)
	}
	if err := o.mentionable(act, content); err != nil {
		return o.Kind, err
	}
	if err := s.tryProof(ctx, who, content.Proof); err != nil {
		return o.Kind, err
	}
	return o.Kind, s.Desk.PutContent(ctx, act, content)
}
