package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/alecthomas/kong"

	"countersign/api"
	"countersign/api/pages"
	"countersign/api/web"
	"countersign/deploy/demo"
)

type serveCommand struct {
	Settings `embed:""`

	NoWorker    bool `help:"Answer people only; countersign worker carries out procedures."`
	PrintConfig bool `help:"Write the settings, secrets masked, and do nothing else."`
}

// Run answers people until ctx ends.
func (c *serveCommand) Run(ctx context.Context, command *kong.Context, t terminal) (err error) {
	if c.PrintConfig {
		return printSettings(t.out, command)
	}
	if err := c.check(); err != nil {
		return err
	}
	if _, err := c.folder(); err != nil {
		return err
	}
	listener, err := net.Listen("tcp", c.Listen)
	if err != nil {
		return err
	}
	defer listener.Close()
	log := c.logger(t.err)
	h, err := open(ctx, c.Settings, log, func(step string) { log.Info(step) })
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, h.close()) }()
	if err := h.refuseDemo(ctx); err != nil {
		return err
	}
	if err := adviseFirstSteps(ctx, h, t); err != nil {
		return err
	}
	return h.serve(ctx, listener, !c.NoWorker, func(url string) { h.log.Info("answering", "address", url) })
}

// serve answers on listener, and carries out procedures where worker is true,
// until ctx ends or a part is gone for good. It stops in order: no new requests,
// then the worker, then what runs beside them.
func (h *house) serve(ctx context.Context, listener net.Listener, worker bool, ready func(url string)) error {
	if h.PublicURL == "" {
		h.PublicURL = "http://" + reachable(listener.Addr())
	}
	server, err := h.api()
	if err != nil {
		return err
	}
	beside, stopBeside := context.WithCancel(context.WithoutCancel(ctx))
	var running sync.WaitGroup
	defer running.Wait()
	defer stopBeside()
	running.Go(func() { h.policies.Watch(beside) })
	running.Go(func() { h.db.FollowPeople(beside) })
	if worker {
		stop, err := h.work(beside, &running)
		if err != nil {
			return err
		}
		defer stop()
	}
	running.Go(func() { server.Run(beside) })
	if err := h.measure(beside, &running, server.Dropped); err != nil {
		return err
	}
	return h.answer(ctx, server.Handler(), listener, stopBeside, ready)
}

// reachable is the address at which this machine reaches a listener.
func reachable(a net.Addr) string {
	if tcp, ok := a.(*net.TCPAddr); ok && tcp.IP.IsUnspecified() {
		return net.JoinHostPort("127.0.0.1", strconv.Itoa(tcp.Port))
	}
	return a.String()
}

// answer serves HTTP until ctx ends; streams end first, then open requests have
// ten seconds.
func (h *house) answer(ctx context.Context, handler http.Handler, listener net.Listener, endStreams func(), ready func(url string)) error {
	web := &http.Server{Handler: handler, ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 30 * time.Second, IdleTimeout: 2 * time.Minute,
		MaxHeaderBytes: 32 << 10, ErrorLog: slog.NewLogLogger(h.log.Handler(), slog.LevelWarn)}
	web.RegisterOnShutdown(endStreams)
	failed := make(chan error, 1)
	go func() { failed <- web.Serve(listener) }()
	go h.watchParts(ctx)
	ready(h.PublicURL)
	var err error
	select {
	case err = <-failed:
	case err = <-h.lost:
	case <-ctx.Done():
	}
	patience, cancel := context.WithTimeout(context.WithoutCancel(ctx), 10*time.Second)
	defer cancel()
	if late := web.Shutdown(patience); late != nil {
		web.Close()
	}
	if errors.Is(err, http.ErrServerClosed) {
		return nil
	}
	return err
}

// api makes the API with its pages.
func (h *house) api() (*api.Server, error) {
	look, err := pages.New(h.pages())
	if err != nil {
		return nil, err
	}
	desk, err := h.desk()
	if err != nil {
		return nil, err
	}
	proxies, err := h.proxies()
	if err != nil {
		return nil, err
	}
	app, err := web.Handler()
	if err != nil {
		return nil, err
	}
	var tale func(lang string) []api.DemoPerson
	if h.demo {
		tale = story
	}
	return api.New(api.Options{
		DB: h.db, Policies: h.policies, Procedures: h.procedures, Desk: desk, Pages: look, Web: app, Now: time.Now,
		PublicURL: strings.TrimSuffix(h.PublicURL, "/"), Secure: strings.HasPrefix(h.PublicURL, "https://"),
		Demo: h.demo, Story: tale, Version: version, Log: h.log, TrustedProxies: proxies,
	})
}

func (h *house) pages() pages.Options {
	o := pages.Options{PublicURL: strings.TrimSuffix(h.PublicURL, "/"), Now: time.Now, Desk: web.Built()}
	if h.demo {
		o.Demo, o.DemoPassword = offered(), demo.Password
	}
	return o
}

// watchParts ends the program when a private part died and could not be started again.
func (h *house) watchParts(ctx context.Context) {
	if h.parts == nil {
		return
	}
	for d := range h.parts.Died() {
		if ctx.Err() != nil {
			return
		}
		h.log.Error("a private part died", "part", d.Part, "final", d.Final, "fault", d.Cause)
		if d.Final {
			h.lose(fmt.Errorf("%s died and could not be started again: %w", d.Part, d.Cause))
			return
		}
	}
}
