package policies

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"countersign/models"
)

func TestApprovalNeedToKnow_OnlyWordsThatSaySoLookAtOtherTasksOfACase(t *testing.T) {
	arguments := map[string]string{"is": "gm@company", "state": "running", "amount<=": "100"}
	looks := map[string]bool{}
	rapid.Check(t, func(t *rapid.T) {
		q := amongOtherTasks(t)
		alone, without := *q.Case, q
		alone.Parties, alone.Posts, alone.Waiting = nil, nil, nil
		without.Case = &alone
		for name, parse := range predicates {
			word, err := parse(arguments[name])
			require.NoError(t, err)
			if word.holds(&q) != word.holds(&without) {
				require.True(t, word.beyond, name)
				looks[name] = true
			}
		}
	})
	require.Len(t, looks, 3, "words that were decided by another task")
}

// amongOtherTasks asks about a task of a case that has others, which waited or wait for
// who asks, or for somebody whose proxy he or she holds.
func amongOtherTasks(t *rapid.T) models.Question {
	q := signQuestion()
	principal := models.Standing{Person: "gm", Active: true, Posts: []models.Held{{Post: "gm-post", Company: "c"}}}
	q.Principals = []models.Principal{{Who: principal, Proxy: models.Proxy{ID: "y", Principal: "gm", Agent: "head", From: q.Now.Add(-time.Hour), Until: q.Now.Add(time.Hour)}}}
	q.Case.Signed = rapid.Bool().Draw(t, "signed")
	q.Case.Parties = rapid.SliceOfN(rapid.SampledFrom([]models.PersonID{"head", "clerk", "gm"}), 0, 2).Draw(t, "parties")
	q.Case.Posts = rapid.SliceOfN(rapid.SampledFrom([]models.PostID{"head-post", "gm-post", "other"}), 0, 2).Draw(t, "posts")
	for _, post := range q.Case.Posts {
		q.Case.Waiting = append(q.Case.Waiting, models.Waiting{Verb: models.Sign, Post: post})
	}
	return q
}

func TestApprovalNeedToKnow_AVerbLooksAtOtherTasksAsSoonAsARowDoes(t *testing.T) {
	s, err := Load(Default(), 1)
	require.NoError(t, err)
	require.Contains(t, s.Beyond(), models.Read)
	require.NotContains(t, s.Beyond(), models.Sign)

	s, err = Load(Default()+"p, 015, sign, *, !post-had-task, deny, approval.post\n", 2)
	require.NoError(t, err)
	require.Contains(t, s.Beyond(), models.Sign)
}
