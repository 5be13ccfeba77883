package api

import (
	"context"
	"slices"

	"countersign/models"
	"countersign/models/regulation"
)

// A PaperView is a case as it is printed (sample.form).
type PaperView struct {
	CaseView
	// Copies names the copies of the form, in the order of printing.
	Copies []string
	// InForce says that the form has taken effect; else the paper says that it has not.
	InForce bool
	// Token is the secret of the gate pass, for its copy; empty where there is no
	// pass, and for who checks passes: nobody prints what he or she is to check.
	Token string
}

// Paper is a case for printing, where the person may print it.
func (s *Server) Paper(ctx context.Context, who Person, id models.CaseID) (p PaperView, err error) {
	err = s.withCase(ctx, who, id, func(o *opened) error {
		p, err = o.paper()
		return err
	})
	return p, err
}

func (o *opened) paper() (p PaperView, err error) {
	if p.CaseView, err = o.view(); err != nil {
		return p, err
	}
	may, err := o.may(models.Print, "", p.Digest)
	if err != nil || !may.Allowed {
		return PaperView{}, orErr(may, err)
	}
	book, err := o.rulebook()
	if err != nil {
		return p, err
	}
	p.Copies, p.InForce = regulation.SampleCopies.In(book), o.State == models.Effective || o.State == models.Done
	if o.who.checksPasses() {
		return p, nil
	}
	p.Token, err = o.PassToken()
	return p, err
}

// checksPasses reports whether the person holds a post at the gate.
func (p Person) checksPasses() bool {
	return slices.ContainsFunc(p.standing.Posts, func(h models.Held) bool { return h.Function == models.Gate })
}

// orErr is err, or the refusal of d.
func orErr(d models.Decision, err error) error {
	if err != nil {
		return err
	}
	return d.Err()
}
