package store

import (
	"encoding/json"
	"time"

	"countersign/models"
	"countersign/models/form"
)

// A FilledCase is the document in force of a case of a company's own form, with the
// definition that it goes by where the company made it itself.
type FilledCase struct {
	Body       models.FilledForm
	Definition json.RawMessage
}

// Form is the definition that the case goes by.
func (c FilledCase) Form() (form.Definition, error) {
	if len(c.Definition) > 0 && string(c.Definition) != "null" {
		return form.Read(c.Definition)
	}
	return shippedForm(c.Body.Form, c.Body.Version)
}

// drawnFor are the rounds of a form for which those of its signatures were drawn, by the
// attempt.
type drawnFor map[int]models.DrawnFor

// Reader is what the actor is to the case of the ground, as rights of forms ask it.
func (g Ground) Reader(actor models.PersonID) form.Reader {
	var r form.Reader
	standing := models.Standing{Person: actor}
	if g.asked.Actor != nil {
		standing = *g.asked.Actor
	}
	for _, t := range g.asked.Record.Tasks {
		if t.Verb == models.Answer {
			continue // who is asked a question is not shown what the step is
		}
		if t.Person == actor || t.ClosedBy == actor || standing.Holds(t.Post) {
			r.Steps = append(r.Steps, form.At(t.Step, g.drawn[t.Attempt].Round(t.Round)))
		}
	}
	r.Requester = g.c.Applicant == actor
	for _, p := range g.asked.Record.People {
		r.Requester = r.Requester || p.Part == "requester" && p.Person == actor
	}
	r.All = standing.Manages(g.c.Company)
	return r
}

// KeepFilled keeps a version of a form into which a signer has filled the fields of
// the own step: that is signing, and makes nobody a requester (approval.fields).
// What the applicant may see of it becomes the document to mend.
func (tx Tx) KeepFilled(id models.CaseID, digest models.Digest, body []byte, draft models.Digest, shown []byte, by models.PersonID, at time.Time) error {
	return fault("revision", tx.Exec(`with d as (update drafts set body = @shown, digest = @draft where case_id = @id)
		insert into revisions (case_id, digest, body, by_id, at) values (@id, @digest, @body, @by, @at) on conflict do nothing`,
		map[string]any{"id": id, "digest": digest, "body": string(body), "shown": string(shown), "draft": draft, "by": by, "at": at}).Error)
}
