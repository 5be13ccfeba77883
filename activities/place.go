package activities

import (
	"slices"
	"time"

	"countersign/models"
	"countersign/models/regulation"
	"countersign/models/store"
	"countersign/policies"
)

// A move is what an absence does to a task: ids, for the history.
type move struct {
	Task   models.TaskID   `json:"task"`
	To     models.TaskID   `json:"to,omitempty"` // the task that waits instead
	Absent models.PersonID `json:"absent"`
	Agent  models.PersonID `json:"agent,omitempty"`
	Post   models.PostID   `json:"post,omitempty"`
	Why    models.Why      `json:"why,omitempty"`
	Back   bool            `json:"back,omitempty"`
}

// A placing looks at the open tasks of a case, one after another.
type placing struct {
	*writing
	r      *Records
	out    *Done
	ask    models.DrawUp
	only   bool // nobody of a lower rank, and no proxy, stands in
	tasks  []store.Task
	passed []models.TaskID
	moved  []move
}

// place finds for each open task of the case who should have it on this day.
func (r *Records) place(w *writing, out *Done) ([]move, error) {
	tasks, err := w.tx.OpenTasksOf(w.c.ID)
	if err != nil || len(tasks) == 0 {
		return nil, err
	}
	ask, matrix, err := w.tx.Facts().DrawUp(w.c, out.Slate.Step, w.at)
	if err != nil {
		return nil, err
	}
	rows := policies.InForce(matrix)
	p := placing{writing: w, r: r, out: out, ask: ask, tasks: tasks}
	p.only = slices.ContainsFunc(rows, func(row models.MatrixRow) bool { return row.Only && row.Holds(w.c.Kind, out.Slate.Step, w.c.Amount) })
	for _, t := range tasks {
		if err := p.task(t); err != nil {
			return nil, err
		}
	}
	return p.moved, nil
}

// home is for whom a task waits when nobody is absent.
func home(t store.Task) (post models.PostID, person models.PersonID) {
	switch {
	case t.ForPostID != nil:
		return *t.ForPostID, ""
	case t.ForPersonID != nil:
		return "", *t.ForPersonID
	case t.PersonID != nil:
		return "", *t.PersonID
	}
	return *t.PostID, ""
}

// holders are those for whom a post or person stands, in force today. Who is away is
// asked by name still, also without a post: nobody looks for him or her every minute.
func (p *placing) holders(post models.PostID, person models.PersonID) (all []models.PersonID) {
	for _, s := range p.ask.Posts {
		switch {
		case post != "" && s.Post == post:
			return s.Holders
		case person != "" && slices.Contains(s.Holders, person):
			return []models.PersonID{person}
		}
	}
	if _, away := p.ask.Absent[person]; away {
		return []models.PersonID{person}
	}
	return nil
}

// able are the holders whom the case does not keep from the task; where it keeps them
// all, they are all, for then it is nobody's absence that the task waits for.
func (p *placing) able(t store.Task, post models.PostID, person models.PersonID) []models.PersonID {
	all := p.holders(post, person)
	if able := slices.DeleteFunc(slices.Clone(all), policies.Kept(p.ask, t.Verb)); post != "" && len(able) > 0 {
		return able
	}
	return all
}

func (p *placing) present(people []models.PersonID) bool {
	return slices.ContainsFunc(people, func(who models.PersonID) bool {
		_, away := p.ask.Absent[who]
		return !away
	})
}

// task decides about one task. Where its holders are there it comes back; a post that
// nobody holds is no absence.
func (p *placing) task(t store.Task) error {
	post, person := home(t)
	holders := p.able(t, post, person)
	switch {
	case p.present(holders):
		return p.back(t)
	case len(holders) == 0 && t.AbsentID == nil:
		return nil
	case len(holders) == 0:
		return p.look(t, t.Instead) // who was absent has left: who stands in goes on
	case p.applicants(t) || p.elsewhere(t):
		return p.wait(t, holders[0], p.applicants(t))
	}
	ahead, err := p.ahead()
	if err != nil {
		return err
	}
	seat, _ := policies.StandIn(p.ask, models.Waits{Verb: t.Verb, Post: post, Person: person, Only: p.only, Others: append(p.others(t), ahead...)})
	if seat.Absent == "" {
		seat.Absent = holders[0]
	}
	switch {
	case seat.Agent != "":
		return p.proxy(t, seat)
	case seat.ForPost != "" || seat.ForPerson != "":
		return p.standIn(t, seat)
	}
	return p.wait(t, seat.Absent, true)
}

// applicants reports whether only the applicant can do it: mend, take, answer.
func (p *placing) applicants(t store.Task) bool {
	return t.PersonID != nil && *t.PersonID == p.c.Applicant && t.Verb != models.Sign
}

// elsewhere reports whether another task of the same seat waits for somebody who is
// there, so that the seat can be filled.
func (p *placing) elsewhere(t store.Task) bool {
	return slices.ContainsFunc(p.tasks, func(o store.Task) bool {
		if o.SeatID != t.SeatID || o.ID == t.ID || slices.Contains(p.passed, o.ID) || o.Verb != t.Verb {
			return false
		}
		post, person := models.PostID(""), models.PersonID("")
		if o.PostID != nil {
			post = *o.PostID
		} else {
			person = *o.PersonID
		}
		return p.present(p.able(o, post, person))
	})
}

// others are those who fill or could fill the other seats of the slate.
func (p *placing) others(t store.Task) (others [][]models.PersonID) {
	p.out.Slate.EachSigned(func(by, principal models.PersonID) {
		others = append(others, []models.PersonID{by})
		if principal != by {
			others = append(others, []models.PersonID{principal})
		}
	})
	for _, o := range p.tasks {
		if o.SeatID == t.SeatID || o.Verb != t.Verb || slices.Contains(p.passed, o.ID) {
			continue
		}
		post, person := home(o)
		if o.AbsentID != nil && o.PostID != nil {
			post, person = *o.PostID, ""
		}
		if o.AgentID != nil {
			others = append(others, []models.PersonID{*o.AgentID})
		}
		if people := p.holders(post, person); len(people) > 0 {
			others = append(others, people)
		}
	}
	return others
}

// ahead are those who could fill each seat of the rounds to come.
func (p *placing) ahead() (could [][]models.PersonID, err error) {
	ids := p.out.Slate.Ahead()
	if p.out.Slate.Verb != models.Sign || len(ids) == 0 {
		return nil, nil
	}
	tasks, err := p.tx.Tasks(p.c.ID, ids)
	for _, t := range tasks {
		if people := p.holders(home(t)); len(people) > 0 {
			could = append(could, people)
		}
	}
	return could, err
}

// look notes that the task was looked at.
func (p *placing) look(t store.Task, in store.Instead) error {
	in.PlacedAt = &p.at
	return p.tx.Place(t.ID, in)
}

func (p *placing) note(m move) { p.moved = append(p.moved, m) }

// leastTime is the working time that who gets a task has at least.
func (p *placing) leastTime() time.Duration {
	return time.Duration(regulation.StandInLeastHours.In(p.book)) * time.Hour
}

// insteadOf is what a drawn seat says of who is absent.
func insteadOf(seat models.DrawnSeat, at time.Time) (in store.Instead) {
	if seat.Absent == "" {
		return in
	}
	in.AbsentID, in.PlacedAt = &seat.Absent, &at
	in.AgentID, in.ForPostID, in.ForPersonID = some(seat.Agent), some(seat.ForPost), some(seat.ForPerson)
	return in
}

// some is nil for an empty id.
func some[ID ~string](id ID) *ID {
	if id == "" {
		return nil
	}
	return &id
}

// withAbsent adds to an entry of the history who was absent when a slate was drawn up.
func withAbsent(drawn models.Drawn, body map[string]any) map[string]any {
	var absent []models.DrawnSeat
	for _, round := range drawn.Rounds {
		for _, seat := range round.Seats {
			if seat.Absent != "" {
				absent = append(absent, seat)
			}
		}
	}
	if len(absent) > 0 {
		body["absence"], body["absent"] = regulation.ApprovalAbsence.ID(), absent
	}
	return body
}
