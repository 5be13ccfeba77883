package activities

import (
	"countersign/models"
)

// A Course is how a case has gone: the facts with which it began, and the steps that
// are over.
type Course struct {
	Facts Facts  `json:"facts"`
	Steps []Went `json:"steps,omitempty"`
}

// Went is how a step went, and what the procedure knew then.
type Went struct {
	Step    models.Step `json:"step"`
	Outcome Outcome     `json:"outcome"`
	Facts   Facts       `json:"facts"`
}

// Began counts how often a step was begun.
func (c Course) Began(step models.Step) (n int) {
	for _, w := range c.Steps {
		if w.Step == step {
			n++
		}
	}
	return n
}

// After is the course with one more step.
func (c Course) After(step models.Step, how Outcome, facts Facts) Course {
	return Course{c.Facts, append(c.Steps[:len(c.Steps):len(c.Steps)], Went{step, how, facts})}
}

// next writes the slate of the step that comes next in the transaction that leads to
// it; nil where there is none. What the matrix refuses - it has nobody for a seat - is
// left to the workflow, which tells those who look after the house.
func (r *Records) next(w *writing, course Course, facts Facts) (*laying, error) {
	if r.Next == nil {
		return nil, nil
	}
	clause, step, ok := r.Next(w.c.Kind, course)
	if !ok {
		return nil, nil
	}
	in := Drawing{Case: w.c.ID, Clause: clause, Step: step, Attempt: course.Began(step) + 1, Facts: facts}
	drawn, err := r.drawn(w, in)
	if models.AsError(err) != nil {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return r.lay(w, in, drawn)
}

// entered enters into the history what next has written; nil where that was nothing.
func (l *laying) entered() (*Done, error) {
	if l == nil {
		return nil, nil
	}
	done, err := l.done()
	return &done, err
}

// drawNext draws up what comes next where the act ended a step well, or sent the case back.
func (p *performance) drawNext() error {
	if p.out.Outcome != Signed && p.out.Outcome != SentBack {
		return nil
	}
	next, err := p.r.next(p.writing, p.in.Course.After(p.in.Slate.Step, p.out.Outcome, p.out.Facts), p.out.Facts)
	if err != nil {
		return err
	}
	p.out.Next, err = next.entered()
	return err
}
