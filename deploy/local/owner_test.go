package local

import (
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/stretchr/testify/require"
)

// Root's PostgreSQL runs as another user.
func TestRootDropsItsPrivilegesForPostgreSQL(t *testing.T) {
	needRoot(t)
	p := begin(t, folder(t))
	require.NotEqual(t, uint32(0), userOf(t, p.PID(PostgreSQL)))
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", p.PID(PostgreSQL)))
	require.NoError(t, err)
	require.Contains(t, string(status), "CapEff:\t0000000000000000")
}

// A data folder below one that is closed to that user: the cluster lies elsewhere, a link shows where, and Remove takes both.
func TestAClosedParentMovesTheClusterAway(t *testing.T) {
	needRoot(t)
	closed, err := os.MkdirTemp("", "countersign-closed-") // 0700
	require.NoError(t, err)
	defer os.Remove(closed)
	dir := filepath.Join(closed, "data")
	p := begin(t, dir)
	write(t, p.DatabaseURL, "kept")
	away, err := os.Readlink(filepath.Join(dir, "postgres"))
	require.NoError(t, err)
	require.True(t, strings.HasPrefix(away, awayFolder+"/"), away)
	require.NoError(t, p.Stop(t.Context()))

	moved := filepath.Join(closed, "moved")
	require.NoError(t, os.Rename(dir, moved))
	again := begin(t, moved)
	words, err := read(t.Context(), again.DatabaseURL)
	require.NoError(t, err)
	require.Equal(t, []string{"kept"}, words, "the link leads there from wherever the folder is moved")
	require.NoError(t, again.Stop(t.Context()))

	require.NoError(t, os.Rename(away, away+".elsewhere"))
	_, err = Start(t.Context(), Options{Dir: moved, Temporal: server(t)})
	require.ErrorContains(t, err, "not there", "a disk that is not mounted is no reason to begin anew")
	require.NoError(t, os.Rename(away+".elsewhere", away))

	require.NoError(t, Remove(moved))
	require.NoDirExists(t, away)
	require.NoDirExists(t, moved)
}

// An ordinary user runs everything as oneself, in a folder nobody else can look into.
func TestAnOrdinaryUserRunsEverythingAsOneself(t *testing.T) {
	needRoot(t) // to become that user
	const nobody = 65534
	place := folder(t)
	require.NoError(t, os.Chmod(place, 0o755))
	program := filepath.Join(place, "parent")
	text, err := os.ReadFile(os.Args[0])
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(program, text, 0o755))
	dir := filepath.Join(place, "data")
	require.NoError(t, os.Mkdir(dir, 0o700))
	require.NoError(t, os.Chown(dir, nobody, nobody))
	_, f := parent(t, dir, func(cmd *exec.Cmd) {
		cmd.Path, cmd.Dir = program, place
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: nobody, Gid: nobody}}
	})
	write(t, f.DatabaseURL, "kept")
	require.Equal(t, uint32(nobody), userOf(t, f.Postgres))
	require.Equal(t, uint32(nobody), userOf(t, f.Temporal))
	require.NoError(t, startWorkflow(t.Context(), f.TemporalAddress, "case/1"))
}

func needRoot(t *testing.T) {
	t.Helper()
	if os.Geteuid() != 0 {
		t.Skip("only root can become another user")
	}
}

func userOf(t *testing.T, pid int) uint32 {
	t.Helper()
	info, err := os.Stat(fmt.Sprintf("/proc/%d", pid))
	require.NoError(t, err)
	return info.Sys().(*syscall.Stat_t).Uid
}

func listen(t *testing.T, port int) net.Listener {
	t.Helper()
	l, err := net.Listen("tcp", loopback(port))
	require.NoError(t, err)
	return l
}
