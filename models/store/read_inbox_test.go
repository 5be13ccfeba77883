package store_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"countersign/models"
	"countersign/models/store"
)

func TestApprovalNeedToKnow_AListDecidesOnAllThatConcernsItsReader(t *testing.T) {
	db, exec := house(t)
	head, clerk := models.PersonID(uuidOf(30)), models.PersonID(uuidOf(31))
	aCase(exec)
	exec(`update cases set applicant_id = $2, level = 'top_secret' where id = $1`, uuidOf(50), head)
	exec(`insert into tasks (id, case_id, kind, company_id, step, attempt, verb, clause, round, seat_id, person_id, state, closed_by)
		values ($1, $2, 'sample_request', $3, 'signatures', 1, 'sign', '', 0, $1, $4, 'done', $5)`, uuidOf(61), uuidOf(50), uuidOf(1), clerk, head)
	exec(`insert into signatures (id, case_id, step, attempt, task_id, seat_id, person_id, principal_id, decision, digest, clause, rule, rulebook, policy_version, act_id, at)
		values ($1, $2, 'signatures', 1, $3, $3, $4, $5, 'sign', 'd1', '', '', 0, 1, $1, $6)`, uuidOf(70), uuidOf(50), uuidOf(61), clerk, head, noon)
	facts, reader := db.Facts(context.Background()), db.Reader(context.Background(), "")
	act := models.Act{Verb: models.Sign, Case: models.CaseID(uuidOf(50)), Task: models.TaskID(uuidOf(60)), Actor: head, Digest: "d1"}
	all, err := facts.Question(act.Verb, head, act.Case, act.Task, act.Digest, noon)
	require.NoError(t, err)

	standing, err := facts.Standing(head, noon)
	require.NoError(t, err)
	asker := store.Asker{Standing: standing, Now: noon}
	lines, questions, err := reader.Todo(asker, store.Holders{Posts: []store.Holder{{ID: uuidOf(20)}}, People: []store.Holder{{ID: uuidOf(30)}}}, models.Verbs, store.TaskKey{}, 20)
	require.NoError(t, err)
	require.Len(t, lines, 1)
	listed, err := questions.Of(act)
	require.NoError(t, err)
	again, err := facts.Questions(asker, []models.CaseID{act.Case})
	require.NoError(t, err)
	alone, err := again.Of(act)
	require.NoError(t, err)
	require.Equal(t, listed, alone)

	require.ElementsMatch(t, []models.PersonID{clerk, head}, all.Case.Requesters)
	require.ElementsMatch(t, []models.PersonID{clerk, head}, all.Case.Parties)
	all.Case.Requesters = []models.PersonID{head} // of the others a list need not know
	all.Case.Parties = listed.Case.Parties
	require.Contains(t, listed.Case.Parties, head)
	require.Equal(t, all.Case, listed.Case)
	require.Equal(t, all.Task, listed.Task)
	require.Contains(t, listed.Task.Signers, head)
}

func TestApprovalNeedToKnow_EachOfSeveralTasksOfOneCaseIsDecidedOnWithTheOthers(t *testing.T) {
	db, exec := house(t)
	head := models.PersonID(uuidOf(30))
	aCase(exec)
	exec(`insert into tasks (id, case_id, kind, company_id, step, attempt, verb, clause, round, seat_id, person_id, state)
		values ($1, $2, 'sample_request', $3, 'signatures', 2, 'answer', '', 0, $1, $4, 'open')`, uuidOf(61), uuidOf(50), uuidOf(1), head)
	facts, reader := db.Facts(context.Background()), db.Reader(context.Background(), "")
	standing, err := facts.Standing(head, noon)
	require.NoError(t, err)
	lines, questions, err := reader.Todo(store.Asker{Standing: standing, Now: noon},
		store.Holders{Posts: []store.Holder{{ID: uuidOf(20)}}, People: []store.Holder{{ID: uuidOf(30)}}}, models.Verbs, store.TaskKey{}, 20)
	require.NoError(t, err)
	require.Len(t, lines, 2)
	for _, line := range lines {
		listed, err := questions.Of(models.Act{Verb: line.Verb, Case: line.ID, Task: line.Task, Actor: head, Digest: line.Digest})
		require.NoError(t, err)
		alone, err := facts.Question(line.Verb, head, line.ID, line.Task, line.Digest, noon)
		require.NoError(t, err)
		require.Equal(t, alone.Task, listed.Task)
		require.ElementsMatch(t, alone.Case.Waiting, listed.Case.Waiting)
		require.ElementsMatch(t, alone.Case.Posts, listed.Case.Posts)
	}
}

func TestApprovalNeedToKnow_OtherTasksAreReadOnlyForVerbsThatLookAtThem(t *testing.T) {
	db, exec := house(t)
	head := models.PersonID(uuidOf(30))
	aCase(exec)
	exec(`insert into tasks (id, case_id, kind, company_id, step, attempt, verb, clause, round, seat_id, person_id, state)
		values ($1, $2, 'sample_request', $3, 'signatures', 2, 'answer', '', 0, $1, $4, 'open'), ($5, $2, 'sample_request', $3, 'signatures', 1, 'sign', '', 1, $5, $4, 'ahead')`,
		uuidOf(61), uuidOf(50), uuidOf(1), head, uuidOf(62))
	facts, reader := db.Facts(context.Background()), db.Reader(context.Background(), "")
	standing, err := facts.Standing(head, noon)
	require.NoError(t, err)
	read := func(beyond ...models.Verb) map[models.Verb]models.Question {
		lines, questions, err := reader.Todo(store.Asker{Standing: standing, Now: noon},
			store.Holders{Posts: []store.Holder{{ID: uuidOf(20)}}, People: []store.Holder{{ID: uuidOf(30)}}}, beyond, store.TaskKey{}, 20)
		require.NoError(t, err)
		require.Len(t, lines, 2)
		asked := map[models.Verb]models.Question{}
		for _, line := range lines {
			asked[line.Verb], err = questions.Of(models.Act{Verb: line.Verb, Case: line.ID, Task: line.Task, Actor: head, Digest: line.Digest})
			require.NoError(t, err)
		}
		return asked
	}
	none, all := read(), read(models.Verbs...)
	for verb, q := range all {
		require.Equal(t, q.Task, none[verb].Task, verb)
		require.Equal(t, q.Case.Requesters, none[verb].Case.Requesters, verb)
		require.ElementsMatch(t, q.Case.Waiting, none[verb].Case.Waiting, verb)
	}
}
