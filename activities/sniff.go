package activities

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"path/filepath"
	"strings"

	"github.com/gabriel-vasile/mimetype"

	"countersign/models"
	"countersign/models/regulation"
)

// FileMost is the largest file that may be attached, in bytes.
const FileMost = 20 << 20

// fileTypes says which content each extension may have. A page or a drawing that
// can hold a program is not among them.
var fileTypes = map[string]string{
	".pdf": "application/pdf", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".txt": "text/plain", ".csv": "text/csv",
	".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
	".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}

// A File is a file as it was uploaded.
type File interface {
	io.Reader
	io.ReaderAt
	io.Seeker
}

// mediaType finds what a file is by its content, and refuses one that is not what
// its name says, or not allowed at all.
func mediaType(name string, f File, size int64) (string, error) {
	if size == 0 {
		return "", models.Refuse(models.Invalid, regulation.Clause{}, "file-empty")
	}
	extension := strings.ToLower(filepath.Ext(name))
	want, allowed := fileTypes[extension]
	if !allowed {
		return "", refuseFile("file-kind", "Allowed", "pdf, png, jpg, txt, csv, xlsx, docx")
	}
	head := make([]byte, 3072)
	n, err := f.ReadAt(head, 0)
	if err != nil && !errors.Is(err, io.EOF) {
		return "", err
	}
	if !is(extension, want, head[:n]) {
		return "", refuseFile("file-not-as-named", "Extension", extension)
	}
	if extension == ".xlsx" || extension == ".docx" {
		return want, soundZip(f, size)
	}
	return want, nil
}

func is(extension, want string, head []byte) bool {
	found := mimetype.Detect(head)
	switch extension {
	case ".pdf": // a page with a PDF further down is a page
		return found.Is(want) && bytes.HasPrefix(head, []byte("%PDF-"))
	case ".csv", ".txt": // found as any text that is no program and no page
		return found.Is("text/plain") || found.Is("text/csv")
	}
	return found.Is(want)
}

// soundZip refuses an archive that would unpack to very much.
func soundZip(f File, size int64) error {
	z, err := zip.NewReader(f, size)
	if err != nil {
		return refuseFile("file-broken")
	}
	var all uint64
	for _, part := range z.File {
		all += part.UncompressedSize64
		if all > 200<<20 || len(z.File) > 5000 {
			return refuseFile("file-too-large-inside")
		}
	}
	return nil
}

func refuseFile(key string, args ...any) error {
	return models.Refuse(models.Invalid, regulation.Clause{}, key, args...)
}
