package api

import (
	"context"
	"io"
	"mime"
	"strconv"

	"github.com/danielgtaylor/huma/v2"

	"countersign/models"
)

type attachIn struct {
	ByCase
	RawBody huma.MultipartFormFiles[struct {
		File huma.FormFile `form:"file" required:"true" doc:"pdf, png, jpg, txt, csv, xlsx or docx, at most 20 MB."`
	}]
}

func (s *Server) postAttachment(ctx context.Context, in *attachIn) (*of[AttachmentView], error) {
	defer in.RawBody.Form.RemoveAll()
	f := in.RawBody.Data().File
	defer f.Close()
	return answer(s.Attach(ctx, whoAsks(ctx), in.ID, f.Filename, f.File, f.Size))
}

// getAttachment sends a file so that no browser shows it as a page of the house.
func (s *Server) getAttachment(ctx context.Context, in *ByID) (*huma.StreamResponse, error) {
	a, content, err := s.Attachment(ctx, whoAsks(ctx), models.AttachmentID(in.ID))
	if err != nil {
		return nil, err
	}
	return &huma.StreamResponse{Body: func(ctx huma.Context) {
		defer content.Close()
		ctx.SetHeader("Content-Type", a.MediaType)
		ctx.SetHeader("Content-Length", strconv.FormatInt(a.Size, 10))
		ctx.SetHeader("Content-Security-Policy", "sandbox; default-src 'none'")
		ctx.SetHeader("Content-Disposition", disposition(a.Name))
		if _, err := io.Copy(ctx.BodyWriter(), content); err != nil {
			s.Log.Warn("a file was not sent to its end", "file", a.ID, "fault", err)
		}
	}}, nil
}

// disposition names a file to be saved, in any script (RFC 6266).
func disposition(name string) string {
	if d := mime.FormatMediaType("attachment", map[string]string{"filename": name}); d != "" {
		return d
	}
	return "attachment"
}

func (s *Server) deleteAttachment(ctx context.Context, in *ByID) (*nothing, error) {
	return &nothing{}, s.Detach(ctx, whoAsks(ctx), models.AttachmentID(in.ID))
}

type registerIn struct {
	ByPage
	Register Register `path:"register" maxLength:"40"`
	Month    string   `query:"month" maxLength:"7" doc:"2026-11; the current month without it."`
}

func (s *Server) getRegister(ctx context.Context, in *registerIn) (*of[RegisterPage], error) {
	return answer(s.Register(ctx, whoAsks(ctx), in.Register, in.Month, in.Cursor))
}

// A RegisterName is a register that a person may look at.
type RegisterName struct {
	Register Register `json:"register"`
	Name     string   `json:"name"`
}

func (s *Server) getRegisters(ctx context.Context, _ *nothing) (*of[rows[RegisterName]], error) {
	who := whoAsks(ctx)
	found, err := s.Registers(ctx, who)
	names := make([]RegisterName, len(found))
	for i, r := range found {
		names[i] = RegisterName{r, word(who.Lang, "register", r)}
	}
	return listed(names, err)
}

type exportIn struct {
	Register Register `path:"register" maxLength:"40"`
	Month    string   `query:"month" maxLength:"7"`
	Format   string   `query:"format" enum:"csv,xlsx" default:"xlsx"`
}

type fileOut struct {
	Type string `header:"Content-Type"`
	Name string `header:"Content-Disposition"`
	Body []byte
}

func (s *Server) getExport(ctx context.Context, in *exportIn) (*fileOut, error) {
	p, err := s.Export(ctx, whoAsks(ctx), in.Register, in.Month)
	if err != nil {
		return nil, err
	}
	return p.file(in.Format)
}
