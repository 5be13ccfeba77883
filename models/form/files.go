package form

import (
	"strconv"

	"countersign/models"
)

// How many files a field takes where it does not say, and how many it may say.
const (
	filesMost  = 10
	filesLimit = 50
)

// A File is one of a field of files, as the document names it: with the digest of its
// content, so that a signature binds the file (approval.digest).
type File struct {
	ID   models.AttachmentID
	Name string
	Hash string // SHA-256 in hex
	Size int64  // bytes
}

// FilesOf are the files that a value names.
func FilesOf(value string) (files []File) {
	rows, _ := models.RowsOf(value)
	for _, r := range rows {
		size, _ := strconv.ParseInt(r["size"], 10, 64)
		files = append(files, File{models.AttachmentID(r["id"]), r["name"], r["sha256"], size})
	}
	return files
}

// TakesFiles reports whether a field of the form holds files.
func (d Definition) TakesFiles() bool {
	for _, f := range d.Fields {
		if f.Type == Files {
			return true
		}
	}
	return false
}

// PutFiles writes the files of a case into its fields. Nobody types them: what a document
// says of files otherwise is left out.
func (d Definition) PutFiles(filled *models.FilledForm, files map[string][]File) {
	for _, field := range d.Fields {
		if field.Type != Files {
			continue
		}
		var rows []models.Row
		for _, f := range files[field.Key] {
			rows = append(rows, models.Row{"id": string(f.ID), "name": f.Name, "sha256": f.Hash, "size": strconv.FormatInt(f.Size, 10)})
		}
		delete(filled.Values, field.Key)
		if value := models.Listed(rows); value != "" {
			if filled.Values == nil {
				filled.Values = models.Values{}
			}
			filled.Values[field.Key] = value
		}
	}
}

// TakesFile refuses a file for what is no field of files that the applicant fills in, and
// more files than the field takes.
func (d Definition) TakesFile(key string, filled models.FilledForm) error {
	field, ok := d.Field(key)
	switch {
	case !ok || field.Type != Files || field.Right(Start) != Writable:
		return models.Refuse(models.Invalid, clause, "form-files-field")
	case len(FilesOf(filled.Values[key])) >= field.longest():
		return models.Refuse(models.TooMuch, clause, "form-files-most", "Most", field.longest())
	}
	return nil
}

// filed finds too few or too many files.
func (f *faults) filed(at string, field Field, value string) {
	switch n := len(FilesOf(value)); {
	case n < field.least():
		f.add(at, "form-files-least", "Least", field.least())
	case n > field.longest():
		f.add(at, "form-files-most", "Most", field.longest())
	}
}
