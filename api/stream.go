package api

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"sync"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humagin"

	"countersign/models"
)

// A stream tells browsers which cases have changed: one connection to PostgreSQL
// a process, fanned out in memory.
type stream struct {
	s       *Server
	mu      sync.Mutex
	clients map[*client]bool
}

// A client is one browser that listens.
type client struct {
	changed chan models.CaseID
	missed  chan struct{} // something was not told: look at everything again
}

func newStream(s *Server) *stream { return &stream{s: s, clients: map[*client]bool{}} }

func (st *stream) run(ctx context.Context) { st.s.DB.FollowCases(ctx, st.missed, st.tell) }

func (st *stream) tell(id models.CaseID) {
	st.each(func(c *client) {
		select {
		case c.changed <- id:
		default:
			c.miss() // it reads too slowly for single cases
		}
	})
}

func (st *stream) missed() { st.each((*client).miss) }

func (c *client) miss() {
	select {
	case c.missed <- struct{}{}:
	default:
	}
}

func (st *stream) each(do func(*client)) {
	st.mu.Lock()
	defer st.mu.Unlock()
	for c := range st.clients {
		do(c)
	}
}

func (st *stream) join() (c *client, leave func()) {
	c = &client{make(chan models.CaseID, 256), make(chan struct{}, 1)}
	st.mu.Lock()
	defer st.mu.Unlock()
	st.clients[c] = true
	return c, func() {
		st.mu.Lock()
		defer st.mu.Unlock()
		delete(st.clients, c)
	}
}

// streamPath is where the live stream is listened to.
const streamPath = "/api/v1/stream"

// beat is how often a silent stream says that it lives; gather is how long
// changes are gathered before they are told.
const (
	beat   = 20 * time.Second
	gather = 100 * time.Millisecond
)

type streamIn struct {
	Last string `header:"Last-Event-ID" maxLength:"64" doc:"Accepted and not used: after a break, look at everything again."`
}

// listen answers GET /stream: events "case" with the id of a case that the person
// may see, and "missed" when more has changed than was told.
func (s *Server) listen(_ context.Context, _ *streamIn) (*huma.StreamResponse, error) {
	return &huma.StreamResponse{Body: func(ctx huma.Context) {
		c := humagin.Unwrap(ctx)
		c.Header("Content-Type", "text/event-stream")
		c.Header("X-Accel-Buffering", "no")
		l := listener{s: s, r: c.Request, w: c.Writer, out: http.NewResponseController(c.Writer)}
		if err := l.run(ctx.Context()); err != nil && ctx.Context().Err() == nil && !models.IsKind(err, models.Unidentified) {
			s.Log.Warn("a live stream ended", "fault", err)
		}
	}}, nil
}

// A listener writes to one browser.
type listener struct {
	s    *Server
	r    *http.Request
	w    io.Writer
	out  *http.ResponseController
	sent int
}

func (l *listener) run(ctx context.Context) error {
	c, leave := l.s.stream.join()
	defer leave()
	if err := l.write("retry: 3000\n: hello\n\n"); err != nil {
		return err
	}
	tick := time.NewTicker(beat)
	defer tick.Stop()
	for {
		var err error
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
			if _, err = l.s.watches(l.r); err == nil {
				err = l.write(": beat\n\n")
			}
		case <-c.missed:
			err = l.event("missed", "")
		case id := <-c.changed:
			err = l.tell(ctx, gathered(c, id))
		}
		if err != nil {
			return err
		}
	}
}

// gathered are the cases that changed in a short while, each once.
func gathered(c *client, first models.CaseID) []models.CaseID {
	ids, seen := []models.CaseID{first}, map[models.CaseID]bool{first: true}
	for end := time.After(gather); len(ids) < 500; {
		select {
		case <-end:
			return ids
		case id := <-c.changed:
			if !seen[id] {
				ids, seen[id] = append(ids, id), true
			}
		}
	}
	return ids
}

// tell writes the ids of those that the person may see now.
func (l *listener) tell(ctx context.Context, ids []models.CaseID) error {
	who, err := l.s.watches(l.r)
	if err != nil {
		return err
	}
	list, err := l.s.list(l.s.DB.Reader(ctx, who.Lang), who, "stream")
	if err != nil {
		return err
	}
	shown, err := list.r.Among(ids, list.scope)
	if err != nil {
		return err
	}
	may, err := list.mayRead(shown)
	for i, id := range shown {
		if err == nil && may[i] {
			err = l.event("case", string(id))
		}
	}
	return err
}

func (l *listener) event(name, id string) error {
	l.sent++
	return l.write(fmt.Sprintf("id: %d\nevent: %s\ndata: {\"case\":%q}\n\n", l.sent, name, id))
}

func (l *listener) write(text string) error {
	_ = l.out.SetWriteDeadline(time.Now().Add(10 * time.Second)) // not every connection has one
	if _, err := io.WriteString(l.w, text); err != nil {
		return errors.Join(errors.New("the browser is gone"), err)
	}
	return l.out.Flush()
}
