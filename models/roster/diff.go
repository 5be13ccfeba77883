package roster

import (
	"cmp"
	"slices"
)

// Op is what happens to a row.
type Op string

// The ways in which rosters differ. Nothing is ever removed: what the next
// roster no longer has comes to an end and stays in the records.
const (
	Added   Op = "added"
	Changed Op = "changed"
	Ended   Op = "ended"
)

// A Change is one row's difference between two rosters. Key joins the codes
// that name the row with "/". Row is the row as it will be, for Ended as it
// was: a Company, Unit, Post, Person, Holding, Customer, Variety or Day. Fields are
// those of a Changed row, in the order of the columns.
type Change struct {
	Kind   Kind
	Op     Op
	Key    string
	Fields []Field
	Row    any
}

// A Field is a column whose text changes, both as in code: a word of a closed
// list is its code, a date 2006-01-02, a price 23.80.
type Field struct{ Name, Old, New string }

// Diff is what leads from current to next, both free of complaints by Check,
// in a stable order: by kind, then added, changed, ended, then by key.
//
// A kind without rows in next is left alone, so a file with only the customers
// ends nobody's post. A holding that is over and that next does not mention
// stays as it is. To compare with the file of one company, narrow current
// with Of.
func Diff(current, next Roster) (changes []Change) {
	for _, s := range sheets {
		part := s.diff(current, next)
		slices.SortStableFunc(part, func(a, b Change) int {
			return cmp.Or(cmp.Compare(a.Op, b.Op), cmp.Compare(a.Key, b.Key))
		})
		changes = append(changes, part...)
	}
	return changes
}

func (t table[T]) diff(current, next Roster) (out []Change) {
	was, is := t.index(current), t.index(next)
	if len(is) == 0 {
		return nil
	}
	for id, row := range is {
		old, there := was[id]
		switch fields := t.fields(old, row); {
		case !there:
			out = append(out, t.change(Added, row, nil))
		case len(fields) > 0:
			out = append(out, t.change(Changed, row, fields))
		}
	}
	for id, row := range was {
		if is[id] == nil && (t.over == nil || !t.over(row)) {
			out = append(out, t.change(Ended, row, nil))
		}
	}
	return out
}

func (t table[T]) index(r Roster) map[string]*T {
	out := map[string]*T{}
	rows := *t.rows(&r)
	for i := range rows {
		out[t.id(&rows[i], "\x1f")] = &rows[i]
	}
	return out
}

func (t table[T]) change(op Op, row *T, fields []Field) Change {
	return Change{t.kind, op, t.id(row, "/"), fields, *row}
}

func (t table[T]) fields(old, row *T) (out []Field) {
	if old == nil {
		return nil
	}
	for _, c := range t.columns {
		if a, b := c.cell(old).show(""), c.cell(row).show(""); a != b {
			out = append(out, Field{c.name, a, b})
		}
	}
	return out
}

// Of is the part of a roster that concerns some companies: their units, posts,
// customers and varieties, the holdings of their posts, and the people who have
// or had one of them.
func (r Roster) Of(companies ...string) Roster {
	mine := func(code string) bool { return slices.Contains(companies, code) }
	out := Roster{
		Companies: keep(r.Companies, func(c Company) bool { return mine(c.Code) }),
		Units:     keep(r.Units, func(u Unit) bool { return mine(u.Company) }),
		Posts:     keep(r.Posts, func(p Post) bool { return mine(p.Company) }),
		Customers: keep(r.Customers, func(c Customer) bool { return mine(c.Company) }),
		Varieties: keep(r.Varieties, func(v Variety) bool { return mine(v.Company) }),
		Days:      keep(r.Days, func(d Day) bool { return mine(d.Company) }),
	}
	posts := known(out.Posts, postCode)
	out.Holdings = keep(r.Holdings, func(h Holding) bool { return posts[h.Post] })
	holders := known(out.Holdings, func(h Holding) string { return h.Person })
	out.People = keep(r.People, func(p Person) bool { return holders[p.No] })
	return out
}

func keep[T any](rows []T, wanted func(T) bool) (out []T) {
	for _, row := range rows {
		if wanted(row) {
			out = append(out, row)
		}
	}
	return out
}
