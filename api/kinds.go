package api

import (
	"context"

	"countersign/models"
)

// A KindView names a kind of case.
type KindView struct {
	Kind models.Kind `json:"kind"` // form/leave is one of the company's own forms, form any of them
	Name string      `json:"name"`
}

// Kinds lists the kinds of cases, and after that of all the company's own forms each form.
func (s *Server) Kinds(ctx context.Context, who Person) (all []KindView, err error) {
	for _, kind := range models.Kinds {
		if kind != models.KindForm {
			all = append(all, KindView{kind, word(who.Lang, "kind", kind)})
			continue
		}
		all = append(all, KindView{kind, word(who.Lang, "kinds", kind)})
		forms, err := s.Forms(ctx, who)
		if err != nil {
			return nil, err
		}
		for _, f := range forms {
			all = append(all, KindView{models.FormKind(f.Code), f.Name.In(who.Lang)})
		}
	}
	return all, nil
}

func (s *Server) getKinds(ctx context.Context, _ *nothing) (*of[rows[KindView]], error) {
	return listed(s.Kinds(ctx, whoAsks(ctx)))
}
