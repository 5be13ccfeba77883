package local

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestAtEveryMomentAFileOfTheFolderIsNotThereOrWhole(t *testing.T) {
	for name, made := range map[string]struct {
		make  func(file string) error
		whole func(text []byte) bool
	}{
		"password":   {func(file string) error { _, err := password(file); return err }, func(text []byte) bool { return len(text) > 20 }},
		"ports.json": {func(file string) error { return (&ports{file: file, Postgres: 20001}).write() }, json.Valid},
	} {
		dir := t.TempDir()
		for range 100 {
			file := filepath.Join(dir, name)
			seen := make(chan []byte, 1)
			go func() { // sees what a crash would leave
				for {
					if text, err := os.ReadFile(file); err == nil {
						seen <- text
						return
					}
				}
			}()
			require.NoError(t, made.make(file))
			text := <-seen
			require.True(t, made.whole(text), "%s was %q for a moment", name, text)
			require.NoError(t, os.Remove(file))
		}
		left, err := os.ReadDir(dir)
		require.NoError(t, err)
		require.Empty(t, left, "no drafts stay")
	}
}

func TestAFileThatIsKeptHasItsModeAndReplacesTheOneBefore(t *testing.T) {
	file := filepath.Join(t.TempDir(), "f")
	require.NoError(t, Keep(file, []byte("first"), 0o600))
	require.NoError(t, os.Link(file, file+".before"))
	require.NoError(t, Keep(file, []byte("second"), 0o644))
	before, err := os.ReadFile(file + ".before")
	require.NoError(t, err)
	require.Equal(t, "first", string(before), "the one before is not written into")
	about, err := os.Stat(file)
	require.NoError(t, err)
	require.Equal(t, os.FileMode(0o644), about.Mode().Perm())
}
