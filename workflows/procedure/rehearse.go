package procedure

import (
	"errors"
	"fmt"
	"slices"

	"countersign/activities"
	"countersign/models"
	"countersign/models/regulation"
)

// A Coming step is one that a case has still to go through when nobody refuses or
// sends back.
type Coming struct {
	Clause regulation.Clause
	Step   models.Step
	// Depends are facts that may still change whether the step comes.
	Depends []string
	// Only says that the step does not come as things stand, but would if one of the
	// facts that it depends on changed.
	Only bool
}

// An Undecided fact is one on which a procedure branches before anybody can know it:
// until one of the steps is done.
type Undecided struct {
	Fact  string // names the fact in messages
	Until []models.Step
	Flip  func(*activities.Facts)
}

// stepsMost keeps a rehearsal of a procedure that never ends from going on.
const stepsMost = 200

// rehearse runs the procedure itself with these facts, noting its steps instead of
// doing them; each is done well at once.
func (p Procedure) rehearse(facts activities.Facts) (steps []Coming, err error) {
	c := &Case{Facts: facts, rehearsal: func(clause regulation.Clause, step models.Step) (activities.Outcome, error) {
		if steps = append(steps, Coming{Clause: clause, Step: step}); len(steps) > stepsMost {
			return "", fmt.Errorf("procedure: %s does not end", p.Kind)
		}
		return activities.Signed, nil
	}}
	return steps, p.Run(c)
}

// errReached ends a rehearsal where it has come as far as the case.
var errReached = errors.New("procedure: as far as the case")

// Next is the step that a case comes to that has gone a course; ok is false where none
// comes. The procedure itself says so: its steps go as they went.
func (p Procedure) Next(course activities.Course) (clause regulation.Clause, next models.Step, ok bool) {
	c, gone := &Case{Facts: course.Facts}, course.Steps
	c.rehearsal = func(under regulation.Clause, step models.Step) (activities.Outcome, error) {
		if len(gone) == 0 {
			clause, next, ok = under, step, true
			return "", errReached
		}
		how := gone[0]
		if gone = gone[1:]; how.Step != step || how.Outcome.Ended() {
			return "", errEnded
		}
		c.Facts = how.Facts
		return how.Outcome, nil
	}
	if err := p.Run(c); !errors.Is(err, errReached) {
		return regulation.Clause{}, "", false
	}
	return clause, next, ok
}

// Coming lists the steps that a case with these facts has still to go through. now is
// the step that it is at, empty for a draft; open says that the step is not done.
func (p Procedure) Coming(facts activities.Facts, now models.Step, open bool) ([]Coming, error) {
	all, err := p.rehearse(facts)
	if err != nil {
		return nil, err
	}
	rest := after(all, now, open)
	for _, u := range p.Undecided {
		if !slices.ContainsFunc(rest, func(s Coming) bool { return slices.Contains(u.Until, s.Step) }) {
			continue
		}
		other := facts
		u.Flip(&other)
		flipped, err := p.rehearse(other)
		if err != nil {
			return nil, err
		}
		rest = merge(rest, after(flipped, now, open), u.Fact)
	}
	return rest, nil
}

// after are the steps from now on. What was sent back is mended and signed again.
func after(all []Coming, now models.Step, open bool) []Coming {
	if now == models.StepRevise {
		i := max(0, slices.IndexFunc(all, func(s Coming) bool { return s.Step == models.StepSignatures }))
		if !open {
			return all[i:]
		}
		return append([]Coming{{Clause: regulation.ApprovalSendBack, Step: models.StepRevise}}, all[i:]...)
	}
	i := slices.IndexFunc(all, func(s Coming) bool { return s.Step == now })
	if i < 0 || open {
		return all[max(i, 0):]
	}
	return all[i+1:]
}

// merge puts the steps that come only if the fact changes between those that come as
// things stand, and marks those that do not come then.
func merge(rest, flipped []Coming, fact string) (all []Coming) {
	at := 0
	for _, s := range rest {
		i := slices.IndexFunc(flipped[at:], func(f Coming) bool { return f.Step == s.Step })
		if i < 0 {
			s.Depends = append(slices.Clone(s.Depends), fact)
		} else {
			all = append(all, only(flipped[at:at+i], fact)...)
			at += i + 1
		}
		all = append(all, s)
	}
	return append(all, only(flipped[at:], fact)...)
}

func only(steps []Coming, fact string) (all []Coming) {
	for _, s := range steps {
		s.Only, s.Depends = true, append(slices.Clone(s.Depends), fact)
		all = append(all, s)
	}
	return all
}
