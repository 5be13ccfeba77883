package api

import (
	"context"
	"encoding/json"
	"slices"

	"countersign/activities"
	"countersign/models"
	"countersign/models/form"
	"countersign/policies"
	"countersign/workflows"
	"countersign/workflows/procedure"
)

// Prediction tells what comes next in a case that the person may see: the steps by
// the case's own procedure, and for each who would be asked, by the same function
// that draws slates up.
func (s *Server) Prediction(ctx context.Context, who Person, id models.CaseID) (v PredictionView, err error) {
	err = s.withCase(ctx, who, id, func(o *opened) error {
		v, err = o.prediction()
		return err
	})
	return v, err
}

func (s *Server) getPrediction(ctx context.Context, in *ByCase) (*of[PredictionView], error) {
	return answer(s.Prediction(ctx, whoAsks(ctx), in.ID))
}

// An outlook is what a prediction looks at.
type outlook struct {
	*opened
	ask     models.DrawUp
	rows    []models.MatrixRow
	plain   []models.MatrixRow // those that ask the applicant of this case
	form    *form.Definition   // of a company's own form
	values  map[string]string  // that it is filled with
	steps   []procedure.Coming
	current *SlateView // the slate that is at work
	drawn   []policies.Predicted
	hidden  []string // selectors of fields that are not shown to the reader
}

func (o *opened) prediction() (PredictionView, error) {
	v := PredictionView{Steps: []ComingView{}}
	if o.State != models.Draft && !o.State.Open() {
		return v, nil
	}
	l := outlook{opened: o}
	if err := l.look(); err != nil {
		return v, err
	}
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
		if l.current != nil && i == 0 {
			v.Steps = append(v.Steps, l.now(step))
		} else {
			coming := words.coming(step, l.drawn[i])
			if err := words.again(&coming); err != nil {
				return v, err
			}
			v.Steps = append(v.Steps, coming)
		}
	}
	return v, nil
}

// look reads what decides: the document, who holds which post, the matrix with which
// the case began, and what its procedure branches on.
func (l *outlook) look() error {
	doc, _, _, err := l.document()
	if err != nil {
		return err
	}
	c, now := l.Plain(), l.question.Now
	stands, err := l.Standing()
	if err != nil {
		return err
	}
	c.Matrix = stands.Matrix
	asked, err := activities.Foresee(l.r.Facts(), c, doc, now)
	if err != nil {
		return err
	}
	l.ask, l.rows, l.plain, l.form = asked.DrawUp, asked.Rows, asked.Plain, asked.Form
	if filled, own := doc.(*models.FilledForm); own {
		l.values = filled.Values
	}
	if err := l.veil(); err != nil {
		return err
	}
	facts, err := l.facts(doc, stands.Facts)
	if err != nil {
		return err
	}
	return l.path(facts)
}

// veil finds which fields of a company's own form are not shown to the reader.
func (l *outlook) veil() error {
	if l.form == nil {
		return nil
	}
	reader, err := l.reader()
	for _, key := range l.form.Unseen(reader) {
		l.hidden = append(l.hidden, "field:"+key)
	}
	return err
}

// facts are what the procedure branches on: as it knows them since its last step, or
// as they are in the document before the first.
func (l *outlook) facts(doc models.Document, known json.RawMessage) (facts activities.Facts, err error) {
	if len(known) > 0 && l.State != models.Draft {
		return facts, json.Unmarshal(known, &facts)
	}
	switch d := doc.(type) {
	case *models.FilledForm:
		facts.Tasks = l.form.Steps(*d)
	case *models.SampleRequest:
		book, err := l.rulebook()
		if err != nil {
			return facts, err
		}
		varieties, err := l.varieties(len(d.Lines), func(i int) models.VarietyID { return d.Lines[i].Variety })
		return activities.FactsOfRequest(d, varieties, book), err
	}
	return facts, nil
}

// path finds the steps from the one at work on.
func (l *outlook) path(facts activities.Facts) error {
	slates, err := l.slateViews()
	if err != nil {
		return err
	}
	var now models.Step
	for i, s := range slates {
		if l.current == nil {
			now = s.Step
		}
		if s.Current {
			now, l.current = s.Step, &slates[i]
		}
	}
	l.steps, err = workflows.Coming(l.Kind, facts, now, l.current != nil)
	return err
}

// stepName is what a step is called; tasks of a company's own form have names of their own.
func (l *outlook) stepName(step models.Step) (name string, own bool) {
	if l.form != nil {
		for _, t := range l.form.Tasks {
			if t.Step == step {
				return t.Name.In(l.who.Lang), true
			}
		}
	}
	return word(l.who.Lang, "step", step), false
}

// now is the step at work: what was drawn up counts, as far as it is not done.
func (l *outlook) now(step procedure.Coming) ComingView {
	v := l.step(step, l.current.Verb)
	v.Current = true
	for _, r := range l.current.Rounds {
		round := ComingRound{Mode: r.Mode, ModeName: r.ModeName, Need: r.Need, Seats: []ComingSeat{}, Left: []LeftOut{}}
		for _, s := range r.Seats {
			if s.State == "open" || s.State == "ahead" {
				round.Seats = append(round.Seats, ComingSeat{Post: s.Post, Holders: s.Holders, Why: s.Why, State: s.State})
			}
		}
		if len(round.Seats) > 0 {
			v.Rounds = append(v.Rounds, round)
		}
	}
	return v
}

func (l *outlook) step(step procedure.Coming, verb models.Verb) ComingView {
	v := ComingView{Step: step.Step, Verb: verb, VerbName: word(l.who.Lang, "verb", verb), Clause: clauseView(l.who.Lang, step.Clause),
		Only: step.Only, Rounds: []ComingRound{}, Depends: []string{}}
	var own bool
	if v.StepName, own = l.stepName(step.Step); own {
		v.VerbName = v.StepName
	}
	for _, fact := range step.Depends {
		v.Depends = append(v.Depends, word(l.who.Lang, "depends", fact))
	}
	return v
}

// veiled reports whether a selector is of a field that is not shown to the reader.
func (l *outlook) veiled(of string) bool { return slices.Contains(l.hidden, of) }
