package local

import (
	"bufio"
	"context"
	"fmt"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
)

// temporalPart describes the Temporal server. It follows us into death by the end of its standard input.
func temporalPart(o Options, program string, db *cluster, ports *ports, tell func(Death)) *part {
	s := &temporalServer{program: program, log: filepath.Join(o.Dir, "temporal.log"), db: db, ports: ports, progress: o.Progress}
	return &part{
		name: Temporal, polite: syscall.SIGTERM, progress: o.Progress, tell: tell, now: o.Now,
		prepare: s.clear, command: s.command, ready: s.ready,
		settle: func() error { return ports.settle(&ports.Temporal) },
	}
}

type temporalServer struct {
	program, log string
	db           *cluster
	ports        *ports
	progress     func(string)
	answer       *bufio.Scanner
}

// clear ends a server that an earlier run left: two on one database would take each other's work away.
func (s *temporalServer) clear(ctx context.Context) error {
	return endAll(ctx, func() []int {
		return programProcesses(filepath.Base(s.program), s.address())
	}, stopLimit)
}

// address is the argument a server of this data folder has, and no other process on this machine.
func (s *temporalServer) address() string { return "--listen=" + s.ports.temporalAddress() }

func (s *temporalServer) command() (*exec.Cmd, error) {
	log, err := openLog(s.log)
	if err != nil {
		return nil, err
	}
	cmd := exec.Command(s.program, s.address(), "--until-eof",
		fmt.Sprintf("--database=postgres://%s@%s/postgres?sslmode=disable", role, loopback(s.db.ports.Postgres)))
	cmd.Env = append(environment(), "PGPASSWORD="+s.db.password)
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.Stderr = log
	if _, err := cmd.StdinPipe(); err != nil {
		return nil, err
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	s.answer = bufio.NewScanner(out)
	s.progress(fmt.Sprintf("starting Temporal on port %d", s.ports.Temporal))
	return cmd, nil
}

// ready waits for the line by which the server says that a workflow can be started.
func (s *temporalServer) ready(ctx context.Context, p *process) error {
	said := make(chan bool, 1)
	go func() { said <- s.answer.Scan() && strings.HasPrefix(s.answer.Text(), "ready ") }()
	select {
	case ready := <-said:
		if !ready {
			<-p.done
			return fmt.Errorf("%v\n%s", p.cmd.ProcessState, lastLines(s.log))
		}
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}
