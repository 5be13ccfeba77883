package message

import "strings"

// List says one thing after another.
func List(lang string, words []string) string {
	return strings.Join(words, Text(lang, "list-and", nil))
}
