package stepup

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/json"
	"strings"
	"time"

	"github.com/pquerna/otp"
	"github.com/pquerna/otp/hotp"
	"github.com/pquerna/otp/totp"

	"countersign/models"
)

const (
	period = 30 // seconds that a code stands
	window = 1  // codes before and after that of now which are taken
)

var codes = hotp.ValidateOpts{Digits: otp.DigitsSix, Algorithm: otp.AlgorithmSHA1} // which every app knows

// NewSecret makes the secret of an app for a person at an issuer: in text, and as
// the address that its QR code holds.
func NewSecret(issuer, person string) (secret, address string, err error) {
	key, err := totp.Generate(totp.GenerateOpts{Issuer: issuer, AccountName: person, Period: period, SecretSize: 20})
	if err != nil {
		return "", "", err
	}
	return key.Secret(), key.URL(), nil
}

// StepOf finds the half minute at which the secret gives code, in the window around
// at; ok is false where it does not.
func StepOf(secret, code string, at time.Time) (step int64, ok bool) {
	now := at.Unix() / period
	for _, step := range []int64{now, now - window, now + window} {
		valid, err := hotp.ValidateCustom(code, uint64(step), secret, codes) //nolint:gosec // after 1970
		if err == nil && valid {
			return step, true
		}
	}
	return 0, false
}

// Plain is a code as it was meant: without spaces and hyphens, in capitals.
func Plain(code string) string {
	return strings.ToUpper(strings.Map(func(r rune) rune {
		switch {
		case r == ' ' || r == '-' || r == '\u3000':
			return -1
		case r >= '０' && r <= '９':
			return r - '０' + '0'
		}
		return r
	}, strings.TrimSpace(code)))
}

// IsCode reports whether a plain code is one of an app; else it may be one on paper.
func IsCode(plain string) bool {
	return len(plain) == 6 && strings.Trim(plain, "0123456789") == ""
}

// recoveryCodes is how many codes on paper a person gets.
const recoveryCodes = 10

// NewRecovery makes codes on paper, each once, of 80 random bits, and their digests:
// nobody guesses them, so that the digest need not be slow.
func NewRecovery() (shown []string, digests [][]byte) {
	for range recoveryCodes {
		code := rand.Text()[:16]
		shown = append(shown, code[:4]+"-"+code[4:8]+"-"+code[8:12]+"-"+code[12:])
		digests = append(digests, DigestOf(code))
	}
	return shown, digests
}

// DigestOf is what is kept of a plain code on paper.
func DigestOf(plain string) []byte {
	sum := sha256.Sum256([]byte("countersign recovery/" + plain))
	return sum[:]
}

// Given is a typed code, or what a browser answered to a challenge, as it is kept:
// a code on paper only as its digest.
func Given(code, challenge string, passkey json.RawMessage) (g models.Given) {
	if len(passkey) > 0 {
		return models.Given{Challenge: challenge, Passkey: passkey}
	}
	if code = Plain(code); code == "" || IsCode(code) {
		return models.Given{Code: code}
	}
	return models.Given{Recovery: DigestOf(code)}
}
