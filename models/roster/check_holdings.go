package roster

import (
	"cmp"
	"slices"

	"countersign/models/calendar"
)

// holdings checks who holds what and when.
func (c *checker) holdings() {
	posts, people := known(c.roster.Posts, postCode), known(c.roster.People, personNo)
	periods, left := map[string]Post{}, map[string]calendar.Date{}
	for _, p := range c.roster.Posts {
		periods[p.Code] = p
	}
	for _, p := range c.roster.People {
		left[p.No] = p.Until
	}
	for i, h := range c.roster.Holdings {
		line := lineOf(h.Line, i)
		if h.Post != "" && !posts[h.Post] {
			c.say(Holdings, line, "post", "no_such_post", h.Post)
		}
		if h.Person != "" && !people[h.Person] {
			c.say(Holdings, line, "person", "no_such_person", h.Person)
		}
		if !h.Until.IsZero() && !h.From.Before(h.Until) {
			c.say(Holdings, line, "until", "ends_before", h.From, h.Until)
		}
		c.within(line, h, periods[h.Post])
		if endsAfter(h.Until, left[h.Person]) {
			c.say(Holdings, line, "until", "after_person", h.Person, left[h.Person], h.Post)
		}
	}
	c.overlaps()
}

// within reports who holds a post on a day on which there is none. The holding ends in
// the file, not by itself: somebody is to know who is without a post.
func (c *checker) within(line int, h Holding, p Post) {
	if !p.From.IsZero() && h.From.Before(p.From) {
		c.say(Holdings, line, "from", "before_post", h.Post, p.From)
	}
	if endsAfter(h.Until, p.Until) {
		c.say(Holdings, line, "until", "after_post", h.Post, p.Until)
	}
}

// endsAfter reports whether what lasts until a day outlasts what it belongs to; a day that is
// empty never comes.
func endsAfter(until, of calendar.Date) bool {
	return !of.IsZero() && (until.IsZero() || of.Before(until))
}

// period reports what ends before it begins.
func (c *checker) period(kind Kind, line int, from, until calendar.Date) {
	if !from.IsZero() && !until.IsZero() && !from.Before(until) {
		c.say(kind, line, "until", "period", from, until)
	}
}

// overlaps reports a person who holds one post twice on the same day. It
// compares each holding with the one of that person and post that, among those
// begun before, lasts longest; a holding whose days were not read overlaps none.
func (c *checker) overlaps() {
	var rows []Holding
	for i, h := range c.roster.Holdings {
		h.Line = lineOf(h.Line, i)
		if !c.unread[spot{string(Holdings), h.Line, "from"}] && !c.unread[spot{string(Holdings), h.Line, "until"}] {
			rows = append(rows, h)
		}
	}
	slices.SortStableFunc(rows, func(a, b Holding) int {
		return cmp.Or(cmp.Compare(a.Post, b.Post), cmp.Compare(a.Person, b.Person), a.From.Compare(b.From))
	})
	var last Holding
	for _, h := range rows {
		same := h.Post == last.Post && h.Person == last.Person
		if same && h.From != last.From && (last.Until.IsZero() || h.From.Before(last.Until)) {
			c.say(Holdings, h.Line, "from", "overlap", h.Person, h.Post, standsAt(last.Line))
		}
		if !same || !last.Until.IsZero() && (h.Until.IsZero() || last.Until.Before(h.Until)) {
			last = h
		}
	}
}
