// Package memory says how much memory the program spends to spare processor time.
package memory

import (
	"os"
	"runtime/debug"
)

// plenty is the heap, in bytes, above which the program stops spending: less than
// the limit of a small container.
const plenty = 768 << 20

// growth is by how much the heap may grow between two collections, in percent of
// what is in use. A process in use has 20 MB; at Go's 100 the collector takes an
// eighth of its processor time, at 400 a twentieth, at 800 half of that.
const growth = 800

// Spend lets the heap grow as far as is good for speed. What GOGC and GOMEMLIMIT say
// comes first.
func Spend() {
	if os.Getenv("GOGC") != "" || os.Getenv("GOMEMLIMIT") != "" {
		return
	}
	debug.SetGCPercent(growth)
	debug.SetMemoryLimit(plenty)
}
