package api

import (
	"context"
	"maps"
	"slices"

	"countersign/models"
	"countersign/models/regulation"
	"countersign/models/store"
	"countersign/policies"
	"countersign/workflows/procedure"
)

// MadeUp tells who could sign a case that does not exist: all steps of its kind,
// for each the slate as DrawUp would draw it today, and who was looked at for it; and
// of one person, row by row of the policy, why he or she may sign it or not. Of others
// than oneself only who may try changes of the rules asks that.
func (s *Server) MadeUp(ctx context.Context, who Person, form MadeUpForm) (v MadeUpView, err error) {
	if who, err = s.asksOfUnit(ctx, who, form.Unit); err != nil {
		return v, err
	}
	if form.Person != "" && form.Person != who.ID || form.Rows != nil {
		if s.mayTry(who, who.Company.ID) != nil {
			return v, models.Refuse(models.Forbidden, regulation.AuthorityMatrix, "made-up-person")
		}
	}
	err = s.DB.Snapshot(ctx, who.Lang, func(r store.Reader) error {
		l := &outlook{opened: &opened{s: s, r: r, who: who, policy: s.Policies.Current()}}
		if err := l.imagine(form); err != nil {
			return err
		}
		v, err = l.madeUp(form)
		return err
	})
	return v, err
}

func (s *Server) postMadeUp(ctx context.Context, in *of[MadeUpForm]) (*of[MadeUpView], error) {
	return answer(s.MadeUp(ctx, whoAsks(ctx), in.Body))
}

// imagine puts a case together of what was said about it.
func (l *outlook) imagine(f MadeUpForm) error {
	now, company := l.s.Now(), l.who.Company.ID
	if !slices.Contains(models.Kinds, f.Kind) {
		return refuse(models.Invalid, "kind-unknown")
	}
	rows, err := l.r.Organisation(company, today(now))
	if err != nil {
		return err
	}
	if !slices.ContainsFunc(rows, func(row store.UnitPostRow) bool { return row.UnitID == f.Unit }) {
		return refuse(models.Invalid, "made-up-unit")
	}
	c := models.Case{Kind: f.Kind, Company: company, Unit: f.Unit, Applicant: f.By, Amount: f.Amount, State: models.Running}
	if c.Matrix, _, err = l.r.Facts().MatrixVersion(company, today(now)); err != nil {
		return err
	}
	var matrix models.Matrix
	if l.ask, matrix, err = l.r.Facts().DrawUp(c, models.StepSignatures, now); err != nil {
		return err
	}
	if l.rows = policies.InForce(matrix); f.Rows != nil {
		l.rows = *f.Rows
	}
	if f.Kind == models.KindForm {
		if err := l.imagineForm(f); err != nil {
			return err
		}
	}
	l.steps = stepsOf(l.rows, f.Kind)
	return nil
}

// stepsOf are all steps that the matrix has for a kind: on which of them a case comes
// by is in its content, and there is none.
func stepsOf(rows []models.MatrixRow, kind models.Kind) (steps []procedure.Coming) {
	for _, r := range rows {
		aside := r.Step == models.StepRevise || r.Step == models.StepPropose
		if r.Kind != kind || aside || slices.ContainsFunc(steps, func(s procedure.Coming) bool { return s.Step == r.Step }) {
			continue
		}
		steps = append(steps, procedure.Coming{Clause: r.Clause, Step: r.Step})
	}
	return steps
}

// imagineForm takes the newest version of a company's own form, filled as was said, or
// with what can be chosen first where rows depend on it.
func (l *outlook) imagineForm(f MadeUpForm) error {
	all, err := l.r.Forms(l.who.Company.ID)
	if err != nil {
		return err
	}
	for i := range all {
		if all[i].Code == f.Form {
			l.form, l.values = &all[i], all[i].First()
			maps.Copy(l.values, f.Values)
			filled := models.FilledForm{Values: l.values}
			l.rows, l.ask.Case.Beneficiaries = l.form.MatrixFor(filled), l.form.Beneficiaries(&filled)
			return nil
		}
	}
	return refuse(models.Invalid, "made-up-form")
}

func (l *outlook) madeUp(f MadeUpForm) (MadeUpView, error) {
	v := MadeUpView{Steps: []ComingView{}, Rules: []RuleTruth{}}
	for _, step := range l.steps {
		ask := l.ask
		ask.Step = step.Step
		l.drawn = append(l.drawn, policies.Predict(l.rows, ask))
	}
	words, err := l.words()
	if err != nil {
		return v, err
	}
	for i, step := range l.steps {
		coming := words.coming(step, l.drawn[i])
		for j, r := range l.drawn[i].Rounds {
			coming.Rounds[j].Within, coming.Rounds[j].Considered = r.Within, words.considered(r)
		}
		v.Steps = append(v.Steps, coming)
	}
	if f.Person == "" {
		return v, nil
	}
	return v, l.mayPerson(&v, f.Person)
}

// mayPerson asks the policy whether the person may sign: at the seat of a post that he
// or she holds where there is one, else at the first.
func (l *outlook) mayPerson(v *MadeUpView, person models.PersonID) error {
	standing, err := l.r.Facts().Standing(person, l.s.Now())
	if err != nil {
		return err
	}
	facts := l.ask.Case
	facts.State, facts.Digest, facts.Shown = models.Running, "shown", "shown"
	q := models.Question{Verb: models.Sign, Kind: l.ask.Kind, Actor: standing, Who: standing, Case: &facts, Task: l.seatFor(standing), Now: l.s.Now()}
	v.Rules = ruleTruths(l.who.Lang, l.policy.Explain(q))
	d := l.policy.Decide(q)
	clause := clauseView(l.who.Lang, d.Clause)
	v.May, v.Clause = d.Allowed, &clause
	if !d.Allowed {
		v.Reason = saying(l.who.Lang)(d.Key)
	}
	return nil
}

// seatFor is the task of a signature at which the person would be asked.
func (l *outlook) seatFor(who models.Standing) *models.TaskFacts {
	var first *models.TaskFacts
	for i, p := range l.drawn {
		for _, r := range p.Rounds {
			for _, seat := range r.Seats {
				if p.Verb != models.Sign {
					continue
				}
				task := &models.TaskFacts{Step: l.steps[i].Step, Verb: models.Sign, Post: seat.Post, Person: seat.Person, Open: true}
				if seat.Person == who.Person || seat.Post != "" && who.Holds(seat.Post) {
					return task
				}
				if first == nil {
					first = task
				}
			}
		}
	}
	return first
}
