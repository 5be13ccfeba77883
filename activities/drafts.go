package activities

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"github.com/google/uuid"

	"countersign/models"
	"countersign/models/form"
	"countersign/models/regulation"
	"countersign/models/store"
)

// complete writes the numbers of a company's own form as they are kept, fills in those of
// working days that were left empty, and the files of its fields (approval.form). A case
// that is not there yet has no id and no files.
func complete(tx store.Tx, company models.CompanyID, id models.CaseID, doc models.Document) error {
	filled, own := doc.(*models.FilledForm)
	if !own {
		return nil
	}
	d, err := tx.Form(company, filled.Form, filled.Version)
	if models.IsKind(err, models.Missing) {
		return nil // said when it is checked
	}
	if err != nil {
		return err
	}
	if err := putFiles(tx, id, d, filled); err != nil {
		return err
	}
	if len(filled.Values) == 0 {
		return nil
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

func putFiles(tx store.Tx, id models.CaseID, d form.Definition, filled *models.FilledForm) (err error) {
	if !d.TakesFiles() {
		return nil
	}
	var files map[string][]form.File
	if id != "" {
		files, err = tx.FieldFiles(id)
	}
	d.PutFiles(filled, files)
	return err
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
	if err := complete(tx, c.Company, c.ID, doc); err != nil {
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
	err = tx.SetDraftHead(c.ID, digest, subjectOf(doc), about)
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
