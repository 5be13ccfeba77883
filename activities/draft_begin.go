package activities

import (
	"context"
	"encoding/json"
	"time"

	"countersign/models"
	"countersign/models/regulation"
	"countersign/models/store"
)

// StartDraft opens a draft for a person, in the first department of the person's
// that may submit such a case; it refuses with the clause where none may.
func (d *Desk) StartDraft(ctx context.Context, actor models.PersonID, doc models.Document) (models.Case, error) {
	return d.BeginDraft(ctx, actor, doc, "")
}

// BeginDraft is StartDraft with a key that is made once for each empty form: the same
// document under the same key is one draft, however often it comes.
func (d *Desk) BeginDraft(ctx context.Context, actor models.PersonID, doc models.Document, key models.ActID) (c models.Case, err error) {
	c, err = d.newDraft(ctx, actor, doc, key)
	if key == "" || !store.IsDuplicate(err) {
		return c, err
	}
	err = d.write(ctx, func(tx store.Tx, _ time.Time) error {
		c, err = tx.LockCase(c.ID)
		return err
	})
	return c, err
}

func (d *Desk) newDraft(ctx context.Context, actor models.PersonID, doc models.Document, key models.ActID) (c models.Case, err error) {
	err = d.write(ctx, func(tx store.Tx, at time.Time) error {
		standing, err := tx.Facts().Standing(actor, at)
		if err != nil {
			return err
		}
		if len(standing.Posts) == 0 {
			return models.Refuse(models.Forbidden, regulation.ApprovalDefault, "no-post-to-submit")
		}
		if err := newestForm(tx, standing.Posts[0].Company, doc); err != nil {
			return err
		}
		if err := complete(tx, standing.Posts[0].Company, "", doc); err != nil {
			return err
		}
		body, err := json.Marshal(doc)
		if err != nil {
			return err
		}
		salt := models.NewSalt()
		digest, err := models.DigestOf(salt, doc, nil)
		if err != nil {
			return err
		}
		id := newID()
		if key != "" {
			id = derived(string(actor), string(key), string(body)) // nobody else's, whatever the key
		}
		c = models.Case{ID: models.CaseID(id), Kind: doc.Kind(), Applicant: actor, State: models.Draft, Digest: digest, Salt: salt,
			Company: standing.Posts[0].Company, Unit: standing.Posts[0].Unit, Subject: subjectOf(doc), OpenedAt: at, UpdatedAt: at}
		about, err := aboutOf(tx, c, doc)
		if err != nil {
			return err
		}
		if err := tx.NewDraft(c, about, body); store.IsNamedElsewhere(err) {
			return missing() // the subject
		} else if err != nil {
			return err
		}
		if e, is := doc.(*models.Exception); is {
			if err := d.subjectFiles(tx, &c, e, at); err != nil {
				return err
			}
		}
		return d.department(tx, &c, standing.Posts, at)
	})
	return c, err
}

// subjectFiles begins an exception with the files of what it is about, so that the
// general manager is shown them (authority.exception).
func (d *Desk) subjectFiles(tx store.Tx, c *models.Case, e *models.Exception, at time.Time) error {
	subject, err := exceptionSubject(tx, *c, e)
	if subject == nil || err != nil {
		return err
	}
	n, err := tx.CopyAttachments(subject.ID, c.ID, c.Applicant, at)
	if n > 0 && err == nil {
		c.Digest, err = d.keep(tx, *c, e, c.Applicant, at)
	}
	return err
}

// newestForm begins a company's own form under its newest version, unless the
// document names one (approval.form).
func newestForm(tx store.Tx, company models.CompanyID, doc models.Document) error {
	filled, own := doc.(*models.FilledForm)
	if !own || filled.Version != 0 {
		return nil
	}
	all, err := tx.Forms(company)
	for _, f := range all {
		if f.Code == filled.Form {
			filled.Version = f.Version
			return err
		}
	}
	return orRefuse(err, models.Refuse(models.Missing, regulation.ApprovalForm, "no-such-form"))
}

// department puts a new draft into the first unit of the applicant's that may
// submit it, and takes it back with the first refusal where none may.
func (d *Desk) department(tx store.Tx, c *models.Case, posts []models.Held, at time.Time) error {
	var refusal error
	for _, held := range posts {
		c.Company, c.Unit = held.Company, held.Unit
		if err := tx.MoveDraft(c.ID, c.Company, c.Unit); err != nil {
			return err
		}
		err := d.may(tx, models.Act{Verb: models.Submit, Actor: c.Applicant, Case: c.ID}, *c, at)
		if err == nil || !models.IsKind(err, models.Forbidden) {
			return err
		}
		if refusal == nil {
			refusal = err
		}
	}
	return refusal
}
