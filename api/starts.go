package api

import (
	"context"

	"countersign/models"
)

// A StartView is something that the person may start: a kind of case, or a form
// that the company defines itself.
type StartView struct {
	Kind models.Kind `json:"kind"`
	Form string      `json:"form,omitempty"` // its code
	Name string      `json:"name"`
	Rule string      `json:"rule,omitempty"` // of the company, that its form carries out
}

// Starts lists what the person may start from one of the posts held.
func (s *Server) Starts(ctx context.Context, who Person) ([]StartView, error) {
	kinds, err := s.MayStart(ctx, who)
	views := []StartView{}
	for _, kind := range kinds {
		if kind != models.KindForm {
			views = append(views, StartView{Kind: kind, Name: word(who.Lang, "kind", kind)})
			continue
		}
		forms, err := s.Forms(ctx, who)
		if err != nil {
			return nil, err
		}
		for _, f := range forms {
			views = append(views, StartView{kind, f.Code, f.Name.In(who.Lang), f.Clause.In(who.Lang)})
		}
	}
	return views, err
}

func (s *Server) getStarts(ctx context.Context, _ *nothing) (*of[rows[StartView]], error) {
	return listed(s.Starts(ctx, whoAsks(ctx)))
}
