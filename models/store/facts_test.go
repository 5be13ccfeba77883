package store_test

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/stretchr/testify/require"

	"countersign/deploy/local/localtest"
	"countersign/models"
	"countersign/models/calendar"
	"countersign/models/regulation"
	"countersign/models/store"
)

// noon of the day on which these stories are told, in the company's zone.
var noon = calendar.On(2026, 11, 23).At(12*time.Hour, calendar.China())

func uuidOf(n int) string { return fmt.Sprintf("00000000-0000-4000-8000-%012d", n) }

// A house is a database with one company: 1 company, 10 marketing, 20 its head's
// post, 21 its clerk's, 30 the head, 31 the clerk, 32 a deputy without a post.
func house(t testing.TB) (*store.DB, func(query string, args ...any)) {
	t.Helper()
	db := localtest.DB(t)
	conn, err := pgx.Connect(context.Background(), db.URL())
	require.NoError(t, err)
	t.Cleanup(func() { conn.Close(context.Background()) })
	exec := func(query string, args ...any) {
		t.Helper()
		_, err := conn.Exec(context.Background(), query, args...)
		require.NoError(t, err, query)
	}
	exec(`insert into companies (id, code, name, kind) values ($1, 'C', '公司', 'head')`, uuidOf(1))
	exec(`insert into units (id, company_id, code, name, function) values ($1, $2, 'M', '市场营销部', 'marketing')`, uuidOf(10), uuidOf(1))
	exec(`insert into posts (id, unit_id, company_id, code, title, rank) values ($1, $3, $4, 'M1', '部长', 'head'), ($2, $3, $4, 'M2', '业务员', 'staff')`,
		uuidOf(20), uuidOf(21), uuidOf(10), uuidOf(1))
	for i, name := range []string{"部长", "业务员", "代理人"} {
		exec(`insert into people (id, no, name) values ($1, $2, $3)`, uuidOf(30+i), name, name)
	}
	exec(`insert into holdings (id, post_id, person_id, from_on) values ($1, $2, $3, '2026-11-23'), ($4, $5, $6, '2026-01-01')`,
		uuidOf(40), uuidOf(20), uuidOf(30), uuidOf(41), uuidOf(21), uuidOf(31))
	return db, exec
}

func aCase(exec func(string, ...any)) {
	exec(`insert into cases (id, kind, company_id, unit_id, applicant_id, state, digest, amount, opened_at, updated_at)
		values ($1, 'sample_request', $2, $3, $4, 'running', 'd1', 12300, $5, $5)`, uuidOf(50), uuidOf(1), uuidOf(10), uuidOf(31), noon)
	exec(`insert into case_people values ($1, $2, 'requester', $3)`, uuidOf(50), uuidOf(31), noon)
	exec(`insert into tasks (id, case_id, kind, company_id, step, attempt, verb, clause, round, seat_id, post_id, state)
		values ($1, $2, 'sample_request', $3, 'signatures', 1, 'sign', '', 0, $1, $4, 'open')`, uuidOf(60), uuidOf(50), uuidOf(1), uuidOf(20))
}

func TestApprovalPost_APostIsHeldFromItsFirstDayToTheDayBeforeItsEnd(t *testing.T) {
	db, exec := house(t)
	exec(`update holdings set until_on = '2026-11-25' where id = $1`, uuidOf(40))
	midnight := func(day int) time.Time { return calendar.On(2026, 11, day).At(0, calendar.China()) }
	for _, moment := range []struct {
		says  string
		at    time.Time
		holds bool
	}{
		{"a second before the first day", midnight(23).Add(-time.Second), false},
		{"at the first instant of the first day, in China", midnight(23), true},
		{"in the last second of the last day", midnight(25).Add(-time.Second), true},
		{"at the first instant of the day without it", midnight(25), false},
	} {
		s, err := db.Facts(context.Background()).Standing(models.PersonID(uuidOf(30)), moment.at)
		require.NoError(t, err)
		require.Equal(t, moment.holds, s.Holds(models.PostID(uuidOf(20))), moment.says)
		require.True(t, s.Active)
	}
	exec(`update posts set ended_on = '2026-11-24' where id = $1`, uuidOf(20))
	s, err := db.Facts(context.Background()).Standing(models.PersonID(uuidOf(30)), midnight(24))
	require.NoError(t, err)
	require.Empty(t, s.Posts, "the post itself has ended")
}

func TestApprovalInForce_WhoHasLeftIsOutFromThatDay(t *testing.T) {
	db, exec := house(t)
	exec(`update people set left_on = '2026-11-24' where id = $1`, uuidOf(30))
	facts := db.Facts(context.Background())
	last := calendar.On(2026, 11, 24).At(0, calendar.China())
	s, err := facts.Standing(models.PersonID(uuidOf(30)), last.Add(-time.Second))
	require.NoError(t, err)
	require.True(t, s.Active)
	s, err = facts.Standing(models.PersonID(uuidOf(30)), last)
	require.NoError(t, err)
	require.False(t, s.Active)
	s, err = facts.Standing("nobody", last)
	require.NoError(t, err)
	require.False(t, s.Active, "an unknown person is not in force")
	posts, err := facts.Organisation(models.CompanyID(uuidOf(1)), last)
	require.NoError(t, err)
	require.Len(t, posts, 2)
	require.Empty(t, posts[0].Holders, "nor holds a post for a slate")
	require.Equal(t, []models.PersonID{models.PersonID(uuidOf(31))}, posts[1].Holders)
}

func TestAQuestionBringsAllThatDecides(t *testing.T) {
	db, exec := house(t)
	aCase(exec)
	exec(`insert into proxies (id, principal_id, agent_id, from_at, until_at, kinds, limit_cents, given_by, given_at)
		values ($1, $2, $3, $4, $5, '{sample_request}', 20000, $2, $4)`, uuidOf(70), uuidOf(30), uuidOf(32), noon, noon.Add(time.Hour))
	exec(`insert into signatures (id, case_id, step, attempt, task_id, seat_id, person_id, principal_id, decision, digest, clause, rule, rulebook, policy_version, act_id, at)
		values ($1, $2, 'signatures', 1, $3, $3, $4, $5, 'sign', 'd1', '', '', 0, 1, $1, $6)`, uuidOf(80), uuidOf(50), uuidOf(60), uuidOf(32), uuidOf(30), noon)
	facts := db.Facts(context.Background())
	q, err := facts.Question(models.Sign, models.PersonID(uuidOf(32)), models.CaseID(uuidOf(50)), models.TaskID(uuidOf(60)), "d0", noon)
	require.NoError(t, err)
	require.Equal(t, models.KindSampleRequest, q.Kind)
	require.Empty(t, q.Actor.Posts)
	require.Equal(t, models.Digest("d1"), q.Case.Digest)
	require.Equal(t, models.Digest("d0"), q.Case.Shown)
	require.Equal(t, models.Cents(12300), q.Case.Amount)
	require.Equal(t, []models.PersonID{models.PersonID(uuidOf(31))}, q.Case.Requesters)
	require.Equal(t, []models.PostID{models.PostID(uuidOf(20))}, q.Case.Posts)
	require.Equal(t, []models.Waiting{{Verb: models.Sign, Post: models.PostID(uuidOf(20))}}, q.Case.Waiting)
	require.True(t, q.Task.Open)
	require.ElementsMatch(t, []models.PersonID{models.PersonID(uuidOf(30)), models.PersonID(uuidOf(32))}, q.Task.Signers, "the proxy and the principal")
	require.Len(t, q.Principals, 1)
	require.True(t, q.Principals[0].Who.Holds(models.PostID(uuidOf(20))))
	require.Equal(t, models.Cents(20000), *q.Principals[0].Proxy.Limit)
	require.True(t, q.Principals[0].Proxy.Covers(models.KindSampleRequest, 20000, noon))

	for _, later := range []time.Time{noon.Add(-time.Microsecond), noon.Add(time.Hour)} {
		q, err = facts.Question(models.Sign, models.PersonID(uuidOf(32)), models.CaseID(uuidOf(50)), "", "", later)
		require.NoError(t, err)
		require.Empty(t, q.Principals, "the proxy ends by itself")
	}
	principals, err := facts.Principals(models.PersonID(uuidOf(32)), noon, models.KindSampleRequest, 20001)
	require.NoError(t, err)
	require.Empty(t, principals, "beyond the limit")
	principals, err = facts.Principals(models.PersonID(uuidOf(32)), noon, models.KindException, 0)
	require.NoError(t, err)
	require.Empty(t, principals, "of another kind")
}

func TestWhatDoesNotExistIsMissing(t *testing.T) {
	db, exec := house(t)
	aCase(exec)
	facts := db.Facts(context.Background())
	for _, of := range []struct{ c, task string }{{uuidOf(51), ""}, {"no id", ""}, {"", ""}, {uuidOf(50), uuidOf(61)}, {uuidOf(50), "'; drop table tasks"}} {
		_, err := facts.Question(models.Sign, models.PersonID(uuidOf(30)), models.CaseID(of.c), models.TaskID(of.task), "d1", noon)
		require.True(t, models.IsKind(err, models.Missing), "%v: %v", of, err)
	}
}

func TestAQuestionAboutACaseThatIsNotWrittenYet(t *testing.T) {
	db, exec := house(t)
	aCase(exec)
	subject := models.CaseID(uuidOf(50))
	c := models.Case{ID: models.CaseID(uuidOf(51)), Kind: models.KindException, Company: models.CompanyID(uuidOf(1)), Unit: models.UnitID(uuidOf(10)),
		Applicant: models.PersonID(uuidOf(31)), State: models.Draft, Subject: &subject}
	q, err := db.Facts(context.Background()).QuestionAbout(models.Act{Verb: models.Submit, Actor: c.Applicant, Case: c.ID}, c, noon)
	require.NoError(t, err)
	require.Equal(t, []models.PersonID{c.Applicant}, q.Case.Requesters)
	require.Equal(t, []models.PersonID{c.Applicant}, q.Case.SubjectRequesters)
}

func TestAuthorityMatrix_TheVersionOfTheDayIsInForce(t *testing.T) {
	db, exec := house(t)
	facts := db.Facts(context.Background())
	company := models.CompanyID(uuidOf(1))
	m, err := facts.Matrix(company, calendar.On(2026, 11, 23))
	require.NoError(t, err)
	require.Equal(t, models.Matrix{}, m, "a company without a matrix has the regulations'")
	rows, err := json.Marshal([]models.MatrixRow{{Kind: models.KindException, Step: models.StepSignatures, Clause: regulation.AuthorityException, Mode: models.All, Of: []string{"gm@company"}}})
	require.NoError(t, err)
	exec(`insert into matrices (company_id, version, from_on, rows) values ($1, 1, '2026-01-01', '[]'), ($1, 2, '2026-11-23', $2), ($1, 3, '2026-11-24', '[]')`, uuidOf(1), string(rows))
	m, err = facts.Matrix(company, calendar.On(2026, 11, 23))
	require.NoError(t, err)
	require.Equal(t, 2, m.Version)
	require.Equal(t, regulation.AuthorityException, m.Rows[0].Clause)

	exec(`insert into rulebooks (company_id, version, from_on, parameters) values ($1, 1, '2026-11-23', '{"sample.weights/whole_g": 2000}')`, uuidOf(1))
	book, err := facts.Rulebook(company, calendar.On(2026, 11, 22))
	require.NoError(t, err)
	require.Equal(t, 1900, regulation.WholeGrams.In(book))
	book, err = facts.Rulebook(company, calendar.On(2026, 11, 23))
	require.NoError(t, err)
	require.Equal(t, 2000, regulation.WholeGrams.In(book))
	book, err = facts.RulebookVersion(company, 1)
	require.NoError(t, err)
	require.Equal(t, 1, book.Version)
}

func TestFactsAreReadInTheTransactionThatActs(t *testing.T) {
	db, _ := house(t)
	err := db.Write(context.Background(), func(tx store.Tx) error {
		if err := tx.Exec(`update people set left_on = '2026-01-01' where id = ?`, uuidOf(30)).Error; err != nil {
			return err
		}
		s, err := tx.Facts().Standing(models.PersonID(uuidOf(30)), noon)
		require.False(t, s.Active)
		require.NoError(t, err)
		return sql.ErrTxDone // roll back
	})
	require.ErrorIs(t, err, sql.ErrTxDone)
	s, err := db.Facts(context.Background()).Standing(models.PersonID(uuidOf(30)), noon)
	require.NoError(t, err)
	require.True(t, s.Active)
}

func BenchmarkQuestion(b *testing.B) {
	db, exec := house(b)
	aCase(exec)
	facts := db.Facts(context.Background())
	for b.Loop() {
		if _, err := facts.Question(models.Sign, models.PersonID(uuidOf(30)), models.CaseID(uuidOf(50)), models.TaskID(uuidOf(60)), "d1", noon); err != nil {
			b.Fatal(err)
		}
	}
}

func TestApprovalPost_WhoHoldsAPostIsKnownAsOfTheTransaction(t *testing.T) {
	db, exec := house(t)
	aCase(exec)
	ctx := context.Background()
	c := models.Case{ID: models.CaseID(uuidOf(50)), Company: models.CompanyID(uuidOf(1)), Kind: models.KindSampleRequest}
	holders := func(f store.Facts, at time.Time) (all [][]models.PersonID) {
		d, _, err := f.DrawUp(c, models.StepSignatures, at)
		require.NoError(t, err)
		for _, p := range d.Posts {
			all = append(all, p.Holders)
		}
		return all
	}
	head, clerk := models.PersonID(uuidOf(30)), models.PersonID(uuidOf(31))
	for range 2 {
		require.Equal(t, [][]models.PersonID{{head}, {clerk}}, holders(db.Facts(ctx), noon))
	}
	require.Equal(t, [][]models.PersonID{{}, {clerk}}, holders(db.Facts(ctx), noon.AddDate(0, 0, -1)), "the day before its holder came")

	_ = db.Write(ctx, func(tx store.Tx) error {
		require.NoError(t, tx.Exec(`update people set left_on = '2026-11-01' where id = ?`, clerk).Error)
		require.Equal(t, [][]models.PersonID{{head}, {}}, holders(tx.Facts(), noon), "within the transaction")
		require.Equal(t, [][]models.PersonID{{head}, {clerk}}, holders(db.Facts(ctx), noon), "before it has ended")
		return errors.New("taken back")
	})
	require.Equal(t, [][]models.PersonID{{head}, {clerk}}, holders(db.Facts(ctx), noon), "after it was taken back")
	exec(`update people set left_on = '2026-11-02' where id = $1`, head)
	require.Equal(t, [][]models.PersonID{{}, {clerk}}, holders(db.Facts(ctx), noon), "from the commit on")
	exec(`update holdings set until_on = '2026-11-03' where id = $1`, uuidOf(41))
	require.Equal(t, [][]models.PersonID{{}, {}}, holders(db.Facts(ctx), noon))
}
