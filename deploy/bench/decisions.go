package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"countersign/models"
	"countersign/policies"
)

// measureDecisions is W4: whether a head may sign, by the rows of the default
// policy: with the row that decided, with the truth of every word, and for the 50
// rows of a page.
func measureDecisions(_ context.Context, b *bed, t *table) error {
	s, err := policies.Load(policies.Default(), 1)
	if err != nil {
		return err
	}
	q := mayTheHeadSign()
	if d := s.Decide(q); !d.Allowed || d.Rule == "" {
		return errors.New("the head may not sign, or nothing says why")
	}
	t.add(decision("W4 Decide with the row that decided", b.Rounds, 1, func() { s.Decide(q) }))
	t.add(decision("W4 Decide and Explain every word", b.Rounds, 1, func() { s.Decide(q); s.Explain(q) }))
	t.add(decision("W4 a batch of 50, each", b.Rounds, 50, func() {
		for range 50 {
			s.Decide(q)
		}
	}))
	return nil
}

// mostMicroseconds is the goal of W4.
const mostMicroseconds = 25

// decision measures once a round and reports the median.
func decision(what string, rounds, each int, do func()) row {
	var took []float64
	for range rounds {
		r := testing.Benchmark(func(b *testing.B) {
			for b.Loop() {
				do()
			}
		})
		took = append(took, float64(r.T.Nanoseconds())/float64(r.N*each)/1000)
	}
	slices.Sort(took)
	m := median(took)
	return row{what: what, ours: fmt.Sprintf("%.1f µs (%.1f–%.1f)", m, took[0], took[len(took)-1]), goal: fmt.Sprintf("≤ %d µs", mostMicroseconds), met: yes(m <= mostMicroseconds)}
}

func mayTheHeadSign() models.Question {
	who := models.Standing{Person: "head", Active: true, Posts: []models.Held{{Post: "head-post", Unit: "m", Company: "c", Rank: models.RankHead, Function: models.Marketing}}}
	return models.Question{Verb: models.Sign, Kind: models.KindSampleRequest, Actor: who, Who: who, Now: time.Now(),
		Case: &models.CaseFacts{ID: "1", Company: "c", Unit: "m", State: models.Running, Applicant: "clerk", Requesters: []models.PersonID{"clerk"}, Digest: "d", Shown: "d"},
		Task: &models.TaskFacts{ID: "t", Verb: models.Sign, Post: "head-post", Open: true}}
}
