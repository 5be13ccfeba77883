package pages

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"countersign/api"
)

func TestTheWordsOfACommentStayWhateverIsMentioned(t *testing.T) {
	who := []api.NamedView{{Name: "周建", Also: "Zhou"}, {Name: "周建国"}, {Name: "陈立", Also: "Chen Li"}}
	r := remarkOf(api.EventView{Comment: "@周建国 和@Chen Li请看", Mentions: who})
	require.Equal(t, []wording{{"@周建国", true}, {" 和", false}, {"@Chen Li", true}, {"请看", false}}, r.Parts)
	require.Equal(t, []string{"@周建"}, r.To)
	rapid.Check(t, func(t *rapid.T) {
		words := strings.Join(rapid.SliceOf(rapid.SampledFrom([]string{"@周建国", "@周建", "@", "周建", "a", "\n", "@Zhou", "<b>", "@陈立"})).Draw(t, "words"), "")
		var said strings.Builder
		for _, p := range remarkOf(api.EventView{Comment: words, Mentions: who}).Parts {
			said.WriteString(p.Text)
			if p.Mention && !strings.HasPrefix(p.Text, "@") {
				t.Fatalf("%q is no mention", p.Text)
			}
		}
		if said.String() != words {
			t.Fatalf("%q became %q", words, said.String())
		}
	})
}
