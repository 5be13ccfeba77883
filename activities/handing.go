package activities

import (
	"countersign/models"
	"countersign/models/regulation"
	"countersign/models/store"
)

// A Handing names to whom a task goes.
type Handing struct {
	To models.PersonID `json:"to"`
}

// transfer gives the seat to another for good (转办).
func (p *performance) transfer() error { return p.hand(false) }

// delegate lets another look first (委派).
func (p *performance) delegate() error { return p.hand(true) }

// hand gives the seat to another; it comes back where it was delegated.
func (p *performance) hand(comesBack bool) error {
	if err := p.reason(); err != nil {
		return err
	}
	var f Handing
	if err := p.form(&f); err != nil {
		return err
	}
	if err := p.fit(f.To); err != nil {
		return err
	}
	p.tell("people", []models.PersonID{f.To})
	t, err := p.task()
	if err != nil {
		return err
	}
	added := forPerson(t, f.To, string(p.in.Act.Verb))
	if comesBack {
		added.Verb = models.Advise
	}
	if err := p.keepClock(&added, t); err != nil {
		return err
	}
	next, change, err := p.in.Slate.Hand(p.in.Act.Task, added.ID, p.in.Act.Actor, comesBack)
	if err != nil {
		return err
	}
	return p.follow(next, change, added)
}

// advise gives a delegated task back to who delegated it, with what was found.
func (p *performance) advise() error {
	if err := p.reason(); err != nil {
		return err
	}
	seat, _ := p.in.Slate.SeatOf(p.in.Act.Task)
	asked, err := p.tx.Tasks(p.c.ID, []models.TaskID{seat.Asks})
	if err != nil || len(asked) == 0 {
		return orRefuse(err, models.Refuse(models.Conflict, p.clause, "not-delegated"))
	}
	advised, err := p.task()
	if err != nil {
		return err
	}
	back := anew(asked[0])
	if err := p.keepClock(&back, advised); err != nil {
		return err
	}
	next, change, err := p.in.Slate.Return(p.in.Act.Task, back.ID)
	if err != nil {
		return err
	}
	if err := p.tx.CloseTask(p.in.Act.Task, p.in.Act.Actor, nil, p.at); err != nil {
		return err
	}
	return p.follow(next, change, back)
}

// recall takes back what one has transferred or delegated, while who got it has not
// signed (撤回转办、撤回委派): the seat waits again as it did, and who had it is told.
func (p *performance) recall() error {
	p.clause = p.in.Slate.HandedUnder(p.in.Act.Task)
	given, err := p.task()
	if err != nil {
		return err
	}
	again := anew(given)
	next, change, err := p.in.Slate.Recall(given.ID, again.ID, p.in.Act.Actor)
	if err != nil {
		return err
	}
	to := []models.TaskID{p.in.Slate.HandedTo(given.ID)}
	had, err := p.tx.Tasks(p.c.ID, to)
	if err != nil || len(had) == 0 {
		return orRefuse(err, models.Refuse(models.Conflict, p.clause, "nothing-to-recall"))
	}
	again.Attempt, again.Round, again.SeatID, again.AddedBy = had[0].Attempt, had[0].Round, had[0].SeatID, given.AddedBy
	if err := p.keepClock(&again, had[0]); err != nil {
		return err
	}
	p.tell("people", peopleOf(had))
	if err := p.tx.NotifyHolders(to, "notice-recalled", today(p.at), p.at); err != nil {
		return err
	}
	return p.follow(next, change, again)
}

// keepClock has a task that waits instead of another go on with its deadline and its
// place on the ladder: who hands a seat on gains no time by it (approval.deadline).
func (p *performance) keepClock(to *store.Task, from store.Task) error {
	if from.State != "open" {
		return nil // it had not begun
	}
	to.State, to.OpenedAt = "open", &p.at
	to.DueAt, to.DueWhy, to.Rung, to.RungAt, to.EscalatedAt = from.DueAt, from.DueWhy, from.Rung, from.RungAt, from.EscalatedAt
	if s := stoppedOf(from); from.DueAt == nil {
		return p.r.resume(p.writing, to, s) // what was asked under it is asked no more
	}
	l, err := p.r.ladder(p.writing)
	if err != nil {
		return err
	}
	return l.remind(to, p.at)
}

// peopleOf are those for whom tasks wait by name.
func peopleOf(tasks []store.Task) (people []models.PersonID) {
	for _, t := range tasks {
		if t.PersonID != nil {
			people = append(people, *t.PersonID)
		}
	}
	return people
}

// takeBack takes back one's signature while nobody has acted after it (拿回).
func (p *performance) takeBack() error {
	t, err := p.task()
	if err != nil {
		return err
	}
	if t.State != "done" || t.Verb != models.Sign {
		return models.Refuse(models.Conflict, regulation.ApprovalTakeBack, "nothing-to-take-back")
	}
	again := anew(t)
	again.AddedBy = t.AddedBy
	next, change, err := p.in.Slate.TakeBack(t.SeatID, again.ID, p.in.Act.Actor)
	if err != nil {
		return err
	}
	if err := p.tx.FallSeats(p.c.ID, t.Step, t.Attempt, []models.TaskID{t.SeatID}, p.at); err != nil {
		return err
	}
	return p.follow(next, change, again)
}

func orRefuse(err error, refusal *models.Error) error {
	if err != nil {
		return err
	}
	return refusal
}
