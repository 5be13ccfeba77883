package stepup

import (
	"crypto/rand"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/go-webauthn/webauthn/protocol"
	"github.com/go-webauthn/webauthn/webauthn"

	"countersign/models"
)

// A Passkey is the public half of a passkey as it is kept, with its counter.
type Passkey = webauthn.Credential

// A holder is a person as an authenticator knows one: by id alone.
type holder struct {
	id       models.PersonID
	name     string
	passkeys []Passkey
}

// WebAuthnID is the person's id: random, and no name.
func (h holder) WebAuthnID() []byte { return []byte(h.id) }

// WebAuthnName is the name that the authenticator shows.
func (h holder) WebAuthnName() string { return h.name }

// WebAuthnDisplayName is the name that the authenticator shows.
func (h holder) WebAuthnDisplayName() string { return h.name }

// WebAuthnCredentials are the passkeys that the person has.
func (h holder) WebAuthnCredentials() []Passkey { return h.passkeys }

func (s Site) party() (*webauthn.WebAuthn, error) {
	return webauthn.New(&webauthn.Config{
		RPID: s.ID, RPDisplayName: "Countersign", RPOrigins: []string{s.Origin},
		AuthenticatorSelection: protocol.AuthenticatorSelection{UserVerification: protocol.VerificationRequired, ResidentKey: protocol.ResidentKeyRequirementPreferred},
	})
}

// Nonce makes 256 random bits.
func Nonce() []byte {
	bits := make([]byte, 32)
	rand.Read(bits) // never fails
	return bits
}

// Create asks a browser to make a passkey. It returns the options that the browser
// takes and the session with which Created goes on.
func (s Site) Create(person models.PersonID, name string, has []Passkey) (options, session json.RawMessage, err error) {
	party, err := s.party()
	if err != nil {
		return nil, nil, err
	}
	made, held, err := party.BeginRegistration(holder{person, name, has}, webauthn.WithExclusions(webauthn.Credentials(has).CredentialDescriptors()),
		webauthn.WithConveyancePreference(protocol.PreferNoAttestation))
	if err != nil {
		return nil, nil, err
	}
	return both(made.Response, held)
}

// Created checks what the browser answered to Create.
func (s Site) Created(person models.PersonID, session, answer json.RawMessage) (*Passkey, error) {
	party, err := s.party()
	if err != nil {
		return nil, err
	}
	var held webauthn.SessionData
	if err := json.Unmarshal(session, &held); err != nil {
		return nil, err
	}
	parsed, err := protocol.ParseCredentialCreationResponseBytes(answer)
	if err != nil {
		return nil, err
	}
	return party.CreateCredential(holder{id: person}, held, parsed)
}

// Ask asks a browser to sign the challenge with one of the passkeys.
func (s Site) Ask(person models.PersonID, has []Passkey, challenge []byte) (options json.RawMessage, err error) {
	party, err := s.party()
	if err != nil {
		return nil, err
	}
	asked, _, err := party.BeginLogin(holder{id: person, passkeys: has}, webauthn.WithChallenge(challenge), webauthn.WithUserVerification(protocol.VerificationRequired))
	if err != nil {
		return nil, err
	}
	return json.Marshal(asked.Response)
}

// ErrCopied says that the counter of a passkey went back: somebody has a copy.
var ErrCopied = errors.New("stepup: the passkey's counter went back")

// Answered checks that a passkey of the person signed the challenge, on the site,
// after the authenticator had made sure who it was. It returns the passkey with its
// new counter, and the evidence.
func (s Site) Answered(person models.PersonID, has []Passkey, challenge []byte, answer json.RawMessage) (*Passkey, models.Evidence, error) {
	var e models.Evidence
	party, err := s.party()
	if err != nil {
		return nil, e, err
	}
	parsed, err := protocol.ParseCredentialRequestResponseBytes(answer)
	if err != nil {
		return nil, e, err
	}
	held := webauthn.SessionData{Challenge: base64.RawURLEncoding.EncodeToString(challenge), RelyingPartyID: s.ID, UserID: []byte(person), UserVerification: protocol.VerificationRequired}
	used, err := party.ValidateLogin(holder{id: person, passkeys: has}, held, parsed)
	if err != nil {
		return nil, e, err
	}
	if used.Authenticator.CloneWarning {
		return nil, e, ErrCopied
	}
	raw := parsed.Raw.AssertionResponse
	return used, models.Evidence{Kind: models.ByPasskey, RelyingParty: s.ID, CredentialID: used.ID, PublicKey: used.PublicKey,
		AuthenticatorData: raw.AuthenticatorData, ClientData: raw.ClientDataJSON, Signature: raw.Signature}, nil
}

func both(options, session any) (o, s json.RawMessage, err error) {
	if o, err = json.Marshal(options); err != nil {
		return nil, nil, fmt.Errorf("stepup: %w", err)
	}
	s, err = json.Marshal(session)
	return o, s, err
}
