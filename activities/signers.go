package activities

import (
	"time"

	"countersign/models"
	"countersign/models/calendar"
	"countersign/models/regulation"
	"countersign/models/store"
)

// An Adding names the signers that somebody adds (加签): where they stand to the
// seat that adds them, and whether all of them sign, any, or one after another.
type Adding struct {
	Where  models.Where      `json:"where"`
	How    string            `json:"how"` // all, any or turn
	People []models.PersonID `json:"people"`
}

// addSigner gives the seat signers of its own.
func (p *performance) addSigner() error {
	var f Adding
	if err := p.form(&f); err != nil {
		return err
	}
	if f.Where != models.Before && f.Where != models.Together && f.Where != models.After {
		return models.Refuse(models.Invalid, p.clause, "add-where")
	}
	if err := p.fit(f.People...); err != nil {
		return err
	}
	p.tell("people", f.People)
	t, err := p.task()
	if err != nil {
		return err
	}
	rounds, tasks, err := p.added(t, f)
	if err != nil {
		return err
	}
	next, change, err := p.in.Slate.Add(p.in.Act.Task, f.Where, rounds)
	if err != nil {
		return err
	}
	return p.follow(next, change, tasks...)
}

// added are the rounds of an Adding and their tasks.
func (p *performance) added(beside store.Task, f Adding) (rounds models.Rounds, tasks []store.Task, err error) {
	mode := map[string]models.Mode{"all": models.All, "any": models.Any, "turn": models.All}[f.How]
	if mode == "" {
		return nil, nil, models.Refuse(models.Invalid, p.clause, "add-how")
	}
	for i, person := range f.People {
		t := forPerson(beside, person, string(models.AddSigner))
		t.SeatID, t.AddedBy = t.ID, &p.in.Act.Actor
		tasks = append(tasks, t)
		if i == 0 || f.How == "turn" {
			rounds = append(rounds, models.Round{Mode: mode})
		}
		last := &rounds[len(rounds)-1]
		last.Seats = append(last.Seats, models.Seat{ID: t.ID, Tasks: []models.TaskID{t.ID}, Added: p.in.Act.Actor})
	}
	return rounds, tasks, nil
}

// A Removing names the seat that is taken away (减签).
type Removing struct {
	Seat models.TaskID `json:"seat"`
}

// removeSigner takes a signer away that one has added.
func (p *performance) removeSigner() error {
	var f Removing
	if err := p.form(&f); err != nil {
		return err
	}
	next, change, err := p.in.Slate.Remove(f.Seat, p.in.Act.Actor)
	if err != nil {
		return err
	}
	if err := p.follow(next, change); err != nil {
		return err
	}
	if next.Settled() {
		return p.effect()
	}
	return nil
}

// A Copying names who is told (抄送).
type Copying struct {
	People []models.PersonID `json:"people"`
}

// copy lets people of the company read the case.
func (p *performance) copy() error {
	var f Copying
	if err := p.form(&f); err != nil {
		return err
	}
	if len(f.People) == 0 || len(f.People) > 50 {
		return models.Refuse(models.Invalid, p.clause, "people-missing")
	}
	fit, err := p.tx.Fitness(p.c.ID, p.c.Company, f.People, today(p.at), "")
	if err != nil {
		return err
	}
	for _, who := range f.People {
		if !fit[who].Employed {
			return models.Refuse(models.Invalid, p.clause, "person-not-here")
		}
		if err := p.tx.Notify(who, p.c.ID, "notice-copied", p.at); err != nil {
			return err
		}
	}
	p.tell("copied", f.People)
	return p.tx.Involve(p.c.ID, "copied", p.at, f.People...)
}

// remind tells the holders of what waits, not more often than the rulebook says.
func (p *performance) remind() error {
	waiting, err := p.tx.OpenTasks(p.c.ID)
	if err != nil {
		return err
	}
	if len(waiting) == 0 {
		return models.Refuse(models.Conflict, p.clause, "nothing-waits")
	}
	last, err := p.tx.LastReminders(p.c.ID, waiting)
	if err != nil {
		return err
	}
	var now []models.TaskID
	var next time.Time // the first of those whose turn it is not
	for task, at := range last {
		again := at.Add(time.Duration(regulation.RemindEveryHours.In(p.book)) * time.Hour)
		switch {
		case at.IsZero() || !p.at.Before(again):
			now = append(now, task)
		case next.IsZero() || again.Before(next):
			next = again
		}
	}
	if len(now) == 0 {
		return models.Refuse(models.TooMuch, p.clause, "reminded-already", "At", next.In(calendar.China()).Format("2006-01-02 15:04"))
	}
	return p.tx.NotifyHolders(now, "notice-reminded", today(p.at), p.at)
}
