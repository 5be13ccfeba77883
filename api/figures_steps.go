package api

import (
	"cmp"
	"slices"
	"time"

	"countersign/models"
	"countersign/models/store"
)

// steps measures the tasks that were done, with the ledger of the clock.
func (m *measure) steps() ([]StepFigures, error) {
	shares, err := m.r.Shares(m.q)
	if err != nil {
		return nil, err
	}
	all, times := map[[2]string]*StepFigures{}, map[[2]string][]time.Duration{}
	for _, s := range shares {
		if s.State != "done" || s.ClosedAt == nil || !m.within(*s.ClosedAt) {
			continue
		}
		f := m.step(s)
		key := [2]string{string(f.Kind), string(f.Step)}
		if all[key] == nil {
			all[key] = &f
		}
		all[key].count(s)
		took, known, err := m.held(s)
		if err != nil {
			return nil, err
		}
		if known {
			times[key] = append(times[key], took)
		}
	}
	steps := make([]StepFigures, 0, len(all))
	for key, f := range all {
		f.Took = took(times[key])
		steps = append(steps, *f)
	}
	slices.SortFunc(steps, func(a, b StepFigures) int {
		return cmp.Or(cmp.Compare(b.late(), a.late()), cmp.Compare(b.Done, a.Done), cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Step, b.Step))
	})
	return steps, nil
}

// step names what a task belongs to. The tasks of a company's own form are one step:
// their names are the form's.
func (m *measure) step(s store.Share) StepFigures {
	f := StepFigures{Kind: s.Kind, KindName: caseName(m.lang, s.Kind, s.Form), Step: s.Step, StepName: word(m.lang, "step", s.Step)}
	if s.Kind.Base() == models.KindForm && s.Step != models.StepSignatures && s.Step != models.StepRevise {
		f.Step, f.StepName = models.Step(models.Carry), word(m.lang, "verb", models.Carry)
	}
	return f
}

// late is the share that was overdue.
func (f StepFigures) late() float64 { return float64(f.Overdue) / float64(f.Done) }

func (f *StepFigures) count(s store.Share) {
	f.Done++
	if s.DueAt != nil && s.ClosedAt.After(*s.DueAt) {
		f.Overdue++
	}
}

// held is how long whose task it was had it: what the ledger charges to the applicant
// who was asked meanwhile is left out.
func (m *measure) held(s store.Share) (sum time.Duration, known bool, err error) {
	hold, err := s.Hold(*s.ClosedAt)
	if err != nil || len(hold.Open) == 0 {
		return 0, false, err
	}
	life := models.Stretch{From: hold.Open[0].From, Until: *s.ClosedAt}
	for _, c := range models.Charged(life, []models.Hold{hold}).Tracks[s.Task] {
		if c.Party != hold.Party {
			continue
		}
		took, known, err := m.working(s.Company, c.Stretch)
		if err != nil || !known {
			return 0, false, err
		}
		sum += took
	}
	return sum, true, nil
}
