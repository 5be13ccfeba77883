package api

import (
	"context"
	"io"

	"countersign/activities"
	"countersign/models"
	"countersign/models/store"
)

// Attach adds a file to a draft or to a case that was sent back.
func (s *Server) Attach(ctx context.Context, who Person, id models.CaseID, name string, file activities.File, size int64) (AttachmentView, error) {
	if _, err := s.kindOf(ctx, who, id); err != nil {
		return AttachmentView{}, err
	}
	a, err := s.Desk.SaveAttachment(ctx, who.ID, id, name, file, size)
	return AttachmentView{ID: a.ID, Name: a.Name, MediaType: a.MediaType, Size: a.Size, Hash: a.Hash, By: who.Name, At: a.At}, err
}

// Attachment opens a file of a case that the person may read.
func (s *Server) Attachment(ctx context.Context, who Person, id models.AttachmentID) (AttachmentView, io.ReadCloser, error) {
	row, err := s.attachment(ctx, who, id)
	if err != nil {
		return AttachmentView{}, nil, err
	}
	content, err := s.Desk.Blobs.Get(ctx, row.Hash)
	return AttachmentView{ID: row.ID, Name: row.Name, MediaType: row.MediaType, Size: row.Size, Hash: row.Hash, By: row.By, At: row.At}, content, err
}

// Detach takes a file out of a draft or of a case that was sent back.
func (s *Server) Detach(ctx context.Context, who Person, id models.AttachmentID) error {
	row, err := s.attachment(ctx, who, id)
	if err != nil {
		return err
	}
	return s.Desk.DropAttachment(ctx, who.ID, row.Case, id)
}

// attachment finds a file within what the person may read.
func (s *Server) attachment(ctx context.Context, who Person, id models.AttachmentID) (row store.AttachmentRow, err error) {
	err = s.DB.Snapshot(ctx, who.Lang, func(r store.Reader) error {
		var found bool
		if row, found, err = r.Attachment(id); err != nil || !found {
			return orNotFound(err)
		}
		_, err = s.openCase(r, who, row.Case)
		return err
	})
	return row, err
}
