package activities

import (
	"context"
	"fmt"
	"sync"
	"unicode/utf8"

	"github.com/alexedwards/argon2id"

	"countersign/models"
	"countersign/models/regulation"
)

// cost is what a password hash costs: some 200 ms and 46 MiB.
var cost = &argon2id.Params{Memory: 46 * 1024, Iterations: 1, Parallelism: 1, SaltLength: 16, KeyLength: 32}

// hashing bounds the memory that sign-ins take together.
var hashing = make(chan struct{}, 4)

// HashPassword makes the hash of a password of 12 to 128 characters.
func HashPassword(ctx context.Context, password string) (string, error) {
	if err := longEnough(password); err != nil {
		return "", err
	}
	if err := turn(ctx); err != nil {
		return "", err
	}
	defer func() { <-hashing }()
	return argon2id.CreateHash(password, cost)
}

func longEnough(password string) error {
	if n := utf8.RuneCountInString(password); n < 12 || n > 128 {
		return models.Refuse(models.Invalid, regulation.Clause{}, "password-length", "Least", 12, "Most", 128)
	}
	return nil
}

// matches compares a password with a hash; without a hash it takes as long and
// says no. old tells that the hash was made at another cost.
func matches(ctx context.Context, password, hash string) (ok, old bool, err error) {
	if utf8.RuneCountInString(password) > 128 {
		password = ""
	}
	nobody := hash == ""
	if nobody {
		hash = decoy()
	}
	if err := turn(ctx); err != nil {
		return false, false, err
	}
	defer func() { <-hashing }()
	ok, made, err := argon2id.CheckHash(password, hash)
	if err != nil {
		return false, false, fmt.Errorf("activities: password hash: %w", err)
	}
	return ok && !nobody, *made != *cost, nil
}

// decoy is a hash that no password has.
var decoy = sync.OnceValue(func() string {
	hash, err := argon2id.CreateHash("nobody has this password", cost)
	if err != nil {
		panic(err) // no randomness: nothing can be signed in here
	}
	return hash
})

func turn(ctx context.Context) error {
	select {
	case hashing <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
