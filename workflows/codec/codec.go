// Package codec seals everything that Temporal stores for us: AES-256-GCM with
// a key id, so that keys can be changed while cases run.
package codec

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/sha256"
	"errors"
	"fmt"

	commonpb "go.temporal.io/api/common/v1"
	"go.temporal.io/sdk/converter"
	"google.golang.org/protobuf/proto"
)

const (
	encoding = "binary/sealed"
	keyName  = "sealed-with"
)

// A Key is a secret of any length of at least 32 bytes, and the name under
// which payloads remember it.
type Key struct {
	ID     string
	Secret []byte
}

// New makes a codec that seals with the first key and opens with any of them.
func New(keys ...Key) (converter.PayloadCodec, error) {
	if len(keys) == 0 {
		return nil, errors.New("codec: no key")
	}
	c := codec{first: keys[0].ID, keys: map[string]cipher.AEAD{}}
	for _, k := range keys {
		if len(k.Secret) < 32 || k.ID == "" {
			return nil, fmt.Errorf("codec: key %q must have a name and at least 32 bytes", k.ID)
		}
		sum := sha256.Sum256(append([]byte("countersign payload/"), k.Secret...))
		block, err := aes.NewCipher(sum[:])
		if err != nil {
			return nil, err
		}
		if c.keys[k.ID], err = cipher.NewGCMWithRandomNonce(block); err != nil {
			return nil, err
		}
	}
	return c, nil
}

type codec struct {
	first string
	keys  map[string]cipher.AEAD
}

// Encode seals payloads with the first key.
func (c codec) Encode(payloads []*commonpb.Payload) ([]*commonpb.Payload, error) {
	sealed := make([]*commonpb.Payload, len(payloads))
	for i, p := range payloads {
		clear, err := proto.Marshal(p)
		if err != nil {
			return nil, err
		}
		sealed[i] = &commonpb.Payload{
			Metadata: map[string][]byte{converter.MetadataEncoding: []byte(encoding), keyName: []byte(c.first)},
			Data:     c.keys[c.first].Seal(nil, nil, clear, []byte(c.first)),
		}
	}
	return sealed, nil
}

// Decode opens payloads. A payload in clear is refused: it is not ours.
func (c codec) Decode(payloads []*commonpb.Payload) ([]*commonpb.Payload, error) {
	opened := make([]*commonpb.Payload, len(payloads))
	for i, p := range payloads {
		if string(p.GetMetadata()[converter.MetadataEncoding]) != encoding {
			return nil, errors.New("codec: a payload that was not sealed")
		}
		id := string(p.GetMetadata()[keyName])
		key, ok := c.keys[id]
		if !ok {
			return nil, fmt.Errorf("codec: the key %q is gone", id)
		}
		clear, err := key.Open(nil, nil, p.GetData(), []byte(id))
		if err != nil {
			return nil, fmt.Errorf("codec: key %q does not open the payload: %w", id, err)
		}
		opened[i] = &commonpb.Payload{}
		if err := proto.Unmarshal(clear, opened[i]); err != nil {
			return nil, err
		}
	}
	return opened, nil
}
