package main

import (
	"fmt"
	"log/slog"
	"net/url"
	"strings"
)

// A Secret is never printed or logged.
type Secret string

// String masks the secret.
func (s Secret) String() string {
	if s == "" {
		return ""
	}
	return fmt.Sprintf("(secret, %d characters)", len(s))
}

// MarshalText masks the secret.
func (s Secret) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// LogValue masks the secret.
func (s Secret) LogValue() slog.Value { return slog.StringValue(s.String()) }

// An Address is a URL whose password is never printed or logged.
type Address string

// String masks the password, and all of what is no URL.
func (a Address) String() string {
	u, err := url.Parse(string(a))
	if err != nil || (a != "" && u.Host == "") {
		return Secret(a).String()
	}
	query := u.Query()
	for _, name := range []string{"password", "sslpassword"} {
		if query.Has(name) {
			query.Set(name, "xxxxx")
			u.RawQuery = query.Encode()
		}
	}
	return u.Redacted()
}

// MarshalText masks the password.
func (a Address) MarshalText() ([]byte, error) { return []byte(a.String()), nil }

// LogValue masks the password.
func (a Address) LogValue() slog.Value { return slog.StringValue(a.String()) }

// defaults are passwords that come with programs and examples.
var defaults = []string{"postgres", "password", "countersign", "admin", "root", "secret", "123456"}

// guessable reports whether a secret is a default, an example or has hardly any
// different characters.
func guessable(secret string) bool {
	plain := strings.ToLower(secret)
	for _, d := range defaults {
		if plain == d {
			return true
		}
	}
	for _, hint := range []string{"change", "example", "replace-me", "your-", "0123456789abcdef"} {
		if strings.Contains(plain, hint) {
			return true
		}
	}
	different := map[rune]bool{}
	for _, r := range secret {
		different[r] = true
	}
	return len(secret) >= 32 && len(different) < 10
}
