package activities

import (
	"slices"

	"countersign/models"
	"countersign/models/calendar"
	"countersign/models/regulation"
	"countersign/models/roster"
	"countersign/models/store"
)

// amended is an import of single rows as one of a file: what the rows leave empty is taken
// from the records.
func amended(current roster.Roster, in Import) Import {
	if in.Rows != nil {
		in.Roster, in.Faults = roster.Amend(current, in.Rows)
	}
	return in
}

// moved is what is said where the differences are others than were looked at.
func moved(in Import) string {
	if in.Rows != nil {
		return "organisation-moved"
	}
	return "roster-moved"
}

// weigh refuses a change of single rows that is no matter of the actor's, and finds what it
// means for work that is open.
func (o Organisation) weigh(tx store.Tx, in Import, d *Differences, current, next roster.Roster) (err error) {
	d.companies, d.Post, d.Person = map[string][]string{}, map[string]roster.Post{}, map[string]roster.Person{}
	for _, p := range slices.Concat(current.Posts, next.Posts) {
		d.Post[p.Code] = p
	}
	for _, p := range slices.Concat(current.People, next.People) {
		d.Person[p.No] = p
	}
	for _, c := range d.Changes {
		of := companiesOf(c, current, next)
		if p, is := c.Row.(roster.Person); is && c.Op == roster.Added {
			if of, err = companiesOfNew(tx, p, of); err != nil {
				return err
			}
		}
		d.companies[string(c.Kind)+c.Key] = of
	}
	if err := within(tx, in, *d); err != nil {
		return err
	}
	d.Idle, err = idle(tx, current, next, d.Changes, today(o.Now()))
	return err
}

// takeBack has holdings end that a change ends on the day on which they begin: they never
// were. Those that have begun are history and stay what they were.
func takeBack(current, next *roster.Roster, today calendar.Date) {
	never := func(h roster.Holding) bool { return h.From == h.Until && !h.From.Before(today) }
	for _, h := range next.Holdings {
		i := slices.IndexFunc(current.Holdings, func(c roster.Holding) bool {
			return never(h) && c.Post == h.Post && c.Person == h.Person && c.From == h.From
		})
		if i >= 0 {
			current.Holdings[i].Until = calendar.Date{} // what is over stays: this is not
		}
	}
	next.Holdings = slices.DeleteFunc(next.Holdings, never)
}

// companiesOfNew: who is new and has no post yet is nobody's matter, so that anybody who
// keeps an organisation may add him or her. Who comes back is that of the whole group.
func companiesOfNew(tx store.Tx, p roster.Person, of []string) ([]string, error) {
	id, err := tx.PersonByNo(p.No)
	if id != "" {
		return []string{""}, err
	}
	return slices.DeleteFunc(of, func(code string) bool { return code == "" }), err
}

// within refuses a change of what is no matter of a company that the actor may speak for
// (approval.post).
func within(tx store.Tx, in Import, d Differences) error {
	for _, c := range d.Changes {
		for _, code := range d.of(c) {
			id, err := companyCalled(tx, code)
			if err != nil {
				return err
			}
			if in.may != nil && !in.may(id) {
				return models.Refuse(models.Forbidden, regulation.ApprovalPost, "organisation-not-yours", "Row", c.Key)
			}
		}
	}
	return nil
}

// of are the companies whose matter a change is.
func (d Differences) of(c roster.Change) []string { return d.companies[string(c.Kind)+c.Key] }

func companyCalled(tx store.Tx, code string) (models.CompanyID, error) {
	if code == "" {
		return "", nil
	}
	return tx.CompanyCalled(code)
}

// companiesOf are the codes of the companies whose matter a change is, before it and after
// it; one empty code where it is that of the whole group.
func companiesOf(c roster.Change, current, next roster.Roster) (codes []string) {
	switch row := c.Row.(type) {
	case roster.Unit:
		return []string{row.Company}
	case roster.Post:
		return append(companyOfPost(row.Code, current), row.Company)
	case roster.Holding:
		return append(companyOfPost(row.Post, current), companyOfPost(row.Post, next)...)
	case roster.Person:
		codes = append(companiesOfPerson(row.No, current), companiesOfPerson(row.No, next)...)
	}
	if len(codes) == 0 {
		return []string{""}
	}
	return codes
}

// companiesOfHoldings are the companies of the posts that a file gives or takes.
func companiesOfHoldings(changes []roster.Change, current, next roster.Roster) map[string][]string {
	of, companies := map[string]string{}, map[string][]string{}
	for _, p := range slices.Concat(current.Posts, next.Posts) {
		of[p.Code] = p.Company
	}
	for _, c := range changes {
		if h, is := c.Row.(roster.Holding); is {
			companies[string(c.Kind)+c.Key] = []string{of[h.Post]}
		}
	}
	return companies
}

func companyOfPost(code string, r roster.Roster) (codes []string) {
	for _, p := range r.Posts {
		if p.Code == code {
			codes = append(codes, p.Company)
		}
	}
	return codes
}

// companiesOfPerson are those in which the person holds or will hold a post, or held the
// last ones.
func companiesOfPerson(no string, r roster.Roster) (codes []string) {
	var open, over []string
	for _, h := range r.Holdings {
		switch {
		case h.Person != no:
		case h.Until.IsZero():
			open = append(open, companyOfPost(h.Post, r)...)
		default:
			over = append(over, companyOfPost(h.Post, r)...)
		}
	}
	if len(open) > 0 {
		return open
	}
	return over
}
