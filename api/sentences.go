package api

import (
	"strconv"
	"strings"

	"countersign/models"
	"countersign/policies"
)

func sentenceView(lang string, s policies.Sentence) SentenceView {
	v := SentenceView{Number: s.Number, Allow: s.Allow, Verbs: wordViews(lang, "verb", s.Verbs), Kinds: []WordView{}, Words: []WordView{}}
	for _, k := range s.Kinds {
		v.Kinds = append(v.Kinds, WordView{string(k), kindWord(lang, k)})
	}
	for _, w := range s.Words {
		v.Words = append(v.Words, WordView{w, Predicate(lang, w)})
	}
	return v
}

func wordViews[T ~string](lang, list string, values []T) []WordView {
	views := []WordView{}
	for _, v := range values {
		views = append(views, WordView{string(v), word(lang, list, v)})
	}
	return views
}

// kindWord is what a kind, a register or the house is called.
func kindWord(lang string, k models.Kind) string {
	for _, register := range models.Registers {
		if register == k {
			return word(lang, "register", strings.ReplaceAll(string(k), "_", "-"))
		}
	}
	return word(lang, "kind", k)
}

// Predicate says a word of a condition of the policy in words: "!requester" is who
// neither filled in nor submitted the case.
func Predicate(lang, text string) string {
	say := saying(lang)
	plain, not := strings.CutPrefix(text, "!")
	said := predicate(say, lang, plain)
	if not {
		return say("predicate-not", "What", said)
	}
	return said
}

func predicate(say func(string, ...any) string, lang, text string) string {
	if limit, found := strings.CutPrefix(text, "amount<="); found {
		cents, _ := strconv.ParseInt(limit, 10, 64)
		return say("predicate-amount", "Amount", float64(cents)/100)
	}
	name, arg, _ := strings.Cut(text, ":")
	switch name {
	case "is":
		return say("predicate-is", "Who", rankAt(say, arg))
	case "state":
		var states []string
		for _, state := range strings.Split(arg, "|") {
			states = append(states, word(lang, "state", state))
		}
		return say("predicate-state", "States", strings.Join(states, say("list-or")))
	}
	return say("predicate-" + name)
}
