package api

import (
	"context"
	"encoding/json"
	"errors"
	"strings"

	"countersign/models"
	"countersign/models/calendar"
	"countersign/models/regulation"
	"countersign/models/regulation/citation"
	"countersign/models/store"
	"countersign/policies"
)

// Rulebook is the rulebook of the person's company today: every clause with its
// parameters, the rows of the policy and the steps of the matrix that carry it out,
// and the versions that there were.
func (s *Server) Rulebook(ctx context.Context, who Person) (v RulebookView, err error) {
	who.Company.ID = s.companyFor(who, models.DryRun)
	err = s.DB.Snapshot(ctx, who.Lang, func(r store.Reader) error {
		b := booking{s: s, r: r, who: who, today: today(s.Now())}
		v, err = b.rulebook()
		return err
	})
	return v, err
}

func (s *Server) getRulebook(ctx context.Context, _ *nothing) (*of[RulebookView], error) {
	return answer(s.Rulebook(ctx, whoAsks(ctx)))
}

// A booking is one look at the rulebook.
type booking struct {
	s     *Server
	r     store.Reader
	who   Person
	today calendar.Date
}

func (b booking) rulebook() (RulebookView, error) {
	v := RulebookView{}
	var err error
	if v.Versions, err = b.versions(); err != nil {
		return v, err
	}
	own := map[string]json.RawMessage{}
	for _, version := range v.Versions {
		if version.Of == "rulebook" && version.InForce {
			v.Version, own = version.Version, version.Parameters
		}
	}
	parts, err := b.parts(own)
	if err != nil {
		return v, err
	}
	for _, c := range regulation.All() {
		chapter, _, _ := strings.Cut(string(c.ID()), ".")
		if n := len(v.Chapters); n == 0 || v.Chapters[n-1].ID != chapter {
			v.Chapters = append(v.Chapters, ChapterView{ID: chapter, Name: saying(b.who.Lang)("chapter-" + chapter)})
		}
		at := &v.Chapters[len(v.Chapters)-1]
		at.Clauses = append(at.Clauses, parts.rule(b.who.Lang, c))
	}
	return v, nil
}

// parts are what carries clauses out, by clause.
type parts struct {
	parameters map[regulation.ID][]ParameterView
	rules      map[regulation.ID][]SentenceView
	steps      map[regulation.ID][]RuleStepView
	cited      map[regulation.ID]citation.Citation
}

func (p parts) rule(lang string, c regulation.Clause) RuleView {
	v := RuleView{ClauseView: clauseView(lang, c), Zh: c.Text("zh-CN"), En: c.Text("en"), Manual: c.Manual(), Parameters: p.parameters[c.ID()],
		Rules: p.rules[c.ID()], Steps: p.steps[c.ID()], Code: len(p.cited[c.ID()].Code), Tests: len(p.cited[c.ID()].Tests)}
	if v.Parameters == nil {
		v.Parameters = []ParameterView{}
	}
	if v.Rules == nil {
		v.Rules = []SentenceView{}
	}
	if v.Steps == nil {
		v.Steps = []RuleStepView{}
	}
	return v
}

func (b booking) parts(own map[string]json.RawMessage) (parts, error) {
	p := parts{map[regulation.ID][]ParameterView{}, map[regulation.ID][]SentenceView{}, map[regulation.ID][]RuleStepView{}, map[regulation.ID]citation.Citation{}}
	lang := b.who.Lang
	for _, s := range regulation.Settings() {
		p.parameters[s.Clause.ID()] = append(p.parameters[s.Clause.ID()], parameterView(lang, s, own))
	}
	policy, _, err := b.r.Facts().NewestPolicy()
	if err != nil {
		return p, err
	}
	written, err := policies.Sentences(policy.Rows)
	for _, s := range written {
		p.rules[s.Clause.ID()] = append(p.rules[s.Clause.ID()], sentenceView(lang, s))
	}
	matrix, inForce := b.r.Facts().Matrix(b.who.Company.ID, b.today)
	for _, row := range policies.InForce(matrix) {
		p.steps[row.Clause.ID()] = append(p.steps[row.Clause.ID()], RuleStepView{row.Kind, word(lang, "kind", row.Kind), row.Step, word(lang, "step", row.Step), row.Round})
	}
	cited, read := citation.Embedded()
	for _, c := range cited {
		p.cited[c.ID] = c
	}
	return p, errors.Join(err, inForce, read)
}

// versions are those of the rulebook, the matrix and the policy.
func (b booking) versions() ([]RuleVersionView, error) {
	rulebooks, err := b.r.RulebookVersions(b.who.Company.ID)
	if err != nil {
		return nil, err
	}
	matrices, err := b.r.MatrixVersions(b.who.Company.ID)
	if err != nil {
		return nil, err
	}
	texts, err := b.r.PolicyVersions()
	if err != nil {
		return nil, err
	}
	views := []RuleVersionView{}
	for _, of := range []struct {
		name string
		all  []store.RuleVersion
	}{{"rulebook", rulebooks}, {"matrix", matrices}, {"policy", texts}} {
		found := false
		for _, row := range of.all {
			v := RuleVersionView{Of: of.name, Version: row.Version, From: row.From, At: row.At, Own: row.Own || row.From != nil}
			v.InForce = !found && (row.From == nil || !b.today.Before(*row.From))
			found = found || v.InForce
			if len(row.Content) > 0 {
				if err := json.Unmarshal(row.Content, &v.Parameters); err != nil {
					return nil, err
				}
			}
			if row.Case != nil {
				v.Case = b.readable(*row.Case)
			}
			views = append(views, v)
		}
	}
	return views, nil
}

// readable is the case where the person may read it.
func (b booking) readable(id models.CaseID) models.CaseID {
	if _, err := b.s.openCase(b.r, b.who, id); err != nil {
		return ""
	}
	return id
}

type versionIn struct {
	Version int `query:"version" minimum:"0" doc:"Without it, what is in force."`
}

// Policy is one version of the policy in words; 0 is the one in force.
func (s *Server) Policy(ctx context.Context, who Person, version int64) (PolicyView, error) {
	r := s.DB.Reader(ctx, who.Lang)
	newest, _, err := r.Facts().NewestPolicy()
	if err != nil {
		return PolicyView{}, err
	}
	v := PolicyView{Version: newest.Version, Own: newest.Own, Rules: []SentenceView{}}
	text := newest.Rows
	if version != 0 && version != newest.Version {
		var found bool
		if text, found, err = r.PolicyText(version); err != nil || !found {
			return PolicyView{}, orNotFound(err)
		}
		v.Version, v.Own = version, false
	}
	written, err := policies.Sentences(text)
	for _, w := range written {
		view, clause := sentenceView(who.Lang, w), clauseView(who.Lang, w.Clause)
		view.Clause = &clause
		v.Rules = append(v.Rules, view)
	}
	return v, err
}

func (s *Server) getPolicy(ctx context.Context, in *versionIn) (*of[PolicyView], error) {
	return answer(s.Policy(ctx, whoAsks(ctx), int64(in.Version)))
}
