package models_test

import (
	"slices"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"countersign/models"
)

// once has a signature for one seat be for others too, at times only one that is proved.
func (p *player) once() {
	for i := range p.s.Rounds {
		for j := range p.s.Rounds[i].Seats {
			if seat := &p.s.Rounds[i].Seats[j]; rapid.IntRange(0, 3).Draw(p.t, "once") == 0 {
				seat.Once = []models.PersonID{p.person("once"), p.person("or"), p.person("or")}
				seat.Since = rapid.IntRange(0, i).Draw(p.t, "since")
				seat.Proof = rapid.SampledFrom([]models.Proof{"", models.Strong}).Draw(p.t, "proved")
			}
		}
	}
}

// covered says for which seats somebody has signed elsewhere: a seat waits for its own
// holder exactly while there is no such signature with the proof that it needs.
func (p *player) covered(s models.Slate) {
	for i, r := range s.Rounds {
		for _, seat := range r.Seats {
			found := false
			for n, other := range s.Rounds {
				for _, by := range other.Seats {
					found = found || n >= seat.Since && n <= i && by.ID != seat.ID && by.Signed && slices.Contains(seat.Once, by.For) && (seat.Proof == "" || other.Proof == seat.Proof)
				}
			}
			require.Equal(p.t, found && !seat.Signed, seat.Covered, "of round %d", i+1)
			if seat.Covered {
				p.over++
			}
		}
	}
}
