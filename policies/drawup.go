package policies

import (
	"fmt"
	"slices"

	"countersign/models"
	"countersign/models/regulation"
)

// DrawUp draws up the slate of a step: which posts fill which seats, who was
// considered, who was left out and why. It is a function of its arguments alone,
// so it also predicts who will be asked. A seat that nobody can fill goes to the
// deputy, the superior post and the general managers in turn, with an alarm; where
// nobody at all is left it is an error under approval.empty-seat.
func DrawUp(matrix []models.MatrixRow, d models.DrawUp) (models.Drawn, error) {
	rows := roundsOf(matrix, d)
	if len(rows) == 0 {
		return models.Drawn{}, models.Refuse(models.Invalid, regulation.AuthorityMatrix, "matrix-no-row", "Kind", d.Kind, "Step", d.Step, "Amount", d.Case.Amount)
	}
	drawn := models.Drawn{Step: d.Step, Clause: rows[0].Clause, Verb: rows[0].Verb}
	draw := newDraw(d, drawn.Verb)
	for _, row := range rows {
		for _, groups := range draw.rounds(row) {
			round, err := draw.round(row, groups)
			if err != nil {
				return models.Drawn{}, err
			}
			drawn.Rounds = append(drawn.Rounds, round)
			drawn.Alarm = drawn.Alarm || slices.ContainsFunc(round.Seats, func(s models.DrawnSeat) bool { return s.Alarm })
		}
		drawn.Told = append(drawn.Told, draw.told(row.Tells(false))...)
		drawn.Tells = drawn.Tells || len(row.Tells(true)) > 0
	}
	if draw.skipped && !slices.ContainsFunc(drawn.Rounds, func(r models.DrawnRound) bool { return len(r.Seats) > 0 }) {
		return DrawUp(superiors(matrix), d) // somebody signs, whatever a clause does without
	}
	draw.prove(drawn.Rounds)
	slices.Sort(drawn.Told)
	drawn.Told = slices.Compact(drawn.Told)
	return drawn, nil
}

// roundsOf are the rows of the step for the case, round after round.
func roundsOf(matrix []models.MatrixRow, d models.DrawUp) (rows []models.MatrixRow) {
	for _, r := range matrix {
		if r.Holds(d.Kind, d.Step, d.Case.Amount) {
			rows = append(rows, r)
		}
	}
	slices.SortStableFunc(rows, func(a, b models.MatrixRow) int { return a.Round - b.Round })
	return rows
}

// A draw is one drawing up of a slate.
type draw struct {
	models.DrawUp
	signing bool
	posts   map[models.PostID]models.StaffedPost
	// needs are those who could fill each seat that is drawn already. They are
	// kept so that one person is never needed for two (approval.one-seat).
	needs   []need
	drawing int  // the round, from 1
	skipped bool // a seat of the applicant's own was done without
}

// A need is a seat that one of the people must fill, in a round.
type need struct {
	people []models.PersonID
	round  int
	agent  bool // who signs by proxy, in another's name
}

func newDraw(d models.DrawUp, verb models.Verb) *draw {
	d.Posts = slices.Clone(d.Posts)
	slices.SortFunc(d.Posts, func(a, b models.StaffedPost) int {
		switch {
		case a.Code != b.Code && a.Code < b.Code, a.Code == b.Code && a.Post < b.Post:
			return -1
		}
		return 1
	})
	w := &draw{DrawUp: d, signing: verb == models.Sign, posts: map[models.PostID]models.StaffedPost{}}
	for _, p := range d.Posts {
		w.posts[p.Post] = p
	}
	return w
}

// superiors are the rows without any that skips a seat.
func superiors(matrix []models.MatrixRow) []models.MatrixRow {
	rows := slices.Clone(matrix)
	for i := range rows {
		rows[i].Own = models.OwnSuperior
	}
	return rows
}

// rounds are the groups of each round that a row stands for: one round, or one for
// each level of a chain.
func (w *draw) rounds(row models.MatrixRow) (rounds [][]group) {
	s, turns := inTurn(row)
	if !turns {
		return [][]group{w.groups(row)}
	}
	levels := w.chain(row.Of[0], s)
	if len(levels) == 0 {
		levels = []choice{{of: row.Of[0], why: models.WhyChain}} // nobody is above: the seat is empty
	}
	for _, c := range levels {
		rounds = append(rounds, []group{{c}})
	}
	return rounds
}

// round draws the seats of a round.
func (w *draw) round(row models.MatrixRow, groups []group) (models.DrawnRound, error) {
	w.drawing++
	r := models.DrawnRound{Of: row.Round, Clause: row.Clause, Mode: row.Mode, Need: row.Need, Within: row.Within, Proof: w.proof(row)}
	for _, group := range groups {
		from := len(r.Seats)
		if err := w.fill(&r, row, group); err != nil {
			return r, err
		}
		if row.Mode == models.Departments {
			for i := range r.Seats[from:] {
				r.Seats[from+i].Unit = group[0].home // whoever stands in
			}
		}
	}
	w.either(&r, row)
	if r.Mode == models.Quorum && r.Need > len(r.Seats) {
		r.Need = len(r.Seats)
	}
	return r, nil
}

// proof is what a signature of the row needs: as the row says, or for the amount
// (approval.step-up).
func (w *draw) proof(row models.MatrixRow) models.Proof {
	if w.signing && w.StrongFrom > 0 && w.Case.Amount >= w.StrongFrom {
		return models.Strong
	}
	return row.Proof
}

// A group is a set of posts of which one must act: all posts of a round that
// needs any, the posts of one department, or one post of a round that needs all.
type group []choice

// A choice is a post, or a person with the post that he or she is named for, and
// the selector that named it.
type choice struct {
	of      string
	post    models.StaffedPost
	person  models.PersonID
	why     models.Why    // empty = laid down
	unnamed bool          // the applicant has still to say who
	home    models.UnitID // the department that its seat counts for
}

// id tells choices of a row apart.
func (c choice) id() string {
	if c.person != "" {
		return string(c.person)
	}
	return string(c.post.Post)
}

func (w *draw) groups(row models.MatrixRow) (groups []group) {
	units := map[models.UnitID]int{}
	taken := map[string]bool{}
	for _, selector := range row.Of {
		found := w.choices(selector)
		if len(found) == 0 {
			found = []choice{{of: selector}} // no such post: the seat is empty
		}
		for i, c := range found {
			if c.id() != "" && taken[c.id()] {
				continue
			}
			taken[c.id()] = true
			c.home = c.department(i)
			at, seen := units[c.home]
			switch {
			case row.Mode == models.Any && len(groups) > 0:
				at = 0
			case !seen || row.Mode != models.Departments:
				at = len(groups)
				units[c.home], groups = at, append(groups, nil)
			}
			groups[at] = append(groups[at], c)
		}
	}
	return groups
}

// department is the one that the seat of a choice counts for where a round needs one
// of each: what names no post is one of its own, and never done by another's.
func (c choice) department(i int) models.UnitID {
	if c.post.Unit != "" {
		return c.post.Unit
	}
	return models.UnitID(fmt.Sprint(c.of, "/", i+1))
}

// told are those who hold the posts that selectors name.
func (w *draw) told(selectors []string) (people []models.PersonID) {
	for _, s := range selectors {
		for _, c := range w.choices(s) {
			people = append(people, w.holders(c)...)
		}
	}
	return people
}

func (w *draw) holders(c choice) []models.PersonID {
	switch {
	case c.person == "":
		return c.post.Holders
	case c.post.Post == "" && c.of != "applicant":
		return nil // not in force, or not in the range to choose from
	}
	return []models.PersonID{c.person}
}
