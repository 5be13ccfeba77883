package models

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"

	"countersign/models/regulation"
)

// Proof is what a signature needs beside the sign-in: nothing, or Strong
// (approval.step-up).
type Proof string

// Strong asks for a passkey or a code that works once.
const Strong Proof = "strong"

// ProofOf reads a Proof as the matrix writes it.
func ProofOf(text string) (Proof, error) {
	if text != "" && Proof(text) != Strong {
		return "", fmt.Errorf("models: no proof %q", text)
	}
	return Proof(text), nil
}

// ProofOf is what a signature on a task needs. Signers who were added to a round
// need what the round needs.
func (s Slate) ProofOf(task TaskID) Proof {
	for _, r := range s.Rounds {
		if _, in := (Slate{Rounds: Rounds{r}}).SeatOf(task); in {
			return r.Proof
		}
	}
	return ""
}

// FactorID names a way in which a person can prove to be that person.
type FactorID string

// ProofKind is how somebody proved to be present.
type ProofKind string

// The kinds of proof.
const (
	ByPasskey  ProofKind = "passkey"
	ByCode     ProofKind = "totp"     // of an app, each once
	ByRecovery ProofKind = "recovery" // a code on paper, for when the rest is lost
)

// A Given proof is what a person sends with a signature: a code, or what the
// authenticator answered to a challenge.
type Given struct {
	Code      string          `json:"code,omitempty"`     // of an app
	Recovery  []byte          `json:"recovery,omitempty"` // the digest of a code on paper
	Challenge string          `json:"challenge,omitempty"`
	Passkey   json.RawMessage `json:"passkey,omitempty"` // a PublicKeyCredential as JSON
}

// IsZero reports whether nothing was given.
func (g Given) IsZero() bool { return g.Code == "" && len(g.Recovery) == 0 && len(g.Passkey) == 0 }

// Evidence is what is kept with a signature that was proved. That of a passkey is
// complete: the public key verifies Signature over AuthenticatorData and the digest
// of ClientData, whose challenge is SigningChallenge of Nonce, the act and Said.
type Evidence struct {
	Kind   ProofKind `json:"kind"`
	Factor FactorID  `json:"factor,omitempty"`
	Step   int64     `json:"step,omitempty"` // of the code: how many half minutes since 1970

	RelyingParty      string `json:"relyingParty,omitempty"`
	CredentialID      []byte `json:"credentialId,omitempty"`
	PublicKey         []byte `json:"publicKey,omitempty"` // COSE
	AuthenticatorData []byte `json:"authenticatorData,omitempty"`
	ClientData        []byte `json:"clientDataJSON,omitempty"`
	Signature         []byte `json:"signature,omitempty"`
	Nonce             []byte `json:"nonce,omitempty"`
	// Said is the digest, with the salt of the case, of the words and values that the
	// person signed with; evidence from before it was bound has none.
	Said string `json:"said,omitempty"`
}

// SigningChallenge is what a passkey signs for one act: it binds case, task, verb,
// person, the digest of what is signed (approval.digest) and that of what the person
// writes and fills in with it, which is Salt.Said. nonce is random, so that no two are
// alike. Without said it is that of evidence from before it was bound.
func SigningChallenge(nonce []byte, act Act, said string) []byte {
	bound := []any{"countersign signature 1", nonce, act.Case, act.Task, act.Verb, act.Actor, act.Digest}
	if said != "" {
		bound[0], bound = "countersign signature 2", append(bound, said)
	}
	text, err := json.Marshal(bound)
	if err != nil {
		panic(err) // strings and bytes always marshal
	}
	sum := sha256.Sum256(text)
	return sum[:]
}

// Needs refuses a signature without the proof that p asks for (approval.step-up).
func (p Proof) Needs(enrolled bool) error {
	switch {
	case p == "":
		return nil
	case enrolled:
		return Refuse(Forbidden, regulation.ApprovalStepUp, "step-up-needed")
	}
	return Refuse(Forbidden, regulation.ApprovalStepUp, "step-up-enrol")
}
