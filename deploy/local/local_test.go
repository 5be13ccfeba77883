package local

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/stretchr/testify/require"
	"go.temporal.io/sdk/client"
)

// parentOf makes the test binary a parent to be killed: it starts the parts on the folder in this variable, says where they
// are and waits.
const parentOf = "COUNTERSIGN_TEST_PARENT_OF"

func TestMain(m *testing.M) {
	if dir := os.Getenv(parentOf); dir != "" {
		beParent(dir)
	}
	os.Exit(m.Run())
}

// family is what the parent tells the test.
type family struct {
	DatabaseURL, TemporalAddress string
	Postgres, Temporal           int
}

func beParent(dir string) {
	p, err := Start(context.Background(), Options{Dir: dir, Temporal: os.Getenv("COUNTERSIGN_TEMPORAL")})
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	_ = json.NewEncoder(os.Stdout).Encode(family{p.DatabaseURL, p.TemporalAddress, p.PID(PostgreSQL), p.PID(Temporal)})
	time.Sleep(2 * time.Minute)
	os.Exit(2)
}

// parent starts a parent on dir and returns what it tells; prepare may change the command first.
func parent(t *testing.T, dir string, prepare func(*exec.Cmd)) (*exec.Cmd, family) {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), parentOf+"="+dir, "COUNTERSIGN_TEMPORAL="+server(t))
	cmd.Stderr = os.Stderr
	if prepare != nil {
		prepare(cmd)
	}
	out, err := cmd.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, cmd.Start())
	t.Cleanup(func() { _ = cmd.Process.Kill(); _, _ = cmd.Process.Wait() })
	var f family
	require.NoError(t, json.NewDecoder(out).Decode(&f), "the parent did not start its parts")
	return cmd, f
}

// server returns the Temporal server's program. Compiling it takes minutes, so a test does not do that in passing.
func server(t *testing.T) string {
	t.Helper()
	program := os.Getenv("COUNTERSIGN_TEMPORAL")
	if program == "" {
		program = filepath.Join(temporalSource(), "..", "..", "bin", temporalProgram)
	}
	if _, err := exec.LookPath(program); err != nil {
		t.Fatalf("there is no Temporal server at %s: run `go -C deploy/temporal build -o ../../bin/%s .`, or name one in COUNTERSIGN_TEMPORAL", program, temporalProgram)
	}
	return program
}

// folder returns a data folder that is gone after the test. It is not t.TempDir, whose parent is closed to the user
// PostgreSQL runs as when the test runs as root.
func folder(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "countersign-local-")
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, Remove(dir)) })
	return dir
}

// begin starts the parts on dir and stops them after the test.
func begin(t *testing.T, dir string) *Parts {
	t.Helper()
	p, err := Start(t.Context(), Options{Dir: dir, Temporal: server(t), Progress: func(step string) { t.Log(step) }})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, p.Stop(context.Background())) })
	return p
}

// write puts a word into the database, read gets it back.
func write(t *testing.T, url, word string) {
	t.Helper()
	db, err := pgx.Connect(t.Context(), url)
	require.NoError(t, err)
	defer db.Close(context.Background())
	_, err = db.Exec(t.Context(), "CREATE TABLE IF NOT EXISTS words (word text)")
	require.NoError(t, err)
	_, err = db.Exec(t.Context(), "INSERT INTO words VALUES ($1)", word)
	require.NoError(t, err)
}

func read(ctx context.Context, url string) (words []string, err error) {
	db, err := pgx.Connect(ctx, url)
	if err != nil {
		return nil, err
	}
	defer db.Close(context.WithoutCancel(ctx))
	rows, err := db.Query(ctx, "SELECT word FROM words ORDER BY word")
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowTo[string])
}

// startWorkflow starts a workflow nobody works on, which is open until somebody does; running tells whether it is.
func startWorkflow(ctx context.Context, address, id string) error {
	c, err := client.DialContext(ctx, client.Options{HostPort: address, Namespace: "countersign", Logger: silent{}})
	if err != nil {
		return err
	}
	defer c.Close()
	_, err = c.ExecuteWorkflow(ctx, client.StartWorkflowOptions{ID: id, TaskQueue: "nobody"}, "waits")
	return err
}

func running(ctx context.Context, address, id string) error {
	c, err := client.DialContext(ctx, client.Options{HostPort: address, Namespace: "countersign", Logger: silent{}})
	if err != nil {
		return err
	}
	defer c.Close()
	_, err = c.DescribeWorkflowExecution(ctx, id, "")
	return err
}

type silent struct{}

func (silent) Debug(string, ...any) {}
func (silent) Info(string, ...any)  {}
func (silent) Warn(string, ...any)  {}
func (silent) Error(string, ...any) {}

// gone waits until none of the processes is left; a child of ours that is dead but not yet waited for counts as left.
func gone(t *testing.T, pids ...int) {
	t.Helper()
	require.Eventually(t, func() bool {
		for _, pid := range pids {
			if syscall.Kill(pid, 0) == nil {
				return false
			}
		}
		return true
	}, 15*time.Second, 20*time.Millisecond, "some of the processes %v are still there", pids)
}

// everyone returns the pids of all processes of the parts: postmaster, backends, Temporal.
func everyone(t *testing.T, dir, address string) []int {
	t.Helper()
	data, err := filepath.EvalSymlinks(filepath.Join(dir, "postgres", "data"))
	require.NoError(t, err)
	all := append(clusterProcesses(data), programProcesses(filepath.Base(server(t)), "--listen="+address)...)
	require.Greater(t, len(all), 3, "the processes of the parts were not found")
	return all
}
