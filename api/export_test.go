package api

import (
	"errors"
	"testing"

	"github.com/gin-gonic/gin"
)

// Plain and Decode are for tests.
var (
	Plain  = plain
	Decode = decodeStrictly
)

// CheckAccess puts up one route with an access and returns what New would say.
func CheckAccess(t *testing.T, s *Server, which string) error {
	t.Helper()
	b := &board{s: s, api: s.newAPI(gin.New()), check: s.check}
	route(b, "GET /api/v1/new", "A new route", map[string]access{"public": public, "nobody": {}, "no-row": onCases("steal")}[which], s.livez)
	return errors.Join(b.errs...)
}
