package main

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"net/http"
	_ "net/http/pprof" // on a listener of its own, where it is asked for
	"os"
	"time"

	"countersign/activities"
	"countersign/api"
	"countersign/deploy/memory"
	"countersign/models/store"
	"countersign/policies"
	"countersign/workflows"
	"countersign/workflows/codec"
)

// productCommand is the product as `countersign serve` builds it: the API and the
// worker in one process, payloads sealed.
type productCommand struct {
	Folder  string `help:"Folder of attachments." required:""`
	Profile bool   `help:"Offer profiles on another port."`
}

// payloadKey seals the payloads of the bench, which are nobody's.
var payloadKey = codec.Key{ID: "bench", Secret: []byte("nothing to hide, nothing to hide, nothing")}

// Run serves until the parent ends it.
func (c *productCommand) Run(ctx context.Context) error {
	memory.Spend()
	quiet := slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelError}))
	db, err := store.Open(ctx, os.Getenv(databaseVariable))
	if err != nil {
		return err
	}
	defer db.Close()
	held, err := policies.New(ctx, db)
	if err != nil {
		return err
	}
	procedures, err := workflows.Connect(ctx, workflows.Options{Address: os.Getenv(temporalVariable), Namespace: "countersign", Version: "bench",
		Keys: []codec.Key{payloadKey}, Log: quiet})
	if err != nil {
		return err
	}
	defer procedures.Close()
	w := procedures.Worker(&activities.Records{DB: db, Policies: held, Calendars: &activities.Calendars{}, Now: time.Now, Skew: activities.MaySkew, Token: activities.Secret}, nil)
	if err := w.Start(); err != nil {
		return err
	}
	defer w.Stop()
	blobs, err := activities.NewFolder(c.Folder)
	if err != nil {
		return err
	}
	server, err := api.New(api.Options{DB: db, Policies: held, Procedures: procedures, Now: time.Now, Version: "bench", Log: quiet,
		Desk: &activities.Desk{DB: db, Policies: held, Blobs: blobs, Now: time.Now}, PublicURL: "http://127.0.0.1"})
	if err != nil {
		return err
	}
	beside, stop := context.WithCancel(ctx)
	defer stop()
	go held.Watch(beside)
	go db.FollowPeople(beside)
	go server.Run(beside)
	return c.answer(ctx, server.Handler())
}

// answer listens on free ports of this machine.
func (c *productCommand) answer(ctx context.Context, handler http.Handler) error {
	people, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	addresses := []string{people.Addr().String()}
	web := &http.Server{Handler: handler, ReadHeaderTimeout: 5 * time.Second}
	defer web.Close()
	go func() {
		if err := web.Serve(people); !errors.Is(err, http.ErrServerClosed) {
			slog.Error("serve", "fault", err)
		}
	}()
	if c.Profile {
		profiles, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			return err
		}
		defer profiles.Close()
		addresses = append(addresses, profiles.Addr().String())
		go func() { _ = http.Serve(profiles, nil) }() // ends with the listener
	}
	ready(ctx, addresses...)
	return nil
}
