package api

import (
	"cmp"
	"context"
	"encoding/json"
	"maps"
	"slices"

	"countersign/models"
	"countersign/models/regulation"
	"countersign/models/store"
	"countersign/policies"
)

// What a dry run looks at.
const (
	dryRunDays     = 90
	dryRunMost     = 2000 // slates
	dryRunExamples = 5    // cases named for each change
	dryRunLooks    = 100  // cases that are looked at whether they may be named
)

// DryRun tells what a matrix would change: the slates of cases that are open, or were
// opened in the last 90 days, which it would draw up otherwise than the matrix in force
// (authority.matrix). A case finishes under the matrix with which it began; those that
// are open are examples of what comes. Counted is the whole company, named are only
// cases that the person may read.
func (s *Server) DryRun(ctx context.Context, who Person, of AskedOf, rows []models.MatrixRow) (v DryRunView, err error) {
	if who, err = s.asksOf(ctx, who, of); err != nil {
		return v, err
	}
	scope, err := s.Policies.Current().DryRunOf(who.Company.ID, who.standing)
	if err != nil {
		return v, err
	}
	if found := policies.CheckMatrix(rows); len(found) > 0 {
		return v, models.Incomplete(regulation.AuthorityMatrix, found)
	}
	err = s.DB.Snapshot(ctx, who.Lang, func(r store.Reader) error {
		t := trying{predicting: predicting{outlook: &outlook{opened: &opened{s: s, r: r, who: who}}}, steps: map[dryStep]int{}}
		v.Since = today(s.Now()).AddDays(-dryRunDays)
		return t.run(&v, scope, rows)
	})
	return v, err
}

// trying is one dry run.
type trying struct {
	predicting
	slates []store.SlateDrawn
	asks   []models.DrawUp
	other  []policies.Trial
	steps  map[dryStep]int // the place of each step in the view
	looks  int
}

type dryStep struct {
	kind models.Kind
	step models.Step
}

func (t *trying) run(v *DryRunView, scope models.Scope, rows []models.MatrixRow) (err error) {
	company, now := t.who.Company.ID, t.s.Now()
	if t.slates, err = t.r.SlatesDrawn(scope, now.AddDate(0, 0, -dryRunDays), dryRunMost+1); err != nil {
		return err
	}
	if v.Capped = len(t.slates) > dryRunMost; v.Capped {
		t.slates = t.slates[:dryRunMost]
	}
	posts, err := t.r.Facts().Organisation(company, now)
	if err != nil {
		return err
	}
	for _, s := range t.slates {
		requesters := s.Requesters
		if !slices.Contains(requesters, s.Applicant) {
			requesters = append(requesters, s.Applicant)
		}
		t.asks = append(t.asks, models.DrawUp{Kind: s.Kind, Step: s.Step, Posts: posts, Case: models.CaseFacts{ID: s.Case, Company: company, Unit: s.Unit,
			State: s.State, Amount: s.Amount, Applicant: s.Applicant, Requesters: requesters, About: s.About}})
	}
	inForce, err := t.r.Facts().Matrix(company, today(now))
	if err != nil {
		return err
	}
	t.other = policies.DryRun(policies.InForce(inForce), rows, t.asks)
	t.ask.Posts = posts
	for _, trial := range t.other {
		t.drawn = append(t.drawn, policies.Predicted{Drawn: trial.Before}, policies.Predicted{Drawn: trial.After})
	}
	if err := t.names(); err != nil {
		return err
	}
	t.count(v)
	return t.changes(v)
}

// names finds what those are called who are drawn or told.
func (t *trying) names() (err error) {
	if t.predicting, err = t.words(); err != nil {
		return err
	}
	var told []models.PersonID
	for _, d := range t.drawn {
		told = append(told, d.Told...)
	}
	called, err := t.r.Called(nil, nil, told)
	maps.Copy(t.called.People, called.People)
	return err
}

// count counts slates, cases and steps.
func (t *trying) count(v *DryRunView) {
	cases := map[models.CaseID]bool{}
	v.Steps, v.Slates, v.Otherwise = []DryRunStep{}, len(t.slates), len(t.other)
	for _, s := range t.slates {
		cases[s.Case] = true
		at := dryStep{s.Kind, s.Step}
		i, seen := t.steps[at]
		if !seen {
			i = len(v.Steps)
			t.steps[at] = i
			v.Steps = append(v.Steps, DryRunStep{Kind: s.Kind, KindName: word(t.who.Lang, "kind", s.Kind), Step: s.Step, StepName: word(t.who.Lang, "step", s.Step), Changes: []DryRunChange{}})
		}
		v.Steps[i].Slates++
	}
	v.Cases = len(cases)
}

// changes puts slates together that would change in the same way.
func (t *trying) changes(v *DryRunView) error {
	at, cases := map[string]*DryRunChange{}, map[*DryRunChange][]store.SlateDrawn{}
	kept := make([][]*DryRunChange, len(v.Steps))
	for _, trial := range t.other {
		slate := t.slates[trial.Ask]
		i := t.steps[dryStep{slate.Kind, slate.Step}]
		c := t.change(trial)
		text, err := json.Marshal(c)
		if err != nil {
			return err
		}
		key := string(slate.Kind) + " " + string(slate.Step) + string(text)
		if at[key] == nil {
			at[key] = &c
			kept[i] = append(kept[i], &c)
		}
		same := at[key]
		v.Steps[i].Otherwise++
		same.Slates++
		if slate.State.Open() {
			same.Open++
		}
		cases[same] = append(cases[same], slate)
	}
	for i := range kept {
		for _, c := range kept[i] {
			c.Cases = t.examples(cases[c])
			v.Steps[i].Changes = append(v.Steps[i].Changes, *c)
		}
		slices.SortStableFunc(v.Steps[i].Changes, func(a, b DryRunChange) int { return b.Slates - a.Slates })
	}
	slices.SortStableFunc(v.Steps, func(a, b DryRunStep) int { return cmp.Compare(b.Otherwise, a.Otherwise) })
	return nil
}

func (t *trying) change(trial policies.Trial) DryRunChange {
	c := DryRunChange{BeforeFault: t.said(trial.BeforeFault), AfterFault: t.said(trial.AfterFault), Cases: []Ref{}, Before: []ComingRound{}, After: []ComingRound{}, ToldBefore: []string{}, ToldAfter: []string{}}
	for _, r := range trial.Before.Rounds {
		c.Before = append(c.Before, t.pictured(r, trial.Before.Verb))
	}
	for _, r := range trial.After.Rounds {
		c.After = append(c.After, t.pictured(r, trial.After.Verb))
	}
	for _, p := range trial.Before.Told {
		c.ToldBefore = append(c.ToldBefore, t.called.People[p])
	}
	for _, p := range trial.After.Told {
		c.ToldAfter = append(c.ToldAfter, t.called.People[p])
	}
	return c
}

// pictured is a round without who was left out. A seat of the applicant's own is called
// so: whose cases changed is shown only of those that the person may read.
func (t *trying) pictured(r models.DrawnRound, verb models.Verb) ComingRound {
	v := t.round(r, verb)
	v.Within, v.Left = r.Within, []LeftOut{}
	for i, s := range r.Seats {
		if s.Person != "" {
			v.Seats[i].Post, v.Seats[i].Holders = Selector(t.who.Lang, s.Of), []string{}
		}
	}
	return v
}

// examples are the first cases that the person may read.
func (t *trying) examples(slates []store.SlateDrawn) []Ref {
	refs := []Ref{}
	for _, s := range slates {
		if t.looks++; t.looks > dryRunLooks || len(refs) == dryRunExamples {
			break
		}
		if _, err := t.s.openCase(t.r, t.who, s.Case); err == nil {
			refs = append(refs, ref(s.Case, s.Number))
		}
	}
	return refs
}

func (s *Server) postDryRun(ctx context.Context, in *of[MatrixForm]) (*of[DryRunView], error) {
	return answer(s.DryRun(ctx, whoAsks(ctx), in.Body.AskedOf, in.Body.Rows))
}
