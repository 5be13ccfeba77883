package activities

import (
	"encoding/json"
	"slices"
	"strconv"
	"time"

	"countersign/models"
	"countersign/models/roster"
	"countersign/models/store"
)

// noteDays has open deadlines counted again where an import changes days of a calendar
// (approval.deadline).
func noteDays(tx store.Tx, in Import, d Differences, at time.Time) error {
	type year struct {
		company string
		year    int
	}
	var by *models.PersonID
	if in.Actor != "" {
		by = &in.Actor
	}
	noted := map[year]bool{}
	for _, c := range d.Changes {
		day, is := c.Row.(roster.Day)
		y := year{day.Company, day.Date.Year}
		if !is || noted[y] {
			continue
		}
		noted[y] = true
		company, err := tx.CompanyCalled(day.Company)
		if err == nil {
			err = tx.NoteCalendar(company, y.year, by, at)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// note records a change of single rows row by row, a file by how much it changes and by
// which post it gives to whom.
func note(tx store.Tx, in Import, d Differences, accounts int, at time.Time) error {
	if in.Rows != nil {
		return noteChanges(tx, in, d, d.Changes, at)
	}
	if err := noteImport(tx, in, d, accounts, at); err != nil {
		return err
	}
	posts := slices.DeleteFunc(slices.Clone(d.Changes), func(c roster.Change) bool { return c.Kind != roster.Holdings })
	return noteChanges(tx, in, d, posts, at)
}

// noteImport records how much an import changed; one that changes nothing leaves none.
func noteImport(tx store.Tx, in Import, d Differences, accounts int, at time.Time) error {
	if len(d.Changes) == 0 {
		return nil
	}
	n := map[roster.Op]int{}
	for _, c := range d.Changes {
		n[c.Op]++
	}
	detail := map[string]string{"accounts": strconv.Itoa(accounts)}
	for _, op := range []roster.Op{roster.Added, roster.Changed, roster.Ended} {
		detail[string(op)] = strconv.Itoa(n[op])
	}
	return tx.KeepHouseEvent(models.HouseEvent{At: at, Kind: models.OrganisationImported, Actor: in.Actor, Detail: detail})
}

// noteChanges records each row that was changed: what was there, what is, and whose matter
// it is. How a person is reached is said to have changed, not to what (approval.record).
func noteChanges(tx store.Tx, in Import, d Differences, changes []roster.Change, at time.Time) error {
	for _, c := range changes {
		e := models.HouseEvent{At: at, Kind: models.OrganisationChanged, Actor: in.Actor, Detail: map[string]string{"sheet": string(c.Kind), string(c.Op): c.Key, "fields": fieldsText(c)}}
		var err error
		switch row := c.Row.(type) {
		case roster.Person:
			e.Person, err = tx.PersonByNo(row.No)
		case roster.Holding:
			e.Person, err = tx.PersonByNo(row.Person)
		}
		if of := d.of(c); err == nil && len(of) > 0 {
			e.Company, err = companyCalled(tx, of[0])
		}
		if err == nil {
			err = tx.KeepHouseEvent(e)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func fieldsText(c roster.Change) string {
	fields := slices.Clone(c.Fields)
	for i, f := range fields {
		if f.Name == "email" || f.Name == "phone" {
			fields[i] = roster.Field{Name: f.Name}
		}
	}
	text, _ := json.Marshal(fields) // plain text
	return string(text)
}
