package browser

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"countersign/deploy/demo"
)

// The walk wants a running program with the demo group, such as `countersign dev`
// starts, at this address; `make test` starts one and sets it.
const address = "COUNTERSIGN_BROWSER_URL"

func TestSampleFromRequestToGateInABrowser(t *testing.T) {
	url := os.Getenv(address)
	if url == "" {
		t.Skipf("%s names no running program; start one with `countersign dev` and set it", address)
	}
	Walk(t, Options{URL: url, Password: demo.Password, Axe: axe(t), Chromium: os.Getenv("COUNTERSIGN_CHROMIUM"), Shots: shots(t)})
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
