package api

import (
	"time"

	"context"

	"countersign/models"
	"countersign/models/message"
	"countersign/models/regulation"
	"countersign/models/store"
)

// GatePass is the pass with a token as the guard sees it. Looking at it changes
// nothing; the release is an act (sample.gate).
func (s *Server) GatePass(ctx context.Context, who Person, token string) (v PassView, err error) {
	err = s.DB.Snapshot(ctx, who.Lang, func(r store.Reader) error {
		pass, found, err := r.Pass(token)
		if err != nil {
			return err
		}
		if !found {
			return s.keptPass(r, who, token)
		}
		o, err := s.openCase(r, who, pass.Case)
		if models.IsKind(err, models.Missing) {
			return s.keptPass(r, who, token)
		}
		if err != nil {
			return err
		}
		v, err = o.pass(pass)
		return err
	})
	return v, err
}

// keptPass says of a pass, by its code or the number of its form, why nothing goes out
// with it, to whom the register of passes shows that much: its number and how it stands
// (sample.gate). For anybody else, and of a pass that is in order, there is none.
func (s *Server) keptPass(r store.Reader, who Person, text string) error {
	p, found, err := r.KeptPass(text)
	if err != nil || !found {
		return orNotFound(err)
	}
	q := s.ask(who, models.List, RegisterPasses.kind())
	q.Case = &models.CaseFacts{Company: p.Company}
	key := whyKept(p, s.Now())
	if key == "" || !s.Policies.Current().Decide(q).Allowed {
		return notFound()
	}
	return models.Refuse(models.Conflict, regulation.SampleGate, key, "Number", p.Number)
}

func whyKept(p store.KeptPass, now time.Time) string {
	switch {
	case p.UsedAt != nil:
		return "pass-kept-used"
	case p.VoidAt != nil || p.State == models.Revoked:
		return "pass-kept-void"
	case p.ValidUntil == nil || p.State != models.Effective:
		return "pass-kept-unsigned"
	case !now.Before(*p.ValidUntil):
		return "pass-kept-expired"
	}
	return ""
}

func (o *opened) pass(p store.PassInfo) (PassView, error) {
	doc, body, digest, err := o.document()
	if err != nil {
		return PassView{}, err
	}
	lines, err := o.documentView(doc, body)
	if err != nil {
		return PassView{}, err
	}
	v := PassView{Case: o.ID, Number: o.Number, State: stateView(o.who.Lang, o.State), Digest: digest, Unit: o.Unit, Applicant: o.Applicant, Lines: lines.Lines,
		IssuedAt: p.IssuedAt, ValidUntil: p.ValidUntil, UsedAt: p.UsedAt, UsedBy: p.UsedBy, Reasons: []string{}, Clause: clauseView(o.who.Lang, regulation.SampleGate)}
	if v.Task, err = o.taskFor(models.Release); err != nil {
		return v, err
	}
	for _, key := range o.incomplete(v) {
		v.Reasons = append(v.Reasons, message.Text(o.who.Lang, key, nil))
	}
	v.Complete = len(v.Reasons) == 0
	return v, nil
}

// incomplete says what keeps the goods in.
func (o *opened) incomplete(v PassView) (keys []string) {
	switch {
	case v.UsedAt != nil:
		return []string{"pass-used"}
	case o.State == models.Revoked:
		return []string{"pass-void"}
	case o.State != models.Effective:
		return []string{"form-not-effective"}
	}
	if v.ValidUntil != nil && !o.question.Now.Before(*v.ValidUntil) {
		keys = append(keys, "pass-expired")
	}
	taken := 0
	for _, l := range v.Lines {
		if l.Taken != nil {
			taken += *l.Taken
		}
	}
	if taken == 0 || v.ValidUntil == nil {
		keys = append(keys, "pass-incomplete")
	}
	if v.Task == "" && len(keys) == 0 {
		keys = append(keys, "pass-not-ready")
	}
	return keys
}

// taskFor is the open task that waits for a verb; empty where there is none.
func (o *opened) taskFor(verb models.Verb) (models.TaskID, error) {
	r, err := o.record()
	if err != nil {
		return "", err
	}
	for _, s := range r.Seats {
		if s.State == "open" && s.Verb == verb {
			return s.ID, nil
		}
	}
	return "", nil
}
