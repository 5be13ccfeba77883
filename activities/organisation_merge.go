package activities

import (
	"slices"

	"countersign/models/roster"
)

// merge is the organisation after an import: what the file says, over what stays.
// Rows of the file stand first, for they are what a complaint is about.
func merge(current roster.Roster, in Import) roster.Roster {
	next, mine := in.Roster, current
	if companies := concerned(in); len(companies) > 0 {
		mine = current.Of(companies...)
	}
	m, people := merging{in.EndMissing}, next.People
	if in.Rows == nil {
		people = reached(people, current.People)
	}
	r := roster.Roster{
		Companies: over(m, next.Companies, current.Companies, nil, func(c roster.Company) string { return c.Code }),
		Units:     over(m, next.Units, current.Units, mine.Units, func(u roster.Unit) string { return u.Company + "/" + u.Code }),
		Posts:     over(m, next.Posts, current.Posts, mine.Posts, func(p roster.Post) string { return p.Code }),
		People:    over(m, people, current.People, mine.People, func(p roster.Person) string { return p.No }),
		Customers: over(m, next.Customers, current.Customers, mine.Customers, func(c roster.Customer) string { return c.Company + "/" + c.Code }),
		Varieties: over(m, next.Varieties, current.Varieties, mine.Varieties, func(v roster.Variety) string { return v.Company + "/" + v.Code }),
		// What a file does not say of a calendar stays as it is.
		Days: over(merging{}, next.Days, current.Days, nil, func(d roster.Day) string { return d.Company + "/" + d.Date.String() }),
	}
	r.Holdings = over(m, next.Holdings, held(current.Holdings, r), mine.Holdings, func(h roster.Holding) string { return h.Post + "/" + h.Person + "/" + h.From.String() })
	return r
}

// reached has people of a file keep what it leaves empty of how they sign in, are
// reached and called in English; a hyphen takes it away.
func reached(file, current []roster.Person) []roster.Person {
	before := map[string]roster.Person{}
	for _, p := range current {
		before[p.No] = p
	}
	people := slices.Clone(file)
	for i := range people {
		p, was := &people[i], before[people[i].No]
		for cell, stays := range map[*string]string{&p.NameEn: was.NameEn, &p.Login: was.Login, &p.Email: was.Email, &p.Phone: was.Phone} {
			switch *cell {
			case "":
				*cell = stays
			case "-":
				*cell = ""
			}
		}
	}
	return people
}

type merging struct{ endMissing bool }

// over puts the rows of a file over the current ones. Where what is missing ends,
// the rows that the file speaks for are left out; a file without rows of a kind
// says nothing about that kind.
func over[T any](m merging, file, current, mine []T, key func(T) string) []T {
	taken := map[string]bool{}
	for _, row := range file {
		taken[key(row)] = true
	}
	if m.endMissing && len(file) > 0 {
		for _, row := range mine {
			taken[key(row)] = true
		}
	}
	merged := slices.Clone(file)
	for _, row := range current {
		if !taken[key(row)] {
			merged = append(merged, row)
		}
	}
	return merged
}

// held leaves out the holdings of people and posts that the import brings to an end.
func held(holdings []roster.Holding, after roster.Roster) []roster.Holding {
	people, posts := map[string]bool{}, map[string]bool{}
	for _, p := range after.People {
		people[p.No] = true
	}
	for _, p := range after.Posts {
		posts[p.Code] = true
	}
	return slices.DeleteFunc(slices.Clone(holdings), func(h roster.Holding) bool { return !people[h.Person] || !posts[h.Post] })
}

// concerned are the companies that an import speaks for; none where neither it nor the
// file names any.
// A company itself never ends by being left out.
func concerned(in Import) []string {
	if len(in.Companies) > 0 {
		return in.Companies
	}
	var named []string
	for _, c := range in.Roster.Companies {
		named = append(named, c.Code)
	}
	for _, u := range in.Roster.Units {
		named = append(named, u.Company)
	}
	for _, p := range in.Roster.Posts {
		named = append(named, p.Company)
	}
	for _, c := range in.Roster.Customers {
		named = append(named, c.Company)
	}
	for _, v := range in.Roster.Varieties {
		named = append(named, v.Company)
	}
	for _, d := range in.Roster.Days {
		named = append(named, d.Company)
	}
	slices.Sort(named)
	return slices.Compact(named)
}
