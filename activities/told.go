package activities

import (
	"countersign/models"
	"countersign/policies"
)

// tellWhenDone gives a copy to those whom the matrix, or the company's own form, names
// for when a step is done (approval.copy).
func (p *performance) tellWhenDone() error {
	if p.out.Outcome != Signed || !p.out.Slate.Tells {
		return nil
	}
	ask, matrix, err := p.tx.Facts().DrawUp(p.c, p.out.Slate.Step, p.at)
	if err != nil {
		return err
	}
	rows := policies.InForce(matrix)
	if p.c.Kind == models.KindForm {
		if rows, err = formRows(p.writing); err != nil {
			return err
		}
	}
	return p.tx.CopyTo(p.c.ID, policies.ToldWhenDone(rows, ask), "notice-copied", p.at)
}
