package policies

import (
	"fmt"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"countersign/models"
	"countersign/models/message"
	"countersign/models/regulation"
)

// A golden is one question with its answer.
type golden struct {
	title string
	q     models.Question
	want  models.Decision
}

// goldens are the stories for each of their verbs and kinds, and the registers.
func goldens() (all []golden) {
	for _, st := range stories {
		for _, verb := range st.verbs {
			for _, kind := range st.kinds {
				s := open(verb, kind)
				st.scene(s)
				title := fmt.Sprintf("%s/%s/%s %s", st.clause, st.says, verb, kind)
				all = append(all, golden{title, s.Question, models.Decision{Allowed: st.key == "", Clause: st.clause, Key: st.key}})
			}
		}
	}
	return append(all, registers()...)
}

// whoSees says who looks at which register or catalogue of company C, and by which clause.
var whoSees = map[models.Kind]map[string]regulation.Clause{
	"sample_ledger": {"weaver": regulation.SampleLedger, "planner": regulation.SampleMonthEnd, "director": regulation.SampleMonthEnd, "head": regulation.SampleForm, "cashier": regulation.SampleMonthEnd},
	"gate_passes":   {"guard": regulation.SampleGate, "planner": regulation.SampleGate, "director": regulation.SampleGate, "clerk": regulation.SampleForm, "head": regulation.SampleForm},
	"entries":       {"cashier": regulation.SampleMonthEnd},
	"exceptions":    {"deputy": regulation.AuthorityException},
	"month_ends":    {"planner": regulation.SampleMonthEnd, "director": regulation.SampleMonthEnd, "weaver": regulation.SampleMonthEnd, "cashier": regulation.SampleMonthEnd},
	"efficiency":    {"hrhead": regulation.ApprovalDeadline, "deputy": regulation.ApprovalDeadline},
	"customers":     {"deputy": regulation.ApprovalNeedToKnow, "clerk": regulation.SampleForm, "head": regulation.SampleForm, "cashier": regulation.SamplePaidByDefault, "director": regulation.SampleDraw},
	"varieties": {"deputy": regulation.ApprovalNeedToKnow, "clerk": regulation.SampleForm, "head": regulation.SampleForm, "cashier": regulation.SamplePaidByDefault,
		"planner": regulation.SampleDraw, "director": regulation.SampleDraw, "keeper": regulation.SampleFromWarehouse},
	"prices":    {"deputy": regulation.ApprovalNeedToKnow, "clerk": regulation.SampleForm, "head": regulation.SampleForm, "cashier": regulation.SamplePaidByDefault, "director": regulation.SampleMonthEnd},
	"handovers": {"weaver": regulation.SampleDraw, "planner": regulation.SampleDraw, "director": regulation.SampleDraw, "head": regulation.SampleForm},
}

func registers() (all []golden) {
	for _, register := range slices.Concat(models.Registers, models.Catalogues) {
		for _, verb := range verbs(models.List, models.Export) {
			if verb == models.Export && slices.Contains(models.Catalogues, register) {
				continue
			}
			for _, name := range names() {
				want := models.Decision{Clause: regulation.ApprovalNeedToKnow, Key: "policy-need-to-know"}
				clause, sees := whoSees[register][name]
				switch {
				case name == "deserter":
					continue // a story
				case name == "gm" || name == "president":
					want = models.Decision{Allowed: true, Clause: regulation.ApprovalNeedToKnow}
				case sees:
					want = models.Decision{Allowed: true, Clause: clause}
				}
				s := open(verb, register).as(name)
				all = append(all, golden{fmt.Sprintf("%s/%s: %s %s", want.Clause, name, verb, register), s.Question, want})
			}
		}
	}
	return all
}

func (g golden) holds(d models.Decision) bool {
	return d.Allowed == g.want.Allowed && d.Clause == g.want.Clause && d.Key == g.want.Key
}

func loaded(t testing.TB) *Snapshot {
	t.Helper()
	s, err := Load(Default(), 7)
	require.NoError(t, err)
	return s
}

func TestGolden_EachRuleOfTheCompanyIsToldAsAStory(t *testing.T) {
	s := loaded(t)
	for _, g := range goldens() {
		d := s.Decide(g.q)
		require.True(t, g.holds(d), "%s: %+v", g.title, d)
		require.EqualValues(t, 7, d.Version)
		if !d.Allowed {
			kind := models.Forbidden
			if d.Clause == regulation.ApprovalDigest {
				kind = models.Conflict // looks again; nobody else must act
			}
			require.True(t, models.IsKind(d.Err(), kind))
			require.True(t, message.Has("en", d.Key) && message.Has("zh-CN", d.Key), d.Key)
		}
		second := s.parts[subject{g.q.Verb, g.q.Kind}].walk(ptr(complete(g.q)))
		require.Equal(t, d.Rule, second.cond.text, "%s: Casbin and the plain walk", g.title)
		require.Equal(t, s.DecideAny(g.q, g.q.Principals).Allowed, s.Allows(g.q), "%s: what is decided and what a list shows", g.title)
		require.Equal(t, s.DecideAny(g.q, g.q.Principals), s.Offer(g.q, g.q.Principals), "%s: what is decided and what is offered", g.title)
	}
}

func ptr[T any](v T) *T { return &v }
