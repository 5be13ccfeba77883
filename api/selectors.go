package api

import (
	"strings"

	"countersign/models"
	"countersign/models/message"
	"countersign/policies"
)

// Selector says a selector of the authority matrix in words: "head@case-unit" is the
// head of the department that applies. What it does not understand it gives back.
func Selector(lang, text string) string {
	say := saying(lang)
	if later, ok := strings.CutPrefix(text, models.WhenDone); ok {
		return say("who-when-done", "Who", Selector(lang, later))
	}
	s, err := policies.ParseSelector(text)
	switch {
	case err != nil:
		return text // a fault of the table, which is shown as it was written
	case s.Form == "chain" && s.Levels > 0:
		return say("who-chain-n-"+s.From, "N", s.Levels)
	case s.Form == "chain":
		return say("who-chain-to-"+s.From, "Rank", say("rank-"+string(s.To)))
	case s.Form == "choice":
		return say("who-choice", "N", s.Number, "Who", Selector(lang, s.Range))
	case s.Form == "field":
		return say("who-field", "Field", s.Field)
	}
	return rankAt(say, text)
}

// saying gives the messages of a language; args are pairs of name and value.
func saying(lang string) func(key string, args ...any) string {
	return func(key string, args ...any) string {
		if len(args) == 0 {
			return message.Text(lang, key, nil)
		}
		named := map[string]any{}
		for i := 0; i+1 < len(args); i += 2 {
			named[args[i].(string)] = args[i+1]
		}
		return message.Text(lang, key, named)
	}
}

// rankAt says a rank at a place: "any@case-unit.marketing".
func rankAt(say func(string, ...any) string, text string) string {
	rank, place, _ := strings.Cut(text, "@")
	place, function, dotted := strings.Cut(place, ".")
	name := say("rank-" + rank)
	if place == "" {
		return name
	}
	in := say("place-" + place)
	if dotted {
		in = say("place-in", "Of", in, "Unit", say("place-"+function))
	}
	return say("rank-at", "Rank", name, "Place", in)
}

// Selectors are several in words, as alternatives.
func Selectors(lang string, of []string) []string {
	all := []string{}
	for _, text := range of {
		all = append(all, Selector(lang, text))
	}
	return all
}
