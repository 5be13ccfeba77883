package activities

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
)

// Blobs keep files by the SHA-256 of their content, in hex.
type Blobs interface {
	// Put keeps r under hash; what is there already stays.
	Put(ctx context.Context, hash string, r io.Reader) error
	// Get opens what is kept; fs.ErrNotExist where nothing is.
	Get(ctx context.Context, hash string) (io.ReadCloser, error)
	// Delete forgets what is kept; nothing kept is no error.
	Delete(ctx context.Context, hash string) error
}

// A Folder keeps blobs as files that only this program's user can read.
type Folder struct{ dir string }

// NewFolder makes the folder dir where there is none.
func NewFolder(dir string) (Folder, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return Folder{}, fmt.Errorf("activities: blobs: %w", err)
	}
	return Folder{dir}, os.Chmod(dir, 0o700)
}

var isHash = regexp.MustCompile(`^[0-9a-f]{64}$`)

func (f Folder) path(hash string) (string, error) {
	if !isHash.MatchString(hash) {
		return "", fmt.Errorf("activities: %q is no hash of a blob", hash)
	}
	return filepath.Join(f.dir, hash[:2], hash), nil
}

// Put writes a new file to the disk before it gets its name.
func (f Folder) Put(_ context.Context, hash string, r io.Reader) error {
	path, err := f.path(hash)
	if err != nil {
		return err
	}
	if _, err := os.Stat(path); err == nil {
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return fmt.Errorf("activities: blobs: %w", err)
	}
	if err := write(path, r); err != nil {
		return fmt.Errorf("activities: blobs: %w", err)
	}
	return syncDir(filepath.Dir(path))
}

// write makes the file under another name and renames it.
func write(path string, r io.Reader) error {
	draft, err := os.CreateTemp(filepath.Dir(path), ".draft-*") // 0600
	if err != nil {
		return err
	}
	defer os.Remove(draft.Name())
	_, err = io.Copy(draft, r)
	if err == nil {
		err = draft.Sync()
	}
	if err = errors.Join(err, draft.Close()); err != nil {
		return err
	}
	return os.Rename(draft.Name(), path)
}

func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return fmt.Errorf("activities: blobs: %w", err)
	}
	return errors.Join(d.Sync(), d.Close())
}

// Get opens the file.
func (f Folder) Get(_ context.Context, hash string) (io.ReadCloser, error) {
	path, err := f.path(hash)
	if err != nil {
		return nil, err
	}
	return os.Open(path)
}

// Delete removes the file.
func (f Folder) Delete(_ context.Context, hash string) error {
	path, err := f.path(hash)
	if err != nil {
		return err
	}
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("activities: blobs: %w", err)
	}
	return nil
}
