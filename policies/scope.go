package policies

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"countersign/models"
	"countersign/models/store"
)

// A Scope is a policy as a condition in SQL.
type Scope = models.Scope

// Scope is what who may do verb to among cases of a kind, as a condition over
// the table cases with the alias c. It is true for exactly the rows that Decide
// allows, and it begins with what an index finds.
func (s *Snapshot) Scope(verb models.Verb, kind models.Kind, who models.Standing, now time.Time) Scope {
	return s.ScopeOf(verb, []models.Kind{kind}, who, now)
}

// ScopeOf is Scope for several kinds at once.
func (s *Snapshot) ScopeOf(verb models.Verb, kinds []models.Kind, who models.Standing, now time.Time) Scope {
	a := newAsker(who, now, "c")
	either := no
	for _, group := range s.alike(verb, kinds) {
		p := s.parts[subject{verb, group[0]}]
		kind := sqlText{`c.kind = any(?::text[])`, []any{array(group)}}
		either = or(either, and(kind, and(p.candidates(a), p.condition(a))))
	}
	return s.sealed(string(verb)+" cases", either, who)
}

// alike groups the kinds that have the same rows.
func (s *Snapshot) alike(verb models.Verb, kinds []models.Kind) (groups [][]models.Kind) {
	texts := map[string]int{}
	for _, k := range kinds {
		p := s.parts[subject{verb, k}]
		if p == nil || !slices.Contains(scoped, verb) || !slices.Contains(models.Kinds, k) {
			continue
		}
		text := p.text()
		if i, seen := texts[text]; seen {
			groups[i] = append(groups[i], k)
			continue
		}
		texts[text] = len(groups)
		groups = append(groups, []models.Kind{k})
	}
	return groups
}

func (p *part) text() string {
	var b strings.Builder
	for _, r := range p.rows {
		fmt.Fprintln(&b, r.number, r.cond.text, r.allow)
	}
	return b.String()
}

// Registers is what who may do verb to among the rows of a register or a catalogue, as
// a condition over company_id of the alias r.
func (s *Snapshot) Registers(verb models.Verb, register models.Kind, who models.Standing) Scope {
	p := s.parts[subject{verb, register}]
	if p == nil || !slices.Contains(slices.Concat(models.Registers, models.Catalogues), register) {
		return s.sealed("nothing", no, who)
	}
	return s.sealed(string(verb)+" "+string(register), p.condition(newAsker(who, time.Time{}, "r")), who)
}

func (s *Snapshot) sealed(about string, c sqlText, who models.Standing) Scope {
	if who.Person == "" {
		c = no
	}
	return Scope{SQL: store.Seal(about) + "(" + c.sql + ")", Args: c.args}
}

// condition is the first row that holds, as an expression.
func (p *part) condition(a asker) sqlText {
	var b strings.Builder
	var args []any
	for _, r := range p.rows {
		c := r.cond.sql(a)
		if c.is(no) {
			continue
		}
		if c.is(yes) {
			if b.Len() == 0 {
				return constant(r.allow)
			}
			fmt.Fprintf(&b, " else %t end", r.allow)
			return sqlText{"case" + b.String(), args}
		}
		fmt.Fprintf(&b, " when %s then %t", c.sql, r.allow)
		args = append(args, c.args...)
	}
	return no // a policy ends with a row that always holds
}

// candidates are the cases that an index finds for the rows that allow, as an
// array, which PostgreSQL takes for short and looks up one by one; yes where a row
// allows whole companies or what a busy post had to do with.
func (p *part) candidates(a asker) sqlText {
	var sets []string
	var args []any
	for _, r := range p.rows {
		if !r.allow || r.cond.sql(a).is(no) {
			continue
		}
		found := r.cond.find(a)
		if found.is(yes) {
			return yes
		}
		if !found.is(no) && !slices.Contains(sets, found.sql) {
			sets, args = append(sets, found.sql), append(args, found.args...)
		}
	}
	if len(sets) == 0 {
		return no
	}
	return sqlText{"c.id = any(array(" + strings.Join(sets, " union all ") + "))", args}
}

// find is the index of the first word that has one.
func (c condition) find(a asker) sqlText {
	for _, w := range c.words {
		if w.faces.find != nil && !w.not {
			return w.faces.find(a)
		}
	}
	return yes
}

// sql is the condition as an expression.
func (c condition) sql(a asker) sqlText {
	all := yes
	for _, w := range c.words {
		one := w.faces.sql(a)
		if w.not {
			one = one.not()
		}
		all = and(all, one)
	}
	return all
}

func and(x, y sqlText) sqlText {
	switch {
	case x.is(no) || y.is(no):
		return no
	case x.is(yes):
		return y
	case y.is(yes):
		return x
	}
	return sqlText{x.sql + " and " + y.sql, slices.Concat(x.args, y.args)}
}

func or(x, y sqlText) sqlText {
	switch {
	case x.is(yes) || y.is(yes):
		return yes
	case x.is(no):
		return y
	case y.is(no):
		return x
	}
	return sqlText{x.sql + " or " + y.sql, slices.Concat(x.args, y.args)}
}
