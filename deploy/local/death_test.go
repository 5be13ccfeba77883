package local

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// PostgreSQL is killed like the machine would kill it: it comes back on its port, nothing is lost, and Temporal goes on.
func TestAKilledPostgreSQLComesBackWithItsData(t *testing.T) {
	dir := folder(t)
	p := begin(t, dir)
	write(t, p.DatabaseURL, "kept")
	require.NoError(t, startWorkflow(t.Context(), p.TemporalAddress, "case/1"))
	before := p.PID(PostgreSQL)
	require.NoError(t, syscall.Kill(before, syscall.SIGKILL))
	died(t, p, PostgreSQL)
	require.Eventually(t, func() bool {
		words, err := read(t.Context(), p.DatabaseURL)
		return err == nil && len(words) == 1 && words[0] == "kept"
	}, 30*time.Second, 50*time.Millisecond)
	require.NotEqual(t, before, p.PID(PostgreSQL))
	serves(t, p, "case/1", "case/2")
}

// Temporal is killed: it comes back on its port and knows the workflows it had.
func TestAKilledTemporalComesBackWithItsWorkflows(t *testing.T) {
	p := begin(t, folder(t))
	require.NoError(t, startWorkflow(t.Context(), p.TemporalAddress, "case/1"))
	before := p.PID(Temporal)
	require.NoError(t, syscall.Kill(before, syscall.SIGKILL))
	died(t, p, Temporal)
	serves(t, p, "case/1", "case/2")
	require.NotEqual(t, before, p.PID(Temporal))
}

// A part that dies again and again comes back each time, but then it is left alone for a while first.
func TestAPartThatKeepsDyingComesBackMoreSlowly(t *testing.T) {
	p := begin(t, folder(t))
	for range maxDeaths + 1 {
		require.Eventually(t, func() bool { return p.PID(PostgreSQL) != 0 }, 30*time.Second, 10*time.Millisecond)
		require.NoError(t, syscall.Kill(p.PID(PostgreSQL), syscall.SIGKILL))
		died(t, p, PostgreSQL)
	}
	last := time.Now()
	require.Eventually(t, func() bool { return p.PID(PostgreSQL) != 0 }, 30*time.Second, 10*time.Millisecond)
	require.GreaterOrEqual(t, time.Since(last), lastPause-time.Second)
	write(t, p.DatabaseURL, "kept")
}

// A part that cannot be started any more is given up after a bounded number of tries, and that is reported as final.
func TestAPartThatCannotBeStartedAgainIsGivenUp(t *testing.T) {
	dir := folder(t)
	p := begin(t, dir)
	require.NoError(t, os.Rename(filepath.Join(dir, "postgres", "data", "global"), filepath.Join(dir, "postgres", "data", "gone")))
	require.NoError(t, syscall.Kill(p.PID(PostgreSQL), syscall.SIGKILL))
	for {
		select {
		case d := <-p.Died():
			if d.Final {
				require.Equal(t, PostgreSQL, d.Part)
				require.ErrorContains(t, d.Cause, "did not start")
				return
			}
		case <-time.After(time.Minute):
			t.Fatal("PostgreSQL was not given up")
		}
	}
}

// The program itself is killed: nothing of it remains, and the next start has all that was written.
func TestNothingOutlivesAKilledParent(t *testing.T) {
	dir := folder(t)
	cmd, f := parent(t, dir, nil)
	write(t, f.DatabaseURL, "kept")
	require.NoError(t, startWorkflow(t.Context(), f.TemporalAddress, "case/1"))
	all := everyone(t, dir, f.TemporalAddress)
	require.NoError(t, cmd.Process.Kill())
	_ = cmd.Wait()
	gone(t, all...)

	p := begin(t, dir)
	require.Equal(t, f.DatabaseURL, p.DatabaseURL)
	words, err := read(t.Context(), p.DatabaseURL)
	require.NoError(t, err)
	require.Equal(t, []string{"kept"}, words)
	serves(t, p, "case/1", "case/2")
}

// The program is killed and started again at once, while its orphans still run: the new start sees them out first.
func TestAStartRightAfterTheKillFindsTheOrphans(t *testing.T) {
	dir := folder(t)
	cmd, f := parent(t, dir, nil)
	write(t, f.DatabaseURL, "kept")
	require.NoError(t, syscall.Kill(f.Temporal, syscall.SIGSTOP), "an orphan that does not leave by itself")
	require.NoError(t, cmd.Process.Kill())
	_ = cmd.Wait()
	p := begin(t, dir)
	words, err := read(t.Context(), p.DatabaseURL)
	require.NoError(t, err)
	require.Equal(t, []string{"kept"}, words)
	require.NoError(t, startWorkflow(t.Context(), p.TemporalAddress, "case/1"))
	gone(t, f.Temporal, f.Postgres)
}

// After a power cut the cluster's pid file may name a process that is now somebody else's: it neither keeps the cluster
// locked nor is it harmed.
func TestAStalePidFileThatNamesAnotherProcessIsIgnored(t *testing.T) {
	dir := folder(t)
	first := begin(t, dir)
	write(t, first.DatabaseURL, "kept")
	require.NoError(t, first.Stop(t.Context()))
	bystander := exec.Command("sleep", "60")
	require.NoError(t, bystander.Start())
	defer func() { _ = bystander.Process.Kill(); _ = bystander.Wait() }()
	stale := filepath.Join(dir, "postgres", "data", "postmaster.pid")
	text := strconv.Itoa(bystander.Process.Pid) + "\n" + filepath.Dir(stale) + "\n1\n1\n\n\n\n"
	require.NoError(t, os.WriteFile(stale, []byte(text), 0o600))

	second := begin(t, dir)
	words, err := read(t.Context(), second.DatabaseURL)
	require.NoError(t, err)
	require.Equal(t, []string{"kept"}, words)
	require.NoError(t, syscall.Kill(bystander.Process.Pid, 0), "the bystander lives")
}

// died waits for the news of a death that is not final.
func died(t *testing.T, p *Parts, name string) {
	t.Helper()
	for {
		select {
		case d := <-p.Died():
			require.False(t, d.Final, "%v", d.Cause)
			if d.Part == name {
				return
			}
		case <-time.After(30 * time.Second):
			t.Fatalf("the death of %s was not reported", name)
		}
	}
}

// serves waits until Temporal knows the old workflow and starts the new one.
func serves(t *testing.T, p *Parts, old, fresh string) {
	t.Helper()
	var err error
	require.Eventually(t, func() bool {
		ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
		defer cancel()
		err = errors.Join(running(ctx, p.TemporalAddress, old), startWorkflow(ctx, p.TemporalAddress, fresh))
		return err == nil
	}, time.Minute, 100*time.Millisecond)
	require.NoError(t, err)
}
