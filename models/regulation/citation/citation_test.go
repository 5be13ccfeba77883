package citation_test

import (
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"countersign/models/regulation"
	"countersign/models/regulation/citation"
)

// chapters are the clauses that the company's regulations have in them.
var chapters = []regulation.ID{
	"sample.paid-by-default", "sample.form", "sample.complete", "sample.two-signatures", "sample.weights", "sample.draw",
	"sample.ledger", "sample.month-end", "sample.gate", "sample.from-warehouse", "sample.requisition",
	"authority.matrix", "authority.exception",
}

func TestEveryClauseOfTheChaptersIsThere(t *testing.T) {
	for _, id := range chapters {
		c, ok := regulation.Find(id)
		require.True(t, ok, id)
		require.NotEmpty(t, c.Source(), id)
		require.NotEmpty(t, c.Text("zh-CN"), id)
		require.NotEmpty(t, c.Text("en"), id)
	}
	for _, c := range regulation.All() {
		chapter, _, _ := strings.Cut(string(c.ID()), ".")
		if chapter == "sample" || chapter == "authority" {
			require.Contains(t, chapters, c.ID())
		}
	}
}

func TestEveryClauseIsCarriedOutAndProved(t *testing.T) {
	found, err := citation.Scan(os.DirFS("../../.."), regulation.All())
	require.NoError(t, err)
	require.Empty(t, citation.Uncited(found), "carry the clause out where it is missing, or test it under a title that begins with its id")
}

// tree is a source tree that carries out one clause.
func tree() fstest.MapFS {
	return fstest.MapFS{
		"models/regulation/sample.go": {Data: []byte(`package regulation
var (
	SampleGate = clause("sample.gate", "R2", "", "")
	SampleDraw = clause("sample.draw", "R2", "", "")
	PassHours  = param(SampleGate, "hours", 72)
)`)},
		"workflows/gate.go":      {Data: []byte("package workflows\nvar a = regulation.SampleGate\nvar b = regulation.PassHours\n// regulation.SampleDraw\n")},
		"workflows/gate_test.go": {Data: []byte(`package workflows` + "\n" + `var title = "sample.gate the guard lets a sample out once"` + "\nfunc TestSampleGate_Once() {}\nvar row = story{regulation.SampleGate, \"nobody else does\"}\nvar built = \"sample.gate goods of \" + kind + \" stay\"\n")},
		"policies/policy.csv":    {Data: []byte("# rows\np, 1, release, *, any, deny, sample.gate\n")},
		"deploy/other/go.mod":    {Data: []byte("module other")},
		"deploy/other/x.sql":     {Data: []byte("-- sample.draw")},
	}
}

func clauses(t *testing.T, ids ...regulation.ID) (some []regulation.Clause) {
	for _, id := range ids {
		c, ok := regulation.Find(id)
		require.True(t, ok)
		some = append(some, c)
	}
	return some
}

func TestCodeAndTestsOfAClauseAreFound(t *testing.T) {
	found, err := citation.Scan(tree(), clauses(t, "sample.gate"))
	require.NoError(t, err)
	require.Equal(t, []string{"policies/policy.csv:2", "workflows/gate.go:2", "workflows/gate.go:3"}, found[0].Code)
	require.Equal(t, []string{"workflows/gate_test.go:sample.gate the guard lets a sample out once", "workflows/gate_test.go:TestSampleGate_Once", "workflows/gate_test.go:nobody else does", "workflows/gate_test.go:sample.gate goods of … stay"}, found[0].Tests)
	require.Empty(t, citation.Uncited(found))
}

func TestAClauseThatNothingCitesIsCaught(t *testing.T) {
	found, err := citation.Scan(tree(), clauses(t, "sample.gate", "sample.draw"))
	require.NoError(t, err)
	require.Equal(t, []string{"sample.draw: no code", "sample.draw: no test"}, citation.Uncited(found), "a comment and another program cite nothing")
	found[1].Manual = "the guard looks at the goods"
	require.Empty(t, citation.Uncited(found), "what no machine can enforce says so instead")
}

func TestTheEmbeddedCitationsHaveEveryClause(t *testing.T) {
	found, err := citation.Embedded()
	require.NoError(t, err)
	for _, c := range regulation.All() {
		require.True(t, slices.ContainsFunc(found, func(f citation.Citation) bool { return f.ID == c.ID() }), "%s: run make generate", c.ID())
	}
}
