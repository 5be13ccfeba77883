package activities

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"github.com/google/uuid"

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
		if err := complete(tx, standing.Posts[0].Company, doc); err != nil {
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
		c = models.Case{ID: models.CaseID(id), Kind: doc.Kind(), Applicant: actor, State: models.Draft, Digest: digest, Salt: salt, Amount: doc.Money(),
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

// complete writes the numbers of a company's own form as they are kept, and fills in
// those of working days that were left empty (approval.form).
func complete(tx store.Tx, company models.CompanyID, doc models.Document) error {
	filled, own := doc.(*models.FilledForm)
	if !own || len(filled.Values) == 0 {
		return nil
	}
	d, err := tx.Form(company, filled.Form, filled.Version)
	if models.IsKind(err, models.Missing) {
		return nil // said when it is checked
	}
	if err != nil {
		return err
	}
	if d.Plain(filled); !d.CountsDays() {
		return nil
	}
	c, err := companyCalendar(tx, company)
	if err == nil {
		d.CountDays(filled, c)
	}
	return err
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

// subjectOf is the case that a document is about.
func subjectOf(doc models.Document) *models.CaseID {
	var subject models.CaseID
	switch d := doc.(type) {
	case *models.Exception:
		subject = d.Subject
	case *models.Revocation:
		subject = d.Subject
	}
	if uuid.Validate(string(subject)) == nil {
		return &subject
	}
	return nil
}

// SaveDraft replaces the document of a draft, or of a case that was sent back,
// where it still has the digest was. The editor becomes a requester
// (approval.own-case).
func (d *Desk) SaveDraft(ctx context.Context, actor models.PersonID, id models.CaseID, was models.Digest, doc models.Document) (digest models.Digest, err error) {
	err = d.edit(ctx, actor, id, func(tx store.Tx, c models.Case, at time.Time) error {
		if _, now, err := tx.Draft(id); err != nil || now != was {
			return orConflict(err, "digest-stale")
		}
		if doc.Kind() != c.Kind {
			return models.Refuse(models.Invalid, regulation.Clause{}, "kind-unknown")
		}
		digest, err = d.keep(tx, c, doc, actor, at)
		return err
	})
	return digest, err
}

// edit runs do on a case whose document the actor may change now.
func (d *Desk) edit(ctx context.Context, actor models.PersonID, id models.CaseID, do func(store.Tx, models.Case, time.Time) error) error {
	return d.write(ctx, func(tx store.Tx, at time.Time) error {
		c, err := tx.LockCase(id)
		if err != nil {
			return err
		}
		act := models.Act{Case: id, Verb: models.Submit, Actor: actor}
		switch c.State {
		case models.Draft:
		case models.Returned:
			act.Verb = models.Resubmit
			if act.Task, err = tx.OpenTaskFor(id, models.Resubmit); err != nil {
				return err
			}
		default:
			return models.Refuse(models.Conflict, regulation.ApprovalDigest, "not-editable")
		}
		if err := d.may(tx, act, c, at); err != nil {
			return err
		}
		return do(tx, c, at)
	})
}

// keep writes a document with the attachments as they are.
func (d *Desk) keep(tx store.Tx, c models.Case, doc models.Document, actor models.PersonID, at time.Time) (models.Digest, error) {
	if err := complete(tx, c.Company, doc); err != nil {
		return "", err
	}
	files, err := tx.Attachments(c.ID)
	if err != nil {
		return "", err
	}
	digest, err := models.DigestOf(c.Salt, doc, files)
	if err != nil {
		return "", err
	}
	body, err := json.Marshal(doc)
	if err != nil {
		return "", err
	}
	if err := tx.KeepDraft(c.ID, body, digest, actor, at); err != nil {
		return "", err
	}
	if c.State != models.Draft {
		return digest, nil
	}
	about, err := aboutOf(tx, c, doc)
	if err != nil {
		return "", err
	}
	err = tx.SetDraftHead(c.ID, digest, doc.Money(), subjectOf(doc), about)
	if store.IsNamedElsewhere(err) {
		err = missing() // the subject
	}
	return digest, err
}

// DiscardDraft removes a draft that was never submitted, with its files.
func (d *Desk) DiscardDraft(ctx context.Context, actor models.PersonID, id models.CaseID) error {
	var hashes []string
	err := d.edit(ctx, actor, id, func(tx store.Tx, c models.Case, at time.Time) (err error) {
		if c.State != models.Draft {
			return models.Refuse(models.Conflict, regulation.ApprovalNumber, "already-submitted")
		}
		hashes, err = tx.DropDraft(id)
		if store.IsNamedElsewhere(err) {
			return models.Refuse(models.Conflict, regulation.AuthorityException, "draft-in-use")
		}
		return err
	})
	for _, hash := range hashes {
		err = errors.Join(err, d.forget(ctx, hash))
	}
	return err
}

// CheckDraft finds everything that keeps a draft, or a case that was sent back,
// from being submitted; nil where nothing does.
func (d *Desk) CheckDraft(ctx context.Context, actor models.PersonID, id models.CaseID) (digest models.Digest, err error) {
	err = d.edit(ctx, actor, id, func(tx store.Tx, c models.Case, at time.Time) error {
		body, now, err := tx.Draft(id)
		if err != nil {
			return err
		}
		digest = now
		doc, err := models.DecodeDocument(c.Kind, body)
		if err != nil {
			return err
		}
		book, err := tx.Facts().Rulebook(c.Company, today(at))
		if err != nil {
			return err
		}
		if err := CheckDocument(tx, c, doc, book, at); err != nil {
			return err
		}
		if c.State == models.Draft {
			if c.Matrix, _, err = tx.Facts().MatrixVersion(c.Company, today(at)); err != nil {
				return err
			}
		}
		return CheckChoices(tx, c, doc, at)
	})
	return digest, err
}

func orConflict(err error, key string) error {
	if err != nil {
		return err
	}
	return models.Refuse(models.Conflict, regulation.ApprovalDigest, key)
}
