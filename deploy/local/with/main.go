// Command with runs a command beside a private PostgreSQL, and with --temporal a
// private Temporal, in a folder of their own that is removed afterwards. The command
// finds them in COUNTERSIGN_TEST_DATABASE and COUNTERSIGN_TEST_TEMPORAL; its exit
// code is passed on.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"syscall"
	"time"

	"countersign/deploy/local"
)

func main() {
	temporal := flag.Bool("temporal", false, "say also where a Temporal server answers")
	flag.Parse()
	if flag.NArg() == 0 {
		fmt.Fprintln(os.Stderr, "with: name the command to run")
		os.Exit(2)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := run(ctx, *temporal, flag.Args())
	stop()
	var ended *exec.ExitError
	switch {
	case errors.As(err, &ended) && ended.ExitCode() > 0:
		os.Exit(ended.ExitCode())
	case err != nil:
		fmt.Fprintln(os.Stderr, "with:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, temporal bool, command []string) error {
	dir, err := os.MkdirTemp("", "countersign-with-")
	if err != nil {
		return err
	}
	if err := os.Chmod(dir, 0o755); err != nil { // PostgreSQL may run as another user
		return err
	}
	parts, err := local.Start(ctx, local.Options{Dir: dir, Progress: func(step string) { fmt.Fprintln(os.Stderr, "with:", step) }})
	if err != nil {
		return errors.Join(err, local.Remove(dir))
	}
	cmd := exec.CommandContext(ctx, command[0], command[1:]...)
	cmd.Env = append(os.Environ(), "COUNTERSIGN_TEST_DATABASE="+parts.DatabaseURL)
	if temporal {
		cmd.Env = append(cmd.Env, "COUNTERSIGN_TEST_TEMPORAL="+parts.TemporalAddress)
	}
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	cmd.WaitDelay = 20 * time.Second
	return errors.Join(cmd.Run(), parts.Stop(context.Background()), local.Remove(dir))
}
