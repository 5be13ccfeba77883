package policies

import (
	"slices"

	"countersign/models"
)

// Names reports whether rows of a step name a post that somebody holds, for a case.
func Names(rows []models.MatrixRow, kind models.Kind, step models.Step, amount models.Cents, who models.Standing, c *models.CaseFacts) bool {
	return slices.ContainsFunc(rows, func(r models.MatrixRow) bool {
		return r.Holds(kind, step, amount) && slices.ContainsFunc(r.Of, func(of string) bool {
			p, err := parsePlace(of)
			return err == nil && slices.ContainsFunc(who.Posts, func(h models.Held) bool { return p.fits(h.Rank, h.Function) && p.here(h, c) })
		})
	})
}

// AtLeast are the signatures of one kind and, after them, the last round of another
// kind's for the amount, where it asks anybody else (approval.revoke).
func AtLeast(rows []models.MatrixRow, kind models.Kind, others []models.MatrixRow, other models.Kind, amount models.Cents) []models.MatrixRow {
	all := slices.Clone(rows)
	own := roundsOf(rows, models.DrawUp{Kind: kind, Step: models.StepSignatures, Case: models.CaseFacts{Amount: amount}})
	signed := roundsOf(others, models.DrawUp{Kind: other, Step: models.StepSignatures, Case: models.CaseFacts{Amount: amount}})
	if len(own) == 0 || len(signed) == 0 {
		return all
	}
	last := signed[len(signed)-1]
	if slices.ContainsFunc(own, func(r models.MatrixRow) bool {
		return r.Mode == last.Mode && slices.Equal(r.Of, last.Of) && r.Only == last.Only
	}) {
		return all
	}
	last.Kind, last.Clause, last.From, last.To, last.Round = kind, own[0].Clause, 0, 0, own[len(own)-1].Round+1
	return append(all, last)
}
