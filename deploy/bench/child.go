package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"time"
)

// A child is this program as a server. It prints one line, "ready" and its
// addresses, and ends when its standard input does.
type child struct {
	cmd       *exec.Cmd
	input     io.Closer
	addresses []string
}

// The environment of a child: secrets do not stand in arguments.
const (
	databaseVariable = "BENCH_DATABASE"
	temporalVariable = "BENCH_TEMPORAL"
)

// raise starts this program as a server and waits until it is ready.
func (b *bed) raise(database string, args ...string) (*child, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	c := &child{cmd: exec.Command(self, args...)}
	c.cmd.Env = append(os.Environ(), databaseVariable+"="+b.databaseURL(database), temporalVariable+"="+b.parts.TemporalAddress)
	c.cmd.Stderr = os.Stderr
	c.cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	if c.input, err = c.cmd.StdinPipe(); err != nil {
		return nil, err
	}
	out, err := c.cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := c.cmd.Start(); err != nil {
		return nil, err
	}
	line := bufio.NewScanner(out)
	line.Scan()
	words := strings.Fields(line.Text())
	if len(words) == 0 || words[0] != "ready" {
		return nil, fmt.Errorf("the server %v did not start: %w", args, c.stop())
	}
	c.addresses = words[1:]
	return c, nil
}

func (c *child) pid() int { return c.cmd.Process.Pid }

// stop ends the child, by force after ten seconds.
func (c *child) stop() error {
	_ = c.input.Close() // a child that has gone has closed it already
	force := time.AfterFunc(10*time.Second, func() { _ = c.cmd.Process.Kill() })
	defer force.Stop()
	return c.cmd.Wait()
}

// ready tells the parent, and waits until the parent closes our standard input.
func ready(ctx context.Context, addresses ...string) {
	fmt.Println("ready", strings.Join(addresses, " "))
	closed := make(chan struct{})
	go func() {
		_, _ = io.Copy(io.Discard, os.Stdin)
		close(closed)
	}()
	select {
	case <-closed:
	case <-ctx.Done():
	}
}
