package api

import (
	"context"
	"encoding/json"
	"fmt"

	"countersign/models"
	"countersign/models/form"
)

type formVersionIn struct {
	Code    string `path:"code" maxLength:"40"`
	Version int    `path:"version" minimum:"1"`
}

// VersionsOfForms lists the versions of the forms of the person's company, the newest
// of each first, with those that came with the product, and those that wait for their
// signatures.
func (s *Server) VersionsOfForms(ctx context.Context, who Person) ([]FormVersionView, error) {
	own, err := s.FormVersions(ctx, who)
	if err != nil {
		return nil, err
	}
	views := []FormVersionView{}
	for _, v := range own {
		views = append(views, FormVersionView{Code: v.Code, Version: v.Version, By: v.By, At: &v.At, Case: v.Case})
	}
	for _, d := range form.Shipped {
		views = append(views, FormVersionView{Code: d.Code, Version: d.Version, Shipped: true})
	}
	proposed, err := s.proposed(ctx, who)
	return append(views, proposed...), err
}

func (s *Server) getFormVersions(ctx context.Context, _ *nothing) (*of[rows[FormVersionView]], error) {
	return listed(s.VersionsOfForms(ctx, whoAsks(ctx)))
}

func (s *Server) getFormVersion(ctx context.Context, in *formVersionIn) (*of[form.Definition], error) {
	return answer(s.FormDefinition(ctx, whoAsks(ctx), in.Code, in.Version))
}

// FormSchema is one version of a form as JSON Schema.
func (s *Server) FormSchema(ctx context.Context, who Person, code string, version int) (json.RawMessage, error) {
	d, err := s.FormDefinition(ctx, who, code, version)
	if err != nil {
		return nil, err
	}
	return d.Schema()
}

func (s *Server) getFormSchema(ctx context.Context, in *formVersionIn) (*of[json.RawMessage], error) {
	return answer(s.FormSchema(ctx, whoAsks(ctx), in.Code, in.Version))
}

// CheckForm finds everything that keeps a definition from being kept, each fault at its
// place, and reads its rounds in words. What is no definition at all is refused. The
// definition may be JSON Schema or as the API writes it; the answer has it as both.
func (s *Server) CheckForm(ctx context.Context, who Person, definition json.RawMessage) (FormCheckView, error) {
	d, toCase, err := s.TryForm(ctx, who, definition)
	v := FormCheckView{ToCase: toCase, Faults: []FaultView{}, Rows: []FormRowView{}}
	if _, unread := form.Read(definition); unread == nil {
		v.Definition = &d
		if v.Schema, unread = d.Schema(); unread != nil {
			return v, unread
		}
	}
	e := models.AsError(err)
	switch {
	case e != nil && len(e.Fields) > 0:
		v.Faults = faultViews(e.Fields, who.Lang)
	case e != nil && (e.Kind == models.Invalid || e.Kind == models.Conflict) && e.Key != "form-unreadable":
		v.Faults = faultViews([]models.FieldError{{At: d.Naming(e.Args["Of"]), Clause: e.Clause, Key: e.Key, Args: e.Args}}, who.Lang)
	case err != nil:
		return v, err
	}
	row := func(at string, step models.Step, r form.Row) {
		v.Rows = append(v.Rows, FormRowView{At: at, Step: step, ModeName: word(who.Lang, "mode", r.Mode), Who: Selectors(who.Lang, r.Of), WhoTold: Selectors(who.Lang, r.Told),
			When: append([]string{}, d.Conditions(who.Lang, r)...)})
	}
	for i, r := range d.Signatures {
		row(fmt.Sprintf("signatures[%d]", i), models.StepSignatures, r)
	}
	for i, t := range d.Tasks {
		row(fmt.Sprintf("tasks[%d]", i), t.Step, t.Row)
	}
	return v, nil
}

func (s *Server) postFormCheck(ctx context.Context, in *formIn) (*of[FormCheckView], error) {
	return answer(s.CheckForm(ctx, whoAsks(ctx), in.Body))
}
