package policies

import (
	"fmt"
	"strings"
	"testing"
	"time"

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
