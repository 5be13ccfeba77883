// Package stepuptest is an authenticator in software, and the app that makes codes,
// for tests.
package stepuptest

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"testing"
	"time"

	"github.com/pquerna/otp/totp"
	"github.com/stretchr/testify/require"
)

// Code is what an app shows for a secret at an instant.
func Code(t testing.TB, secret string, at time.Time) string {
	t.Helper()
	code, err := totp.GenerateCode(secret, at)
	require.NoError(t, err)
	return code
}

// An Authenticator holds one passkey. What it says can be bent: a test shows that
// nobody believes it then.
type Authenticator struct {
	Origin  string // that the browser says
	Counter uint32
	Absent  bool // nobody has touched it: the user is not verified
	key     *ecdsa.PrivateKey
	id      []byte
	t       testing.TB
}

// New makes an authenticator in a browser that shows a page of origin.
func New(t testing.TB, origin string) *Authenticator {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	require.NoError(t, err)
	id := make([]byte, 16)
	rand.Read(id)
	return &Authenticator{Origin: origin, key: key, id: id, t: t}
}

const (
	present  = 0x01
	verified = 0x04
	attested = 0x40
)

// Create makes the passkey that the options ask for.
func (a *Authenticator) Create(options json.RawMessage) json.RawMessage {
	a.t.Helper()
	var o struct {
		Challenge string
		RP        struct{ ID string }
	}
	require.NoError(a.t, json.Unmarshal(options, &o))
	data := append(a.data(o.RP.ID, attested), make([]byte, 16)...) // no model
	data = binary.BigEndian.AppendUint16(data, uint16(len(a.id)))  //nolint:gosec // 16
	data = append(append(data, a.id...), a.cose()...)
	object := append([]byte{0xa3}, text("fmt")...)
	object = append(append(append(object, text("none")...), text("attStmt")...), 0xa0)
	object = append(append(object, text("authData")...), 0x58, byte(len(data)))
	return a.answer(map[string]any{"clientDataJSON": a.client("webauthn.create", o.Challenge), "attestationObject": encode(append(object, data...))})
}

// Sign answers the challenge of the options.
func (a *Authenticator) Sign(options json.RawMessage) json.RawMessage {
	a.t.Helper()
	var o struct{ Challenge, RPID string }
	require.NoError(a.t, json.Unmarshal(options, &o))
	a.Counter++
	data, client := a.data(o.RPID, 0), a.client("webauthn.get", o.Challenge)
	raw, err := base64.RawURLEncoding.DecodeString(client)
	require.NoError(a.t, err)
	sum := sha256.Sum256(raw)
	signed := sha256.Sum256(append(append([]byte{}, data...), sum[:]...))
	signature, err := ecdsa.SignASN1(rand.Reader, a.key, signed[:])
	require.NoError(a.t, err)
	return a.answer(map[string]any{"clientDataJSON": client, "authenticatorData": encode(data), "signature": encode(signature)})
}

// Public is the key that verifies what the authenticator signs.
func (a *Authenticator) Public() *ecdsa.PublicKey { return &a.key.PublicKey }

// data is the authenticator data for a site.
func (a *Authenticator) data(site string, flags byte) []byte {
	sum := sha256.Sum256([]byte(site))
	flags |= present
	if !a.Absent {
		flags |= verified
	}
	return binary.BigEndian.AppendUint32(append(sum[:], flags), a.Counter)
}

func (a *Authenticator) client(kind, challenge string) string {
	body, err := json.Marshal(map[string]any{"type": kind, "challenge": challenge, "origin": a.Origin, "crossOrigin": false})
	require.NoError(a.t, err)
	return encode(body)
}

func (a *Authenticator) answer(response map[string]any) json.RawMessage {
	body, err := json.Marshal(map[string]any{"id": encode(a.id), "rawId": encode(a.id), "type": "public-key", "response": response, "clientExtensionResults": map[string]any{}})
	require.NoError(a.t, err)
	return body
}

// cose is the public key as COSE: ES256 on P-256.
func (a *Authenticator) cose() []byte {
	point, err := a.key.PublicKey.Bytes() // 4, x, y
	require.NoError(a.t, err)
	cose := append([]byte{0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20}, point[1:33]...)
	return append(append(cose, 0x22, 0x58, 0x20), point[33:]...)
}

func text(s string) []byte { return append([]byte{0x60 + byte(len(s))}, s...) }

func encode(b []byte) string { return base64.RawURLEncoding.EncodeToString(b) }
