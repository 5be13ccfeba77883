package activities

import (
	"context"
	"encoding/json"
	"errors"
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

// BeginDraft is StartDraft with a key: the same document under the same key is one draft,
// however often it comes.
func (d *Desk) BeginDraft(ctx context.Context, actor models.PersonID, doc models.Document, key models.ActID) (c models.Case, err error) {
	if key == "" {
		return d.newDraft(ctx, doc, begun{actor: actor, id: func([]byte) string { return newID() }})
	}
	c, err = d.newDraft(ctx, doc, begun{actor: actor, id: func(body []byte) string { return derived(string(actor), string(key), string(body)) }}) // nobody else's, whatever the key
	if !store.IsDuplicate(err) {
		return c, err
	}
	err = d.write(ctx, func(tx store.Tx, _ time.Time) error {
		c, err = tx.LockCase(c.ID)
		return err
	})
	return c, err
}

// DraftOfForm is BeginDraft where the key is that of an empty form: who goes back to the
// form and sends it with something else goes on with the same draft, unless that has been
// worked on since. Then it is a draft of its own.
func (d *Desk) DraftOfForm(ctx context.Context, actor models.PersonID, doc models.Document, key models.ActID) (models.Case, error) {
	if key == "" {
		return d.BeginDraft(ctx, actor, doc, key)
	}
	begins := begun{actor: actor, id: func([]byte) string { return derived(string(actor), string(key)) }}
	c, err := d.newDraft(ctx, doc, begins)
	if !store.IsDuplicate(err) {
		return c, err
	}
	var hashes []string
	begins.before = func(tx store.Tx) (salt models.Salt, err error) {
		salt, hashes, err = dropUntouched(tx, c.ID)
		return salt, err
	}
	c, err = d.newDraft(ctx, doc, begins)
	if errors.Is(err, errTouched) || store.IsNamedElsewhere(err) {
		return d.BeginDraft(ctx, actor, doc, key)
	}
	for _, hash := range hashes {
		err = errors.Join(err, d.forget(ctx, hash))
	}
	return c, err
}

// errTouched says that a draft is no longer as it was begun.
var errTouched = errors.New("activities: the draft was worked on")

// dropUntouched makes room for what takes the place of a draft, which keeps its salt.
func dropUntouched(tx store.Tx, id models.CaseID) (models.Salt, []string, error) {
	c, err := tx.LockCase(id)
	if err != nil {
		return "", nil, err
	}
	if c.State != models.Draft || !c.UpdatedAt.Equal(c.OpenedAt) {
		return "", nil, errTouched
	}
	hashes, err := tx.DropDraft(id)
	return c.Salt, hashes, err
}

// begun is by whom and under which id a draft is begun, and what is done before, which may
// give it a salt.
type begun struct {
	actor  models.PersonID
	id     func(body []byte) string
	before func(tx store.Tx) (models.Salt, error)
}

func (b begun) salt(tx store.Tx) (models.Salt, error) {
	if b.before == nil {
		return models.NewSalt(), nil
	}
	return b.before(tx)
}

func (d *Desk) newDraft(ctx context.Context, doc models.Document, begins begun) (c models.Case, err error) {
	err = d.write(ctx, func(tx store.Tx, at time.Time) error {
		standing, err := tx.Facts().Standing(begins.actor, at)
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
		salt, err := begins.salt(tx)
		if err != nil {
			return err
		}
		digest, err := models.DigestOf(salt, doc, nil)
		if err != nil {
			return err
		}
		c = models.Case{ID: models.CaseID(begins.id(body)), Kind: doc.Kind(), Applicant: begins.actor, State: models.Draft, Digest: digest, Salt: salt,
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
