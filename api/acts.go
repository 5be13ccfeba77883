package api

import (
	"cmp"
	"context"
	"encoding/json"
	"slices"

	"countersign/models"
	"countersign/models/message"
	"countersign/models/regulation"
	"countersign/models/store"
	"countersign/policies"
)

// besides are the verbs that can be done to a case without a task.
var besides = []models.Verb{models.Submit, models.Withdraw, models.Comment, models.Copy, models.Remind, models.Renew}

// reasoned are the verbs that are refused without words (approval.reason).
var reasoned = []models.Verb{models.RefuseIt, models.SendBack, models.Comment, models.Transfer, models.Delegate, models.Advise, models.Ask, models.Answer}

// verbsOf are the verbs that a task can be answered with.
func verbsOf(waits models.Verb) []models.Verb {
	if waits == models.Sign {
		return []models.Verb{models.Sign, models.RefuseIt, models.SendBack, models.Transfer, models.Delegate, models.AddSigner, models.Ask}
	}
	return []models.Verb{waits}
}

// acts lists what the person may do now and, of what waits, what the person may
// not, with the clause: of a seat that the person has no part in the first verb
// speaks for all.
func (o *opened) acts(slates []SlateView, shown models.Digest) (may, barred []ActView, err error) {
	may, barred = []ActView{}, []ActView{}
	for _, s := range slates {
		for _, seat := range s.open() {
			can, cannot, err := o.atSeat(seat, shown)
			if err != nil {
				return nil, nil, err
			}
			may, barred = append(may, can...), append(barred, cannot...)
		}
	}
	back, err := o.takeBack(slates, shown)
	if err != nil {
		return nil, nil, err
	}
	recalls, err := o.recalls(shown)
	if err != nil {
		return nil, nil, err
	}
	may = append(append(may, back...), recalls...)
	for _, verb := range besides {
		if !o.fits(verb, slates) {
			continue
		}
		act, allowed, err := o.act(verb, SeatView{}, shown)
		if err != nil {
			return nil, nil, err
		}
		switch {
		case allowed:
			may = append(may, act)
		case verb == models.Withdraw && slices.Contains(o.question.Case.Requesters, o.who.ID): // who has applied is told why not any more
			barred = append(barred, act)
		}
	}
	return may, barred, nil
}

// atSeat is what the person may do with a task and, of the rest, what to say.
func (o *opened) atSeat(seat SeatView, shown models.Digest) (may, barred []ActView, err error) {
	for _, verb := range verbsOf(seat.Verb) {
		act, allowed, err := o.act(verb, seat, shown)
		if err != nil {
			return nil, nil, err
		}
		if !allowed {
			barred = append(barred, act)
			continue
		}
		if verb == models.Sign {
			act.Proof = seat.Proof
		}
		may = append(may, act)
	}
	if len(may) == 0 {
		return nil, barred[:1], nil
	}
	if may[0].Verb == seat.Verb {
		may[0].Because, err = o.because(seat.Task)
	}
	return may, barred, err
}

// takeBack offers to take back what the person signed last on the slate at work,
// and to take away the signers whom the person has added.
func (o *opened) takeBack(slates []SlateView, shown models.Digest) (may []ActView, err error) {
	for _, s := range slates {
		if !s.Current || s.Verb != models.Sign {
			continue
		}
		for _, r := range s.Rounds {
			for _, seat := range r.Seats {
				verb := models.RemoveSigner
				if seat.Mine && seat.Decision == models.Sign && !seat.Fell {
					verb = models.TakeBack
				} else if !seat.Removable {
					continue
				}
				act, allowed, err := o.act(verb, seat, shown)
				if err != nil {
					return nil, err
				}
				if allowed {
					if verb == models.RemoveSigner {
						act.Whom = seat.Holders
					}
					may = append(may, act)
				}
			}
		}
	}
	return may, nil
}

// recalls offers to take back what the person has transferred or delegated and nobody
// has signed (approval.transfer, approval.delegate).
func (o *opened) recalls(shown models.Digest) (may []ActView, err error) {
	r, err := o.record()
	if err != nil {
		return nil, err
	}
	for _, row := range r.Slates {
		var slate models.Slate
		if !atWork(row, r) || json.Unmarshal(row.Current, &slate) != nil {
			continue
		}
		for task, waits := range slate.Recallable(o.who.ID) {
			act, allowed, err := o.act(models.Recall, SeatView{Task: task}, shown)
			if err != nil {
				return nil, err
			}
			if allowed {
				act.Name, act.Whom = word(o.who.Lang, "verb", recallOf(slate, task)), waitFor([]models.TaskID{waits}, r.Seats)
				may = append(may, act)
			}
		}
	}
	slices.SortFunc(may, func(a, b ActView) int { return cmp.Compare(a.Task, b.Task) })
	return may, nil
}

// recallOf tells recalling a delegation from recalling a transfer.
func recallOf(slate models.Slate, task models.TaskID) models.Verb {
	if slate.HandedUnder(task) == regulation.ApprovalDelegate {
		return models.Recall + "-" + models.Delegate
	}
	return models.Recall + "-" + models.Transfer
}

// waitFor names those for whom tasks wait.
func waitFor(tasks []models.TaskID, seats []store.SeatRow) (who []string) {
	for _, s := range seats {
		if slices.Contains(tasks, s.ID) {
			who = append(who, called(s))
		}
	}
	return who
}

// fits reports whether the verb makes sense where the case stands.
func (o *opened) fits(verb models.Verb, slates []SlateView) bool {
	switch verb {
	case models.Submit:
		return o.State == models.Draft
	case models.Renew:
		return slices.ContainsFunc(slates, func(s SlateView) bool { return s.Current && s.Step == models.StepRelease })
	}
	return o.State.Open()
}

// open lists the seats that wait now.
func (s SlateView) open() (seats []SeatView) {
	for _, r := range s.Rounds {
		for _, seat := range r.Seats {
			if seat.State == "open" {
				seats = append(seats, seat)
			}
		}
	}
	return seats
}

// act is a verb as the person may or may not do it.
func (o *opened) act(verb models.Verb, seat SeatView, shown models.Digest) (ActView, bool, error) {
	d, err := o.offer(verb, seat.Task, shown)
	v := ActView{Verb: verb, Name: word(o.who.Lang, "verb", verb), Task: seat.Task, Post: seat.Post, Clause: clauseView(o.who.Lang, d.Clause),
		NeedsComment: slices.Contains(reasoned, verb)}
	if err != nil || !d.Allowed {
		v.Reason = message.Text(o.who.Lang, d.Key, nil)
		return v, false, err
	}
	if d.Proxy != "" {
		names, err := o.r.Names([]models.PersonID{d.Who})
		v.Proxy = names[d.Who]
		return v, true, err
	}
	return v, true, nil
}

// WhoCould explains who could do verb to the case, and why the person may or may
// not: with that task, or with the first that waits for it.
func (s *Server) WhoCould(ctx context.Context, who Person, id models.CaseID, verb models.Verb, task models.TaskID) (w WhoCould, err error) {
	err = s.withCase(ctx, who, id, func(o *opened) error {
		w, err = o.whoCould(verb, task)
		return err
	})
	return w, err
}

func (o *opened) whoCould(verb models.Verb, task models.TaskID) (WhoCould, error) {
	w := WhoCould{Verb: verb, Seats: []SeatView{}, Rules: []RuleTruth{}}
	if !slices.Contains(models.Verbs, verb) {
		return w, refuse(models.Invalid, "verb-unknown")
	}
	slates, err := o.slateViews()
	if err != nil {
		return w, err
	}
	for _, s := range slates {
		for _, seat := range s.open() {
			if slices.Contains(verbsOf(seat.Verb), verb) {
				w.Seats = append(w.Seats, seat)
			}
		}
	}
	_, _, shown, err := o.document()
	if err != nil {
		return w, err
	}
	var seat SeatView
	if len(w.Seats) > 0 {
		seat = w.Seats[max(0, slices.IndexFunc(w.Seats, func(s SeatView) bool { return s.Task == task }))]
	}
	if w.Mine, _, err = o.act(verb, seat, shown); err != nil {
		return w, err
	}
	w.Rules, err = o.rules(verb, seat.Task, shown)
	return w, err
}

// rules are the rows of the policy with the truth of each word.
func (o *opened) rules(verb models.Verb, task models.TaskID, shown models.Digest) ([]RuleTruth, error) {
	q, err := o.ask(verb, task, shown)
	return ruleTruths(o.who.Lang, o.policy.Explain(q)), err
}

func ruleTruths(lang string, reasons []policies.Reason) []RuleTruth {
	rules := []RuleTruth{}
	for _, r := range reasons {
		rule := RuleTruth{Condition: r.Rule, Allows: r.Allow, Clause: clauseView(lang, r.Clause), Holds: r.Holds, Decides: r.Decides}
		for _, w := range r.Words {
			rule.Words = append(rule.Words, WordTruth{w.Word, Predicate(lang, w.Word), w.Holds})
		}
		rules = append(rules, rule)
	}
	return rules
}
