package revocation_test

import (
	"countersign/models"
	"countersign/models/store"
	"countersign/policies"
	"countersign/workflows/playtest"
)

// tryTwice writes a second revocation of a case behind everybody's back.
func tryTwice(p *playtest.Play, subject models.CaseID) func(store.Tx) error {
	other := p.Draft("linxiaowen", revoke(subject))
	return func(tx store.Tx) error {
		return tx.AskRevocation(other, models.Case{ID: subject, Digest: "d"}, p.Person("linxiaowen"), playtest.Monday)
	}
}

func defaultMatrix() []models.MatrixRow { return policies.DefaultMatrix() }
