package store_test

import (
	"context"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"countersign/models"
	"countersign/models/store"
)

// A todo is what an inbox of the head of the house says, to policies that look at no
// other tasks.
type todo struct {
	Lines []store.TaskLine
	Asked []models.Question
}

func todoOf(t *testing.T, db *store.DB, lang string) (said todo) {
	t.Helper()
	head := models.PersonID(uuidOf(30))
	standing, err := db.Facts(context.Background()).Standing(head, noon)
	require.NoError(t, err)
	lines, questions, err := db.Reader(context.Background(), lang).Todo(store.Asker{Standing: standing, Now: noon},
		store.Holders{Posts: []store.Holder{{ID: uuidOf(20)}}, People: []store.Holder{{ID: uuidOf(30)}}}, nil, store.TaskKey{}, 20)
	require.NoError(t, err)
	said.Lines = lines
	for _, line := range lines {
		q, err := questions.Of(models.Act{Verb: line.Verb, Case: line.ID, Task: line.Task, Actor: head, Digest: line.Digest})
		require.NoError(t, err)
		said.Asked = append(said.Asked, q)
	}
	return said
}

// TestApprovalNeedToKnow_AnInboxThatWasReadBeforeSaysTheSame changes what an inbox shows
// and what policies decide on, one thing after another: a program that has read it
// before says the same as one that has just started. Who signs and takes part is written
// with the case's row.
func TestApprovalNeedToKnow_AnInboxThatWasReadBeforeSaysTheSame(t *testing.T) {
	db, exec := house(t)
	aCase(exec)
	exec(`insert into tasks (id, case_id, kind, company_id, step, attempt, verb, clause, round, seat_id, person_id, state)
		values ($1, $2, 'sample_request', $3, 'signatures', 2, 'answer', '', 0, $1, $4, 'open')`, uuidOf(61), uuidOf(50), uuidOf(1), uuidOf(30))
	before := todoOf(t, db, "")
	for _, change := range []struct {
		says, query string
		args        []any
	}{
		{"the applicant has another name", `update people set name = '新名' where id = $1`, []any{uuidOf(31)}},
		{"the department has another name", `update units set name = '营销中心' where id = $1`, []any{uuidOf(10)}},
		{"the post has another title", `update posts set title = '主任' where id = $1`, []any{uuidOf(20)}},
		{"the case has a number", `update cases set number = 'YP-1' where id = $1`, []any{uuidOf(50)}},
		{"the case has another content", `update cases set digest = 'd2', amount = 5, about = '另一件' where id = $1`, []any{uuidOf(50)}},
		{"the case is secret", `update cases set level = 'top_secret' where id = $1`, []any{uuidOf(50)}},
		{"the task is due sooner", `update tasks set due_at = $2 where id = $1`, []any{uuidOf(60), noon}},
		{"the head is a beneficiary", `insert into case_people values ($1, $2, 'beneficiary', $3)`, []any{uuidOf(50), uuidOf(30), noon}},
		{"the head is none", `delete from case_people where part = 'beneficiary'`, nil},
		{"the head has signed before", `insert into signatures (id, case_id, step, attempt, task_id, seat_id, person_id, principal_id, decision, digest, clause, rule, rulebook, policy_version, act_id, at)
			values ($1, $2, 'signatures', 1, $3, $3, $4, $4, 'sign', 'd1', '', '', 0, 1, $1, $5)`, []any{uuidOf(70), uuidOf(50), uuidOf(60), uuidOf(30), noon}},
		{"that fell", `update signatures set fell_at = $1`, []any{noon}},
		{"another task waits for the head", `insert into tasks (id, case_id, kind, company_id, step, attempt, verb, clause, round, seat_id, person_id, state)
			values ($1, $2, 'sample_request', $3, 'signatures', 2, 'answer', '', 0, $1, $4, 'open')`, []any{uuidOf(62), uuidOf(50), uuidOf(1), uuidOf(30)}},
		{"it is done", `update tasks set state = 'done' where id = $1`, []any{uuidOf(62)}},
		{"the task is the head's own", `update tasks set post_id = null, person_id = $2 where id = $1`, []any{uuidOf(60), uuidOf(30)}},
		{"it is somebody else's", `update tasks set person_id = $2 where id = $1`, []any{uuidOf(60), uuidOf(31)}},
	} {
		exec(change.query, change.args...)
		if strings.Contains(change.query, "case_people") || strings.Contains(change.query, "signatures") {
			exec(`update cases set seq = seq + 1 where id = $1`, uuidOf(50))
		}
		asked := todoOf(t, db, "")
		require.NotEqual(t, before, asked, "%s: that is seen", change.says)
		require.Equal(t, todoOf(t, opened(t, db, 1, nil), ""), asked, change.says)
		require.Equal(t, asked, todoOf(t, db, ""), "%s: nothing has happened since", change.says)
		before = asked
	}
}

func TestApprovalNeedToKnow_OnlyAnInboxOfTheSameLanguageIsKnown(t *testing.T) {
	db, exec := house(t)
	aCase(exec)
	exec(`update people set name_en = 'Clerk' where id = $1`, uuidOf(31))
	require.Equal(t, "业务员", todoOf(t, db, "").Lines[0].Applicant)
	require.Equal(t, "Clerk", todoOf(t, db, "en").Lines[0].Applicant)

	exec(`alter table people disable trigger user`) // so that it is not seen
	exec(`update people set name = '?', name_en = '?' where id = $1`, uuidOf(31))
	require.Equal(t, "业务员", todoOf(t, db, "").Lines[0].Applicant, "the line is known")
	require.Equal(t, "Clerk", todoOf(t, db, "en").Lines[0].Applicant)
}

// TestApprovalNeedToKnow_ATransactionThatWritesKnowsNoInbox: what it reads may be taken
// back, and it may change a row twice.
func TestApprovalNeedToKnow_ATransactionThatWritesKnowsNoInbox(t *testing.T) {
	db, exec := house(t)
	aCase(exec)
	whose := store.Holders{Posts: []store.Holder{{ID: uuidOf(20)}}}
	asker := store.Asker{Standing: models.Standing{Person: models.PersonID(uuidOf(30))}, Now: noon}
	require.NoError(t, db.Write(t.Context(), func(tx store.Tx) error {
		for _, number := range []string{"YP-1", "YP-2"} {
			require.NoError(t, tx.Exec(`update cases set number = ?`, number).Error)
			lines, _, err := tx.Reader("").Todo(asker, whose, nil, store.TaskKey{}, 20)
			require.NoError(t, err)
			require.Equal(t, number, lines[0].Number)
		}
		return nil
	}))
}

// TestApprovalAbsence_AKnownLineIsThePersonsOwnAgain: whose task a line is, is read each time.
func TestApprovalAbsence_AKnownLineIsThePersonsOwnAgain(t *testing.T) {
	db, exec := house(t)
	aCase(exec)
	asker := store.Asker{Standing: models.Standing{Person: models.PersonID(uuidOf(30))}, Now: noon}
	for _, principal := range []models.PersonID{models.PersonID(uuidOf(31)), "", models.PersonID(uuidOf(32))} {
		lines, _, err := db.Reader(t.Context(), "").Todo(asker, store.Holders{Posts: []store.Holder{{ID: uuidOf(20), Principal: principal}}}, nil, store.TaskKey{}, 20)
		require.NoError(t, err)
		require.Equal(t, principal, lines[0].Principal)
	}
}

// TestApprovalNeedToKnow_ALineIsNotKnownWhereAnotherTaskOrCaseDecides has both change alone.
func TestApprovalNeedToKnow_ALineIsNotKnownWhereAnotherTaskOrCaseDecides(t *testing.T) {
	db, exec := house(t)
	aCase(exec)
	head := models.PersonID(uuidOf(30))
	asked := func(beyond ...models.Verb) models.Question {
		lines, questions, err := db.Reader(t.Context(), "").Todo(store.Asker{Standing: models.Standing{Person: head, Posts: []models.Held{{Post: models.PostID(uuidOf(20))}}}, Now: noon},
			store.Holders{Posts: []store.Holder{{ID: uuidOf(20)}}}, beyond, store.TaskKey{}, 20)
		require.NoError(t, err)
		q, err := questions.Of(models.Act{Verb: models.Sign, Case: lines[0].ID, Task: lines[0].Task, Actor: head, Digest: lines[0].Digest})
		require.NoError(t, err)
		return q
	}
	require.Len(t, asked(models.Sign).Case.Waiting, 1)
	exec(`insert into tasks (id, case_id, kind, company_id, step, attempt, verb, clause, round, seat_id, person_id, state)
		values ($1, $2, 'sample_request', $3, 'signatures', 2, 'answer', '', 0, $1, $4, 'open')`, uuidOf(61), uuidOf(50), uuidOf(1), head)
	require.Len(t, asked(models.Sign).Case.Waiting, 2, "another task")
	require.Len(t, asked().Case.Waiting, 1, "about which nobody asks")

	exec(`insert into cases (id, kind, company_id, unit_id, applicant_id, state, digest, amount, opened_at, updated_at, subject_id)
		values ($1, 'revocation', $2, $3, $4, 'running', 'd1', 0, $5, $5, $6)`, uuidOf(51), uuidOf(1), uuidOf(10), uuidOf(31), noon, uuidOf(50))
	exec(`update tasks set case_id = $1 where id = $2`, uuidOf(51), uuidOf(60))
	require.Empty(t, asked().Case.SubjectRequesters)
	exec(`insert into case_people values ($1, $2, 'beneficiary', $3)`, uuidOf(50), head, noon)
	require.Equal(t, []models.PersonID{head}, asked().Case.SubjectRequesters, "another case")
}
