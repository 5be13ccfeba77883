package api

import (
	"context"
	"encoding/json"

	"countersign/models"
)

type casesIn struct {
	ByPage
	Kind  models.Kind  `query:"kind" maxLength:"40"`
	State models.State `query:"state" maxLength:"20"`
	Q     string       `query:"q" maxLength:"60" doc:"Words, each part of the number, of the applicant's name or of what the case is about, or the initials of the pinyin."`
	Opened
}

func (s *Server) getCases(ctx context.Context, in *casesIn) (*of[CasePage], error) {
	return answer(s.Cases(ctx, whoAsks(ctx), CaseQuery{in.Kind, in.State, in.Q, in.From, in.To, in.Cursor}))
}

type draftIn struct {
	Key  models.ActID `header:"Idempotency-Key" format:"uuid" doc:"A UUID; the same document under the same key is one draft."`
	Body struct {
		Kind     models.Kind     `json:"kind" maxLength:"40"`
		Document json.RawMessage `json:"document,omitempty" doc:"The document of the kind; it may be incomplete."`
	}
}

func (s *Server) postCase(ctx context.Context, in *draftIn) (*versioned[DraftView], error) {
	d, err := s.StartDraft(ctx, whoAsks(ctx), in.Body.Kind, in.Body.Document, in.Key)
	return &versioned[DraftView]{etag(d.Digest), "/api/v1/cases/" + string(d.ID), d}, err
}

func (s *Server) getCase(ctx context.Context, in *ByCase) (*versioned[CaseView], error) {
	c, err := s.Case(ctx, whoAsks(ctx), in.ID)
	return &versioned[CaseView]{ETag: etag(c.Digest), Body: c}, err
}

func (s *Server) deleteCase(ctx context.Context, in *ByCase) (*nothing, error) {
	return &nothing{}, s.DiscardDraft(ctx, whoAsks(ctx), in.ID)
}

type documentIn struct {
	ByCase
	Match string `header:"If-Match" required:"true" maxLength:"80" doc:"The ETag of what is replaced."`
	Body  struct {
		Document json.RawMessage `json:"document"`
	}
}

func (s *Server) putDocument(ctx context.Context, in *documentIn) (*versioned[DraftView], error) {
	d, err := s.SaveDraft(ctx, whoAsks(ctx), in.ID, unquoted(in.Match), in.Body.Document)
	return &versioned[DraftView]{ETag: etag(d.Digest), Body: d}, err
}

func (s *Server) postCheck(ctx context.Context, in *ByCase) (*of[DraftView], error) {
	return answer(s.Check(ctx, whoAsks(ctx), in.ID))
}

type submitIn struct {
	ByCase
	Keyed
	Body struct {
		Digest models.Digest `json:"digest" maxLength:"64" doc:"Of the document that is submitted."`
	}
}

func (s *Server) postSubmit(ctx context.Context, in *submitIn) (*of[models.Receipt], error) {
	return answer(s.Submit(ctx, whoAsks(ctx), in.ID, in.Key, in.Body.Digest))
}

type actIn struct {
	ByCase
	Keyed
	Body ActForm
}

func (s *Server) postAct(ctx context.Context, in *actIn) (*of[models.Receipt], error) {
	return answer(s.Act(ctx, whoAsks(ctx), in.ID, in.Key, in.Body))
}

func (s *Server) getEvents(ctx context.Context, in *ByCase) (out *of[rows[EventView]], err error) {
	err = s.withCase(ctx, whoAsks(ctx), in.ID, func(o *opened) error {
		out, err = listed(o.eventViews())
		return err
	})
	return out, err
}

func (s *Server) getSignatures(ctx context.Context, in *ByCase) (out *of[rows[SignatureView]], err error) {
	err = s.withCase(ctx, whoAsks(ctx), in.ID, func(o *opened) error {
		out, err = listed(o.signatureViews())
		return err
	})
	return out, err
}

func (s *Server) getClock(ctx context.Context, in *ByCase) (*of[ClockView], error) {
	return answer(s.Clock(ctx, whoAsks(ctx), in.ID))
}

type explainIn struct {
	ByCase
	Verb models.Verb   `query:"verb" required:"true" maxLength:"40"`
	Task models.TaskID `query:"task" maxLength:"64" doc:"Which of the tasks that wait; the first of them when empty"`
}

func (s *Server) getExplain(ctx context.Context, in *explainIn) (*of[WhoCould], error) {
	return answer(s.WhoCould(ctx, whoAsks(ctx), in.ID, in.Verb, in.Task))
}
