package models

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"time"
)

// Seal sets the event's hash over its content and the hash of the event before
// it in the case, so that no entry can be changed, moved or removed unseen
// (approval.record). Instants count to the microsecond, as PostgreSQL keeps them.
func (e *Event) Seal(prev string) {
	e.At = e.At.UTC().Truncate(time.Microsecond)
	e.Prev = prev
	e.Hash = e.sum()
}

// Sealed reports whether the event is as it was sealed, after the event with hash prev.
func (e Event) Sealed(prev string) bool { return e.Prev == prev && e.Hash == e.sum() }

func (e Event) sum() string {
	if len(e.Body) == 0 {
		e.Body = json.RawMessage("{}")
	}
	at := e.At.UTC().Truncate(time.Microsecond).Format(time.RFC3339Nano)
	said, err := json.Marshal([]any{e.Case, e.Seq, e.Kind, e.Actor, e.Post, e.Task, e.Clause, string(e.Body), at, e.Prev})
	if err != nil {
		panic(err) // strings and numbers always marshal
	}
	sum := sha256.Sum256(said)
	return hex.EncodeToString(sum[:])
}
