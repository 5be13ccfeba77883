package activities

import (
	"slices"

	"github.com/google/uuid"

	"countersign/models"
	"countersign/models/regulation"
	"countersign/models/store"
)

// An arrangement is what is done about who signs, and the clause that lets it.
type arrangement struct {
	clause regulation.Clause
	do     func(*performance) error
}

var arrangements = map[models.Verb]arrangement{
	models.Transfer:     {regulation.ApprovalTransfer, (*performance).transfer},
	models.Delegate:     {regulation.ApprovalDelegate, (*performance).delegate},
	models.Advise:       {regulation.ApprovalDelegate, (*performance).advise},
	models.Recall:       {regulation.ApprovalTransfer, (*performance).recall},
	models.AddSigner:    {regulation.ApprovalAddSigner, (*performance).addSigner},
	models.RemoveSigner: {regulation.ApprovalAddSigner, (*performance).removeSigner},
	models.TakeBack:     {regulation.ApprovalTakeBack, (*performance).takeBack},
	models.Copy:         {regulation.ApprovalCopy, (*performance).copy},
	models.Remind:       {regulation.ApprovalRemind, (*performance).remind},
	models.Renew:        {regulation.SampleGate, (*performance).renew},
	models.Ask:          {regulation.ApprovalAsk, (*performance).ask},
	models.Answer:       {regulation.ApprovalAsk, (*performance).answer},
}

// arrange does what people do about who signs; any other verb is the deed that the
// task waits for.
func (p *performance) arrange() error {
	a, ok := arrangements[p.in.Act.Verb]
	if !ok {
		return p.fill()
	}
	p.clause = a.clause
	return a.do(p)
}

// follow takes over a changed slate: what waits no longer is closed, what is new
// is written, and what waits from now on is opened.
func (p *performance) follow(next models.Slate, change models.Change, added ...store.Task) error {
	p.out.Slate = next
	if err := p.tx.VoidTask(change.Close, p.at); err != nil {
		return err
	}
	if next.Settled() {
		p.out.Outcome = Signed
	}
	return p.openFor(change.Open, added)
}

// openFor opens tasks, those that are added among them.
func (p *performance) openFor(waiting []models.TaskID, added []store.Task) error {
	var open []models.TaskID // of those that are added
	for _, t := range added {
		if slices.Contains(waiting, t.ID) {
			open = append(open, t.ID)
		}
	}
	if len(added) > 0 {
		if err := p.r.addTasks(p.writing, p.news(), added, open); err != nil {
			return err
		}
	}
	var rest []models.TaskID
	for _, id := range waiting {
		if !slices.Contains(open, id) {
			rest = append(rest, id)
		}
	}
	return p.r.openTasks(p.writing, rest)
}

// task reads the task of the act.
func (p *performance) task() (store.Task, error) {
	if uuid.Validate(string(p.in.Act.Task)) != nil {
		return store.Task{}, models.Refuse(models.Invalid, p.clause, "task-closed")
	}
	found, err := p.tx.Tasks(p.c.ID, []models.TaskID{p.in.Act.Task})
	if err != nil {
		return store.Task{}, err
	}
	if len(found) == 0 {
		return store.Task{}, models.Refuse(models.Conflict, p.clause, "task-closed")
	}
	return found[0], nil
}

// like is a new task beside t, ahead.
func like(t store.Task) store.Task {
	return store.Task{ID: models.TaskID(newID()), CaseID: t.CaseID, Kind: t.Kind, CompanyID: t.CompanyID, Step: t.Step, Attempt: t.Attempt,
		Verb: t.Verb, Clause: t.Clause, Round: t.Round, SeatID: t.SeatID, PostID: t.PostID, PersonID: t.PersonID, State: "ahead", Why: t.Why, WithinDays: t.WithinDays}
}

// forPerson is like t, for somebody by name.
func forPerson(t store.Task, person models.PersonID, why string) store.Task {
	n := like(t)
	n.PostID, n.PersonID, n.Why = nil, &person, why
	return n
}

// fit refuses people who could not sign: not of the company, gone, requesters or
// concerned (approval.own-case), or on the slate already (approval.one-seat).
func (p *performance) fit(people ...models.PersonID) error {
	if len(people) == 0 {
		return models.Refuse(models.Invalid, p.clause, "people-missing")
	}
	standings, err := p.tx.Fitness(p.c.ID, p.c.Company, people, today(p.at), p.in.Act.Task)
	if err != nil {
		return err
	}
	for i, who := range people {
		seated := p.in.Slate.Seats(who) || slices.Contains(people[:i], who) || who == p.in.Act.Actor
		if unfit := Unfit(p.in.Act.Verb, p.clause, standings[who], seated); unfit != nil {
			return unfit
		}
	}
	return nil
}

// Unfit says why somebody cannot be given a seat with a verb, under the clause of the
// slate where no other says it; nil where he or she can. Who is seated has one already.
func Unfit(verb models.Verb, clause regulation.Clause, s store.Fitness, seated bool) *models.Error {
	switch {
	case !s.Employed:
		return models.Refuse(models.Invalid, clause, "person-not-here")
	case s.Absent:
		return models.Refuse(models.Invalid, regulation.ApprovalAbsence, "person-absent")
	case s.Involved:
		return models.Refuse(models.Invalid, regulation.ApprovalOwnCase, "person-involved")
	case s.Needed:
		return models.Refuse(models.Invalid, regulation.ApprovalOneSeat, "person-needed")
	case verb == models.Transfer && !s.Leads:
		return models.Refuse(models.Invalid, regulation.ApprovalTransfer, "person-not-leading")
	case seated:
		return models.Refuse(models.Invalid, regulation.ApprovalOneSeat, "person-on-slate")
	}
	return nil
}
