package activities

import (
	"context"
	"encoding/json"
	"maps"
	"strings"

	"countersign/models"
	"countersign/models/regulation"
	"countersign/models/store"
)

// PerformAct does one act of one person, or refuses it with the clause. The
// policies decide within the transaction that writes; the same act gets the
// same answer however often it comes.
func (r *Records) PerformAct(ctx context.Context, in Deed) (Done, error) {
	var out Done
	repeated, err := r.once(ctx, occasion{string(in.Act.ID), in.Act, in.Slate}, &out, func(w *writing) error {
		if err := w.stand(&in.Slate, &in.Facts); err != nil {
			return err
		}
		p := performance{writing: w, r: r, in: in, out: &out}
		out.Slate, out.Facts = in.Slate, in.Facts
		if err := p.perform(); err != nil {
			return err
		}
		if err := p.drawNext(); err != nil {
			return err
		}
		out.Outcome = outcomeOf(w.c, out.Slate)
		w.moved(out)
		return nil
	})
	out.Repeated = repeated
	return out, err
}

// A standing slate is how a slate is in the records: what counts, also where a
// crash has kept the workflow from hearing of the last acts.
type standing struct {
	Slate models.Slate `json:"slate"`
	Facts Facts        `json:"facts"`
}

// stand replaces what the workflow knows of the slate by what the records have.
func (w *writing) stand(slate *models.Slate, facts *Facts) error {
	if w.ground.Standing == nil {
		return nil
	}
	now := standing{}
	err := json.Unmarshal(w.ground.Standing, &now)
	if err == nil {
		*slate, *facts = now.Slate, now.Facts
	}
	return err
}

// moved keeps how the slate stands now.
func (w *writing) moved(out Done) {
	w.slates = append(w.slates, store.SlateChange{Slate: out.Slate, Current: standing{out.Slate, out.Facts}})
}

// outcomeOf is how a step went, by the records: empty while it goes on.
func outcomeOf(c models.Case, s models.Slate) Outcome {
	switch {
	case c.State == models.Refused:
		return Refused
	case c.State == models.Withdrawn:
		return Withdrawn
	case c.State == models.Revoked:
		return Revoked
	case s.Settled() && s.Step != "":
		return Signed
	case c.State == models.Returned && s.Step != models.StepRevise:
		return SentBack
	}
	return ""
}

// A performance is one act on its way into the records.
type performance struct {
	*writing
	r        *Records
	in       Deed
	out      *Done
	decision models.Decision
	content  models.Content
	clause   regulation.Clause
	proved   map[string]string // the kind of proof and the digest of its evidence
	more     map[string]any    // that the history keeps of the act: ids and digests
}

func (p *performance) perform() error {
	var err error
	if err = p.r.allow(p.writing, p.in.Act, &p.decision); err != nil {
		return err
	}
	p.content, p.clause = p.ground.Content, p.in.Slate.Clause
	if models.Unprintable(p.content.Comment) {
		return models.Refuse(models.Invalid, regulation.ApprovalReason, "text-unprintable")
	}
	switch p.in.Act.Verb {
	case models.Comment:
		err = p.comment()
	case models.Withdraw:
		p.clause = regulation.ApprovalWithdraw
		err = p.withdraw()
	case models.RefuseIt:
		err = p.refuse()
	case models.SendBack:
		err = p.sendBack()
	default:
		err = p.arrange()
	}
	if err == nil {
		err = p.tellWhenDone()
	}
	if err != nil {
		return err
	}
	p.out.Receipt, err = p.enter(string(p.in.Act.Verb), p.in.Act, p.post(), p.clause, p.said())
	if err != nil {
		return err
	}
	p.parties = append(p.parties, p.in.Act.Actor)
	p.out.Escalate, err = p.r.nextEscalation(p.writing, p.out.Slate.Waiting())
	return err
}

// said is what the history keeps of the act: ids and digests, never the words.
func (p *performance) said() map[string]any {
	said := map[string]any{"digest": p.c.Digest, "rule": p.decision.Rule, "policy": p.decision.Version}
	if p.decision.Proxy != "" {
		said["proxy"], said["for"] = p.decision.Proxy, p.decision.Who
	}
	maps.Copy(said, p.more)
	if p.proved != nil {
		said["proof"] = p.proved
	}
	if p.content.Comment != "" || len(p.content.Data) > 0 {
		said["content"] = p.c.Salt.Said(p.content)
	}
	return said
}

func (p *performance) post() *models.PostID {
	if p.decision.Post == "" {
		return nil
	}
	return &p.decision.Post
}

// reason wants words with the act (approval.reason).
func (p *performance) reason() error {
	if strings.TrimSpace(p.content.Comment) == "" {
		return models.Refuse(models.Invalid, regulation.ApprovalReason, "reason-missing")
	}
	return nil
}

func (p *performance) withdraw() error {
	if p.c.State != models.Running && p.c.State != models.Returned {
		return models.Refuse(models.Conflict, regulation.ApprovalWithdraw, "withdraw-too-late")
	}
	p.out.Outcome = Withdrawn
	if err := p.end(models.Withdrawn, regulation.ApprovalWithdraw); err != nil {
		return err
	}
	return p.ended()
}

func (p *performance) refuse() error {
	if err := p.reason(); err != nil {
		return err
	}
	if err := p.sign(); err != nil {
		return err
	}
	p.out.Outcome = Refused
	if err := p.tx.CloseTask(p.in.Act.Task, p.in.Act.Actor, nil, p.at); err != nil {
		return err
	}
	if err := p.end(models.Refused, p.clause); err != nil {
		return err
	}
	if err := p.ended(); err != nil {
		return err
	}
	said := "notice-refused"
	if p.c.Kind == models.KindException {
		said = "notice-not-granted"
	}
	return p.tx.Notify(p.c.Applicant, p.c.ID, said, p.at)
}

// fill fills the seat of the task: with a signature, or with the deed itself.
func (p *performance) fill() error {
	if err := p.neededLater(); err != nil {
		return err
	}
	fell, err := p.fillIn()
	if err != nil {
		return err
	}
	again, err := p.askingFor(fell)
	if err != nil {
		return err
	}
	next, change, err := p.in.Slate.Fill(p.in.Act.Task, p.in.Act.Actor, p.decision.Who, fell, again.task)
	if err != nil {
		return err
	}
	p.out.Slate = next
	if p.in.Act.Verb == models.Sign {
		if err := p.prove(); err != nil {
			return err
		}
		if err := p.sign(); err != nil {
			return err
		}
	}
	if err := p.tx.CloseTask(p.in.Act.Task, p.in.Act.Actor, without(change.Close, p.in.Act.Task), p.at); err != nil {
		return err
	}
	if err := p.openFor(change.Open, again.tasks); err != nil {
		return err
	}
	if next.Settled() {
		p.out.Outcome = Signed
	}
	return p.effect()
}

// sign keeps the decision with all that it binds.
func (p *performance) sign() error {
	seat, ok := p.in.Slate.SeatOf(p.in.Act.Task)
	if !ok {
		return models.Refuse(models.Conflict, p.in.Slate.Clause, "task-closed")
	}
	view, unseen, err := p.view()
	if err != nil {
		return err
	}
	s := store.Signature{
		View: view, Unseen: unseen, ID: newID(), CaseID: p.c.ID, Step: p.in.Slate.Step, Attempt: p.in.Slate.Attempt, TaskID: p.in.Act.Task, SeatID: seat.ID,
		PersonID: p.in.Act.Actor, PrincipalID: p.decision.Who, PostID: p.post(), Decision: p.in.Act.Verb, Digest: p.c.Digest,
		Clause: string(p.in.Slate.Clause.ID()), Rule: p.decision.Rule, Rulebook: p.c.Rulebook, PolicyVersion: p.decision.Version,
		ActID: p.in.Act.ID, At: p.at,
	}
	if p.decision.Proxy != "" {
		s.ProxyID = &p.decision.Proxy
	}
	err = p.tx.KeepSignature(s)
	if store.IsDuplicate(err) {
		return models.Refuse(models.Conflict, regulation.ApprovalOneSeat, "already-signed")
	}
	return err
}

func without(from []models.TaskID, one models.TaskID) []models.TaskID {
	var rest []models.TaskID
	for _, t := range from {
		if t != one {
			rest = append(rest, t)
		}
	}
	return rest
}
