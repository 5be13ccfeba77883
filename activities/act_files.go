package activities

import (
	"context"
	"errors"
	"io"
	"time"

	"github.com/google/uuid"

	"countersign/models"
	"countersign/models/regulation"
	"countersign/models/store"
)

// ActFilesMost is how many files come with one act.
const ActFilesMost = 10

// looseFor is how long a file waits for the act that it came for.
const looseFor = 24 * time.Hour

// SaveActFile keeps a file for a comment that is still to be sent under the id act;
// who may comment on the case may. Nobody sees it before the comment is there, and
// one that never is takes it away. The same file for the same act comes twice
// without harm.
func (d *Desk) SaveActFile(ctx context.Context, act models.Act, name string, f File, size int64) (a store.ActFile, err error) {
	if size > FileMost {
		return a, models.Refuse(models.TooMuch, regulation.Clause{}, "file-too-large", "Name", fileName(name), "Most", FileMost>>20)
	}
	a = store.ActFile{ActID: act.ID, CaseID: act.Case, Name: fileName(name), Size: size, ByID: act.Actor}
	if a.MediaType, err = mediaType(a.Name, f, size); err != nil {
		return a, err
	}
	if a.Hash, err = contentHash(f); err != nil {
		return a, err
	}
	a.ID = models.AttachmentID(derived(string(act.ID), a.Hash, a.Name))
	err = d.write(ctx, func(tx store.Tx, at time.Time) error {
		a.At = at
		if err := d.mayComment(tx, act, at); err != nil {
			return err
		}
		if err := tx.LockBlob(a.Hash); err != nil {
			return err
		}
		others, done, err := tx.KeepActFile(a)
		switch {
		case err != nil:
			return err
		case done:
			return models.Refuse(models.Conflict, regulation.ApprovalRecord, "act-done-already")
		case others >= ActFilesMost:
			return models.Refuse(models.TooMuch, regulation.Clause{}, "files-too-many", "Most", ActFilesMost)
		}
		if err := roomForFiles(tx, act.Case); err != nil {
			return err
		}
		if _, err := f.Seek(0, io.SeekStart); err != nil {
			return err
		}
		return d.Blobs.Put(ctx, a.Hash, f)
	})
	if err != nil {
		return a, err
	}
	return a, d.tidyLoose(ctx)
}

func (d *Desk) mayComment(tx store.Tx, act models.Act, at time.Time) error {
	c, err := tx.LockCase(act.Case)
	if err != nil {
		return err
	}
	if !c.State.Open() {
		return models.Refuse(models.Conflict, regulation.ApprovalRecord, "not-commentable")
	}
	act.Verb = models.Comment
	return d.may(tx, act, c, at)
}

// tidyLoose forgets files whose act never came.
func (d *Desk) tidyLoose(ctx context.Context) error {
	var hashes []string
	err := d.write(ctx, func(tx store.Tx, at time.Time) (err error) {
		hashes, err = tx.ForgetLooseFiles(at.Add(-looseFor))
		return err
	})
	for _, hash := range hashes {
		err = errors.Join(err, d.forget(ctx, hash))
	}
	return err
}

// derived is the id that always comes of the same words.
func derived(words ...string) string {
	space := uuid.NameSpaceOID
	for _, w := range words {
		space = uuid.NewSHA1(space, []byte(w))
	}
	return space.String()
}
