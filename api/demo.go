package api

import (
	"context"
	"strings"

	"countersign/models/message"
)

// A DemoPerson is somebody of the demo company, as the sign-in page names them.
type DemoPerson struct {
	Login, No, Name, Title string
	Post                   string // its code
}

// A DemoStep is what to try in a demonstration, and as whom.
type DemoStep struct {
	Login string `json:"login"`
	Name  string `json:"name"`
	Post  string `json:"post"`
	Try   string `json:"try"`
	Mine  bool   `json:"mine" doc:"It is for the person who asks."`
}

// FirstSteps are the steps of the demonstration in their order, in the person's
// language; none outside of a demonstration.
func (s *Server) FirstSteps(who Person) []DemoStep {
	steps := []DemoStep{}
	if s.Story == nil {
		return steps
	}
	for _, p := range s.Story(who.Lang) {
		key := "demo-try-" + strings.ToLower(p.Post)
		if try := message.Text(who.Lang, key, nil); try != key {
			steps = append(steps, DemoStep{p.Login, p.Name, p.Title, try, p.No == who.No})
		}
	}
	return steps
}

func (s *Server) getFirstSteps(ctx context.Context, _ *nothing) (*of[rows[DemoStep]], error) {
	return listed(s.FirstSteps(whoAsks(ctx)), nil)
}
