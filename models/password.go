package models

import (
	"slices"
	"strings"
	"unicode"
)

// passwordLeast is how much a password must leave to guess: characters, where a
// word, a row of keys, a repetition or a year counts as two.
const passwordLeast = 9

// WeakPassword reports whether a password is easily guessed however long it is:
// made of repetitions, rows of keys, common words, or what is known of its owner.
func WeakPassword(password string, about ...string) bool {
	return guesses(password, about) < passwordLeast
}

// guesses is the least number of parts that a password is made of, as one guesses:
// a character costs one, anything well known two.
func guesses(password string, about []string) int {
	plain := []rune(strings.ToLower(strings.TrimSpace(password)))
	if len(plain) > 128 {
		return len(plain) // no password is so long
	}
	known := slices.Concat(passwordWords, ownWords(about))
	cost := make([]int, len(plain)+1)
	for end := 1; end <= len(plain); end++ {
		cost[end] = cost[end-1] + 1
		for begin := range end {
			cost[end] = min(cost[end], cost[begin]+part(plain[begin:end], known))
		}
	}
	return cost[len(plain)]
}

// part is what one guesses a part with, in characters.
func part(p []rune, known []string) int {
	if len(p) < 2 {
		return len(p)
	}
	if block := repeated(p); block > 0 {
		return min(block, 3) + 1
	}
	text := string(p)
	if slices.Contains(known, text) || slices.Contains(known, unleet(text)) || (len(p) >= 3 && inARow(unshift(text))) || aDate(text) {
		return 2
	}
	return len(p)
}

// repeated is the length of the block that the part repeats; 0 where it does not.
func repeated(p []rune) int {
	for block := 1; block <= len(p)/2; block++ {
		if len(p)%block == 0 && len(p) >= 3 && slices.Equal(p[block:], p[:len(p)-block]) {
			return block
		}
	}
	return 0
}

// rows are keys side by side or below each other, and the orders that everybody knows.
var rows = func() (both []string) {
	for _, r := range []string{"`1234567890-=", "qwertyuiop[]\\", "asdfghjkl;'", "zxcvbnm,./", "abcdefghijklmnopqrstuvwxyz", "01234567890",
		"1qaz", "2wsx", "3edc", "4rfv", "5tgb", "6yhn", "7ujm", "8ik,", "9ol.", "0p;/", "147258369", "741852963", "159357", "135792468", "qazwsxedcrfvtgbyhnujm", "一二三四五六七八九十"} {
		b := []rune(r)
		slices.Reverse(b)
		both = append(both, r, string(b))
	}
	return both
}()

func inARow(text string) bool {
	return slices.ContainsFunc(rows, func(r string) bool { return strings.Contains(r, text) })
}

// aDate is a year, or a day written in six or eight figures.
func aDate(text string) bool {
	if strings.ContainsFunc(text, func(r rune) bool { return r < '0' || r > '9' }) {
		return false
	}
	day := func(mmdd string) bool {
		return mmdd >= "0101" && mmdd <= "1231" && mmdd[2:] >= "01" && mmdd[2:] <= "31"
	}
	year := func(y string) bool { return strings.HasPrefix(y, "19") || strings.HasPrefix(y, "20") }
	switch len(text) {
	case 4:
		return year(text)
	case 6:
		return day(text[2:])
	case 8:
		return year(text) && day(text[4:])
	}
	return false
}

// unshift is what the same keys write without the shift key.
func unshift(text string) string { return unshifted.Replace(text) }

var unshifted = strings.NewReplacer("!", "1", "@", "2", "#", "3", "$", "4", "%", "5", "^", "6", "&", "7", "*", "8", "(", "9", ")", "0", "_", "-", "+", "=",
	"{", "[", "}", "]", ":", ";", `"`, "'", "<", ",", ">", ".", "?", "/", "！", "1", "￥", "4", "（", "9", "）", "0")

// unleet is the word behind figures that stand for letters.
func unleet(text string) string { return unleeted.Replace(text) }

var unleeted = strings.NewReplacer("0", "o", "1", "i", "3", "e", "4", "a", "5", "s", "7", "t", "@", "a", "$", "s", "!", "i")

// ownWords are what is known of the owner, word by word.
func ownWords(about []string) (words []string) {
	for _, a := range about {
		for _, w := range append(strings.FieldsFunc(a, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }), a) {
			w = strings.ToLower(w)
			if n := len([]rune(w)); n >= 3 || (n == 2 && unicode.Is(unicode.Han, []rune(w)[0])) {
				words = append(words, w)
			}
		}
	}
	return words
}
