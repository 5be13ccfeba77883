package activities

import (
	"countersign/models"
)

// allow asks the policies, inside the transaction that writes, whether the act
// may be done; the decision is kept in said where it is wanted.
func (r *Records) allow(w *writing, act models.Act, said *models.Decision) error {
	q, err := w.ground.Question(act)
	if err != nil {
		return err
	}
	snapshot, err := r.Policies.At(w.tx, q.Policy)
	if err != nil {
		return err
	}
	d := snapshot.DecideAny(q, q.Principals)
	if said != nil {
		*said = d
	}
	return d.Err()
}
