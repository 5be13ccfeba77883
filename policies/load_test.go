package policies

import (
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"countersign/models"
	"countersign/models/message"
	"countersign/models/regulation"
)

const end = "\np, 999, read, exception, any, deny, approval.need-to-know"

func TestLoadRefusesAPolicyThatItDoesNotUnderstand(t *testing.T) {
	good := "p, 010, read, exception, requester, allow, approval.need-to-know" + end
	_, err := Load(good, 1)
	require.NoError(t, err)
	for _, bad := range []struct{ because, rows, says string }{
		{"there is no row", "", "without rows"},
		{"there are only comments", "# nothing\n", "without rows"},
		{"a word is unknown", strings.Replace(good, "requester", "requestor", 1), "no word"},
		{"a condition is empty", strings.Replace(good, "requester", " ", 1), "empty"},
		{"a number has a letter", strings.Replace(good, "010", "1O", 1), "not a number"},
		{"a number is negative", strings.Replace(good, "010", "-10", 1), "not a number"},
		{"an effect has a capital letter", strings.Replace(good, "allow", "Allow", 1), "neither allow nor deny"},
		{"a clause is unknown", strings.Replace(good, "approval.need-to-know", "approval.unheard-of", 1), "no clause"},
		{"the last row is missing", strings.Replace(good, end, "", 1), "last row"},
		{"the last row allows", strings.Replace(good, "any, deny", "any, allow", 1), ""},
		{"the last row has a condition", strings.Replace(good, "any, deny", "party, deny", 1), "last row"},
		{"a row before the last ends everything", "p, 005, read, exception, any, deny, approval.need-to-know\n" + good, "leaves nothing"},
		{"two rows have one number", "p, 010, read, exception, party, deny, approval.need-to-know\n" + good, "number 10"},
		{"a verb is unknown", strings.Replace(good, "read", "peruse", 1), "no verb"},
		{"a kind is unknown", strings.Replace(good, "exception", "excuse", 1), "no kind"},
		{"a register is not signed", "p, 999, sign, entries, any, deny, approval.post", "not done"},
		{"a case is not listed as a register", "p, 999, list, exception, any, deny, approval.post", "not done"},
		{"the calendar is not a case", "p, 999, calendar, exception, any, deny, approval.post", "not done"},
		{"the house is not read", "p, 999, read, house, any, deny, approval.post", "not done"},
		{"a column is missing", "p, 010, read, exception, requester, allow", "fields"},
		{"it begins with another letter", strings.Replace(good, "p,", "g,", 1), "not with p"},
		{"reading is allowed by a word that lists cannot ask", strings.Replace(good, "requester", "requester administrator", 1), "asked of a list"},
		{"reading is allowed by a word that no index finds", strings.Replace(good, "requester", "state:running", 1), "index"},
		{"reading is allowed by a negation", strings.Replace(good, "requester", "!requester", 1), "index"},
		{"a register is asked about a case", "p, 010, list, entries, requester, allow, approval.post\np, 999, list, entries, any, deny, approval.post", "register"},
		{"a word takes no argument", strings.Replace(good, "requester", "requester:me", 1), "takes no"},
		{"a rank is unknown", strings.Replace(good, "requester", "is:emperor@company", 1), "rank@place"},
		{"a place is unknown", strings.Replace(good, "requester", "is:gm@moon", 1), "no place"},
		{"a function is unknown", strings.Replace(good, "requester", "is:any@case-unit.magic", 1), "no place"},
		{"a state is unknown", strings.Replace(good, "requester", "requester state:asleep", 1), "no state"},
		{"an amount has a comma", strings.Replace(good, "requester", "requester amount<=1.5", 1), "cents"},
	} {
		_, err := Load(bad.rows, 1)
		require.ErrorContains(t, err, bad.says, bad.because)
	}
}

func TestWhatNoRuleSpeaksOfIsRefused(t *testing.T) {
	s := loaded(t)
	for _, q := range []models.Question{{}, {Verb: "peruse", Kind: models.KindException}, {Verb: models.Collect, Kind: models.House}, {Verb: models.Read}} {
		d := s.Decide(q)
		require.False(t, d.Allowed)
		require.Equal(t, regulation.ApprovalDefault, d.Clause)
	}
	require.Equal(t, "(false)", s.Scope(models.Sign, models.KindException, cast["gm"], noon).SQL[strings.Index(s.Scope(models.Sign, models.KindException, cast["gm"], noon).SQL, "*/")+3:], "lists are for reading")
	require.Contains(t, s.Scope(models.Read, models.KindException, models.Standing{Active: true}, noon).SQL, "(false)", "nobody sees nothing")
	require.Contains(t, s.Registers(models.List, "people", cast["gm"]).SQL, "(false)", "no such register")
}

func TestAnEmptyQuestionNeverAllows(t *testing.T) {
	s := loaded(t)
	for at := range s.parts {
		d := s.Decide(models.Question{Verb: at.verb, Kind: at.kind})
		require.False(t, d.Allowed, at)
		require.NotEmpty(t, d.Clause.ID())
	}
}

func TestAFaultRefuses(t *testing.T) {
	s := loaded(t)
	p := s.parts[subject{models.Read, models.KindException}]
	broken, err := enforcer(p.rows[:0])
	require.NoError(t, err)
	p.chunks[len(p.chunks)-1].enforcer = broken
	d := s.Decide(open(models.Read, models.KindException).as("gm").Question)
	require.False(t, d.Allowed)
	require.Equal(t, "ERROR", d.Rule)
}

func TestAmountsAreComparedInCents(t *testing.T) {
	s, err := Load("p, 010, submit, exception, amount<=999999, allow, approval.number\np, 999, submit, exception, any, deny, approval.default", 1)
	require.NoError(t, err)
	for cents, allowed := range map[models.Cents]bool{-1: true, 999999: true, 1000000: false, 1 << 53: false, 1<<53 + 1: false, 99999: true} {
		q := open(models.Submit, models.KindException).as("clerk")
		q.Case.Amount = cents
		require.Equal(t, allowed, s.Decide(q.Question).Allowed, cents)
	}
}

func TestExplainSaysWhatDecidesAndWhatWould(t *testing.T) {
	s := loaded(t)
	q := open(models.SendBack, models.KindException).seat("deputy").Question
	reasons := s.Explain(q)
	var decides, could []string
	for _, r := range reasons {
		if r.Decides {
			decides = append(decides, r.Rule)
		}
		if r.Allow && !r.Holds {
			could = append(could, r.Rule)
			require.Equal(t, Truth{"seat", true}, r.Words[0])
			require.False(t, r.Words[1].Holds)
		}
	}
	require.Equal(t, []string{"any"}, decides)
	require.Equal(t, []string{"seat is:gm@company", "seat is:gm@head"}, could)
	require.Empty(t, s.Explain(models.Question{Verb: "peruse"}))
}

func TestDecideAnyTakesTheFirstPowerThatAllowsAndElseTheRefusalThatSaysMost(t *testing.T) {
	s := loaded(t)
	proxy := func(principal string) Principal {
		return Principal{Proxy: *(&scene{}).by("officer", principal).Proxy, Who: cast[principal]}
	}
	q := open(models.Sign, models.KindSampleRequest).as("officer").waitsFor("head").Question

	d := s.DecideAny(q, nil)
	require.Equal(t, regulation.ApprovalPost, d.Clause)
	d = s.DecideAny(q, []Principal{proxy("guard"), proxy("head"), proxy("gm")})
	require.True(t, d.Allowed)
	require.Equal(t, models.PersonID("head"), d.Who)
	require.Equal(t, models.ProxyID("proxy"), d.Proxy)
	require.Equal(t, cast["head"].Posts[0].Post, d.Post)
	d = s.DecideAny(q, []Principal{proxy("guard"), proxy("clerk")})
	require.Equal(t, regulation.ApprovalOwnCase, d.Clause, "the clerk may not because the clerk applied, which says more than that it is not the guard's")
	own := s.DecideAny(open(models.Sign, models.KindSampleRequest).seat("head").Question, []Principal{proxy("head")})
	require.True(t, own.Allowed)
	require.Empty(t, own.Proxy, "one's own power comes first")
}

func TestEveryRefusalHasAMessage(t *testing.T) {
	keys := map[string]bool{"policy-not-allowed": true, "policy-fault": true}
	for _, p := range loaded(t).parts {
		for _, r := range p.rows {
			keys[r.key] = true
		}
	}
	delete(keys, "")
	for key := range keys {
		for _, lang := range message.Languages {
			require.True(t, message.Has(lang, key), "%s %s", lang, key)
		}
	}
	require.Greater(t, len(keys), 10)
}

func FuzzParseCondition(f *testing.F) {
	for at, p := range loaded(f).parts {
		_ = at
		for _, r := range p.rows {
			f.Add(r.cond.text)
		}
	}
	for _, odd := range []string{"", " ", "!", "!!any", "is:", "is:@", "is:gm@", "amount<=", "amount<=9999999", "state:|", "any||true", "seat\x00", "is:gm@company'; drop table cases --", "任何"} {
		f.Add(odd)
	}
	questions := []*models.Question{{}, ptr(open(models.Sign, models.KindException).seat("gm").Question)}
	f.Fuzz(func(t *testing.T, text string) {
		c, err := parseCondition(text)
		if err != nil {
			return
		}
		again, err := parseCondition(c.text)
		require.NoError(t, err, "what is understood is understood again")
		require.Equal(t, c.text, again.text)
		for _, q := range questions {
			require.Equal(t, c.true(q), again.true(q))
		}
		if c.listable(aboutCases, false) == nil {
			sql := c.sql(newAsker(cast["gm"], noon, "c"))
			require.NotContains(t, sql.sql, "drop")
			require.Equal(t, strings.Count(sql.sql, "?"), len(sql.args), "an argument for each place")
		}
	})
}

func TestASnapshotIsAskedByManyAtOnce(t *testing.T) {
	s := loaded(t)
	var people sync.WaitGroup
	for range 8 {
		people.Go(func() {
			for _, g := range goldens() {
				require.True(t, g.holds(s.Decide(g.q)), g.title)
			}
		})
	}
	people.Wait()
}
