package main

import (
	"context"
	"errors"
	"strings"
	"time"

	"github.com/google/uuid"
	"go.temporal.io/api/enums/v1"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/workflow"
)

// A shaped case asks of Temporal what a sample request asks, without our records:
// it is started together with the first update, five local activities do nothing
// with payloads of the usual size, one timer waits, and it stays open. What it
// costs over the raw case is the price of the shape.
func shapedCase(ctx workflow.Context, need int) error {
	opened, signed := false, 0
	if err := workflow.SetUpdateHandler(ctx, "submitted", func(ctx workflow.Context) (string, error) {
		return "receipt", workflow.Await(ctx, func() bool { return opened })
	}); err != nil {
		return err
	}
	sign := func(ctx workflow.Context, by string) (string, error) {
		said, err := nothingLocal(ctx)
		signed++
		return said[:300], err
	}
	if err := workflow.SetUpdateHandlerWithOptions(ctx, rawUpdate, sign, workflow.UpdateHandlerOptions{Validator: func(_ workflow.Context, by string) error {
		if by == "" {
			return errors.New("nobody")
		}
		return nil
	}}); err != nil {
		return err
	}
	if _, err := nothingLocal(ctx); err != nil {
		return err
	}
	opened = true
	if _, err := nothingLocal(ctx); err != nil {
		return err
	}
	workflow.Go(ctx, func(ctx workflow.Context) { _ = workflow.Sleep(ctx, 48*time.Hour) })
	if err := workflow.Await(ctx, func() bool { return signed == need }); err != nil {
		return err
	}
	if _, err := nothingLocal(ctx); err != nil {
		return err
	}
	return workflow.Await(ctx, func() bool { return false })
}

// usual is a payload as large as that of one of our activities.
var usual = strings.Repeat("0123456789", 80)

func nothingLocal(ctx workflow.Context) (said string, err error) {
	ctx = workflow.WithLocalActivityOptions(ctx, workflow.LocalActivityOptions{StartToCloseTimeout: 10 * time.Second})
	err = workflow.ExecuteLocalActivity(ctx, doNothing, usual).Get(ctx, &said)
	return said, err
}

func doNothing(_ context.Context, in string) (string, error) { return in, nil }

// playShaped carries a shaped case as far as a request in force.
func playShaped(ctx context.Context, t client.Client, need int) error {
	id := "shaped/" + uuid.NewString()
	start := t.NewWithStartWorkflowOperation(client.StartWorkflowOptions{ID: id, TaskQueue: rawQueue, WorkflowTaskTimeout: 5 * time.Second,
		WorkflowIDConflictPolicy: enums.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING}, "shaped", need)
	handle, err := t.UpdateWithStartWorkflow(ctx, client.UpdateWithStartWorkflowOptions{StartWorkflowOperation: start,
		UpdateOptions: client.UpdateWorkflowOptions{UpdateID: uuid.NewString(), WorkflowID: id, UpdateName: "submitted", WaitForStage: client.WorkflowUpdateStageCompleted}})
	if err != nil {
		return err
	}
	if err := handle.Get(ctx, nil); err != nil {
		return err
	}
	return inTurn(need, func(int) error { return signRaw(ctx, t, id, "signer") })
}
