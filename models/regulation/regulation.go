// Package regulation holds the rulebook as values: every clause that the
// product carries out, refuses under, times, records or reports.
//
// A clause is cited by naming its variable, so an unknown clause does not
// compile. The ids are those of the company's regulations.
package regulation

import (
	"fmt"
	"slices"
)

// ID names a clause, for example "sample.two-signatures".
type ID string

// A Clause is one provision of the regulations. It marshals as its id.
type Clause struct{ text *text }

type text struct {
	id         ID
	source     string
	title      title
	zh, en     string
	manual     string
	exceptable bool
}

var (
	byID    = map[ID]Clause{}
	ordered []Clause
)

// A title is what people call a clause, in both languages.
type title struct{ zh, en string }

// An option says something more about a clause than its words.
type option func(*text)

// exceptable marks a clause from which the general manager may sign an exception.
func exceptable(t *text) { t.exceptable = true }

// manual marks a clause that no machine can enforce, with the reason.
func manual(reason string) option { return func(t *text) { t.manual = reason } }

func clause(id ID, source string, called title, zh, en string, more ...option) Clause {
	if _, twice := byID[id]; twice {
		panic(fmt.Sprintf("regulation: clause %s is declared twice", id))
	}
	c := Clause{&text{id: id, source: source, title: called, zh: zh, en: en}}
	for _, say := range more {
		say(c.text)
	}
	byID[id] = c
	ordered = append(ordered, c)
	return c
}

// All lists the clauses in the order of their ids.
func All() []Clause {
	all := slices.Clone(ordered)
	slices.SortFunc(all, func(a, b Clause) int {
		switch {
		case a.ID() < b.ID():
			return -1
		case a.ID() > b.ID():
			return 1
		}
		return 0
	})
	return all
}

// Find returns the clause with this id; ok is false where there is none.
func Find(id ID) (c Clause, ok bool) {
	c, ok = byID[id]
	return c, ok
}

// ID is the clause's id; empty for the zero Clause.
func (c Clause) ID() ID {
	if c.text == nil {
		return ""
	}
	return c.text.id
}

// Source names the regulation and article that the clause comes from.
func (c Clause) Source() string { return c.get().source }

// Title is what people call the clause, in Chinese unless lang is "en".
func (c Clause) Title(lang string) string {
	if lang == "en" {
		return c.get().title.en
	}
	return c.get().title.zh
}

// Text is the clause in words, in Chinese unless lang is "en".
func (c Clause) Text(lang string) string {
	if lang == "en" {
		return c.get().en
	}
	return c.get().zh
}

// Manual is the reason why no machine enforces the clause, empty where one does.
func (c Clause) Manual() string { return c.get().manual }

// Exceptable reports whether the general manager may sign an exception to it
// (authority.exception).
func (c Clause) Exceptable() bool { return c.get().exceptable }

// IsZero reports whether c cites nothing.
func (c Clause) IsZero() bool { return c.text == nil }

// String is the id.
func (c Clause) String() string { return string(c.ID()) }

// MarshalText writes the id.
func (c Clause) MarshalText() ([]byte, error) { return []byte(c.ID()), nil }

// UnmarshalText reads an id; an unknown one is an error.
func (c *Clause) UnmarshalText(id []byte) error {
	if len(id) == 0 {
		*c = Clause{}
		return nil
	}
	found, ok := Find(ID(id))
	if !ok {
		return fmt.Errorf("regulation: no clause %q", id)
	}
	*c = found
	return nil
}

func (c Clause) get() text {
	if c.text == nil {
		return text{}
	}
	return *c.text
}
