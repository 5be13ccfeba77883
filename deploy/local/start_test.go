package local

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.temporal.io/api/workflowservice/v1"
	"go.temporal.io/sdk/activity"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/worker"
	"go.temporal.io/sdk/workflow"
)

// Both parts serve, keep their state and their ports over a stop, and leave no process behind.
func TestStartServesAndStopLeavesNothingBehind(t *testing.T) {
	dir := folder(t)
	first := begin(t, dir)
	write(t, first.DatabaseURL, "kept")
	require.NoError(t, startWorkflow(t.Context(), first.TemporalAddress, "case/1"))
	finishes(t, first.TemporalAddress)
	all := everyone(t, dir, first.TemporalAddress)
	require.NoError(t, first.Stop(t.Context()))
	gone(t, all...)
	require.Zero(t, first.PID(PostgreSQL))
	_, open := <-first.Died()
	require.False(t, open, "a stop that was asked for is no death")

	second := begin(t, dir)
	require.Equal(t, first.DatabaseURL, second.DatabaseURL)
	require.Equal(t, first.TemporalAddress, second.TemporalAddress)
	words, err := read(t.Context(), second.DatabaseURL)
	require.NoError(t, err)
	require.Equal(t, []string{"kept"}, words)
	require.NoError(t, running(t.Context(), second.TemporalAddress, "case/1"))
}

// The password keeps other users of the machine out; it is in no argument of a process and in no readable file.
func TestTheDatabaseAsksForItsPassword(t *testing.T) {
	dir := folder(t)
	p := begin(t, dir)
	_, err := read(t.Context(), "postgres://countersign:guess@"+loopback(portOf(t, p))+"/countersign?sslmode=disable")
	require.ErrorContains(t, err, "password authentication failed")
	info, err := os.Stat(filepath.Join(dir, "password"))
	require.NoError(t, err)
	require.Equal(t, os.FileMode(0o600), info.Mode().Perm())
	secret, err := os.ReadFile(filepath.Join(dir, "password"))
	require.NoError(t, err)
	for _, arguments := range [][]string{p.postgres.current.cmd.Args, p.temporal.current.cmd.Args} {
		require.NotContains(t, arguments, string(secret))
		for _, a := range arguments {
			require.NotContains(t, a, string(secret))
		}
	}
}

func portOf(t *testing.T, p *Parts) int {
	t.Helper()
	known, err := readPorts(filepath.Join(filepath.Dir(p.lock.Name()), "ports.json"))
	require.NoError(t, err)
	require.NotZero(t, known.Postgres)
	return known.Postgres
}

// A second start on the same folder is refused and names the holder; once it has stopped the folder is free.
func TestASecondStartIsRefusedAndNamesTheHolder(t *testing.T) {
	dir := folder(t)
	holder, _ := parent(t, dir, nil)
	_, err := Start(t.Context(), Options{Dir: dir, Temporal: server(t)})
	var held *HeldError
	require.ErrorAs(t, err, &held)
	require.Equal(t, holder.Process.Pid, held.PID)
	require.WithinDuration(t, time.Now(), held.Since, time.Minute)
	require.ErrorAs(t, Remove(dir), &held, "a folder in use is not removed")
	require.NoError(t, holder.Process.Kill())
	_ = holder.Wait()
	begin(t, dir)
}

// A port that another program took meanwhile is given up, and the data is served on another one.
func TestAPortThatWasTakenIsReplaced(t *testing.T) {
	dir := folder(t)
	first := begin(t, dir)
	write(t, first.DatabaseURL, "kept")
	taken := portOf(t, first)
	require.NoError(t, first.Stop(t.Context()))
	squatter := listen(t, taken)
	defer squatter.Close()

	second := begin(t, dir)
	require.NotEqual(t, taken, portOf(t, second))
	words, err := read(t.Context(), second.DatabaseURL)
	require.NoError(t, err)
	require.Equal(t, []string{"kept"}, words)
}

// A start that is called off leaves neither a process nor the lock.
func TestAStartThatIsCalledOffLeavesNothing(t *testing.T) {
	dir := folder(t)
	ctx, cancel := context.WithCancel(t.Context())
	_, err := Start(ctx, Options{Dir: dir, Temporal: server(t), Progress: func(step string) {
		if len(step) > 8 && step[:8] == "starting" {
			cancel()
		}
	}})
	require.ErrorIs(t, err, context.Canceled)
	require.Empty(t, clusterProcesses(filepath.Join(dir, "postgres", "data")))
	begin(t, dir)
}

// A password file that was lost is said at once; the data stays as it is.
func TestALostPasswordIsSaidAtOnce(t *testing.T) {
	dir := folder(t)
	require.NoError(t, begin(t, dir).Stop(t.Context()))
	file := filepath.Join(dir, "password")
	require.NoError(t, os.Rename(file, file+".lost"))
	_, err := Start(t.Context(), Options{Dir: dir, Temporal: server(t)})
	require.ErrorContains(t, err, "made with another password")
	require.NoError(t, os.Rename(file+".lost", file))
	begin(t, dir)
}

// finishes runs a workflow with a step to its end and checks what the namespace promises.
func finishes(t *testing.T, address string) {
	t.Helper()
	worker.SetBinaryChecksum("test")
	c, err := client.DialContext(t.Context(), client.Options{HostPort: address, Namespace: "countersign", Logger: silent{}})
	require.NoError(t, err)
	defer c.Close()
	w := worker.New(c, "steps", worker.Options{})
	step := func(context.Context) (string, error) { return "done", nil }
	w.RegisterActivityWithOptions(step, activity.RegisterOptions{Name: "step"})
	w.RegisterWorkflowWithOptions(func(ctx workflow.Context) (result string, err error) {
		ctx = workflow.WithActivityOptions(ctx, workflow.ActivityOptions{StartToCloseTimeout: time.Minute})
		return result, workflow.ExecuteActivity(ctx, "step").Get(ctx, &result)
	}, workflow.RegisterOptions{Name: "procedure"})
	require.NoError(t, w.Start())
	defer w.Stop()
	for range 5 {
		began := time.Now()
		run, err := c.ExecuteWorkflow(t.Context(), client.StartWorkflowOptions{TaskQueue: "steps"}, "procedure")
		require.NoError(t, err)
		var result string
		require.NoError(t, run.Get(t.Context(), &result))
		require.Equal(t, "done", result)
		t.Log("a workflow with one activity took", time.Since(began))
	}
	ns, err := c.WorkflowService().DescribeNamespace(t.Context(), &workflowservice.DescribeNamespaceRequest{Namespace: "countersign"})
	require.NoError(t, err)
	require.Equal(t, 90*24*time.Hour, ns.GetConfig().GetWorkflowExecutionRetentionTtl().AsDuration())
}
