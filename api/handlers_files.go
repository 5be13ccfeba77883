package api

import (
	"context"
	"io"
	"mime"
	"slices"
	"strconv"

	"github.com/danielgtaylor/huma/v2"

	"countersign/models"
)

type attachIn struct {
	ByCase
	Field   string `query:"field" maxLength:"40" doc:"The key of a field of files, of a company's own form; without it the file is the case's as a whole."`
	RawBody huma.MultipartFormFiles[struct {
		File huma.FormFile `form:"file" required:"true" doc:"pdf, png, jpg, txt, csv, xlsx or docx, at most 20 MB."`
	}]
}

func (s *Server) postAttachment(ctx context.Context, in *attachIn) (*of[AttachmentView], error) {
	defer in.RawBody.Form.RemoveAll()
	f := in.RawBody.Data().File
	defer f.Close()
	return answer(s.Attach(ctx, whoAsks(ctx), in.ID, in.Field, f.Filename, f.File, f.Size))
}

type fileIn struct {
	ByID
	Show bool `query:"show" doc:"To be looked at in the browser instead of saved; of pictures and pdf only."`
}

// shown are the media types that a browser may show by themselves.
var shown = []string{"application/pdf", "image/png", "image/jpeg"}

// getAttachment sends a file so that no browser shows it as a page of the house.
func (s *Server) getAttachment(ctx context.Context, in *fileIn) (*huma.StreamResponse, error) {
	a, content, err := s.Attachment(ctx, whoAsks(ctx), models.AttachmentID(in.ID))
	if err != nil {
		return nil, err
	}
	return &huma.StreamResponse{Body: func(ctx huma.Context) {
		defer content.Close()
		ctx.SetHeader("Content-Type", a.MediaType)
		ctx.SetHeader("Content-Length", strconv.FormatInt(a.Size, 10))
		ctx.SetHeader("Content-Security-Policy", "sandbox; default-src 'none'")
		ctx.SetHeader("Content-Disposition", disposed(in.Show && slices.Contains(shown, a.MediaType), a.Name))
		if _, err := io.Copy(ctx.BodyWriter(), content); err != nil {
			s.Log.Warn("a file was not sent to its end", "file", a.ID, "fault", err)
		}
	}}, nil
}

// disposition names a file to be saved.
func disposition(name string) string { return disposed(false, name) }

// disposed names a file to be saved or shown, in any script (RFC 6266).
func disposed(show bool, name string) string {
	what := "attachment"
	if show {
		what = "inline"
	}
	if d := mime.FormatMediaType(what, map[string]string{"filename": name}); d != "" {
		return d
	}
	return what
}

func (s *Server) deleteAttachment(ctx context.Context, in *ByID) (*nothing, error) {
	return &nothing{}, s.Detach(ctx, whoAsks(ctx), models.AttachmentID(in.ID))
}

type registerIn struct {
	ByPage
	Register Register `path:"register" maxLength:"40"`
	Month    string   `query:"month" maxLength:"7" doc:"2026-11; the current month without it."`
	Q        string   `query:"q" maxLength:"60" doc:"Words that stand in the row."`
}

func (s *Server) getRegister(ctx context.Context, in *registerIn) (*of[RegisterPage], error) {
	return answer(s.Register(ctx, whoAsks(ctx), in.Register, in.Month, in.Q, in.Cursor))
}

func (s *Server) getRegisters(ctx context.Context, _ *nothing) (*of[rows[RegisterName]], error) {
	return listed(s.Registers(ctx, whoAsks(ctx)))
}

type exportIn struct {
	Register Register `path:"register" maxLength:"40"`
	Month    string   `query:"month" maxLength:"7"`
	Q        string   `query:"q" maxLength:"60"`
	Format   string   `query:"format" enum:"csv,xlsx" default:"xlsx"`
}

type fileOut struct {
	Type string `header:"Content-Type"`
	Name string `header:"Content-Disposition"`
	Body []byte
}

func (s *Server) getExport(ctx context.Context, in *exportIn) (*fileOut, error) {
	p, err := s.Export(ctx, whoAsks(ctx), in.Register, in.Month, in.Q)
	if err != nil {
		return nil, err
	}
	return p.file(in.Format)
}
