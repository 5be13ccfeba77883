package api

import (
	"errors"
	"log/slog"
	"net/http"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"countersign/models"
	"countersign/models/message"
)

const contentPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

// headers are on every answer. Nothing is kept by a browser but static files.
func (s *Server) headers(c *gin.Context) {
	s.headersOnly(c)
	c.Next()
}

func (s *Server) headersOnly(c *gin.Context) {
	h := c.Writer.Header()
	h.Set("Content-Security-Policy", contentPolicy)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Permissions-Policy", "camera=(self), geolocation=(), microphone=()")
	if s.Secure {
		h.Set("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
	}
	if !strings.HasPrefix(c.Request.URL.Path, "/static/") {
		h.Set("Cache-Control", "no-store")
	}
}

// accessLog writes a line for each request, without what was asked for.
func (s *Server) accessLog(c *gin.Context) {
	begin := time.Now()
	c.Next()
	route := c.FullPath()
	if route == "" {
		route = "none"
	}
	s.Log.LogAttrs(c.Request.Context(), slog.LevelInfo, "request", slog.String("method", c.Request.Method), slog.String("route", route),
		slog.Int("status", c.Writer.Status()), slog.Int("size", c.Writer.Size()), slog.Duration("took", time.Since(begin)), slog.String("ip", s.remote(c.Request)))
}

// recovery answers a panic as a fault, and logs where it came from but nothing of
// the request.
func (s *Server) recovery(c *gin.Context) {
	defer func() {
		v := recover()
		if v == nil {
			return
		}
		if err, ok := v.(error); ok && errors.Is(err, http.ErrAbortHandler) {
			panic(v)
		}
		s.Log.Error("a request panicked", "route", c.FullPath(), "panic", v, "stack", stack())
		c.Abort()
		if !c.Writer.Written() {
			s.fail(c, errors.New("panic"))
		}
	}()
	c.Next()
}

// fail answers outside of huma: as a problem within the API, else as a page.
func (s *Server) fail(c *gin.Context, err error) {
	if s.Pages != nil && !strings.HasPrefix(c.Request.URL.Path, "/api/") {
		s.Pages.Fault(c, err)
		return
	}
	p := ProblemOf(err, message.Match(c.Request.Header.Get("Accept-Language")))
	c.Header("Content-Type", p.ContentType(""))
	c.JSON(p.Status, p)
}

func (s *Server) noRoute(c *gin.Context) { s.fail(c, notFound()) }

func (s *Server) noMethod(c *gin.Context) {
	s.fail(c, statusError{http.StatusMethodNotAllowed, refuse(models.Invalid, "method-not-allowed")})
}
