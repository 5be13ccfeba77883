package roster

import "strings"

// An edge leads from a row to the one above it.
type edge struct {
	line     int
	from, to string
}

// cycles reports each circle once, at its first row.
func (c *checker) cycles(kind Kind, column string, edges []edge) {
	up := map[string]string{}
	for _, e := range edges {
		up[e.from] = e.to
	}
	done := map[string]bool{}
	for _, e := range edges {
		if circle := circleFrom(e.from, up, done); circle != nil {
			c.say(kind, e.line, column, "cycle", strings.ReplaceAll(strings.Join(circle, " → "), "\x1f", "/"))
		}
	}
}

// circleFrom follows the way up from start until it ends, meets a way already
// gone, or comes back to itself.
func circleFrom(start string, up map[string]string, done map[string]bool) []string {
	var way []string
	passed := map[string]int{}
	for at := start; at != "" && !done[at]; at = up[at] {
		if i, again := passed[at]; again {
			mark(done, way)
			return append(way[i:], at)
		}
		passed[at] = len(way)
		way = append(way, at)
	}
	mark(done, way)
	return nil
}

func mark(done map[string]bool, way []string) {
	for _, at := range way {
		done[at] = true
	}
}
