package browser

import (
	"bufio"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"countersign/deploy/demo"
	"countersign/deploy/local"
)

// The walk wants a running program with the demo group at this address, or else
// the program itself, which it starts with parts and data of its own.
const (
	address = "COUNTERSIGN_BROWSER_URL"
	program = "COUNTERSIGN_BROWSER_PROGRAM"
)

func TestSampleFromRequestToGateInABrowser(t *testing.T) {
	url := os.Getenv(address)
	if url == "" {
		url = start(t)
	}
	Walk(t, Options{URL: url, Password: demo.Password, Axe: axe(t), Chromium: os.Getenv("COUNTERSIGN_CHROMIUM"), Shots: shots(t)})
}

var said = regexp.MustCompile(`http://127\.0\.0\.1:\d+`)

// start runs `countersign dev` in a folder that is thrown away, and returns where
// it answers.
func start(t *testing.T) string {
	t.Helper()
	path := os.Getenv(program)
	if path == "" {
		t.Fatalf("set %s to the program (bin/countersign), or %s to where one runs with the demo group", program, address)
	}
	data, err := os.MkdirTemp("", "countersign-walk-") // not t.TempDir, which PostgreSQL's own user could not enter
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, local.Remove(data)) })
	run := exec.Command(path, "dev", "--no-browser", "--listen", "127.0.0.1:0", "--data", data)
	out, in := io.Pipe()
	run.Stdout, run.Stderr = in, in
	require.NoError(t, run.Start())
	t.Cleanup(func() {
		run.Process.Signal(os.Interrupt)
		run.Wait()
		in.Close()
	})
	late := time.AfterFunc(2*time.Minute, func() { run.Process.Signal(os.Interrupt) })
	defer late.Stop()
	for lines := bufio.NewScanner(out); lines.Scan(); {
		if url := said.FindString(lines.Text()); url != "" {
			go io.Copy(io.Discard, out)
			return url
		}
	}
	require.Fail(t, "the program ended before it was ready")
	return ""
}

// axe fetches axe-core with the ordinary client and returns its source.
func axe(t *testing.T) string {
	t.Helper()
	dir := os.Getenv("COUNTERSIGN_AXE") // a folder that has it already
	if dir == "" {
		dir = t.TempDir()
		install := exec.Command("npm", "install", "--prefix", dir, "--no-save", "--ignore-scripts", "--no-audit", "--no-fund", "axe-core@4.14.1")
		out, err := install.CombinedOutput()
		require.NoError(t, err, string(out))
	}
	source, err := os.ReadFile(filepath.Join(dir, "node_modules", "axe-core", "axe.min.js"))
	require.NoError(t, err)
	return string(source)
}

func shots(t *testing.T) string {
	t.Helper()
	dir := os.Getenv("COUNTERSIGN_SHOTS")
	if dir != "" {
		require.NoError(t, os.MkdirAll(dir, 0o755))
	}
	return dir
}
