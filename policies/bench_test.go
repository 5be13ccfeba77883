package policies

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"countersign/deploy/local/localtest"
	"countersign/models"
)

func signQuestion() models.Question {
	who := models.Standing{Person: "head", Active: true, Posts: []models.Held{{Post: "head-post", Unit: "m", Company: "c", Rank: models.RankHead, Function: models.Marketing}}}
	return models.Question{Verb: models.Sign, Kind: models.KindSampleRequest, Actor: who, Who: who, Now: time.Now(),
		Case: &models.CaseFacts{ID: "1", Company: "c", Unit: "m", State: models.Running, Applicant: "clerk", Requesters: []models.PersonID{"clerk"}, Digest: "d", Shown: "d"},
		Task: &models.TaskFacts{ID: "t", Verb: models.Sign, Post: "head-post", Open: true}}
}

func BenchmarkDecide(b *testing.B) {
	s, err := Load(Default(), 1)
	if err != nil {
		b.Fatal(err)
	}
	q := signQuestion()
	b.ReportAllocs()
	for b.Loop() {
		if d := s.Decide(q); !d.Allowed {
			b.Fatal(d)
		}
	}
}

// BenchmarkDecideManyRows decides by the same rows with 400 more that a company
// wrote for other amounts, before the one that decides.
func BenchmarkDecideManyRows(b *testing.B) {
	var more strings.Builder
	for i := range 400 {
		fmt.Fprintf(&more, "p, %d, sign, sample_request, amount<=%d signed, allow, sample.two-signatures\n", 1000+i, i)
	}
	text := strings.Replace(Default(), "p, 100, sign|refuse|send_back, sample_request, ", "p, 5000, sign|refuse|send_back, sample_request, ", 1)
	text = strings.ReplaceAll(text, "p, 999,", "p, 9999,") + more.String()
	s, err := Load(text, 1)
	if err != nil {
		b.Fatal(err)
	}
	q := signQuestion()
	b.ReportAllocs()
	for b.Loop() {
		if d := s.Decide(q); !d.Allowed {
			b.Fatal(d)
		}
	}
}

func BenchmarkScope(b *testing.B) {
	s, err := Load(Default(), 1)
	if err != nil {
		b.Fatal(err)
	}
	q := signQuestion()
	b.ReportAllocs()
	for b.Loop() {
		s.ScopeOf(models.Read, models.Kinds, q.Who, q.Now)
	}
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := Load(Default(), 1); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkPage reads the first page of a list among 20,000 cases: for who sees all
// of them by rank, by department, by post, and for who sees ten and none.
func BenchmarkPage(b *testing.B) {
	s, o := loaded(b), &oracle{t: b, db: localtest.DB(b)}
	o.connect(b)
	o.exec(fixedHouse() + manyCases)
	for _, reader := range []struct {
		name string
		post int // of somePosts; -1 = none
	}{{"by rank", 0}, {"by department", 2}, {"by post", 6}, {"ten of them", 3}, {"none", 5}} {
		person := reader.post % somePeople
		o.exec(fmt.Sprintf(`delete from holdings; insert into holdings values (gen_random_uuid(), '%s', '%s', '2026-01-01', null)`, ofPost(reader.post), ofPerson(person)))
		scope := s.ScopeOf(models.Read, models.Kinds, o.standing(person, noon), noon)
		b.Run(reader.name, func(b *testing.B) {
			for b.Loop() {
				var ids []string
				err := o.db.Guarded(context.Background()).Raw(`select c.id::text from cases c where `+scope.SQL+` order by c.updated_at desc, c.id desc limit 51`, scope.Args...).Scan(&ids).Error
				require.NoError(b, err)
			}
		})
	}
}

// manyCases are of marketing (unit 1), with a task of the gate (post 6) each; ten
// are of its clerk (person 3).
var manyCases = fmt.Sprintf(`alter table cases disable trigger user;
	insert into cases (id, kind, company_id, unit_id, applicant_id, state, digest, opened_at, updated_at)
		select gen_random_uuid(), 'sample_request', '%s', '%s', case when i %% 2000 = 0 then '%s' else '%s' end::uuid, 'done', '', now(), now() - i * interval '1 minute' from generate_series(1, 20000) i;
	insert into case_people select id, applicant_id, 'requester', now() from cases;
	insert into tasks (id, case_id, kind, company_id, step, attempt, verb, clause, round, seat_id, post_id, state)
		select gen_random_uuid(), id, kind, company_id, 's', 1, 'release', '', 0, id, '%s', 'done' from cases; analyze;`,
	ofUnit(101), ofUnit(1), ofPerson(3), ofPerson(4), ofPost(6))
