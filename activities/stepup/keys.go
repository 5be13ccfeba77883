// Package stepup proves that a person is present when something is signed: codes of
// an app, passkeys, and codes on paper (approval.step-up). It keeps nothing; who
// uses it stores what it makes.
package stepup

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/sha256"
	"errors"
	"fmt"
)

// A Key is a secret of at least 32 bytes and the name that sealed secrets remember.
type Key struct {
	ID     string
	Secret []byte
}

// Keys seal the secrets of codes with the first and open them with any. No Keys seal
// nothing.
type Keys struct {
	first string
	all   map[string]cipher.AEAD
}

// ErrNoKey says that secrets cannot be kept here, or that the key of one is gone.
var ErrNoKey = errors.New("stepup: no key")

// NewKeys takes the keys in the order of preference.
func NewKeys(keys ...Key) (Keys, error) {
	k := Keys{all: map[string]cipher.AEAD{}}
	for i, key := range keys {
		if len(key.Secret) < 32 || key.ID == "" {
			return Keys{}, fmt.Errorf("stepup: key %q must have a name and at least 32 bytes", key.ID)
		}
		if i == 0 {
			k.first = key.ID
		}
		sum := sha256.Sum256(append([]byte("countersign factor/"), key.Secret...))
		block, err := aes.NewCipher(sum[:])
		if err != nil {
			return Keys{}, err
		}
		if k.all[key.ID], err = cipher.NewGCMWithRandomNonce(block); err != nil {
			return Keys{}, err
		}
	}
	return k, nil
}

// First is the name of the key that seals; empty where there is none.
func (k Keys) First() string { return k.first }

// Seal closes a secret that belongs to owner, and returns the name of its key.
func (k Keys) Seal(secret, owner string) (sealed []byte, with string, err error) {
	if k.first == "" {
		return nil, "", ErrNoKey
	}
	return k.all[k.first].Seal(nil, nil, []byte(secret), []byte(owner)), k.first, nil
}

// Open opens what was sealed for owner.
func (k Keys) Open(sealed []byte, with, owner string) (string, error) {
	key, ok := k.all[with]
	if !ok {
		return "", ErrNoKey
	}
	secret, err := key.Open(nil, nil, sealed, []byte(owner))
	if err != nil {
		return "", fmt.Errorf("stepup: key %q does not open the secret: %w", with, err)
	}
	return string(secret), nil
}
