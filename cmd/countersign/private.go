package main

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"countersign/deploy/local"
)

// Files of a data folder that this program keeps beside those of package local.
const (
	keyFile       = "payload.key" // what seals Temporal's payloads
	addressesFile = "addresses"   // where the running parts answer, for the other commands
)

// addresses lead to the private parts while a program runs them. The file holds
// the database's password and is for its user only.
type addresses struct {
	Database string `json:"database"`
	Temporal string `json:"temporal"`
}

// startPrivate starts the private parts of a data folder and fills in where they are.
func startPrivate(ctx context.Context, p *Places, progress func(string)) (*local.Parts, error) {
	parts, err := local.Start(ctx, local.Options{Dir: p.Data, Postgres: p.Postgres, Temporal: p.TemporalProgram, Progress: progress})
	if err != nil {
		return nil, err
	}
	p.Database, p.Temporal = Address(parts.DatabaseURL), parts.TemporalAddress
	if err := keepAddresses(p.Data, addresses{Database: parts.DatabaseURL, Temporal: parts.TemporalAddress}); err != nil {
		return nil, errors.Join(err, parts.Stop(context.WithoutCancel(ctx)))
	}
	return parts, nil
}

// reach finds the records: those that are named, those of a running program, or
// those whose parts it starts.
func reach(ctx context.Context, p *Places, progress func(string)) (parts *local.Parts, err error) {
	if !p.private() {
		return nil, nil
	}
	parts, err = startPrivate(ctx, p, progress)
	var held *local.HeldError
	if errors.As(err, &held) {
		return nil, p.join()
	}
	return parts, err
}

// join takes the addresses of the program that runs the parts.
func (p *Places) join() error {
	text, err := os.ReadFile(filepath.Join(p.Data, addressesFile))
	if err != nil {
		return fmt.Errorf("the program that uses %s is still starting; try again in a moment: %w", p.Data, err)
	}
	var a addresses
	if err := json.Unmarshal(text, &a); err != nil {
		return fmt.Errorf("%s: %w", addressesFile, err)
	}
	p.Database, p.Temporal = Address(a.Database), a.Temporal
	return nil
}

func keepAddresses(dir string, a addresses) error {
	text, err := json.Marshal(a)
	if err != nil {
		return err
	}
	return local.Keep(filepath.Join(dir, addressesFile), text, 0o600)
}

func stopPrivate(dir string, parts *local.Parts) error {
	err := os.Remove(filepath.Join(dir, addressesFile))
	if errors.Is(err, os.ErrNotExist) {
		err = nil
	}
	return errors.Join(err, parts.Stop(context.Background()))
}

// privateKey reads the payload key of a data folder, and makes one the
// first time.
func privateKey(dir string, first bool) (Secret, error) {
	name := filepath.Join(dir, keyFile)
	text, err := os.ReadFile(name)
	if err == nil {
		return Secret(strings.TrimSpace(string(text))), nil
	}
	if !errors.Is(err, os.ErrNotExist) {
		return "", err
	}
	if !first {
		return "", fmt.Errorf("%s is missing, the key under which the cases of this folder go on: bring it back from where you keep it, or name it with --payload-keys", name)
	}
	var bits [32]byte
	rand.Read(bits[:]) // never fails
	key := "private=" + base64.StdEncoding.EncodeToString(bits[:])
	return Secret(key), local.Keep(name, []byte(key+"\n"), 0o600)
}
