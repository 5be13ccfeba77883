package local

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/user"
	"path/filepath"
	"strconv"
	"syscall"
)

// awayFolder is where the cluster lies when the data folder is closed to the user it runs as.
const awayFolder = "/var/lib/countersign"

// owner is the user PostgreSQL runs as. The zero value is ourselves.
type owner struct {
	uid, gid int
	other    bool
}

// clusterOwner is ourselves, but for root: then whoever owns the data, at first postgres, else nobody.
func clusterOwner(data string) (owner, error) {
	if os.Geteuid() != 0 {
		return owner{}, nil
	}
	if info, err := os.Stat(data); err == nil {
		s := info.Sys().(*syscall.Stat_t)
		if s.Uid != 0 {
			return owner{uid: int(s.Uid), gid: int(s.Gid), other: true}, nil
		}
	}
	for _, name := range []string{"postgres", "nobody"} {
		if u, err := user.Lookup(name); err == nil {
			uid, _ := strconv.Atoi(u.Uid)
			gid, _ := strconv.Atoi(u.Gid)
			return owner{uid: uid, gid: gid, other: true}, nil
		}
	}
	return owner{}, errors.New("PostgreSQL refuses to run as root, and there is neither a user postgres nor nobody: make one or start as an ordinary user")
}

// attributes are those of a child that runs as o, in a process group of its own: Ctrl-C in the terminal reaches us
// alone, and we stop the parts in their order.
func (o owner) attributes() *syscall.SysProcAttr {
	a := &syscall.SysProcAttr{Setpgid: true}
	if o.other {
		a.Credential = &syscall.Credential{Uid: uint32(o.uid), Gid: uint32(o.gid)}
	}
	return a
}

// give makes o the owner of a file or folder.
func (o owner) give(path string) error {
	if !o.other {
		return nil
	}
	return os.Chown(path, o.uid, o.gid)
}

// openTo makes files that root fetched readable for o, whatever root's umask is.
func (o owner) openTo(folder string) error {
	if !o.other {
		return nil
	}
	return filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.Type()&fs.ModeSymlink != 0 {
			return err
		}
		info, err := entry.Info()
		if err != nil {
			return err
		}
		readable := info.Mode().Perm() | 0o044
		if info.Mode().Perm()&0o100 != 0 {
			readable |= 0o011
		}
		return os.Chmod(path, readable)
	})
}

// reaches reports whether o may pass through folder and all its parents.
func (o owner) reaches(folder string) bool {
	info, err := os.Stat(folder)
	if err != nil {
		return false
	}
	s, bit := info.Sys().(*syscall.Stat_t), fs.FileMode(0o001)
	switch {
	case int(s.Uid) == o.uid:
		bit = 0o100
	case int(s.Gid) == o.gid:
		bit = 0o010
	}
	if info.Mode()&bit == 0 {
		return false
	}
	return folder == "/" || o.reaches(filepath.Dir(folder))
}

// clusterHome returns the folder for all that PostgreSQL needs, made if missing: dir/postgres, or where the link of that
// name leads. A link that leads nowhere is an error, for the data may lie on a disk that is not mounted.
func clusterHome(dir string, progress func(string)) (string, error) {
	home := filepath.Join(dir, "postgres")
	if _, err := os.Lstat(home); err == nil {
		found, err := filepath.EvalSymlinks(home)
		if err != nil {
			return "", fmt.Errorf("%s leads to a folder that is not there; bring it back, or remove the link to begin with an empty database: %w", home, err)
		}
		return found, nil
	}
	o, err := clusterOwner(filepath.Join(home, "data"))
	if err != nil {
		return "", err
	}
	if !o.other {
		return home, os.MkdirAll(home, 0o700)
	}
	if err := passable(dir); err != nil {
		return "", err
	}
	if o.reaches(dir) {
		return home, passable(home)
	}
	return homeAway(dir, home, progress)
}

// homeAway makes a folder where every user can pass, under a name that was never used, and links to it.
func homeAway(dir, home string, progress func(string)) (string, error) {
	if err := passable(awayFolder); err != nil {
		return "", err
	}
	away, err := os.MkdirTemp(awayFolder, filepath.Base(dir)+"-")
	if err != nil {
		return "", err
	}
	progress(fmt.Sprintf("the user PostgreSQL runs as cannot reach %s; the database lies in %s", dir, away))
	return away, errors.Join(passable(away), os.Symlink(away, home))
}

// passable makes folder if missing and lets every user through it, though not list it.
func passable(folder string) error {
	if err := os.MkdirAll(folder, 0o711); err != nil {
		return err
	}
	info, err := os.Stat(folder)
	if err != nil {
		return err
	}
	return os.Chmod(folder, info.Mode().Perm()|0o011)
}
