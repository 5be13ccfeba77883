package local

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"time"
)

const temporalProgram = "countersign-temporal"

// findTemporal returns the server's program, and builds it where there is none.
func findTemporal(ctx context.Context, o Options) (string, error) {
	if o.Temporal != "" {
		found, err := exec.LookPath(o.Temporal)
		if err != nil {
			return "", fmt.Errorf("the Temporal server's program cannot be run: %w", err)
		}
		return filepath.Abs(found)
	}
	source := temporalSource()
	built := filepath.Join(o.Dir, "bin", temporalProgram)
	if source != "" {
		built = filepath.Join(source, "..", "..", "bin", temporalProgram)
	}
	for _, name := range []string{besideUs(), temporalProgram, built} {
		if found, err := exec.LookPath(name); err == nil && !(found == built && outdated(built, source)) {
			return filepath.Abs(found)
		}
	}
	return built, build(ctx, source, built, o.Progress)
}

func besideUs() string {
	us, err := os.Executable()
	if err != nil {
		return temporalProgram
	}
	return filepath.Join(filepath.Dir(us), temporalProgram)
}

// temporalSource returns the folder deploy/temporal of a source tree around the working folder or around this
// program, and "" when there is none.
func temporalSource() string {
	here, _ := os.Getwd()
	for _, from := range []string{here, filepath.Dir(besideUs())} {
		for folder := from; folder != filepath.Dir(folder); folder = filepath.Dir(folder) {
			source := filepath.Join(folder, "deploy", "temporal")
			text, err := os.ReadFile(filepath.Join(source, "go.mod"))
			if err == nil && strings.HasPrefix(string(text), "module countersign/deploy/temporal\n") {
				return source
			}
		}
	}
	return ""
}

// outdated reports whether a source file is newer than the program and Go is there to build it again.
func outdated(program, source string) bool {
	info, err := os.Stat(program)
	if _, noGo := exec.LookPath("go"); err != nil || noGo != nil || source == "" {
		return false
	}
	newer := false
	_ = filepath.WalkDir(source, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || strings.HasSuffix(name, "_test.go") {
			return err
		}
		if file, err := entry.Info(); err == nil && file.ModTime().After(info.ModTime()) {
			newer = true
		}
		return nil
	})
	return newer
}

// build compiles the server beside its place and then moves it there, for another start may be doing the same.
func build(ctx context.Context, source, program string, progress func(string)) error {
	if _, err := exec.LookPath("go"); err != nil || source == "" {
		return errors.New("the Temporal server's program " + temporalProgram + " was not found, and there is no Go with the source tree to build it from: put it beside this program, or give the address of a Temporal service")
	}
	if err := os.MkdirAll(filepath.Dir(program), 0o755); err != nil {
		return err
	}
	progress("building the Temporal server; the first time this takes several minutes")
	fresh := fmt.Sprintf("%s.%d", program, os.Getpid())
	defer os.Remove(fresh)
	cmd := exec.CommandContext(ctx, "go", "build", "-v", "-trimpath", "-buildvcs=false", "-ldflags=-s -w", "-o", fresh, ".")
	cmd.Dir = source
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
	if err := watch(cmd, progress); err != nil {
		return fmt.Errorf("the Temporal server could not be built: %w", err)
	}
	return os.Rename(fresh, program)
}

// watch runs a verbose go build and tells every ten seconds how many packages are done.
func watch(cmd *exec.Cmd, progress func(string)) error {
	out, err := cmd.StderrPipe()
	if err != nil {
		return err
	}
	if err := cmd.Start(); err != nil {
		return err
	}
	last := report(out, progress)
	if err := cmd.Wait(); err != nil {
		return fmt.Errorf("%w\n%s", err, strings.Join(last, "\n"))
	}
	return nil
}

// report counts the lines of a build, of which there is one a package, and returns the last ones.
func report(out io.Reader, progress func(string)) (last []string) {
	began := time.Now()
	told, count := began, 0
	for lines := bufio.NewScanner(out); lines.Scan(); count++ {
		last = append(last, lines.Text())[max(0, len(last)-20):]
		if time.Since(told) > 10*time.Second {
			told = time.Now()
			progress(fmt.Sprintf("building the Temporal server: %d packages after %s", count, told.Sub(began).Round(time.Second)))
		}
	}
	return last
}
