package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	enums "go.temporal.io/api/enums/v1"
	"go.temporal.io/api/serviceerror"
	"go.temporal.io/api/workflowservice/v1"
	"go.temporal.io/sdk/client"
	sdklog "go.temporal.io/server/common/log"
	"google.golang.org/protobuf/types/known/durationpb"
)

// retention is how long a closed case's history can still be read.
const retention = 90 * 24 * time.Hour

// probes is how many workflow ids are asked for, so that each of the history shards has answered once.
const probes = 4 * historyShards

// register creates the namespace if it is missing and waits until frontend, history and matching know it.
func register(ctx context.Context, address, name string) error {
	c, err := client.DialContext(ctx, client.Options{
		HostPort: address, Namespace: name, Identity: "countersign-temporal", Logger: sdklog.NewSdkLogger(logger),
	})
	if err != nil {
		return fmt.Errorf("the Temporal server does not answer at %s: %w", address, err)
	}
	defer c.Close()
	_, err = c.WorkflowService().RegisterNamespace(ctx, &workflowservice.RegisterNamespaceRequest{
		Namespace: name, WorkflowExecutionRetentionPeriod: durationpb.New(retention),
		Description: "Procedures of this company",
	})
	var there *serviceerror.NamespaceAlreadyExists
	if err != nil && !errors.As(err, &there) {
		return fmt.Errorf("register namespace %s: %w", name, err)
	}
	for !answers(ctx, c) {
		select {
		case <-ctx.Done():
			return fmt.Errorf("namespace %s did not become usable: %w", name, context.Cause(ctx))
		case <-time.After(20 * time.Millisecond):
		}
	}
	return nil
}

// answers reports whether a workflow could be started now: asked for a workflow that does not exist, history
// says so and not that it is not ready; and matching describes a queue nobody uses.
func answers(ctx context.Context, c client.Client) bool {
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	for i := range probes {
		_, err := c.DescribeWorkflowExecution(ctx, fmt.Sprintf("ready/%d", i), "")
		var absent *serviceerror.NotFound
		if !errors.As(err, &absent) {
			return false
		}
	}
	_, err := c.DescribeTaskQueue(ctx, "ready", enums.TASK_QUEUE_TYPE_WORKFLOW)
	return err == nil
}
