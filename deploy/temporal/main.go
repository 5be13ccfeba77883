// Command countersign-temporal is the private Temporal server of a countersign that was given none.
// It keeps everything in PostgreSQL, in the databases temporal and temporal_visibility of the cluster it
// is pointed at; it creates and upgrades both itself, so any start may be the first one or an upgrade.
//
// It lives in a module of its own because the server brings two hundred modules that the product does not need.
//
//	countersign-temporal --database postgres://countersign@127.0.0.1:5433/postgres --listen 127.0.0.1:7233
//
// The password may stand in the URL; PGPASSWORD keeps it out of the process list. Once a workflow can be
// started the program prints one line, "ready 127.0.0.1:7233", on standard output; warnings go to standard
// error. SIGTERM and SIGINT stop it within a few seconds, a second signal at once.
//
// With --until-eof it also stops when standard input ends. A parent that hands it the reading end of a pipe
// is thereby followed into death however it died: the kernel closes the writing end even after kill -9.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
	"time"
)

// A start that needs longer waits for a database that will not come; stopping is bounded because all state
// is in PostgreSQL, where a crash loses nothing.
const (
	startLimit = 2 * time.Minute
	stopLimit  = 5 * time.Second
)

type options struct {
	database, listen, namespace string
	untilEOF                    bool
}

func main() {
	var o options
	flag.StringVar(&o.database, "database", "", "`URL` of the PostgreSQL cluster, as a user who may create databases")
	flag.StringVar(&o.listen, "listen", "127.0.0.1:7233", "`address` to serve clients at; must be an IP address")
	flag.StringVar(&o.namespace, "namespace", "countersign", "`name` of the namespace to register")
	flag.BoolVar(&o.untilEOF, "until-eof", false, "stop when standard input ends (the parent died)")
	flag.Parse()
	if err := run(o); err != nil {
		fmt.Fprintln(os.Stderr, "countersign-temporal:", err)
		os.Exit(1)
	}
}

// run serves until a signal or the end of standard input asks it to stop.
func run(o options) error {
	if o.database == "" {
		return errors.New("--database is missing: name the PostgreSQL cluster, for example postgres://postgres@127.0.0.1:5432/postgres")
	}
	stop, cancel := context.WithCancel(context.Background())
	go leaveWhenAsked(cancel)
	if o.untilEOF {
		go leaveAtEOF()
	}
	started, done := context.WithTimeout(stop, startLimit)
	defer done()
	server, err := start(started, o)
	if stop.Err() != nil {
		return nil
	}
	if err != nil {
		return err
	}
	fmt.Println("ready", o.listen)
	<-stop.Done()
	return shutdown(server)
}

// leaveWhenAsked stops the server at the first signal and the program at the second.
func leaveWhenAsked(stop context.CancelFunc) {
	signals := make(chan os.Signal, 2)
	signal.Notify(signals, syscall.SIGTERM, syscall.SIGINT)
	<-signals
	stop()
	<-signals
	os.Exit(1)
}

// leaveAtEOF leaves at once: the database is dying with the same parent, so there is nothing left to drain to.
func leaveAtEOF() {
	_, _ = io.Copy(io.Discard, os.Stdin)
	os.Exit(1)
}

// shutdown drains the server; what is not drained in time is lost as in a crash, that is: not at all.
func shutdown(server interface{ Stop() error }) error {
	logger.mute()
	done := make(chan error, 1)
	go func() { done <- server.Stop() }()
	select {
	case err := <-done:
		return err
	case <-time.After(stopLimit):
		return nil
	}
}
