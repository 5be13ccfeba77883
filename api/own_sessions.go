package api

import (
	"context"
	"net/http"
	"time"

	"countersign/models/store"
)

// A SessionView is a place where the person is signed in.
type SessionView struct {
	ID        string    `json:"id"`
	CreatedAt time.Time `json:"createdAt"`
	SeenAt    time.Time `json:"seenAt"` // to the minute
	EndsAt    time.Time `json:"endsAt"`
	IP        string    `json:"ip"`
	Agent     string    `json:"agent"`   // what the browser calls itself
	Current   bool      `json:"current"` // the one that asks
}

func (s *Server) getSessions(ctx context.Context, in *struct{ Connection }) (*of[rows[SessionView]], error) {
	found, err := s.Desk.Sessions(ctx, whoAsks(ctx).ID, s.sessionOf(in.r))
	views := make([]SessionView, 0, len(found))
	for _, row := range found {
		views = append(views, sessionView(row))
	}
	return listed(views, err)
}

// sessionOf is the secret of the session that asks; empty where a token does.
func (s *Server) sessionOf(r *http.Request) string {
	c, err := r.Cookie(s.cookieName())
	if err != nil {
		return ""
	}
	return c.Value
}

func sessionView(row store.SessionRow) SessionView { return SessionView(row) }

func (s *Server) deleteSessions(ctx context.Context, in *struct{ Connection }) (*nothing, error) {
	return &nothing{}, s.EndSessions(in.w, in.r, whoAsks(ctx))
}

func (s *Server) deleteOneSession(ctx context.Context, in *ByID) (*nothing, error) {
	return &nothing{}, s.Desk.EndSession(ctx, whoAsks(ctx).ID, in.ID)
}
