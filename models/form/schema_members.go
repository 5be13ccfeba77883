package form

import (
	"bytes"
	"encoding/json"
	"fmt"
)

// properties keep the order in which they are written.
type properties []keyed

type keyed struct {
	key string
	property
}

// MarshalJSON writes the properties in their order.
func (all properties) MarshalJSON() ([]byte, error) {
	parts := make([]member, len(all))
	for i, p := range all {
		body, err := written(p.property)
		if err != nil {
			return nil, err
		}
		parts[i] = member{p.key, body}
	}
	return object(parts), nil
}

// A member of an object is a key and its value.
type member struct {
	key  string
	body json.RawMessage
}

// object is an object of the members, in their order.
func object(parts []member) json.RawMessage {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, m := range parts {
		if i > 0 {
			b.WriteByte(',')
		}
		key, _ := written(m.key) // of text there is no error
		b.Write(key)
		b.WriteByte(':')
		b.Write(m.body)
	}
	b.WriteByte('}')
	return b.Bytes()
}

// members are those of an object in their order; a key that comes twice is an error.
func members(body json.RawMessage) (parts []member, err error) {
	d := json.NewDecoder(bytes.NewReader(body))
	if start, err := d.Token(); err != nil || start != json.Delim('{') {
		return nil, fmt.Errorf("an object is wanted: %w", cause(err))
	}
	seen := map[string]bool{}
	for d.More() {
		key, err := d.Token()
		if err != nil {
			return nil, err
		}
		m := member{key: key.(string)}
		if seen[m.key] {
			return nil, fmt.Errorf("%q comes twice", m.key)
		}
		seen[m.key] = true
		if err := d.Decode(&m.body); err != nil {
			return nil, err
		}
		parts = append(parts, m)
	}
	_, err = d.Token()
	return parts, err
}

func cause(err error) error {
	if err == nil {
		return errNoObject
	}
	return err
}

var errNoObject = fmt.Errorf("it is something else")
