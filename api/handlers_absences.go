package api

import (
	"context"

	"countersign/models"
	"countersign/models/calendar"
)

func (s *Server) getAbsences(ctx context.Context, _ *nothing) (*of[AbsencesView], error) {
	return answer(s.Absences(ctx, whoAsks(ctx)))
}

func (s *Server) postAbsence(ctx context.Context, in *of[AbsenceForm]) (*of[AbsenceView], error) {
	return answer(s.EnterAbsence(ctx, whoAsks(ctx), in.Body))
}

type endIn struct {
	ByID
	Back string `query:"back" format:"date" doc:"the first day back; today where it is left out"`
}

func (s *Server) deleteAbsence(ctx context.Context, in *endIn) (*nothing, error) {
	var back calendar.Date
	if in.Back != "" {
		var err error
		if back, err = calendar.ParseDate(in.Back); err != nil {
			return nil, notFound()
		}
	}
	return &nothing{}, s.EndAbsence(ctx, whoAsks(ctx), models.AbsenceID(in.ID), back)
}
