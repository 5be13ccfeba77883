package message

import "fmt"

// said are the args of a message, as its text sees them.
type said map[string]any

// Plural is what an English text says of n things: one of a single one, else many. One
// text may count several kinds of things, each by itself.
func (said) Plural(n any, one, many string) string {
	if fmt.Sprint(n) == "1" {
		return one
	}
	return many
}
