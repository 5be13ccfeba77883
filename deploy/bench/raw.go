package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"time"

	"github.com/google/uuid"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/log"
	"go.temporal.io/sdk/worker"
	"go.temporal.io/sdk/workflow"
)

// The floor: one workflow that waits for validated Updates, and nothing else.
const (
	rawQueue  = "raw"
	rawUpdate = "sign"
)

// rawCommand is a worker for it, with the pollers of the product's worker.
type rawCommand struct{}

// Run works until the parent ends it.
func (rawCommand) Run(ctx context.Context) error {
	worker.SetBinaryChecksum("bench")
	t, err := dialTemporal(ctx, os.Getenv(temporalVariable))
	if err != nil {
		return err
	}
	defer t.Close()
	w := worker.New(t, rawQueue, worker.Options{MaxConcurrentWorkflowTaskPollers: 8, DisableRegistrationAliasing: true, LocalActivityWorkerOnly: true})
	w.RegisterWorkflowWithOptions(rawCase, workflow.RegisterOptions{Name: "raw"})
	w.RegisterWorkflowWithOptions(shapedCase, workflow.RegisterOptions{Name: "shaped"})
	w.RegisterActivity(doNothing)
	if err := w.Start(); err != nil {
		return err
	}
	defer w.Stop()
	ready(ctx)
	return nil
}

func dialTemporal(ctx context.Context, address string) (client.Client, error) {
	quiet := slog.New(slog.NewTextHandler(io.Discard, nil))
	return client.DialContext(ctx, client.Options{HostPort: address, Namespace: "countersign", Logger: log.NewStructuredLogger(quiet),
		ConnectionOptions: client.ConnectionOptions{GrpcCompression: &client.GrpcCompressionNone{}}})
}

// rawCase collects so many signatures, each by another signer.
func rawCase(ctx workflow.Context, need int) (int, error) {
	signed := map[string]bool{}
	sign := func(_ workflow.Context, by string) (int, error) {
		signed[by] = true
		return len(signed), nil
	}
	valid := func(_ workflow.Context, by string) error {
		if by == "" || signed[by] {
			return errors.New("signed already")
		}
		return nil
	}
	if err := workflow.SetUpdateHandlerWithOptions(ctx, rawUpdate, sign, workflow.UpdateHandlerOptions{Validator: valid}); err != nil {
		return 0, err
	}
	err := workflow.Await(ctx, func() bool { return len(signed) == need && workflow.AllHandlersFinished(ctx) })
	return len(signed), err
}

// raw is the floor as a side of a workload: need signatures, one after another or
// at once.
func raw(b *bed, need int, parallel bool) side {
	return floor(b, "raw Temporal", func(ctx context.Context, t client.Client) error { return playRaw(ctx, t, need, parallel) })
}

// floor is a side that asks Temporal alone.
func floor(b *bed, name string, play func(context.Context, client.Client) error) side {
	return side{name: name, wake: func(ctx context.Context) (*awake, error) {
		c, err := b.raise("postgres", "raw")
		if err != nil {
			return nil, err
		}
		t, err := dialTemporal(ctx, b.parts.TemporalAddress)
		if err != nil {
			return nil, errors.Join(err, c.stop())
		}
		return &awake{
			roots: append(b.roots(), c.pid()),
			play:  func(ctx context.Context, _, _ int) error { return play(ctx, t) },
			sleep: func() error { t.Close(); return c.stop() },
		}, nil
	}}
}

// playRaw carries one raw case through and reads its result back.
func playRaw(ctx context.Context, t client.Client, need int, parallel bool) error {
	id := "raw/" + uuid.NewString()
	run, err := t.ExecuteWorkflow(ctx, client.StartWorkflowOptions{ID: id, TaskQueue: rawQueue, WorkflowTaskTimeout: 5 * time.Second}, "raw", need)
	if err != nil {
		return err
	}
	order := inTurn
	if parallel {
		order = atOnce
	}
	if err := order(need, func(i int) error { return signRaw(ctx, t, id, fmt.Sprint("signer ", i)) }); err != nil {
		return err
	}
	var signed int
	if err := run.Get(ctx, &signed); err != nil {
		return err
	}
	return want("signatures", need, signed)
}

func signRaw(ctx context.Context, t client.Client, id, by string) error {
	handle, err := t.UpdateWorkflow(ctx, client.UpdateWorkflowOptions{UpdateID: uuid.NewString(), WorkflowID: id, UpdateName: rawUpdate,
		WaitForStage: client.WorkflowUpdateStageCompleted, Args: []any{by}})
	if err != nil {
		return err
	}
	return handle.Get(ctx, nil)
}
