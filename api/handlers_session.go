package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humagin"

	"countersign/models"
	"countersign/models/message"
	"countersign/models/store"
)

// A Connection is what a handler needs of the request itself.
type Connection struct {
	w http.ResponseWriter
	r *http.Request
}

// Resolve takes the request from huma.
func (c *Connection) Resolve(ctx huma.Context) []error {
	g := humagin.Unwrap(ctx)
	c.w, c.r = g.Writer, g.Request
	return nil
}

type sessionIn struct {
	Connection
	Body struct {
		Login    string `json:"login" minLength:"1" maxLength:"200"`
		Password string `json:"password" minLength:"1" maxLength:"1000"`
	}
}

func (s *Server) postSession(ctx context.Context, in *sessionIn) (*of[Person], error) {
	who, err := s.Login(in.w, in.r, in.Body.Login, in.Body.Password)
	if err != nil {
		return nil, err
	}
	return answer(s.beginning(ctx, who))
}

// beginning is the person with what a page has to know of from the first.
func (s *Server) beginning(ctx context.Context, who Person) (Person, error) {
	who.May = s.mayDo(who)
	registers, err := s.Registers(ctx, who)
	who.Registers = len(registers) > 0
	return who, err
}

func (s *Server) deleteSession(_ context.Context, in *struct{ Connection }) (*nothing, error) {
	return &nothing{}, s.Logout(in.w, in.r)
}

func (s *Server) getMe(ctx context.Context, _ *nothing) (*of[Person], error) {
	return answer(s.beginning(ctx, whoAsks(ctx)))
}

type languageIn struct {
	Body struct {
		Language string `json:"language" enum:"zh-CN,en"`
	}
}

func (s *Server) putLanguage(ctx context.Context, in *languageIn) (*nothing, error) {
	return &nothing{}, s.SetLanguage(ctx, whoAsks(ctx), message.Match(in.Body.Language))
}

type nextPasswordIn struct {
	Connection
	Body struct {
		Now  string `json:"now" minLength:"1" maxLength:"1000" doc:"The password of now."`
		Next string `json:"next" minLength:"1" maxLength:"1000" doc:"The next one: 12 to 128 characters, not easily guessed."`
	}
}

func (s *Server) putPassword(ctx context.Context, in *nextPasswordIn) (*nothing, error) {
	return &nothing{}, s.ChangePassword(in.w, in.r, whoAsks(ctx), in.Body.Now, in.Body.Next)
}

// A TokenView is an API token without its secret.
type TokenView struct {
	ID        string     `json:"id"`
	Name      string     `json:"name"`
	CreatedAt time.Time  `json:"createdAt"`
	EndsAt    time.Time  `json:"endsAt"`
	UsedAt    *time.Time `json:"usedAt,omitempty"`
}

func (s *Server) getTokens(ctx context.Context, _ *nothing) (*of[rows[TokenView]], error) {
	found, err := s.DB.Reader(ctx, "").Tokens(whoAsks(ctx).ID)
	views := make([]TokenView, 0, len(found))
	for _, t := range found {
		views = append(views, tokenView(t))
	}
	return listed(views, err)
}

func tokenView(t store.TokenRow) TokenView { return TokenView(t) }

type tokenIn struct {
	Connection
	Body struct {
		Name string `json:"name" minLength:"1" maxLength:"100"`
		Days int    `json:"days" minimum:"1" maximum:"365"`
	}
}

type tokenOut struct {
	ID     string `json:"id"`
	Secret string `json:"secret" doc:"Shown once: keep it where passwords are kept."`
}

func (s *Server) postToken(ctx context.Context, in *tokenIn) (*of[tokenOut], error) {
	if whoAsks(ctx).byToken {
		return nil, refuse(models.Forbidden, "token-by-token")
	}
	id, secret, err := s.Desk.GiveToken(ctx, whoAsks(ctx).ID, s.sessionOf(in.r), in.Body.Name, in.Body.Days)
	return answer(tokenOut{id, secret}, err)
}

func (s *Server) deleteToken(ctx context.Context, in *ByID) (*nothing, error) {
	if !isID(in.ID) {
		return nil, notFound()
	}
	return &nothing{}, s.Desk.RevokeToken(ctx, whoAsks(ctx).ID, in.ID)
}
