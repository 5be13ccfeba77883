package main

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"countersign/activities"
	"countersign/workflows"
)

type workerCommand struct {
	Settings `embed:""`
}

// Run carries out procedures until ctx ends.
func (c *workerCommand) Run(ctx context.Context, t terminal) (err error) {
	if err := c.check(); err != nil {
		return err
	}
	if c.private() {
		return errors.New("a worker beside a serve --no-worker needs --database and --temporal; serve --data carries out procedures itself")
	}
	log := c.logger(t.err)
	h, err := open(ctx, c.Settings, log, func(step string) { log.Info(step) })
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, h.close()) }()
	if err := h.refuseDemo(ctx); err != nil {
		return err
	}
	ctx, stopAll := context.WithCancel(ctx)
	var running sync.WaitGroup
	defer running.Wait()
	defer stopAll()
	running.Go(func() { h.policies.Watch(ctx) })
	stop, err := h.work(ctx, &running)
	if err != nil {
		return err
	}
	defer stop()
	if err := h.measure(ctx, &running, nil); err != nil {
		return err
	}
	h.log.Info("carrying out procedures")
	select {
	case <-ctx.Done():
		return nil
	case err := <-h.lost:
		return err
	}
}

// work carries out procedures, sends reminders and letters, and delivers again what
// a crash left between records and workflows. Several programs may do it.
func (h *house) work(ctx context.Context, running *sync.WaitGroup) (stop func(), err error) {
	letters, err := h.letters()
	if err != nil {
		return nil, err
	}
	if stop, err = h.carryOut(); err != nil {
		return nil, err
	}
	reminders := activities.Reminders{Records: h.records()}
	running.Go(func() {
		reminders.Keep(ctx, time.Minute, func(err error) { h.log.Error("reminders are sent later", "fault", err) })
	})
	lookout := workflows.Lookout{Misplaced: h.db.Misplaced, Look: h.procedures.Look, Now: time.Now}
	running.Go(func() {
		lookout.Keep(ctx, time.Minute, func(err error) { h.log.Error("who stands in for whom is looked at later", "fault", err) })
	})
	calendars := activities.Recalculations{Records: reminders.Records, Tell: h.procedures.Recalculate}
	running.Go(func() {
		calendars.Keep(ctx, 10*time.Second, func(err error) { h.log.Error("deadlines follow the calendar later", "fault", err) })
	})
	running.Go(func() { h.examine(ctx) })
	if letters != nil {
		running.Go(func() { letters.Run(ctx, 10*time.Second) })
	}
	return stop, nil
}

// carryOut carries out procedures until stop is called.
func (h *house) carryOut() (stop func(), err error) {
	w := h.procedures.Worker(h.records(), func(err error) { h.lose(fmt.Errorf("procedures are carried out no more: %w", err)) })
	if err := w.Start(); err != nil {
		return nil, fmt.Errorf("the worker: %w", err)
	}
	return w.Stop, nil
}

// letters sends mail, where there is a mail server.
func (h *house) letters() (*activities.Outbox, error) {
	if h.Mail == "" {
		return nil, nil
	}
	mail, err := activities.NewMail(string(h.Mail), h.MailFrom)
	if err != nil {
		return nil, err
	}
	return &activities.Outbox{DB: h.db, Policies: h.policies, Channel: mail, PublicURL: h.PublicURL, Now: time.Now, Log: h.log}, nil
}

// examineEvery is how often one of the programs looks at all open cases.
const examineEvery = time.Hour

// examine looks at all open cases at start and then now and again: it delivers to
// workflows what they have not heard of, logs what is wrong and keeps it for the
// general manager (approval.never-stuck).
func (h *house) examine(ctx context.Context) {
	tick := time.NewTicker(time.Minute)
	defer tick.Stop()
	for mine := true; ; {
		if mine {
			h.examineOnce(ctx)
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		var err error
		if mine, err = h.db.ClaimExamination(ctx, time.Now(), examineEvery); err != nil && ctx.Err() == nil {
			h.log.Error("the open cases are checked later", "fault", err)
		}
	}
}

func (h *house) examineOnce(ctx context.Context) {
	done, err := h.procedures.ExamineAll(ctx, h.db, time.Now, true)
	if err == nil {
		err = h.db.KeepExamination(ctx, done)
	}
	if err != nil {
		if ctx.Err() == nil {
			h.log.Error("the open cases could not be checked", "fault", err)
		}
		return
	}
	for _, f := range done.Findings {
		h.log.Warn("an open case was not as it should be", "case", f.Case, "trouble", f.Trouble, "repaired", f.Repaired, "seq", f.Seq)
	}
	h.log.Info("the open cases were checked", "cases", done.Checked)
}
