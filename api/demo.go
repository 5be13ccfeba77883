package api

import (
	"context"
	"strings"

	"countersign/models/message"
	"countersign/models/regulation"
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
	// Clause is what the step shows.
	Clause *ClauseView `json:"clause,omitempty"`
}

// shows are the clauses that a demonstration shows, by the post that tries it.
var shows = map[string]regulation.Clause{
	"MILL-MKT-CLERK": regulation.SampleForm, "MILL-MKT-HEAD": regulation.ApprovalDigest, "MILL-GM": regulation.SampleTwoSignatures,
	"MILL-FIN-CASHIER": regulation.SamplePaidByDefault, "MILL-PROD-HEAD": regulation.SampleFromWarehouse, "MILL-WH-KEEPER": regulation.SampleRequisition,
	"MILL-SHOP-KEEPER": regulation.SampleDraw, "MILL-GATE-GUARD": regulation.SampleGate, "MILL-PROD-STAT": regulation.SampleMonthEnd,
	"MILL-FIN-ACCOUNTANT": regulation.SampleRequisition, "MILL-HR-HEAD": regulation.ApprovalParameters, "MILL-GMO-HEAD": regulation.AuthorityMatrix, "MILL-GMO-SECRETARY": regulation.ApprovalForm,
	"MILL-MKT-DEPUTY": regulation.ApprovalAbsence, "HQ-GM": regulation.ApprovalNeverStuck, "HQ-HR-HEAD": regulation.ApprovalPost, "HQ-IT-ADMIN": regulation.ApprovalInForce,
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
			step := DemoStep{Login: p.Login, Name: p.Name, Post: p.Title, Try: try, Mine: p.No == who.No}
			if c, found := shows[p.Post]; found {
				quoted := clauseView(who.Lang, c)
				step.Clause = &quoted
			}
			steps = append(steps, step)
		}
	}
	return steps
}

func (s *Server) getFirstSteps(ctx context.Context, _ *nothing) (*of[rows[DemoStep]], error) {
	return listed(s.FirstSteps(whoAsks(ctx)), nil)
}
