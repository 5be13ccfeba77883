package policies

import (
	"slices"

	"countersign/models"
)

// both reports whether one signature does for two seats of the same person.
func (w *draw) both(row models.MatrixRow) bool {
	return w.signing && (row.Twice == models.TwiceOnce || row.Twice == models.TwiceInRow)
}

// once gives the group the seats of those who are asked for a seat already, where
// the row lets one signature do: such a seat waits only until they have signed.
// Nobody signs by that; it is the same signature, in the record of the other seat.
func (w *draw) once(r *models.DrawnRound, row models.MatrixRow, g group) bool {
	if !w.both(row) {
		return false
	}
	since := 1
	if row.Twice == models.TwiceInRow {
		since = w.before()
	}
	found := false
	for i, c := range g {
		able, _ := w.barred(c)
		if len(able) == 0 || !w.asked(able, since) {
			continue
		}
		seat := c.seat(c.laidDown())
		seat.Once, seat.Since, seat.Proof = able, since-1, w.proof(row)
		r.Seats = append(r.Seats, seat)
		r.Considered[len(r.Considered)-len(g)+i].Left = models.LeftOnce
		found = true
	}
	return found
}

// either has one signature do for several seats of the round, whichever of them its signer
// opens first.
func (w *draw) either(r *models.DrawnRound, row models.MatrixRow) {
	if !w.both(row) || row.Mode == models.Any { // of which one is enough anyhow
		return
	}
	could := make([][]models.PersonID, len(r.Seats))
	for i, s := range r.Seats {
		could[i] = w.signers(s)
	}
	for i := range r.Seats {
		s := &r.Seats[i]
		began := len(s.Once) > 0
		for j := range r.Seats {
			for _, p := range could[i] {
				if i != j && slices.Contains(could[j], p) && !slices.Contains(s.Once, p) {
					s.Once = append(s.Once, p)
				}
			}
		}
		if !began && len(s.Once) > 0 {
			s.Since, s.Proof = w.drawing-1, w.proof(row)
		}
	}
}

// signers are those who could fill a seat that is drawn, in the own name.
func (w *draw) signers(s models.DrawnSeat) []models.PersonID {
	switch {
	case s.Agent != "":
		return nil
	case s.Person != "":
		return []models.PersonID{s.Person}
	}
	able, _ := w.barred(choice{of: s.Of, post: w.posts[s.Post]})
	return able
}

// before is the last round before this one in which somebody is asked; the first
// where there is none.
func (w *draw) before() int {
	for i := len(w.needs) - 1; i >= 0; i-- {
		if w.needs[i].round < w.drawing {
			return w.needs[i].round
		}
	}
	return w.drawing
}

// asked reports whether one of the people is asked for a seat of the round or later, in
// the own name.
func (w *draw) asked(people []models.PersonID, since int) bool {
	return slices.ContainsFunc(w.needs, func(n need) bool { return n.round >= since && !n.agent && meet(n.people, people) })
}

func meet(some, others []models.PersonID) bool {
	return slices.ContainsFunc(some, func(p models.PersonID) bool { return slices.Contains(others, p) })
}

// prove has the rounds in which somebody signs for a later seat as well ask for the proof
// that the later one asks for (approval.step-up).
func (w *draw) prove(rounds []models.DrawnRound) {
	for i, r := range rounds {
		for _, s := range r.Seats {
			for _, n := range w.needs {
				if s.Proof != "" && n.round > s.Since && n.round <= i && !n.agent && meet(n.people, s.Once) {
					rounds[n.round-1].Proof = s.Proof
				}
			}
		}
	}
}
