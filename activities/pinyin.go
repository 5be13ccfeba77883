package activities

import (
	"slices"
	"strings"
	"unicode"

	"github.com/mozillazg/go-pinyin"
)

// mostReadings bounds the readings of a name that a search knows.
const mostReadings = 16

// SearchWords is what people type to find a name: its pinyin and its initials, in
// every reading of its characters (重庆 is chongqing, though 重 alone is zhong).
func SearchWords(name string) string {
	readings := [][]string{{}}
	args := pinyin.NewArgs()
	args.Heteronym = true
	for _, r := range name {
		readings = each(readings, syllables(r, args))
	}
	var words []string
	for _, syllables := range readings {
		words = append(words, strings.Join(syllables, ""), initials(syllables))
	}
	slices.Sort(words)
	return strings.TrimSpace(strings.Join(slices.Compact(words), " "))
}

// syllables are the readings of one character, its own for what is not Chinese.
func syllables(r rune, args pinyin.Args) []string {
	var different []string
	for _, s := range pinyin.SinglePinyin(r, args) { // the most usual first; tones are left out
		if !slices.Contains(different, s) {
			different = append(different, s)
		}
	}
	if different != nil {
		return different
	}
	if unicode.IsLetter(r) || unicode.IsDigit(r) {
		return []string{strings.ToLower(string(r))}
	}
	return nil
}

// each continues every reading with every syllable, as long as they are not too many.
func each(readings [][]string, syllables []string) (longer [][]string) {
	if len(syllables) == 0 {
		return readings
	}
	if len(readings)*len(syllables) > mostReadings {
		syllables = syllables[:1]
	}
	for _, r := range readings {
		for _, s := range syllables {
			longer = append(longer, append(slices.Clone(r), s))
		}
	}
	return longer
}

func initials(syllables []string) string {
	var b strings.Builder
	for _, s := range syllables {
		b.WriteRune([]rune(s)[0])
	}
	return b.String()
}
