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
	since := w.since(row)
	found := false
	for i, c := range g {
		own := w.unbarred(c)
		if !w.asked(own, since) {
			continue
		}
		seat := c.seat(c.laidDown())
		seat.Once, seat.Since, seat.Proof = own, since-1, w.proof(row)
		r.Seats = append(r.Seats, seat)
		r.Considered[len(r.Considered)-len(g)+i].Left = models.LeftOnce
		found = true
	}
	return found
}

// since is the first round in which a signature does for a seat of the row as well.
func (w *draw) since(row models.MatrixRow) int {
	if row.Twice == models.TwiceInRow {
		return w.before()
	}
	return 1
}

// either has one signature do for seats of the round, whichever of them its signer opens
// first, and for one that nobody else could fill where he or she has signed before.
func (w *draw) either(r *models.DrawnRound, row models.MatrixRow) {
	if !w.both(row) || row.Mode == models.Any && len(r.Seats) > 1 { // of which one is enough anyhow
		return
	}
	could := make([][]models.PersonID, len(r.Seats))
	for i, s := range r.Seats {
		could[i] = w.signers(s)
	}
	for i := range r.Seats {
		s := &r.Seats[i]
		began, since := len(s.Once) > 0, w.drawing
		for _, p := range could[i] {
			does := slices.ContainsFunc(could[:i], has(p)) || slices.ContainsFunc(could[i+1:], has(p))
			if w.alone(p, could[i]) && w.askedUntil(p, w.since(row), w.drawing-1) {
				does, since = true, w.since(row)
			}
			if does && !slices.Contains(s.Once, p) {
				s.Once = append(s.Once, p)
			}
		}
		if !began && len(s.Once) > 0 {
			s.Since, s.Proof = since-1, w.proof(row)
		}
	}
}

func has(p models.PersonID) func([]models.PersonID) bool {
	return func(people []models.PersonID) bool { return slices.Contains(people, p) }
}

// signers are those whose signature a seat that is drawn waits for.
func (w *draw) signers(s models.DrawnSeat) []models.PersonID {
	if s.Person != "" {
		return []models.PersonID{s.Person}
	}
	return w.unbarred(choice{of: s.Of, post: w.posts[s.Post]})
}

// unbarred are the holders of a choice whom the case does not bar. Who is away is one of
// them: the signature is given after the return, or by proxy in the own name.
func (w *draw) unbarred(c choice) []models.PersonID {
	return slices.DeleteFunc(slices.Clone(w.holders(c)), w.kept)
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

// alone reports whether nobody else of those people is there to sign.
func (w *draw) alone(p models.PersonID, people []models.PersonID) bool {
	here := slices.DeleteFunc(slices.Clone(people), w.away)
	return len(here) == 1 && here[0] == p || len(people) == 1
}

// askedUntil reports whether somebody is asked, in the own name, for a seat of one of the
// rounds.
func (w *draw) askedUntil(p models.PersonID, since, until int) bool {
	return slices.ContainsFunc(w.needs, func(n need) bool {
		return n.round >= since && n.round <= until && !n.agent && slices.Contains(n.people, p)
	})
}

// asked reports whether one of the people is asked for a seat of the round or later, in
// the own name.
func (w *draw) asked(people []models.PersonID, since int) bool {
	return slices.ContainsFunc(people, func(p models.PersonID) bool { return !w.agentOf(p) && w.askedUntil(p, since, w.drawing) })
}

// agentOf reports whether somebody signs by proxy, which is no signature of his or her own.
func (w *draw) agentOf(p models.PersonID) bool {
	return slices.ContainsFunc(w.needs, func(n need) bool { return n.agent && slices.Contains(n.people, p) })
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
