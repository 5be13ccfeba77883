package activities

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"

	"countersign/models"
	"countersign/models/regulation"
	"countersign/models/store"
)

// PutContent keeps what a person writes with an act, before the act is sent.
// The same act may come again; its id is refused for any other.
func (d *Desk) PutContent(ctx context.Context, act models.Act, content models.Content) error {
	var proof []byte
	if !content.Proof.IsZero() {
		var err error
		if proof, err = json.Marshal(content.Proof); err != nil {
			return err
		}
	}
	kept, err := d.DB.Single(ctx).PutContent(store.ActContent{ActID: act.ID, CaseID: act.Case, ActorID: act.Actor, Comment: content.Comment, Data: content.Data,
		Proof: proof, Fingerprint: fingerprint(act, content), At: d.now()})
	if err != nil {
		return err
	}
	return same(kept, act, content)
}

// Repeated reports whether the act was sent before, by what was kept under its id.
// It refuses an id that was used for another act. What was written with an act is
// kept before the act is done, so whoever sees the deed sees that it is a repetition.
func Repeated(kept *store.ActContent, act models.Act, content models.Content) (bool, error) {
	if kept == nil {
		return false, nil
	}
	return true, same(*kept, act, content)
}

func same(kept store.ActContent, act models.Act, content models.Content) error {
	if kept.ActorID != act.Actor {
		return models.Refuse(models.Conflict, regulation.Clause{}, "key-of-another")
	}
	if kept.Fingerprint != fingerprint(act, content) {
		return models.Refuse(models.Invalid, regulation.Clause{}, "key-used")
	}
	return nil
}

// fingerprint is the digest of an act with all that was written with it.
func fingerprint(act models.Act, content models.Content) string {
	said, err := json.Marshal([]any{act.Case, act.Task, act.Verb, act.Actor, act.Digest, content.Comment, string(content.Data)})
	if err != nil {
		panic(err) // strings always marshal
	}
	sum := sha256.Sum256(said)
	return hex.EncodeToString(sum[:])
}
