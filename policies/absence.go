package policies

import (
	"slices"

	"countersign/models"
)

// StandIn finds who acts for a seat while everybody whom it waits for is absent: who
// holds a proxy, else the deputy, the superior posts and the general managers in
// turn. Where nobody can, it is the seat itself, with an alarm (approval.absence).
func StandIn(d models.DrawUp, s models.Waits) (models.DrawnSeat, []models.Considered) {
	w := newDraw(d, s.Verb)
	for _, people := range s.Others {
		if w.spare(people) { // a seat that nobody could fill must not keep others from being filled
			w.needed(people)
		}
	}
	home := choice{of: s.Of, post: w.posts[s.Post], person: s.Person}
	if s.Person != "" {
		home.post = w.desk(s.Person)
	}
	r := models.DrawnRound{}
	if err := w.instead(&r, models.MatrixRow{Only: s.Only}, group{home}); err != nil {
		return home.seat(models.WhyLaidDown), r.Considered
	}
	return r.Seats[0], r.Considered
}

// desk is the first post that a person holds.
func (w *draw) desk(person models.PersonID) models.StaffedPost {
	for _, p := range w.Posts {
		if slices.Contains(p.Holders, person) {
			return p
		}
	}
	return models.StaffedPost{}
}

func (w *draw) away(p models.PersonID) bool {
	_, away := w.Absent[p]
	return away
}

// Kept tells of people whether the case keeps them from what a slate asks of them: its
// requesters and beneficiaries from signing, those whom it is about from any part (approval.own-case).
func Kept(d models.DrawUp, verb models.Verb) func(models.PersonID) bool { return newDraw(d, verb).kept }

// kept reports whether the case keeps a person from signing it, or from any part.
func (w *draw) kept(p models.PersonID) bool {
	return w.own(p) || w.signing && slices.Contains(w.Case.Beneficiaries, p) || slices.Contains(w.Case.About, p)
}

// own reports whether the case is a person's own, which he or she does not sign: also a
// revocation of a case of the person's, whoever asks for it (approval.own-case).
func (w *draw) own(p models.PersonID) bool {
	return w.signing && (p == w.Case.Applicant || slices.Contains(w.Case.Requesters, p) ||
		w.Kind == models.KindRevocation && slices.Contains(w.Case.SubjectRequesters, p))
}

// instead finds who stands in where none of the group can act: for who is absent as
// approval.absence says, else as for an empty seat.
func (w *draw) instead(r *models.DrawnRound, row models.MatrixRow, g group) error {
	home, absent := w.absentAmong(g)
	if absent == "" {
		return w.standIn(r, row, g[0])
	}
	if w.byProxy(r, row, g) {
		return nil
	}
	if err := w.standIn(r, row, home); err != nil {
		seat := home.seat(home.laidDown())
		seat.Absent, seat.Alarm = absent, true // it waits for the return: never stuck, never skipped
		r.Seats = append(r.Seats, seat)
		w.needed([]models.PersonID{absent})
		return nil
	}
	seat := &r.Seats[len(r.Seats)-1]
	seat.Absent, seat.ForPost, seat.ForPerson = absent, home.post.Post, home.person
	if home.person != "" {
		seat.ForPost = ""
	}
	seat.Alarm = seat.Why == models.WhyGM || seat.Why == models.WhyHeadGM // beyond the deputy and the superior
	return nil
}

// absentAmong is the first of the group for whom somebody absent could act otherwise.
func (w *draw) absentAmong(g group) (home choice, absent models.PersonID) {
	for _, c := range g {
		for _, p := range w.holders(c) {
			if w.away(p) && !w.kept(p) {
				return c, p
			}
		}
	}
	return choice{}, ""
}

// byProxy leaves the seats of those who are absent where they are and has the holders
// of their proxies sign. A row that nobody of a lower rank may sign knows no proxies.
func (w *draw) byProxy(r *models.DrawnRound, row models.MatrixRow, g group) bool {
	found := false
	for _, c := range g {
		absent, agent := w.agent(c)
		if agent == "" || row.Only || !w.signing {
			continue
		}
		seat := c.seat(models.WhyProxy)
		seat.Absent, seat.Agent = absent, agent
		r.Seats = append(r.Seats, seat)
		r.Considered = append(r.Considered, models.Considered{Of: c.of, Post: c.post.Post, Person: agent, Why: models.WhyProxy})
		w.needs = append(w.needs, need{[]models.PersonID{agent}, w.drawing, true})
		w.needed([]models.PersonID{absent}) // in whose name: once on a slate
		found = true
	}
	return found
}

// agent is the first who holds a proxy of an absent holder of the choice and could
// sign: not a requester, not concerned, not needed for another seat.
func (w *draw) agent(c choice) (absent, agent models.PersonID) {
	for _, p := range w.holders(c) {
		if w.kept(p) || !w.spare([]models.PersonID{p}) {
			continue
		}
		for _, a := range w.Absent[p] {
			if !w.kept(a) && !w.away(a) && w.spare([]models.PersonID{a}) {
				return p, a
			}
		}
	}
	return "", ""
}
