package policies

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"countersign/models"
)

// A Selector is a word for who acts, as the authority matrix writes it:
//
//	head@case-unit           a rank at a place
//	applicant                who applied, in person
//	chain:2@applicant        the superiors of the applicant's post, up to two of them
//	chain:gm@applicant       the superiors up to the first general manager
//	chain:1@case-unit        the department's head and, from there, its superiors
//	choice:head@company      one of those, whom the applicant chooses
//	choice:2:head@company    two of them
//	field:approver           whom a field of the form names: a person, or a unit's head
type Selector struct {
	// Form is place, applicant, chain, choice or field.
	Form string
	// Levels is the most of a chain, 0 where it goes up To a rank; Number is how many
	// are chosen.
	Levels, Number int
	To             models.Rank
	// From is where a chain begins: applicant or case-unit.
	From string
	// Field is the key of a form's field.
	Field string
	// Range is the selector of those among whom a choice is made.
	Range string
	place place // of a place, and from where a choice is made
}

var (
	chainOf  = regexp.MustCompile(`^chain:(?:([1-9])|([a-z_]+))@(applicant|case-unit)$`)
	choiceOf = regexp.MustCompile(`^choice:(?:([2-9]):)?(.+)$`)
	fieldOf  = regexp.MustCompile(`^field:([a-z][a-z0-9_]*)$`)
)

// ParseSelector reads a selector.
func ParseSelector(text string) (Selector, error) {
	if text == "applicant" {
		return Selector{Form: "applicant"}, nil
	}
	if m := fieldOf.FindStringSubmatch(text); m != nil {
		return Selector{Form: "field", Number: 1, Field: m[1]}, nil
	}
	if m := chainOf.FindStringSubmatch(text); m != nil {
		levels, _ := strconv.Atoi(m[1])
		if to := models.Rank(m[2]); levels > 0 || slices.Contains(ranks[1:len(ranks)-1], to) {
			return Selector{Form: "chain", Levels: levels, To: to, From: m[3]}, nil
		}
	}
	if m := choiceOf.FindStringSubmatch(text); m != nil {
		number, _ := strconv.Atoi(m[1])
		p, err := parsePlace(m[2])
		return Selector{Form: "choice", Number: max(number, 1), Range: m[2], place: p}, err
	}
	if form, _, found := strings.Cut(text, ":"); found {
		return Selector{}, fmt.Errorf("%q is no %s", text, form)
	}
	p, err := parsePlace(text)
	return Selector{Form: "place", place: p}, err
}

// named reports whether the applicant says who it is.
func (s Selector) named() bool { return s.Form == "choice" || s.Form == "field" }

// inTurn reports whether the row is a chain that goes up round by round: one that
// needs all its seats. In any other mode a chain's posts are seats of one round.
func inTurn(row models.MatrixRow) (Selector, bool) {
	if row.Mode != models.All || len(row.Of) != 1 {
		return Selector{}, false
	}
	s, err := ParseSelector(row.Of[0])
	return s, err == nil && s.Form == "chain"
}

// choices are the posts and people that a selector names.
func (w *draw) choices(text string) []choice {
	s, err := ParseSelector(text)
	if err != nil {
		return nil // CheckMatrix has refused it
	}
	switch s.Form {
	case "applicant":
		return []choice{{of: text, person: w.Case.Applicant}}
	case "chain":
		return w.chain(text, s)
	case "choice", "field":
		return w.nominees(text, s)
	}
	return w.at(text, s.place)
}

// at are the posts at a place.
func (w *draw) at(of string, p place) (found []choice) {
	for _, post := range w.Posts {
		held := models.Held{Post: post.Post, Unit: post.Unit, Company: post.Company, Head: post.Head}
		if p.fits(post.Rank, post.Function) && p.here(held, &w.Case) {
			found = append(found, choice{of: of, post: post})
		}
	}
	return found
}

// chain are the superiors, the lowest first: so many, or up to the first who has
// the rank or a higher one. There is one level at least where there is a superior.
func (w *draw) chain(of string, s Selector) (found []choice) {
	seen := map[models.PostID]bool{}
	for post := w.above(s.From); post.Post != "" && !seen[post.Post]; post = w.superior(post) {
		seen[post.Post] = true
		found = append(found, choice{of: of, post: post, why: models.WhyChain})
		if len(found) == s.Levels || s.To != "" && rankOf(post.Rank) <= rankOf(s.To) {
			break
		}
	}
	return found
}

// superior is the post above another: as the organisation says or, where it does not,
// the head of the unit, the general manager of the company, that of the head office.
func (w *draw) superior(of models.StaffedPost) models.StaffedPost {
	if of.Superior != "" {
		return w.posts[of.Superior]
	}
	for _, p := range w.Posts {
		if p.Unit == of.Unit && p.Rank == models.RankHead && rankOf(of.Rank) > rankOf(p.Rank) {
			return p
		}
	}
	for _, p := range append(w.picked("gm@company"), w.picked("gm@head")...) {
		if rankOf(of.Rank) > rankOf(p.Rank) || p.Head && !of.Head {
			return p
		}
	}
	return models.StaffedPost{}
}

func rankOf(r models.Rank) int { return slices.Index(ranks, r) }

// above is where a chain begins: the superior of the applicant's post, which is the
// highest where there are several in the department, or the head of the department.
func (w *draw) above(from string) models.StaffedPost {
	var own models.StaffedPost
	for _, p := range w.Posts {
		here := p.Unit == w.Case.Unit && p.Company == w.Case.Company
		if from == "applicant" && here && slices.Contains(p.Holders, w.Case.Applicant) && (own.Post == "" || rankOf(p.Rank) < rankOf(own.Rank)) {
			own = p
		}
	}
	if own.Post != "" {
		return w.superior(own)
	}
	if heads := w.picked("head@case-unit"); len(heads) > 0 {
		return heads[0]
	}
	return models.StaffedPost{}
}

// nominees are those whom the applicant named. Each comes with the post in which
// the selector finds him or her, from which the next in line is known.
func (w *draw) nominees(of string, s Selector) (found []choice) {
	why := models.WhyNamed
	if s.Form == "choice" {
		why = models.WhyChosen
	}
	for _, n := range w.Nominees[of] {
		if n.Unit == "" {
			found = append(found, choice{of: of, person: n.Person, post: w.postOf(n.Person, s), why: why})
			continue
		}
		for _, post := range w.Posts {
			if post.Unit == n.Unit && post.Rank == models.RankHead {
				found = append(found, choice{of: of, post: post, why: why})
			}
		}
	}
	for len(found) < s.Number && len(found) < 9 {
		found = append(found, choice{of: of, why: why, unnamed: true})
	}
	return found
}

// postOf is the post that somebody holds in the range of the selector; the first
// of any where a field names the person.
func (w *draw) postOf(person models.PersonID, s Selector) models.StaffedPost {
	for _, c := range w.at("", w.within(s)) {
		if slices.Contains(c.post.Holders, person) {
			return c.post
		}
	}
	return models.StaffedPost{}
}

func (w *draw) within(s Selector) place {
	if s.Form == "field" {
		return place{rank: "any", where: "anywhere"}
	}
	return s.place
}
