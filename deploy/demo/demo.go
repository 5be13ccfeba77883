// Package demo is an invented group of companies to try the program with: a
// head office, a textile mill, a testing station, a car dealership, a property
// sales office and a property manager, with their people, customers and
// varieties. All names are made up; the addresses and telephone numbers lead nowhere.
package demo

import (
	"embed"
	"errors"
	"fmt"

	"countersign/models/roster"
)

//go:embed *.csv
var files embed.FS

// Roster is the whole demo group.
func Roster() (roster.Roster, error) {
	var group roster.Roster
	names, err := files.ReadDir(".")
	if err != nil {
		return group, err
	}
	for _, name := range names {
		part, err := read(name.Name())
		if err != nil {
			return roster.Roster{}, fmt.Errorf("demo: %s: %w", name.Name(), err)
		}
		group = roster.Join(group, part)
	}
	return group, nil
}

func read(name string) (roster.Roster, error) {
	f, err := files.Open(name)
	if err != nil {
		return roster.Roster{}, err
	}
	defer f.Close()
	part, wrong, err := roster.Read(f, name)
	for _, w := range wrong {
		err = errors.Join(err, w)
	}
	return part, err
}
