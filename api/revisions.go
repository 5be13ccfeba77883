package api

import (
	"context"
	"time"

	"countersign/models"
)

// A RevisionView is a version of a document that was submitted, in words: what
// changed is seen by comparing two.
type RevisionView struct {
	Digest models.Digest `json:"digest"`
	At     time.Time     `json:"at"`
	By     string        `json:"by"`
	Fields []FieldView   `json:"fields"`
	Lines  []LineView    `json:"lines"`
}

// Revisions are the versions of the document of a case that were submitted, oldest
// first, as far as the person may see it.
func (s *Server) Revisions(ctx context.Context, who Person, id models.CaseID) (views []RevisionView, err error) {
	err = s.withCase(ctx, who, id, func(o *opened) error {
		rows, err := o.OpenCase.Revisions()
		for _, row := range rows {
			if err != nil {
				return err
			}
			v := RevisionView{Digest: row.Digest, At: row.At, By: row.By}
			v.Fields, v.Lines, err = o.asItWas(row.Body)
			views = append(views, v)
		}
		return err
	})
	return views, err
}

// asItWas shows a version of the document: what was asked for, not what became of it.
func (o *opened) asItWas(body []byte) ([]FieldView, []LineView, error) {
	v := DocumentView{Fields: []FieldView{}, Lines: []LineView{}}
	doc, err := models.DecodeDocument(o.Kind, body)
	if err != nil {
		return nil, nil, err
	}
	switch d := doc.(type) {
	case *models.SampleRequest:
		err = o.requested(d, &v)
	case *models.SampleMonthEnd:
		o.field(&v, "month", d.Month)
	default:
		v, err = o.documentView(doc, body)
	}
	return v.Fields, v.Lines, err
}

func (s *Server) getRevisions(ctx context.Context, in *ByCase) (*of[rows[RevisionView]], error) {
	return listed(s.Revisions(ctx, whoAsks(ctx), in.ID))
}
