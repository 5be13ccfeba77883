package api_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"countersign/api"
	"countersign/models"
	"countersign/models/regulation"
)

// Of two forms for the same days side by side the second could be signed by everybody and
// not be granted: it is refused when it is submitted, and says which one is in the way.
func TestApprovalAbsence_LeaveThatWaitsForItsSignaturesIsNotAskedForTwice(t *testing.T) {
	h := newHouse(t)
	leave := func(from, until string) map[string]string {
		return map[string]string{"kind": "annual", "from_on": from, "until_on": until, "days": "2", "reason": "家中有事"}
	}
	draft := func(who, from, until string) (d api.DraftView) {
		h.do(ask{who: who, method: "POST", path: "/api/v1/cases", body: map[string]any{"kind": "form", "document": models.FilledForm{Form: "leave", Values: leave(from, until)}}}).ok(201, &d)
		return d
	}
	submit := func(who string, d api.DraftView) reply {
		return h.do(ask{who: who, method: "POST", path: "/api/v1/cases/" + string(d.ID) + "/submit", header: key(), body: map[string]any{"digest": d.Digest}})
	}
	one, two := draft("lin", "2026-12-01", "2026-12-02"), draft("lin", "2026-12-02", "2026-12-03")
	require.Empty(t, two.Faults, "while both are drafts neither is in the way")
	submit("lin", one).ok(200, nil)

	p := submit("lin", two).refused(422, "document-incomplete", regulation.ApprovalForm.ID())
	require.Equal(t, "values.from_on", p.Fields[0].At)
	require.Equal(t, "leave-asked", p.Fields[0].Key)
	require.Equal(t, regulation.ApprovalAbsence.ID(), p.Fields[0].Clause)
	require.Contains(t, p.Fields[0].Text, "2026-12-01 至 2026-12-02 的请假（"+documentNumber(h, one.ID)+"）")

	submit("lin", draft("lin", "2026-12-03", "2026-12-04")).ok(200, nil)
	submit("ma", draft("ma", "2026-12-01", "2026-12-02")).ok(200, nil)
	h.act("mei", one.ID, models.RefuseIt, "人手不够").ok(200, nil)
	submit("lin", draft("lin", "2026-12-01", "2026-12-02")).ok(200, nil)
}
