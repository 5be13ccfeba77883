package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"time"

	pretty "github.com/jedib0t/go-pretty/v6/table"
)

// A row says what was measured, of ours and of the floor, their ratio, the goal
// and whether it is met, and what else ran on the machine.
type row struct{ what, ours, floor, ratio, goal, met, others string }

// A table is the result, with what it was measured on.
type table struct {
	of    runCommand
	began time.Time
	load  string
	rows  []row
}

func newTable(of runCommand) *table { return &table{of: of, began: time.Now(), load: loadAverage()} }

func (t *table) add(r row) {
	t.rows = append(t.rows, r)
	say("%s: %s | %s | %s | %s %s", r.what, r.ours, r.floor, r.ratio, r.goal, r.met)
}

// compared adds the processor time a case and the 95th percentile, each with the
// ratio to the floor.
func (t *table) compared(what string, ours, floor []turn, mostProcessor, mostWait float64) {
	figure := func(unit, name string, of func(turn) float64, most float64) {
		r := ratios(ours, floor, of)
		t.add(row{what: what + ", " + name, ours: fmt.Sprintf("%.2f %s", middle(ours, of), unit), floor: fmt.Sprintf("%.2f %s", middle(floor, of), unit),
			ratio: spread(r), goal: fmt.Sprintf("≤ %.2f", most), met: yes(median(r) <= most && failed(ours)+failed(floor) == 0), others: others(ours, floor)})
	}
	figure("ms", "CPU", turn.milliseconds, mostProcessor)
	figure("ms", "p95", func(t turn) float64 { return t.p(95) }, mostWait)
	r := ratios(ours, floor, turn.rate)
	t.add(row{what: what + ", rate", ours: fmt.Sprintf("%.1f /s", middle(ours, turn.rate)), floor: fmt.Sprintf("%.1f /s", middle(floor, turn.rate)),
		ratio: spread(r), others: others(ours, floor)})
	if n := failed(ours) + failed(floor); n > 0 {
		t.add(row{what: what + ", failed", ours: fmt.Sprint(failed(ours)), floor: fmt.Sprint(failed(floor)), goal: "0", met: yes(false)})
	}
}

// besideReader adds the processor time once more, with the reader's own in the floor.
func (t *table) besideReader(what string, ours, floor []turn, most float64) {
	var all []float64
	for i := range min(len(ours), len(floor)) {
		all = append(all, ours[i].milliseconds()/floor[i].withAsking())
	}
	slices.Sort(all)
	t.add(row{what: what + ", CPU beside a page and its reader", ours: fmt.Sprintf("%.2f ms", middle(ours, turn.milliseconds)),
		floor: fmt.Sprintf("%.2f ms", middle(floor, turn.withAsking)), ratio: spread(all), goal: fmt.Sprintf("≤ %.2f", most), met: yes(median(all) <= most), others: others(ours, floor)})
}

// alone adds what has no floor.
func (t *table) alone(what string, ours []turn) {
	t.add(row{what: what + ", CPU", ours: fmt.Sprintf("%.2f ms", middle(ours, turn.milliseconds)), others: others(ours)})
}

// atMost adds a median time with a goal of its own, in milliseconds.
func (t *table) atMost(what string, ours []turn, most float64) {
	p50 := func(t turn) float64 { return t.p(50) }
	t.add(row{what: what, ours: fmt.Sprintf("%.2f ms", middle(ours, p50)), goal: fmt.Sprintf("≤ %.1f ms", most),
		met: yes(middle(ours, p50) <= most && failed(ours) == 0), others: others(ours)})
}

// flat adds how much longer it takes with much data than with little.
func (t *table) flat(what string, much, little []turn, most float64) {
	r := ratios(much, little, func(t turn) float64 { return t.p(50) })
	t.add(row{what: what, ratio: spread(r), goal: fmt.Sprintf("≤ %.2f", most), met: yes(median(r) <= most), others: others(much, little)})
}

// write prints the table and keeps it in a file.
func (t *table) write(out io.Writer, file string) error {
	w := pretty.NewWriter()
	w.AppendHeader(pretty.Row{"what", "ours", "floor", "ratio (range)", "goal", "met", "others"})
	for _, r := range t.rows {
		w.AppendRow(pretty.Row{r.what, r.ours, r.floor, r.ratio, r.goal, r.met, r.others})
	}
	text := fmt.Sprintf("%s; %s\nload average %s at the beginning, %s at the end; %d rounds after a warm-up, %d clients, up to %d cases or %v a turn\n"+
		"others: processors that everything else on the machine used meanwhile; median of each round's ratio\n%s\n",
		t.began.Format("2006-01-02 15:04"), machine(), t.load, loadAverage(), t.of.Rounds, t.of.Clients, t.of.Cases, t.of.Turn, w.Render())
	if _, err := io.WriteString(out, text); err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return err
	}
	return os.WriteFile(file, []byte(text), 0o644)
}

// ratios of each round, sorted.
func ratios(ours, floor []turn, of func(turn) float64) (all []float64) {
	for i := range min(len(ours), len(floor)) {
		all = append(all, of(ours[i])/of(floor[i]))
	}
	slices.Sort(all)
	return all
}

func spread(sorted []float64) string {
	if len(sorted) == 0 {
		return ""
	}
	return fmt.Sprintf("%.2f (%.2f–%.2f)", median(sorted), sorted[0], sorted[len(sorted)-1])
}

// median of any values.
func median(values []float64) float64 {
	if len(values) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(values))
	half := len(sorted) / 2
	if len(sorted)%2 == 1 {
		return sorted[half]
	}
	return (sorted[half-1] + sorted[half]) / 2
}

func middle(turns []turn, of func(turn) float64) float64 {
	var values []float64
	for _, t := range turns {
		values = append(values, of(t))
	}
	return median(values)
}

func failed(turns []turn) (n int) {
	for _, t := range turns {
		n += t.failed
	}
	return n
}

func others(sides ...[]turn) string {
	return fmt.Sprintf("%.2f", middle(slices.Concat(sides...), func(t turn) float64 { return t.others }))
}

func yes(met bool) string {
	if met {
		return "yes"
	}
	return "NO"
}
