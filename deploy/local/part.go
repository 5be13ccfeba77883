package local

import (
	"context"
	"fmt"
	"os/exec"
	"sync"
	"syscall"
	"time"
)

// Bounds of a part's life. A part that cannot be started in maxTries tries, between which the pause doubles from firstPause
// to lastPause, is given up. One that serves and dies is started again however often; after more than maxDeaths within
// deathSpan only after lastPause.
const (
	startLimit = 2 * time.Minute
	stopLimit  = 10 * time.Second

	maxDeaths = 10
	deathSpan = time.Minute
	maxTries  = 10

	firstPause = 50 * time.Millisecond
	lastPause  = 5 * time.Second
)

// part is a child that is kept running.
type part struct {
	name     string
	prepare  func(context.Context) error           // removes what an earlier run left
	settle   func() error                          // chooses the port, once: restarts keep it
	command  func() (*exec.Cmd, error)             // a fresh command for each start
	ready    func(context.Context, *process) error // waits until it serves
	polite   syscall.Signal                        // asks it to leave
	progress func(string)
	tell     func(Death)
	now      func() time.Time

	mu      sync.Mutex
	current *process
	cancel  context.CancelFunc
	kept    chan struct{}
	deaths  []time.Time
}

// start runs the part for the first time and keeps it running from then on.
func (p *part) start(ctx context.Context) error {
	if err := p.prepare(ctx); err != nil {
		return fmt.Errorf("%s cannot be started: %w", p.name, err)
	}
	if err := p.settle(); err != nil {
		return fmt.Errorf("%s cannot be started: %w", p.name, err)
	}
	if err := p.run(ctx); err != nil {
		return err
	}
	keep, cancel := context.WithCancel(context.Background())
	p.cancel, p.kept = cancel, make(chan struct{})
	go p.keep(keep)
	return nil
}

// run starts one process and returns when it serves; a process that does not is ended.
func (p *part) run(ctx context.Context) error {
	ctx, cancel := context.WithTimeoutCause(ctx, startLimit, fmt.Errorf("%s did not answer within %s", p.name, startLimit))
	defer cancel()
	if err := p.prepare(ctx); err != nil {
		return fmt.Errorf("%s cannot be started: %w", p.name, err)
	}
	cmd, err := p.command()
	if err != nil {
		return fmt.Errorf("%s cannot be started: %w", p.name, err)
	}
	child, err := launch(cmd)
	if err != nil {
		return fmt.Errorf("%s cannot be started: %w", p.name, err)
	}
	if err := p.ready(ctx, child); err != nil {
		child.end(context.WithoutCancel(ctx), p.polite, stopLimit)
		return fmt.Errorf("%s did not start: %w", p.name, err)
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.current = child
	return nil
}

// keep starts the part again whenever it dies, until ctx ends or it is given up.
func (p *part) keep(ctx context.Context) {
	defer close(p.kept)
	for {
		select {
		case <-ctx.Done():
			return
		case <-p.current.done:
		}
		cause := fmt.Errorf("%s died: %v", p.name, p.current.cmd.ProcessState)
		if ctx.Err() != nil {
			return
		}
		p.tell(Death{Part: p.name, Cause: cause})
		p.progress(cause.Error() + "; it is started again")
		if err := p.restart(ctx); err != nil {
			if ctx.Err() == nil {
				p.tell(Death{Part: p.name, Cause: err, Final: true})
				p.progress(p.name + " is given up: " + err.Error())
			}
			return
		}
		p.progress(p.name + " runs again")
	}
}

func (p *part) restart(ctx context.Context) error {
	var err error
	wait := firstPause
	if p.diesTooOften() {
		wait = lastPause
	}
	for range maxTries {
		if err := pause(ctx, wait); err != nil {
			return err
		}
		if err = p.run(ctx); err == nil {
			return nil
		}
		wait = min(2*wait, lastPause)
	}
	return err
}

func (p *part) diesTooOften() bool {
	now := p.now()
	recent := []time.Time{now}
	for _, t := range p.deaths {
		if now.Sub(t) < deathSpan {
			recent = append(recent, t)
		}
	}
	p.deaths = recent
	return len(recent) > maxDeaths
}

// finish stops keeping the part and ends it, with all it started.
func (p *part) finish(ctx context.Context) error {
	if p == nil || p.cancel == nil {
		return nil
	}
	p.cancel()
	<-p.kept
	p.current.end(ctx, p.polite, stopLimit)
	return p.prepare(context.WithoutCancel(ctx))
}

func (p *part) pid() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.current == nil {
		return 0
	}
	select {
	case <-p.current.done:
		return 0
	default:
		return p.current.cmd.Process.Pid
	}
}
