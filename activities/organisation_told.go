package activities

import (
	"slices"
	"time"

	"countersign/models"
	"countersign/models/roster"
	"countersign/models/store"
)

// managers are the general managers of each company before an import, whom it tells: one
// that makes somebody general manager is told to who was it. Those of the head office are
// told for a company that had none.
type managers map[models.CompanyID][]models.PersonID

func managersNow(tx store.Tx, at time.Time) (managers, error) {
	all, err := tx.GeneralManagers(today(at))
	found := managers{}
	for _, m := range all {
		found[m.Company] = append(found[m.Company], m.Person)
		if m.Head && m.Company != "" {
			found[""] = append(found[""], m.Person)
		}
	}
	return found, err
}

// tellOfPosts tells the general managers that an import gave posts of their company: once,
// by whom and how many. To whom stands in the record of the house (approval.post).
func tellOfPosts(tx store.Tx, in Import, d Differences, of managers, at time.Time) error {
	given, err := postsGiven(tx, d)
	if err != nil || len(given) == 0 {
		return err
	}
	by, err := nameOf(tx, in.Actor)
	if err != nil {
		return err
	}
	told := map[models.PersonID]int{}
	for company, n := range given {
		to := of[company]
		if len(to) == 0 {
			to = of[""]
		}
		for _, p := range to {
			told[p] += n
		}
	}
	delete(told, in.Actor)
	for p, n := range told {
		if err := tx.TellPerson(p, "notice-posts-given", map[string]any{"By": by, "N": n}, at); err != nil {
			return err
		}
	}
	return nil
}

// nameOf is what a person is called; empty where nobody did it but the machine itself.
func nameOf(tx store.Tx, p models.PersonID) (string, error) {
	if p == "" {
		return "", nil
	}
	names, err := tx.Reader("").Names([]models.PersonID{p})
	return names[p], err
}

// postsGiven counts by company the posts that somebody gets, or keeps for longer.
func postsGiven(tx store.Tx, d Differences) (map[models.CompanyID]int, error) {
	given := map[models.CompanyID]int{}
	for _, c := range d.Changes {
		of := d.of(c)
		if c.Kind != roster.Holdings || c.Op == roster.Ended || shorter(c) || len(of) == 0 {
			continue
		}
		company, err := companyCalled(tx, of[len(of)-1])
		if err != nil {
			return nil, err
		}
		given[company]++
	}
	return given, nil
}

// shorter reports whether a change only has somebody hold a post until an earlier day, or
// until a day at all.
func shorter(c roster.Change) bool {
	return c.Op == roster.Changed && !slices.ContainsFunc(c.Fields, func(f roster.Field) bool {
		return f.Name != "until" || f.New == "" || (f.Old != "" && f.Old < f.New)
	})
}
