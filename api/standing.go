package api

import (
	"context"
	"slices"
	"strings"
	"time"

	"countersign/models"
	"countersign/models/message"
	"countersign/models/regulation"
	"countersign/models/store"
)

// A StandingView is how the open cases of the companies stand that the person
// answers for: whether any is stuck, and what waits for whom.
type StandingView struct {
	Clause      ClauseView  `json:"clause"` // approval.never-stuck
	Open        int         `json:"open"`   // open cases
	Waiting     int         `json:"waiting"`
	Overdue     int         `json:"overdue"`
	Kinds       []KindCount `json:"kinds"`
	Departments []LoadView  `json:"departments"`
	Holders     []LoadView  `json:"holders"`
	// MoreHolders is how many more there are than are named here.
	MoreHolders int `json:"moreHolders,omitempty"`
	// ExaminedAt is when all cases were last compared with their procedures; nil
	// where that has not happened yet. Stuck are those found wrong and not mended.
	ExaminedAt *time.Time  `json:"examinedAt,omitempty"`
	Stuck      []StuckView `json:"stuck"`
}

// A KindCount is how many cases of a kind are open; of a company's own form Kind says
// which, such as form/leave.
type KindCount struct {
	Kind models.Kind `json:"kind"`
	Name string      `json:"name"`
	Open int         `json:"open"`
}

// A LoadView is how much waits for a department, or for a post or person of it.
type LoadView struct {
	Company string `json:"company"`
	Unit    string `json:"unit"`
	Post    string `json:"post,omitempty"`
	Person  string `json:"person,omitempty"` // by name, or those who hold the post
	// Suspended says that none of them may act for now (approval.in-force).
	Suspended bool       `json:"suspended,omitempty"`
	Waiting   int        `json:"waiting"`
	Overdue   int        `json:"overdue"`
	Oldest    *time.Time `json:"oldest,omitempty"` // the earliest deadline
}

// A StuckView is a case that somebody has to look after.
type StuckView struct {
	Case    models.CaseID  `json:"case"`
	Number  string         `json:"number,omitempty"`
	Kind    string         `json:"kind"`
	Trouble models.Trouble `json:"trouble"`
	Says    string         `json:"says"` // what it means and what to do
}

// holdersFirst is how many holders are named who have most to catch up with, unless all are
// asked for.
const holdersFirst = 30

// Standing tells a general manager how the cases stand (approval.never-stuck); with all it
// names everybody for whom something waits.
func (s *Server) Standing(ctx context.Context, who Person, all bool) (StandingView, error) {
	return s.standing(ctx, who, models.List, all)
}

func (s *Server) standing(ctx context.Context, who Person, verb models.Verb, all bool) (StandingView, error) {
	policy := s.Policies.Current()
	if err := policy.Decide(s.ask(who, verb, models.StandingRegister)).Err(); err != nil {
		return StandingView{}, err
	}
	scope := policy.Registers(verb, models.StandingRegister, who.standing)
	v := StandingView{Clause: clauseView(who.Lang, regulation.ApprovalNeverStuck), Kinds: []KindCount{}, Departments: []LoadView{}, Holders: []LoadView{}, Stuck: []StuckView{}}
	err := s.DB.Snapshot(ctx, who.Lang, func(r store.Reader) error {
		open, err := r.OpenByKind(scope)
		if err != nil {
			return err
		}
		v.count(who.Lang, open)
		loads, err := r.Loads(scope, s.Now(), today(s.Now()))
		v.load(loads)
		return err
	})
	if err != nil {
		return StandingView{}, err
	}
	if named := len(v.Holders); !all && named > holdersFirst {
		v.Holders, v.MoreHolders = v.Holders[:holdersFirst], named-holdersFirst
	}
	return v, s.stuck(ctx, who, scope, &v)
}

// count adds up the versions of each form.
func (v *StandingView) count(lang string, open []store.KindOpen) {
	for _, k := range open {
		v.Open += k.N
		if i := len(v.Kinds) - 1; i >= 0 && v.Kinds[i].Kind == k.Kind {
			v.Kinds[i].Open += k.N
			continue
		}
		v.Kinds = append(v.Kinds, KindCount{k.Kind, caseName(lang, k.Kind, k.Form), k.N})
	}
}

// load adds up what waits, by department and by holder.
func (v *StandingView) load(loads []store.Load) {
	at := map[[2]string]int{}
	for _, l := range loads {
		v.Waiting, v.Overdue = v.Waiting+l.Waiting, v.Overdue+l.Overdue
		v.Holders = append(v.Holders, LoadView(l))
		i, seen := at[[2]string{l.Company, l.Unit}]
		if !seen {
			i = len(v.Departments)
			at[[2]string{l.Company, l.Unit}] = i
			v.Departments = append(v.Departments, LoadView{Company: l.Company, Unit: l.Unit})
		}
		d := &v.Departments[i]
		d.Waiting, d.Overdue = d.Waiting+l.Waiting, d.Overdue+l.Overdue
		if l.Oldest != nil && (d.Oldest == nil || l.Oldest.Before(*d.Oldest)) {
			d.Oldest = l.Oldest
		}
	}
	slices.SortStableFunc(v.Departments, func(a, b LoadView) int {
		if a.Overdue != b.Overdue {
			return b.Overdue - a.Overdue
		}
		if a.Waiting != b.Waiting {
			return b.Waiting - a.Waiting
		}
		return strings.Compare(a.Unit, b.Unit)
	})
}

// stuck tells what the last examination found of the cases within the scope.
func (s *Server) stuck(ctx context.Context, who Person, scope models.Scope, v *StandingView) error {
	last, known, err := s.DB.LastExamination(ctx)
	if err != nil || !known {
		return err
	}
	v.ExaminedAt = &last.At
	ids := make([]models.CaseID, 0, len(last.Findings))
	for _, f := range last.Left() {
		ids = append(ids, f.Case)
	}
	within, err := s.DB.Reader(ctx, who.Lang).CasesAmong(scope, ids)
	for _, f := range last.Left() {
		if form, may := within[f.Case]; may {
			v.Stuck = append(v.Stuck, StuckView{f.Case, f.Number, caseName(who.Lang, f.Kind, form), f.Trouble, message.Text(who.Lang, "trouble-"+string(f.Trouble), map[string]any{"Seq": f.Seq})})
		}
	}
	return err
}

type standingIn struct {
	All bool `query:"all" doc:"Name everybody for whom something waits, not only the first."`
}

func (s *Server) getStanding(ctx context.Context, in *standingIn) (*of[StandingView], error) {
	return answer(s.Standing(ctx, whoAsks(ctx), in.All))
}
