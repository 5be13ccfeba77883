package api

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/danielgtaylor/huma/v2"
)

// bodyMost is the largest body of JSON, in bytes; depthMost how deep it may nest.
const (
	bodyMost  = 1 << 20
	depthMost = 20
)

// strictJSON is how every body is read: one value, no member twice (capitals or
// not), nothing unknown, not too deep.
var strictJSON = huma.Format{
	Marshal: func(w io.Writer, v any) error {
		e := json.NewEncoder(w)
		e.SetEscapeHTML(true)
		return e.Encode(v)
	},
	Unmarshal: decodeStrictly,
}

func decodeStrictly(body []byte, into any) error {
	if err := walk(body); err != nil {
		return err
	}
	d := json.NewDecoder(bytes.NewReader(body))
	d.DisallowUnknownFields()
	return d.Decode(into)
}

// walk reads the tokens of a body.
func walk(body []byte) error {
	d := json.NewDecoder(bytes.NewReader(body))
	d.UseNumber()
	if err := walkValue(d, 0); err != nil {
		return err
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return errors.New("there is more than one value")
	}
	return nil
}

func walkValue(d *json.Decoder, depth int) error {
	token, err := d.Token()
	if err != nil {
		return errors.New("not JSON")
	}
	if depth > depthMost {
		return errors.New("nested too deep")
	}
	switch token {
	case json.Delim('{'):
		return walkObject(d, depth)
	case json.Delim('['):
		for d.More() {
			if err := walkValue(d, depth+1); err != nil {
				return err
			}
		}
		return end(d)
	}
	return nil
}

func walkObject(d *json.Decoder, depth int) error {
	seen := map[string]bool{}
	for d.More() {
		token, err := d.Token()
		if err != nil {
			return errors.New("not JSON")
		}
		name := strings.ToLower(fmt.Sprint(token))
		if seen[name] {
			return fmt.Errorf("a member is given twice")
		}
		seen[name] = true
		if err := walkValue(d, depth+1); err != nil {
			return err
		}
	}
	return end(d)
}

func end(d *json.Decoder) error {
	if _, err := d.Token(); err != nil {
		return errors.New("not JSON")
	}
	return nil
}
