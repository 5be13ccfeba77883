package api

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"countersign/models/store"
)

// A Health says what works.
type Health struct {
	Status  string   `json:"status" enum:"ok,failing"`
	Version string   `json:"version"`
	Failing []string `json:"failing,omitempty" doc:"The parts that do not work: database, schema, procedures."`
}

type healthOut struct {
	Status int
	Body   Health
}

func (s *Server) livez(context.Context, *nothing) (*of[Health], error) {
	return answer(Health{Status: "ok", Version: s.Version}, nil)
}

func (s *Server) readyz(ctx context.Context, _ *nothing) (*healthOut, error) {
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	parts := []struct {
		name string
		ask  func(context.Context) error
	}{{"database", s.DB.Ping}, {"schema", s.schemaFits}, {"procedures", s.Procedures.Healthy}}
	out := &healthOut{http.StatusOK, Health{Status: "ok", Version: s.Version}}
	for _, part := range parts {
		if err := part.ask(ctx); err != nil {
			s.Log.Warn("not ready", "part", part.name, "fault", err)
			out.Status, out.Body.Status = http.StatusServiceUnavailable, "failing"
			out.Body.Failing = append(out.Body.Failing, part.name)
		}
	}
	return out, nil
}

// schemaFits fails where migrations are missing.
func (s *Server) schemaFits(ctx context.Context) error {
	is, err := s.DB.SchemaVersion(ctx)
	if err == nil && is < store.WantedVersion() {
		err = fmt.Errorf("api: the database is at version %d, this program needs %d: migrate first", is, store.WantedVersion())
	}
	return err
}
