package policies

import (
	"fmt"
	"slices"
	"strings"

	"countersign/models"
)

var ranks = []models.Rank{"any", models.RankGM, models.RankDeputyGM, models.RankHead, models.RankDeputyHead, models.RankStaff}

var functions = []models.Function{models.Office, models.Marketing, models.Production, models.Workshop, models.Warehouse,
	models.Finance, models.Gate, models.HR, models.OtherUnit}

// A place says where a post must be: of the case's company, of its unit, of the
// head office, or of a unit with a function.
type place struct {
	rank     models.Rank // "any" = every rank
	where    string      // company, case-unit, head, anywhere
	function models.Function
}

// parsePlace reads "head@case-unit", "any@case-unit.marketing", "any@gate" (of
// the case's company), "gm@head", "any@anywhere".
func parsePlace(arg string) (p place, err error) {
	rank, where, found := strings.Cut(arg, "@")
	if !found || !slices.Contains(ranks, models.Rank(rank)) {
		return p, fmt.Errorf("%q is not rank@place", arg)
	}
	p.rank = models.Rank(rank)
	of, function, dotted := strings.Cut(where, ".")
	switch {
	case !dotted && slices.Contains(functions, models.Function(where)):
		p.where, p.function = "company", models.Function(where)
	case slices.Contains([]string{"company", "head", "case-unit", "anywhere"}, of) && (!dotted || slices.Contains(functions, models.Function(function))):
		p.where, p.function = of, models.Function(function)
	default:
		return p, fmt.Errorf("no place %q", where)
	}
	return p, nil
}

// fits reports whether the post has the rank and function, wherever it is.
func (p place) fits(rank models.Rank, function models.Function) bool {
	return (p.rank == "any" || p.rank == rank) && (p.function == "" || p.function == function)
}

// here reports whether the post is where the case wants it. Where no case is
// concerned - the house, a register - a post of any company will do.
func (p place) here(h models.Held, c *models.CaseFacts) bool {
	switch p.where {
	case "anywhere":
		return true
	case "head":
		return h.Head
	case "case-unit":
		return c != nil && h.Unit == c.Unit && h.Company == c.Company
	default:
		return c == nil || h.Company == c.Company
	}
}

// is:gm@company and its like look at the posts of whose power is used.
func is(arg string) (faces, error) {
	p, err := parsePlace(arg)
	if err != nil {
		return faces{}, err
	}
	held := func(q *models.Question) models.PostID {
		for _, h := range q.Who.Posts {
			if p.fits(h.Rank, h.Function) && p.here(h, q.Case) {
				return h.Post
			}
		}
		return ""
	}
	return faces{
		holds:   func(q *models.Question) bool { return held(q) != "" },
		post:    held,
		sql:     p.sql,
		find:    p.find,
		company: p.where != "case-unit",
	}, nil
}

func (p place) sql(a asker) sqlText {
	companies, units, some := p.of(a.who)
	switch p.where {
	case "anywhere", "head":
		return constant(some)
	case "case-unit":
		return a.among(a.alias+`.unit_id`, units)
	default:
		return a.among(a.alias+`.company_id`, companies)
	}
}

// find leaves whole companies and busy departments to the order of the list: its
// index beats a set of everything.
func (p place) find(a asker) sqlText {
	_, units, some := p.of(a.who)
	busy := slices.ContainsFunc(a.who.Posts, func(h models.Held) bool { return h.Busy && slices.Contains(units, string(h.Unit)) })
	if p.where != "case-unit" || busy {
		return constant(some)
	}
	if len(units) == 0 {
		return no
	}
	return sqlText{`select id from cases where unit_id = any(?::uuid[])`, []any{array(units)}}
}

// of lists companies and units in which who holds such a post.
func (p place) of(who models.Standing) (companies, units []string, some bool) {
	for _, h := range who.Posts {
		if !p.fits(h.Rank, h.Function) || (p.where == "head" && !h.Head) {
			continue
		}
		some = true
		companies, units = append(companies, string(h.Company)), append(units, string(h.Unit))
	}
	return companies, units, some
}
