package api

import (
	"net/http"

	"countersign/activities"
)

// ChangePassword gives the person another password, where the person knows the one
// of now. Every other session ends; this browser stays signed in.
func (s *Server) ChangePassword(w http.ResponseWriter, r *http.Request, who Person, now, next string) error {
	if err := s.Desk.ChangePassword(r.Context(), who.ID, now, next); err != nil {
		return err
	}
	token, err := s.Desk.StartSession(r.Context(), who.ID, activities.From{IP: s.remote(r), Agent: r.UserAgent()})
	if err != nil {
		return err
	}
	http.SetCookie(w, s.cookie(token, 0))
	return nil
}

// EndSessions signs the person out everywhere, here too.
func (s *Server) EndSessions(w http.ResponseWriter, r *http.Request, who Person) error {
	if err := s.Desk.EndSessions(r.Context(), who.ID); err != nil {
		return err
	}
	return s.Logout(w, r)
}
