package calendar

import (
	"embed"
	"encoding/csv"
	"fmt"
	"slices"
	"time"
)

// The days of seed/china.csv come from the package chinese-days (MIT), checked
// against the notices named in its last column.
//
//go:embed seed/china.csv
var seed embed.FS

// Seed is the statutory holidays and make-up workdays of China for 2024 to 2026.
func Seed() []Day {
	days, err := readSeed()
	if err != nil {
		panic(err) // the file is part of the program and tested with it
	}
	return days
}

// Seeded reports whether Seed has the notice of a year.
func Seeded(year int) bool {
	return slices.ContainsFunc(Seed(), func(d Day) bool { return d.Date == On(year, time.January, 1) })
}

func readSeed() (days []Day, err error) {
	f, err := seed.Open("seed/china.csv")
	if err != nil {
		return nil, err
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		return nil, err
	}
	for _, row := range rows[1:] {
		from, err := ParseDate(row[0])
		if err != nil {
			return nil, err
		}
		to, err := ParseDate(row[1])
		if err != nil || to.Before(from) {
			return nil, fmt.Errorf("calendar: seed row %q ends before it begins", row)
		}
		for d := from; !to.Before(d); d = d.AddDays(1) {
			days = append(days, Day{d, Kind(row[2]), Name{row[3], row[4]}, row[5], nil})
		}
	}
	return days, nil
}
