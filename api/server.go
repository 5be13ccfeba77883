// Package api is how the house is asked for: routes.go is its whole surface.
package api

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"net/netip"
	"sync/atomic"
	"time"

	"github.com/gin-gonic/gin"

	"countersign/activities"
	"countersign/models"
	"countersign/models/store"
	"countersign/policies"
)

// Options are what a Server is made of.
type Options struct {
	DB         *store.DB
	Policies   *policies.Policies
	Procedures Procedures
	Desk       *activities.Desk
	// Pages are mounted beside the API; nil = none.
	Pages Pages
	// Web is the desk, below web.Path; nil = none.
	Web http.Handler
	Now func() time.Time
	// PublicURL is where people reach the product, without a slash at its end.
	PublicURL string
	// Secure says that people reach it by https; the cookie depends on it.
	Secure bool
	// TrustedProxies are networks whose X-Forwarded-For is believed; none by default.
	TrustedProxies []netip.Prefix
	Demo           bool
	// Story are those to try a demonstration as, in its order; nil outside of one.
	Story   func(lang string) []DemoPerson
	Version string
	Log     *slog.Logger
	// Patience is how long a request may take that is neither a file nor the live
	// stream; half a minute where it is zero.
	Patience time.Duration
}

// Procedures is how acts reach the workflow of a case. Every error is a
// *models.Error; models.Unavailable says that nothing is known of the outcome and
// that the same act may be sent again.
type Procedures interface {
	// Submit opens the case of a draft; act.Verb is submit.
	Submit(ctx context.Context, act models.Act, kind models.Kind) (models.Receipt, error)
	// Act does an act on an open case.
	Act(ctx context.Context, act models.Act) (models.Receipt, error)
	// Healthy reports whether acts can be taken now.
	Healthy(ctx context.Context) error
}

// Pages are the plain HTML pages, mounted beside the API. They get its security
// headers, cross-origin protection, body limit and access log.
type Pages interface {
	// Mount adds the routes of the pages; none begins with /api/.
	Mount(s *Server, r gin.IRouter)
	// Fault answers a request outside /api/ that failed: no such page, or a panic.
	Fault(c *gin.Context, err error)
}

// A Server answers for the house.
type Server struct {
	Options
	handler http.Handler
	stream  *stream
	dropped atomic.Int64
	doors   *doors
}

// New makes a Server. It fails on a route that does not say who may use it, and
// on one whose verb no policy row speaks of.
func New(o Options) (*Server, error) {
	if o.DB == nil || o.Policies == nil || o.Procedures == nil || o.Desk == nil || o.Now == nil {
		return nil, errors.New("api: DB, Policies, Procedures, Desk and Now are needed")
	}
	if o.Log == nil {
		o.Log = slog.Default()
	}
	s := &Server{Options: o, doors: newDoors()}
	s.stream = newStream(s)
	handler, err := s.build()
	if err != nil {
		return nil, err
	}
	s.handler = handler
	return s, nil
}

// Handler answers every request.
func (s *Server) Handler() http.Handler { return s.handler }

// Run keeps the live stream fed until ctx ends.
func (s *Server) Run(ctx context.Context) { s.stream.run(ctx) }

// Dropped counts the rows that a scope let through and the policies refused: it
// must stay 0.
func (s *Server) Dropped() int64 { return s.dropped.Load() }
