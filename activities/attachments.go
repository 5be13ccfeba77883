package activities

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"path"
	"strings"
	"time"
	"unicode"

	"countersign/models"
	"countersign/models/regulation"
	"countersign/models/store"
)

// SaveAttachment adds a file to a draft, or to a case that was sent back, or to a field
// of its form where one is named; the document's digest changes with it (approval.digest).
func (d *Desk) SaveAttachment(ctx context.Context, actor models.PersonID, id models.CaseID, field, name string, f File, size int64) (a store.Attachment, err error) {
	if size > FileMost {
		return a, models.Refuse(models.TooMuch, regulation.Clause{}, "file-too-large", "Name", fileName(name), "Most", FileMost>>20)
	}
	a = store.Attachment{ID: models.AttachmentID(newID()), CaseID: id, Field: field, Name: fileName(name), Size: size, ByID: actor}
	if a.MediaType, err = mediaType(a.Name, f, size); err != nil {
		return a, err
	}
	if a.Hash, err = contentHash(f); err != nil {
		return a, err
	}
	return a, d.edit(ctx, actor, id, func(tx store.Tx, c models.Case, at time.Time) error {
		a.At = at
		if err := fieldTakes(tx, c, field); err != nil {
			return err
		}
		if err := tx.KeepAttachment(a); err != nil {
			return err
		}
		if err := roomForFiles(tx, id); err != nil {
			return err
		}
		if err := tx.LockBlob(a.Hash); err != nil {
			return err
		}
		if _, err := f.Seek(0, io.SeekStart); err != nil {
			return err
		}
		if err := d.Blobs.Put(ctx, a.Hash, f); err != nil {
			return err
		}
		return d.reseal(tx, c, actor, at)
	})
}

// CaseFilesMost is how many files a case has at most, with those of its fields and acts;
// CaseBytesMost is how large they are together.
const (
	CaseFilesMost = 100
	CaseBytesMost = 300 << 20
)

// roomForFiles refuses the file that is one too many for its case.
func roomForFiles(tx store.Tx, id models.CaseID) error {
	files, size, err := tx.FilesKept(id)
	if err == nil && (files > CaseFilesMost || size > CaseBytesMost) {
		err = models.Refuse(models.TooMuch, regulation.Clause{}, "case-files-too-large", "Most", CaseFilesMost, "Megabytes", CaseBytesMost>>20)
	}
	return err
}

// fieldTakes refuses a file for a field that takes none, or no more.
func fieldTakes(tx store.Tx, c models.Case, field string) error {
	if field == "" {
		return nil
	}
	body, _, err := tx.Draft(c.ID)
	if err != nil {
		return err
	}
	doc, err := models.DecodeDocument(c.Kind, body)
	if err != nil {
		return err
	}
	filled, own := doc.(*models.FilledForm)
	if !own {
		return models.Refuse(models.Invalid, regulation.ApprovalForm, "form-files-field")
	}
	definition, err := tx.Form(c.Company, filled.Form, filled.Version)
	if err != nil {
		return err
	}
	return definition.TakesFile(field, *filled)
}

// DropAttachment takes a file out of a draft, or of a case that was sent back.
// Its content is forgotten where no version of a document has it.
func (d *Desk) DropAttachment(ctx context.Context, actor models.PersonID, id models.CaseID, file models.AttachmentID) error {
	var hash string
	var submitted bool
	err := d.edit(ctx, actor, id, func(tx store.Tx, c models.Case, at time.Time) error {
		var err error
		if hash, err = tx.DropAttachment(id, file, at); err != nil {
			return err
		}
		if hash == "" {
			return missing()
		}
		submitted = c.State != models.Draft
		return d.reseal(tx, c, actor, at)
	})
	if err != nil || submitted { // a revision that was signed keeps its files
		return err
	}
	return d.forget(ctx, hash)
}

// forget deletes content that no file has any more.
func (d *Desk) forget(ctx context.Context, hash string) error {
	return d.write(ctx, func(tx store.Tx, _ time.Time) error {
		if err := tx.LockBlob(hash); err != nil {
			return err
		}
		used, err := tx.BlobInUse(hash)
		if err != nil || used {
			return err
		}
		return d.Blobs.Delete(ctx, hash)
	})
}

// reseal computes the draft's digest again.
func (d *Desk) reseal(tx store.Tx, c models.Case, actor models.PersonID, at time.Time) error {
	body, _, err := tx.Draft(c.ID)
	if err != nil {
		return err
	}
	doc, err := models.DecodeDocument(c.Kind, body)
	if err != nil {
		return err
	}
	_, err = d.keep(tx, c, doc, actor, at)
	return err
}

func contentHash(f File) (string, error) {
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return "", err
	}
	sum := sha256.New()
	if _, err := io.Copy(sum, f); err != nil {
		return "", err
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}

// fileName keeps the last part of a name, without control characters.
func fileName(name string) string {
	name = path.Base(strings.ReplaceAll(name, `\`, "/"))
	name = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) {
			return -1
		}
		return r
	}, name)
	if runes := []rune(name); len(runes) > 120 {
		name = string(runes[len(runes)-120:])
	}
	return name
}
