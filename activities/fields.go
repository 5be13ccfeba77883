package activities

import (
	"encoding/json"
	"maps"
	"sync"

	"countersign/models"
	"countersign/models/form"
	"countersign/models/regulation"
	"countersign/models/store"
)

// A Filling is what somebody fills into a company's own form while signing or
// carrying out a task: the fields that the definition gives to the step
// (approval.fields).
type Filling struct {
	Values models.Values `json:"values,omitempty"`
}

// An ownForm is the document in force of a company's own form.
type ownForm struct {
	form.Definition
	filled models.FilledForm
	files  func() ([]string, error) // the digests of its attachments
	salt   models.Salt
}

// own is the company's own form of the case; nil where the case is of another kind.
func (w *writing) own() (*ownForm, error) {
	if w.sheet != nil || w.ground.Filled == nil {
		return w.sheet, nil
	}
	d, err := w.ground.Filled.Form()
	if err != nil {
		return nil, err
	}
	w.sheet = &ownForm{d, w.ground.Filled.Body, sync.OnceValues(func() ([]string, error) { return w.tx.Attachments(w.c.ID) }), w.c.Salt}
	return w.sheet, nil
}

// digest seals the form as it is shown to whom these fields are kept from.
func (f *ownForm) digest(filled models.FilledForm, unseen []string) (models.Digest, error) {
	files, err := f.files()
	if err != nil {
		return "", err
	}
	return models.DigestOf(f.salt, form.Without(filled, unseen), files)
}

// view says what the actor is shown: its digest, and which fields are kept from the
// actor; nothing where all is shown.
func (p *performance) view() (digest models.Digest, unseen json.RawMessage, err error) {
	own, err := p.own()
	if err != nil || own == nil {
		return "", nil, err
	}
	keys := own.Unseen(p.ground.Reader(p.in.Act.Actor))
	if len(keys) == 0 {
		return "", nil, nil
	}
	digest, err = own.digest(own.filled, keys)
	return digest, mustJSON(keys), err
}

// fillIn puts what came with the act into the fields of the step, as a new version of
// the document. It returns the seats whose signers were shown what it changes: they
// are asked again, nobody else is. Who fills in the own step's fields is no requester:
// it is a part of signing (approval.fields, approval.own-case).
func (p *performance) fillIn() (fell []models.TaskID, err error) {
	own, err := p.own()
	if err != nil || own == nil || p.in.Act.Verb != models.Sign && p.in.Act.Verb != models.Carry {
		return nil, err
	}
	var f Filling
	if len(p.content.Data) > 0 {
		if err := p.form(&f); err != nil {
			return nil, err
		}
	}
	step := form.At(p.in.Slate.Step, p.in.Slate.RowOf(p.in.Act.Task))
	filled, faults := own.Fill(own.filled, step, f.Values)
	if err := models.Incomplete(regulation.ApprovalFields, faults); err != nil {
		return nil, err
	}
	if maps.Equal(filled.Values, own.filled.Values) {
		return nil, nil
	}
	digest, err := own.digest(filled, nil)
	if err != nil {
		return nil, err
	}
	if err := p.keepFilled(own, filled, digest); err != nil {
		return nil, err
	}
	if p.in.Act.Verb != models.Sign {
		return nil, nil
	}
	return p.changed(own, p.in.Slate.Attempt)
}

func (p *performance) keepFilled(own *ownForm, filled models.FilledForm, digest models.Digest) error {
	hidden := own.Unseen(form.Reader{Requester: true})
	draft, err := own.digest(filled, hidden)
	if err != nil {
		return err
	}
	own.filled, p.c.Digest = filled, digest
	return p.tx.KeepFilled(p.c.ID, digest, mustJSON(filled), draft, mustJSON(form.Without(filled, hidden)), p.in.Act.Actor, p.at)
}

// changed lets the signatures fall whose signers were shown something else than the
// form says now, and returns their seats (approval.digest).
func (p *performance) changed(own *ownForm, attempt int) (seats []models.TaskID, err error) {
	signed, err := p.tx.Signatures(p.c.ID, models.StepSignatures, attempt)
	if err != nil {
		return nil, err
	}
	for _, s := range signed {
		same, err := own.same(s)
		if err != nil {
			return nil, err
		}
		if !same {
			seats = append(seats, s.SeatID)
		}
	}
	return seats, p.tx.FallSeats(p.c.ID, models.StepSignatures, attempt, seats, p.at)
}

// same reports whether the signer would be shown the same as when the signature was
// given.
func (f *ownForm) same(s store.Signature) (bool, error) {
	var unseen []string
	was := s.Digest
	if s.View != "" {
		was = s.View
		if err := json.Unmarshal(s.Unseen, &unseen); err != nil {
			return false, err
		}
	}
	now, err := f.digest(f.filled, unseen)
	return now == was, err
}

// fall lets signatures fall after the applicant has mended the case.
func (p *performance) fall(doc models.Document) error {
	own, err := p.own()
	if err != nil || own == nil {
		if err == nil {
			err = p.tx.Fall(p.c.ID, models.StepSignatures, p.c.Digest, p.at)
		}
		return err
	}
	own.filled = *doc.(*models.FilledForm)
	attempt, err := p.tx.LastAttempt(p.c.ID, models.StepSignatures)
	if err != nil {
		return err
	}
	_, err = p.changed(own, attempt)
	return err
}

// kept is what an applicant's mended document becomes: with what signers had filled
// in, which the applicant need not be shown; its digest is of all of it.
func (w *writing) kept(doc models.Document, body []byte, digest models.Digest) (models.Document, []byte, models.Digest, error) {
	own, err := w.own()
	if err != nil || own == nil {
		return doc, body, digest, err
	}
	all := own.Keep(*doc.(*models.FilledForm), own.filled)
	digest, err = own.digest(all, nil)
	return &all, mustJSON(all), digest, err
}
