package api

import (
	"countersign/models"
	"countersign/models/message"
)

// A case that runs is being signed, unless it waits for something else: a sample that is
// to be paid for waits for its money (sample.paid-by-default), a month for its totals.

// waits is the state of a case that waits for a verb, if there is one.
func waits(lang string, s StateView, verb models.Verb) StateView {
	if s.State == models.Running && verb != "" {
		s.Name = message.Text(lang, "state-waits", map[string]any{"What": word(lang, "verb", verb)})
	}
	return s
}

// waitsFor is what a case waits for instead of signatures; empty where it waits for them.
func (o *opened) waitsFor() (verb models.Verb, err error) {
	r, err := o.record()
	if err != nil {
		return "", err
	}
	for _, s := range r.Seats {
		switch {
		case s.State != "open":
		case s.Verb == models.Sign || s.Verb == models.Advise || s.Verb == models.Answer:
			return "", nil
		default:
			verb = s.Verb
		}
	}
	return verb, nil
}

// sayWaits says on the rows of a list that run what they wait for.
func (l list) sayWaits(rows map[models.CaseID]*StateView) error {
	var running []models.CaseID
	for id, s := range rows {
		if s.State == models.Running {
			running = append(running, id)
		}
	}
	if len(running) == 0 {
		return nil
	}
	verbs, err := l.r.WaitsFor(running)
	for id, verb := range verbs {
		*rows[id] = waits(l.who.Lang, *rows[id], verb)
	}
	return err
}
