package api

import (
	"regexp"

	"github.com/danielgtaylor/huma/v2"
)

// chapters of the API in the order of a reader, each with the paths that belong to it;
// a path belongs to the first that fits.
var chapters = []struct {
	name, about string
	paths       *regexp.Regexp
}{
	{"inbox", "What waits for me, what I am told, what I may start.", regexp.MustCompile(`^/api/v1/(inbox|stream|notices|starts)\b`)},
	{"acts", "Submitting, signing and everything else that is done to a case.", regexp.MustCompile(`^/api/v1/(acts\b|cases/\{id\}/(submit|acts|challenge|explain)\b)`)},
	{"cases", "Cases: drafts, documents, files, history, what comes next.", regexp.MustCompile(`^/api/v1/(cases|attachments|kinds)\b`)},
	{"registers", "Registers, figures, how cases stand, and the gate.", regexp.MustCompile(`^/api/v1/(registers|standing|figures|gate)\b`)},
	{"house", "The company: people, posts, customers, varieties, calendar, proxies, absences.", regexp.MustCompile(`^/api/v1/(organisation|people|units|customers|varieties|calendar|proxies|absences)\b`)},
	{"rules", "Clauses, parameters, policy, authority matrix and own forms.", regexp.MustCompile(`^/api/v1/(rules|rulebook|policy|matrix|forms)\b`)},
	{"me", "Signing in, and my account.", regexp.MustCompile(`^/api/v1/(session|me|tokens|demo)\b`)},
	{"administration", "Accounts, sessions and tokens of everybody, and the audit.", regexp.MustCompile(`^/api/v1/(accounts|factor-resets|house)\b`)},
	{"operation", "For those who run the program.", regexp.MustCompile(`^/(livez|readyz)$`)},
}

// chapterOf is the chapter of a path; empty where it has none.
func chapterOf(path string) []string {
	for _, c := range chapters {
		if c.paths.MatchString(path) {
			return []string{c.name}
		}
	}
	return nil
}

func tags() (all []*huma.Tag) {
	for _, c := range chapters {
		all = append(all, &huma.Tag{Name: c.name, Description: c.about})
	}
	return all
}
