package activities

import (
	"encoding/json"
	"slices"

	"countersign/models"
	"countersign/models/store"
)

// A carried slate is one that is drawn up again after the applicant has mended the
// case, with what still holds of the slate before it: signatures whose signers
// would be shown the same, who was added, to whom a seat was handed
// (approval.send-back).
type carried struct {
	slate  models.Slate
	rows   []store.Task
	signed []store.Signature

	before map[models.TaskID]store.Task
	stand  map[models.TaskID]store.Signature // by the seat of the slate before
	barred map[models.PersonID]bool          // who may not sign any more
	again  []store.Task                      // what waits, or is done, instead of the tasks of the same seats
}

// carry gives a slate that is drawn up again what stands of the one before.
func (r *Records) carry(w *writing, s models.Slate, d models.Drawn, rows []store.Task) (*carried, error) {
	if s.Attempt == 1 || s.Verb != models.Sign {
		return &carried{slate: s, rows: rows}, nil
	}
	text, err := w.tx.SlateBefore(w.c.ID, s.Step, s.Attempt)
	if err != nil {
		return nil, err
	}
	var was models.Drawn
	var now standing
	if err := json.Unmarshal(text.Drawn, &was); err != nil {
		return nil, err
	}
	if err := json.Unmarshal(text.Current, &now); err != nil {
		return nil, err
	}
	signed, err := w.tx.Signatures(w.c.ID, s.Step, s.Attempt-1)
	if err != nil {
		return nil, err
	}
	tasks, err := w.tx.TasksOfStep(w.c.ID, s.Step, s.Attempt-1)
	if err != nil {
		return nil, err
	}
	proved, err := provedOf(w, s, signed)
	if err != nil {
		return nil, err
	}
	barred, err := barredOf(w, tasks)
	if err != nil {
		return nil, err
	}
	for {
		c := carryOver(s, d, now.Slate, was, tasks, signed, proved, barred)
		if !c.slate.Settled() || len(signed) == 0 {
			c.rows = append(slices.DeleteFunc(slices.Clone(rows), c.replaced), c.again...)
			return c, nil
		}
		signed = signed[:len(signed)-1] // the last signature is given anew: a step takes effect by an act
	}
}

// provedOf are the acts of signatures that came with a proof, where a round wants one
// (approval.step-up).
func provedOf(w *writing, s models.Slate, signed []store.Signature) (map[models.ActID]bool, error) {
	proved := map[models.ActID]bool{}
	if !slices.ContainsFunc(s.Rounds, func(r models.Round) bool { return r.Proof != "" }) {
		return proved, nil
	}
	for _, old := range signed {
		so, err := w.tx.Proved(old.ActID)
		if err != nil {
			return nil, err
		}
		proved[old.ActID] = so
	}
	return proved, nil
}

// barredOf are those who have a task by name and whom the case, as it was mended, keeps
// from signing (approval.own-case).
func barredOf(w *writing, tasks []store.Task) (map[models.PersonID]bool, error) {
	var people []models.PersonID
	for _, t := range tasks {
		if t.PersonID != nil {
			people = append(people, *t.PersonID)
		}
	}
	barred := map[models.PersonID]bool{}
	if len(people) == 0 {
		return barred, nil
	}
	fit, err := w.tx.Fitness(w.c.ID, w.c.Company, people, today(w.at), "")
	for _, f := range fit {
		barred[f.ID] = f.Involved
	}
	return barred, err
}

func carryOver(s models.Slate, d models.Drawn, before models.Slate, was models.Drawn, tasks []store.Task, signed []store.Signature, proved map[models.ActID]bool, barred map[models.PersonID]bool) *carried {
	c := &carried{slate: s, barred: barred, before: map[models.TaskID]store.Task{}, stand: map[models.TaskID]store.Signature{}}
	for _, t := range tasks {
		c.before[t.ID] = t
	}
	for _, old := range signed {
		c.stand[old.SeatID] = old
	}
	taken := map[models.TaskID]bool{}
	for i, round := range s.Rounds {
		for j, seat := range round.Seats {
			old, found := c.sameSeat(d.Rounds[i].Seats[j], before, was, taken)
			if !found {
				continue
			}
			taken[old.ID] = true
			for _, filled := range (models.Slate{Rounds: models.Rounds{{Seats: []models.Seat{old}}}}).Standing() {
				if round.Proof != "" && !proved[c.stand[filled].ActID] {
					delete(c.stand, filled)
				}
			}
			c.slate = c.slate.Carry(seat.ID, old, models.Carrying{Stands: c.stands, Seat: func(models.Seat) models.TaskID { return models.TaskID(newID()) },
				Task: func(now, before models.Seat, task models.TaskID) models.TaskID {
					return c.task(i, s.Attempt, now, before, task)
				}})
		}
	}
	return c
}

// sameSeat is the seat of the slate before that was drawn for the same post or person
// or, where its signature stands, for whom somebody stood in or stands in now.
func (c *carried) sameSeat(drawn models.DrawnSeat, before models.Slate, was models.Drawn, taken map[models.TaskID]bool) (models.Seat, bool) {
	for i, round := range was.Rounds {
		for j, old := range round.Seats {
			seat := before.Rounds[i].Seats[j]
			same := old.Post == drawn.Post && old.Person == drawn.Person
			if (same || c.stands(seat.ID) && homeOf(old) == homeOf(drawn)) && !taken[seat.ID] {
				return seat, true
			}
		}
	}
	return models.Seat{}, false
}

// homeOf is for whom a seat is laid down, whoever stands in.
func homeOf(s models.DrawnSeat) [2]string {
	if s.ForPost != "" || s.ForPerson != "" {
		return [2]string{string(s.ForPost), string(s.ForPerson)}
	}
	return [2]string{string(s.Post), string(s.Person)}
}

func (c *carried) stands(seat models.TaskID) bool {
	_, stands := c.stand[seat]
	return stands
}

// task makes a task of the new slate out of one of the slate before.
func (c *carried) task(round, attempt int, now, before models.Seat, task models.TaskID) models.TaskID {
	old := c.before[task]
	if before.Signed && old.State != "done" || old.PersonID != nil && c.barred[*old.PersonID] {
		return ""
	}
	t := anew(old)
	t.Attempt, t.Round, t.SeatID, t.AddedBy = attempt, round, now.ID, old.AddedBy
	if !slices.ContainsFunc(c.again, func(a store.Task) bool { return a.ID == now.ID }) {
		t.ID = now.ID
	}
	if signature, stands := c.stand[before.ID]; before.Signed && stands {
		t.State, t.OpenedAt, t.ClosedAt, t.ClosedBy = "done", old.OpenedAt, old.ClosedAt, old.ClosedBy
		signature.ID, signature.Attempt, signature.TaskID, signature.SeatID = newID(), attempt, t.ID, now.ID
		c.signed = append(c.signed, signature)
	}
	c.again = append(c.again, t)
	return t.ID
}

// replaced reports whether another row stands for the seat of a task.
func (c *carried) replaced(t store.Task) bool {
	return slices.ContainsFunc(c.again, func(a store.Task) bool { return a.SeatID == t.SeatID })
}
