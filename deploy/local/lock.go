package local

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"syscall"
	"time"
)

// HeldError says that another process uses the data folder, and since when. Both are zero when that process has
// not yet written its name.
type HeldError struct {
	File  string    `json:"-"`
	PID   int       `json:"pid"`
	Since time.Time `json:"since"`
}

// Error names the holder and what to do.
func (e *HeldError) Error() string {
	if e.PID == 0 {
		return fmt.Sprintf("another process uses this data folder (%s); stop it or choose another folder", e.File)
	}
	return fmt.Sprintf("another process uses this data folder (%s): process %d, since %s; stop it or choose another folder",
		e.File, e.PID, e.Since.Format(time.DateTime))
}

// hold takes the lock file and writes who holds it. The kernel releases the lock when the file is closed or the
// process is gone, so a crash leaves none behind.
func hold(name string, now time.Time) (*os.File, error) {
	f, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE, 0o644)
	if err != nil {
		return nil, err
	}
	err = syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if errors.Is(err, syscall.EWOULDBLOCK) {
		held := &HeldError{File: name}
		_ = json.NewDecoder(f).Decode(held)
		return nil, errors.Join(held, f.Close())
	}
	if err == nil {
		err = sign(f, now)
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("lock %s: %w", name, err), f.Close())
	}
	return f, nil
}

func sign(f *os.File, now time.Time) error {
	if err := f.Truncate(0); err != nil {
		return err
	}
	return json.NewEncoder(f).Encode(HeldError{PID: os.Getpid(), Since: now.Truncate(time.Second)})
}
