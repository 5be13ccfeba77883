package api

import (
	"context"
	"io"
	"strings"

	"countersign/activities"
	"countersign/models"
	"countersign/models/form"
	"countersign/models/store"
)

// Attach adds a file to a draft or to a case that was sent back, or to a field of its form
// where one is named.
func (s *Server) Attach(ctx context.Context, who Person, id models.CaseID, field, name string, file activities.File, size int64) (AttachmentView, error) {
	if _, err := s.kindOf(ctx, who, id); err != nil {
		return AttachmentView{}, err
	}
	a, err := s.Desk.SaveAttachment(ctx, who.ID, id, field, name, file, size)
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
		o, err := s.openCase(r, who, row.Case)
		if err != nil || row.Field == "" {
			return err
		}
		return o.mayReadField(row.Field)
	})
	return row, err
}

// mayReadField answers as if there were nothing where a field of the form is kept from
// the person (approval.fields).
func (o *opened) mayReadField(key string) error {
	doc, _, _, err := o.document()
	if err != nil {
		return err
	}
	filled, own := doc.(*models.FilledForm)
	if !own {
		return notFound()
	}
	definition, err := o.r.Form(o.Company, filled.Form, filled.Version)
	if err != nil {
		return err
	}
	reader, err := o.reader()
	if err != nil {
		return err
	}
	if field, known := definition.Field(key); !known || field.HiddenFrom(reader) {
		return notFound()
	}
	return nil
}

// fieldFiles are the files that a value of a field names, with what is still known of them.
func (o *opened) fieldFiles(value string) ([]AttachmentView, error) {
	r, err := o.record()
	views := []AttachmentView{}
	for _, f := range form.FilesOf(value) {
		v := AttachmentView{ID: f.ID, Name: f.Name, Size: f.Size, Hash: f.Hash}
		for _, row := range r.Attachments {
			if row.ID == f.ID {
				v = attachmentView(row)
			}
		}
		views = append(views, v)
	}
	return views, err
}

func attachmentView(f store.AttachmentRow) AttachmentView {
	return AttachmentView{ID: f.ID, Name: f.Name, MediaType: f.MediaType, Size: f.Size, Hash: f.Hash, By: f.By, At: f.At}
}

// namesWithDigests say files for who reads on paper: a line for each.
func namesWithDigests(files []form.File) string {
	lines := make([]string, len(files))
	for i, f := range files {
		lines[i] = f.Name + " · SHA-256 " + f.Hash
	}
	return strings.Join(lines, "\n")
}
