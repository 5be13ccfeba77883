package policies

import (
	"slices"

	"countersign/models"
	"countersign/models/regulation"
)

// fill gives the group its seats: those of its posts that can act and, where
// none can, what the row says of such a seat, or who stands in for them.
func (w *draw) fill(r *models.DrawnRound, row models.MatrixRow, g group) error {
	var could []models.PersonID
	for _, c := range g {
		able, left := w.able(c, row)
		if left == "" {
			r.Seats = append(r.Seats, c.seat(c.laidDown()))
			could = append(could, able...)
		} else if w.ownSkipped(c, row, left) {
			left = models.LeftOwn
		}
		r.Considered = append(r.Considered, considered(c, c.laidDown(), left))
	}
	if len(could) > 0 {
		w.needed(could)
		return nil
	}
	switch {
	case w.Ahead && g[0].unnamed:
		r.Seats = append(r.Seats, g[0].seat(g[0].laidDown()))
		return nil
	case w.once(r, row, g):
		return nil
	case slices.ContainsFunc(g, func(c choice) bool { _, left := w.able(c, row); return w.ownSkipped(c, row, left) }):
		w.skipped = true
		return nil
	}
	return w.instead(r, row, g)
}

func (w *draw) needed(people []models.PersonID) {
	w.needs = append(w.needs, need{people: people, round: w.drawing})
}

// ownSkipped reports whether the clause does without the seat, which only the
// applicant could fill.
func (w *draw) ownSkipped(c choice, row models.MatrixRow, left models.Left) bool {
	return w.signing && row.Own == models.OwnSkip && left == models.LeftRequester && slices.Contains(w.holders(c), w.Case.Applicant)
}

// standIn finds who stands in for an empty seat (approval.empty-seat).
func (w *draw) standIn(r *models.DrawnRound, row models.MatrixRow, empty choice) error {
	_, why := w.able(empty, row)
	for _, next := range w.line(empty) {
		if why == models.LeftOnSlate {
			next.why = models.WhyElsewhere
		}
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
			w.needed(able)
			return nil
		}
	}
	return models.Refuse(models.Conflict, regulation.ApprovalSeatEmpty, "seat-empty", "Of", empty.of, "Step", w.Step)
}

// lower reports whether the rank is below what the selector asks for.
func lower(rank models.Rank, empty choice) bool {
	s, err := ParseSelector(empty.of)
	asked := s.place.rank
	if asked == "" {
		asked = empty.post.Rank
	}
	return err == nil && asked != "" && rankOf(rank) > rankOf(asked)
}

// A standby is who comes next in line for an empty seat.
type standby struct {
	choice
	why models.Why
}

// line is who comes next: the deputy, the superior post and its superiors, the general
// manager of the company, the general manager of the head office and the deputy. For a seat
// whose holders the case bars the deputy, who answers to them, is passed over.
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
	if empty.person != "" && from.Post == "" {
		add(models.WhySuperior, w.picked("head@case-unit")...)
	}
	if w.recused(empty) {
		defer func() {
			for i := range line {
				line[i].why = models.WhyRecused
			}
		}()
	} else {
		add(models.WhyDeputy, w.deputies(from.Post)...)
	}
	for up := w.posts[from.Superior]; up.Post != "" && !seen[up.Post]; up = w.posts[up.Superior] {
		add(models.WhySuperior, up)
	}
	add(models.WhyGM, w.picked("gm@company")...)
	heads := w.picked("gm@head")
	add(models.WhyHeadGM, heads...)
	for _, gm := range heads { // who is on the slate already has somebody beside him or her
		add(models.WhyDeputy, w.deputies(gm.Post)...)
	}
	return line
}

// recused reports whether a seat has holders and the case bars every one of them: it is
// not vacant (approval.own-case).
func (w *draw) recused(c choice) bool {
	holders := w.holders(c)
	return len(holders) > 0 && !slices.ContainsFunc(holders, func(p models.PersonID) bool { return !w.kept(p) })
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
	if c.of == "applicant" && c.person != "" {
		return w.applicant()
	}
	able, left = w.barred(c)
	switch {
	case len(able) == 0:
		return nil, left
	case w.signing && !w.spare(able):
		return nil, models.LeftOnSlate
	}
	return able, ""
}

// barred are the holders of a choice without those whom the case bars, and why it
// bars them; whether they are asked for another seat is not looked at.
func (w *draw) barred(c choice) (able []models.PersonID, left models.Left) {
	left = models.LeftVacant
	switch {
	case c.unnamed:
		left = models.LeftUnnamed
	case c.person != "":
		left = models.LeftGone
		if s, _ := ParseSelector(c.of); s.Form == "choice" && w.postOf(c.person, Selector{Form: "field"}).Post != "" {
			left = models.LeftOutside
		}
	}
	for _, p := range w.holders(c) {
		switch {
		case w.own(p):
			left = models.LeftRequester
		case w.signing && slices.Contains(w.Case.Beneficiaries, p):
			left = models.LeftBenefits
		case slices.Contains(w.Case.About, p):
			left = models.LeftConcerned
		case w.away(p):
			left = models.LeftAbsent
		default:
			able = append(able, p)
		}
	}
	return able, left
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
	needs := make([][]models.PersonID, 0, len(w.needs)+1)
	for _, n := range w.needs {
		needs = append(needs, n.people)
	}
	needs = append(needs, able)
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
	s := c.seat(why)
	return models.Considered{Of: c.of, Post: s.Post, Person: s.Person, Why: why, Left: left}
}

// laidDown is how the matrix comes to a choice.
func (c choice) laidDown() models.Why {
	if c.why == "" {
		return models.WhyLaidDown
	}
	return c.why
}

// beyond are the ways to a post that the matrix does not name.
var beyond = []models.Why{models.WhyDeputy, models.WhySuperior, models.WhyGM, models.WhyHeadGM}

// seat is the seat of a post, or of a person where one is named.
func (c choice) seat(why models.Why) models.DrawnSeat {
	s := models.DrawnSeat{Of: c.of, Post: c.post.Post, Person: c.person, Unit: c.post.Unit, Why: why, Alarm: slices.Contains(beyond, why)}
	if s.Person != "" {
		s.Post = ""
	}
	return s
}
