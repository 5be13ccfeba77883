package api

import (
	"context"
	"mime"
	"strings"
	"time"

	"github.com/gin-gonic/gin"
)

// fileFactor is how much longer a file may take, on its way in or out.
const fileFactor = 8

// patience ends what a request waits for when it has taken too long: PostgreSQL may hang,
// and people are told to try again. The live stream lasts.
func (s *Server) patience(c *gin.Context) {
	if c.FullPath() == streamPath {
		return
	}
	within := s.Patience
	if within == 0 {
		within = 30 * time.Second
	}
	if kind, _, _ := mime.ParseMediaType(c.GetHeader("Content-Type")); kind == "multipart/form-data" || strings.HasSuffix(c.FullPath(), "/export") {
		within *= fileFactor
	}
	ctx, cancel := context.WithTimeout(c.Request.Context(), within)
	defer cancel()
	c.Request = c.Request.WithContext(ctx)
	c.Next()
}
