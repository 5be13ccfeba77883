package local

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"syscall"
	"time"
)

// process is a child that runs or has run. done is closed when it is gone; err says how.
type process struct {
	cmd  *exec.Cmd
	done chan struct{}
	err  error
}

// launch starts cmd on a thread of its own, which lives until the child is gone: the kernel's notice of a parent's death
// goes by the thread, and Go ends threads as it likes.
func launch(cmd *exec.Cmd) (*process, error) {
	p := &process{cmd: cmd, done: make(chan struct{})}
	started := make(chan error)
	go func() {
		runtime.LockOSThread()
		defer runtime.UnlockOSThread()
		err := cmd.Start()
		if log, ok := cmd.Stderr.(*os.File); ok {
			_ = log.Close() // the child has its own
		}
		started <- err
		if err == nil {
			p.err = cmd.Wait()
			close(p.done)
		}
	}()
	return p, <-started
}

// end asks the process to leave and makes it leave after limit, or sooner when ctx ends.
func (p *process) end(ctx context.Context, polite syscall.Signal, limit time.Duration) {
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	_ = p.cmd.Process.Signal(polite)
	select {
	case <-p.done:
	case <-ctx.Done():
		_ = p.cmd.Process.Kill()
		<-p.done
	}
}

// endAll ends processes that are no children of ours: by SIGINT, which PostgreSQL and Temporal both take for "leave now, in
// order", and after limit by SIGKILL. list is asked again and again, so that a pid is never used after its process is gone.
func endAll(ctx context.Context, list func() []int, limit time.Duration) error {
	for _, signal := range []syscall.Signal{syscall.SIGINT, syscall.SIGKILL} {
		if gone, err := endBy(ctx, signal, list, limit); gone || err != nil {
			return err
		}
	}
	return errors.New("a process of an earlier run cannot be stopped")
}

// endBy sends the signal once to each process and reports whether none is left within limit.
func endBy(ctx context.Context, signal syscall.Signal, list func() []int, limit time.Duration) (bool, error) {
	told := map[int]bool{}
	deadline := time.Now().Add(limit)
	for pids := list(); len(pids) > 0; pids = list() {
		for _, pid := range pids {
			if told[pid] {
				continue
			}
			if err := syscall.Kill(pid, signal); err != nil && !errors.Is(err, syscall.ESRCH) {
				return false, fmt.Errorf("process %d of an earlier run cannot be stopped: %w", pid, err)
			}
			told[pid] = true
		}
		if time.Now().After(deadline) {
			return false, nil
		}
		if err := pause(ctx, 20*time.Millisecond); err != nil {
			return false, err
		}
	}
	return true, nil
}

// pause waits for d, or for the end of ctx, whose cause it returns.
func pause(ctx context.Context, d time.Duration) error {
	select {
	case <-ctx.Done():
		return context.Cause(ctx)
	case <-time.After(d):
		return nil
	}
}
