package store

import (
	"time"

	"countersign/models"
)

// A RevisionRow is a version of a document that was submitted.
type RevisionRow struct {
	Digest models.Digest
	Body   []byte
	By     string
	At     time.Time
}

// Revisions are the versions of the document that were submitted, oldest first.
func (c OpenCase) Revisions() (rows []RevisionRow, err error) {
	return rows, c.query(&rows, `select v.digest, v.body, name(p) as by, v.at from revisions v join people p on p.id = v.by_id where v.case_id = ?::uuid order by v.at, v.digest`)
}
