package models

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"strings"
)

// A Salt is what a case's digests are made with, so that nobody who is shown a digest
// finds out by trying what was kept from him or her (approval.digest). It stays on the
// server and goes into nothing that people or workflows are given. A case from before
// there were salts has none, and its digests stay what they were.
type Salt string

// NewSalt is 256 random bits.
func NewSalt() Salt {
	bits := make([]byte, 32)
	rand.Read(bits) // never fails
	return Salt(hex.EncodeToString(bits))
}

// Said is the digest of what a person wrote with an act: the same however a browser
// ends its lines.
func (s Salt) Said(c Content) string {
	comment := strings.TrimSpace(strings.ReplaceAll(c.Comment, "\r\n", "\n"))
	data := string(c.Data)
	if data == "null" {
		data = ""
	}
	said, err := json.Marshal([]string{comment, data})
	if err != nil {
		panic(err) // strings always marshal
	}
	return s.digest(said)
}

func (s Salt) digest(said []byte) string {
	if s == "" {
		sum := sha256.Sum256(said)
		return hex.EncodeToString(sum[:])
	}
	mac := hmac.New(sha256.New, []byte(s))
	mac.Write(said)
	return hex.EncodeToString(mac.Sum(nil))
}
