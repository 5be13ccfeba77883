package activities

import (
	"countersign/models"
)

// allow asks the policies, inside the transaction that writes, whether the act
// may be done; the decision is kept in said where it is wanted.
func (r *Records) allow(w *writing, act models.Act, said *models.Decision) error {
	snapshot, err := r.Policies.Fresh(w.tx)
	if err != nil {
		return err
	}
	q, principals, err := w.tx.Question(act, w.c, w.at)
	if err != nil {
		return err
	}
	d := snapshot.DecideAny(q, principals)
	if said != nil {
		*said = d
	}
	return d.Err()
}
