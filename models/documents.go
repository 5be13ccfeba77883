package models

import (
	"bytes"
	"encoding/json"

	"countersign/models/regulation"
)

// NewDocument is an empty document of a kind; nil for an unknown kind.
func NewDocument(k Kind) Document {
	switch k {
	case KindSampleRequest:
		return &SampleRequest{}
	case KindSampleMonthEnd:
		return &SampleMonthEnd{}
	case KindSampleRequisition:
		return &SampleRequisition{}
	case KindException:
		return &Exception{}
	case KindRevocation:
		return &Revocation{}
	case KindMatrixChange:
		return &MatrixChange{}
	case KindParameterChange:
		return &ParameterChange{}
	case KindForm:
		return &FilledForm{}
	}
	return nil
}

// DecodeDocument reads a document of a kind; it refuses what the kind does not
// have.
func DecodeDocument(k Kind, body []byte) (Document, error) {
	doc := NewDocument(k)
	if doc == nil {
		return nil, Refuse(Invalid, regulation.Clause{}, "kind-unknown")
	}
	if bytes.Contains(body, []byte(`\u0000`)) || bytes.IndexByte(body, 0) >= 0 {
		return nil, Refuse(Invalid, regulation.Clause{}, "text-unprintable")
	}
	d := json.NewDecoder(bytes.NewReader(body))
	d.DisallowUnknownFields()
	if err := d.Decode(doc); err != nil {
		return nil, Refuse(Invalid, regulation.Clause{}, "document-unreadable").Because(err)
	}
	return doc, nil
}
