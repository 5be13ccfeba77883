package main

import (
	"context"
	"errors"
	"fmt"
	"sync"
)

type workerCommand struct {
	Settings `embed:""`
}

// Run carries out procedures until ctx ends.
func (c *workerCommand) Run(ctx context.Context, t terminal) error {
	if err := c.check(); err != nil {
		return err
	}
	if c.private() {
		return errors.New("a worker beside a serve --no-worker needs --database and --temporal; serve --data carries out procedures itself")
	}
	h, err := open(ctx, c.Settings, c.logger(t.err), func(step string) { t.say("· " + step) })
	if err != nil {
		return err
	}
	defer h.close()
	w := h.procedures.Worker(h.records())
	if err := w.Start(); err != nil {
		return fmt.Errorf("the worker: %w", err)
	}
	defer w.Stop()
	var running sync.WaitGroup
	running.Go(func() { h.policies.Watch(ctx) })
	h.log.Info("carrying out procedures")
	<-ctx.Done()
	running.Wait()
	return nil
}
