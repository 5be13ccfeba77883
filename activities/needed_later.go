package activities

import (
	"countersign/models"
	"countersign/models/regulation"
	"countersign/models/store"
)

// neededLater refuses a signature that others of the round can give as well to who
// alone can fill a seat that comes later: nobody fills two (approval.one-seat).
// Where no other is left the signature is taken, and the later seat goes to the
// superior in time.
func (p *performance) neededLater() error {
	later := p.in.Slate.Later(p.in.Act.Task, p.decision.Who)
	if p.in.Act.Verb != models.Sign || len(later) == 0 {
		return nil
	}
	alone, err := p.tx.Alone(p.decision.Who, later, today(p.at))
	if err != nil || !alone {
		return err
	}
	others, err := p.others(later)
	if err == nil && others {
		err = models.Refuse(models.Forbidden, regulation.ApprovalOneSeat, "needed-later")
	}
	return err
}

// others reports whether somebody else may fill what waits now, who is not needed
// for the later tasks.
func (p *performance) others(later []models.TaskID) (bool, error) {
	tasks, err := p.tx.Tasks(p.c.ID, p.in.Slate.Waiting())
	if err != nil {
		return false, err
	}
	people, err := p.askedBy(tasks)
	if err != nil {
		return false, err
	}
	fit, err := p.tx.Fitness(p.c.ID, p.c.Company, people, today(p.at), "")
	if err != nil {
		return false, err
	}
	for _, who := range people {
		if who == p.decision.Who || p.in.Slate.Seats(who) || fit[who].Involved || fit[who].Absent || !fit[who].Employed {
			continue
		}
		if alone, err := p.tx.Alone(who, later, today(p.at)); err != nil || !alone {
			return err == nil, err
		}
	}
	return false, nil
}

// askedBy are those for whom the tasks wait, by name or by post.
func (p *performance) askedBy(tasks []store.Task) (people []models.PersonID, err error) {
	for _, t := range tasks {
		if t.PersonID != nil {
			people = append(people, *t.PersonID)
		}
		if t.PostID == nil {
			continue
		}
		holders, err := p.tx.Holders(*t.PostID, today(p.at))
		if err != nil {
			return nil, err
		}
		people = append(people, holders...)
	}
	return people, nil
}
