package policies

import (
	"slices"

	"countersign/models"
	"countersign/models/regulation"
)

// fill gives the group its seats: those of its posts that can act and, where
// none can, who stands in for them.
func (w *draw) fill(r *models.DrawnRound, row models.MatrixRow, g group) error {
	var could []models.PersonID
	for _, c := range g {
		able, left := w.able(c, row)
		r.Considered = append(r.Considered, considered(c, models.WhyLaidDown, left))
		if left == "" {
			r.Seats = append(r.Seats, c.seat(models.WhyLaidDown))
			could = append(could, able...)
		}
	}
	if len(could) > 0 {
		w.needs = append(w.needs, could)
		return nil
	}
	return w.standIn(r, row, g[0])
}

// standIn finds who stands in for an empty seat (approval.empty-seat).
func (w *draw) standIn(r *models.DrawnRound, row models.MatrixRow, empty choice) error {
	for _, next := range w.line(empty) {
		able, left := w.able(next.choice, row)
		if row.Only && left == "" && lower(next.post.Rank, empty) {
			left = models.LeftLowerRank
		}
		if left == "" && slices.ContainsFunc(r.Seats, func(s models.DrawnSeat) bool { return s.Post == next.post.Post }) {
			left = models.LeftOnSlate
		}
		r.Considered = append(r.Considered, considered(next.choice, next.why, left))
		if left == "" {
			r.Seats = append(r.Seats, next.seat(next.why))
			w.needs = append(w.needs, able)
			return nil
		}
	}
	return models.Refuse(models.Conflict, regulation.ApprovalSeatEmpty, "seat-empty", "Of", empty.of, "Step", w.Step)
}

// lower reports whether the rank is below what the selector asks for.
func lower(rank models.Rank, empty choice) bool {
	p, err := parsePlace(empty.of)
	return err == nil && slices.Index(ranks, rank) > slices.Index(ranks, p.rank)
}

// A standby is who comes next in line for an empty seat.
type standby struct {
	choice
	why models.Why
}

// line is who comes next: the deputy, the superior post and its superiors, the
// general manager of the company, the general manager of the head office.
func (w *draw) line(empty choice) (line []standby) {
	seen := map[models.PostID]bool{empty.post.Post: true}
	add := func(why models.Why, posts ...models.StaffedPost) {
		for _, p := range posts {
			if p.Post != "" && !seen[p.Post] {
				seen[p.Post] = true
				line = append(line, standby{choice{of: empty.of, post: p}, why})
			}
		}
	}
	from := empty.post
	if empty.person != "" {
		add(models.WhySuperior, w.picked("head@case-unit")...)
	}
	add(models.WhyDeputy, w.deputies(from.Post)...)
	for up := w.posts[from.Superior]; up.Post != "" && !seen[up.Post]; up = w.posts[up.Superior] {
		add(models.WhySuperior, up)
	}
	add(models.WhyGM, w.picked("gm@company")...)
	add(models.WhyHeadGM, w.picked("gm@head")...)
	return line
}

func (w *draw) picked(selector string) (posts []models.StaffedPost) {
	for _, c := range w.choices(selector) {
		posts = append(posts, c.post)
	}
	return posts
}

func (w *draw) deputies(of models.PostID) (posts []models.StaffedPost) {
	for _, p := range w.Posts {
		if of != "" && p.DeputyOf == of {
			posts = append(posts, p)
		}
	}
	return posts
}

// able are those who could act for a choice, and why not where there are none.
func (w *draw) able(c choice, row models.MatrixRow) (able []models.PersonID, left models.Left) {
	if c.person != "" {
		return w.applicant()
	}
	left = models.LeftVacant
	for _, p := range c.post.Holders {
		switch {
		case w.signing && (p == w.Case.Applicant || slices.Contains(w.Case.Requesters, p)):
			left = models.LeftRequester
		case slices.Contains(w.Case.About, p):
			left = models.LeftConcerned
		default:
			able = append(able, p)
		}
	}
	switch {
	case len(able) == 0:
		return nil, left
	case w.signing && !w.spare(able):
		return nil, models.LeftOnSlate
	}
	return able, ""
}

// applicant acts in person, as long as he or she is in force.
func (w *draw) applicant() ([]models.PersonID, models.Left) {
	for _, p := range w.Posts {
		if slices.Contains(p.Holders, w.Case.Applicant) {
			return []models.PersonID{w.Case.Applicant}, ""
		}
	}
	return nil, models.LeftGone
}

// spare reports whether one of able can act while every seat that is drawn
// already still has somebody of its own.
func (w *draw) spare(able []models.PersonID) bool {
	needs := append(slices.Clone(w.needs), able)
	of := map[models.PersonID]int{}
	for seat := range needs {
		if !settle(needs, of, seat, map[models.PersonID]bool{}) {
			return false
		}
	}
	return true
}

// settle finds a person for a seat, moving others to another seat where it must.
func settle(needs [][]models.PersonID, of map[models.PersonID]int, seat int, tried map[models.PersonID]bool) bool {
	for _, p := range needs[seat] {
		if tried[p] {
			continue
		}
		tried[p] = true
		if other, taken := of[p]; !taken || settle(needs, of, other, tried) {
			of[p] = seat
			return true
		}
	}
	return false
}

func considered(c choice, why models.Why, left models.Left) models.Considered {
	return models.Considered{Of: c.of, Post: c.post.Post, Person: c.person, Why: why, Left: left}
}

func (c choice) seat(why models.Why) models.DrawnSeat {
	return models.DrawnSeat{Of: c.of, Post: c.post.Post, Person: c.person, Unit: c.post.Unit, Why: why, Alarm: why != models.WhyLaidDown}
}
