package main

import (
	"context"
	"net"
	"testing"
	"time"
	_ "unsafe" // for go:linkname

	"github.com/stretchr/testify/require"
	"go.temporal.io/api/proxy"
	"go.temporal.io/api/serviceerror"
	"go.temporal.io/api/workflowservice/v1"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"

	"countersign/deploy/local/localtest"
)

// The SDK believes for two minutes that what turns a worker away for good may pass.
//
//go:linkname believes go.temporal.io/sdk/internal.retryLongPollGracePeriod
var believes time.Duration

// A door leads to Temporal; who asks there for something to carry out hears that the
// namespace is gone.
type door struct {
	workflowservice.WorkflowServiceServer
}

// PollWorkflowTaskQueue refuses.
func (door) PollWorkflowTaskQueue(context.Context, *workflowservice.PollWorkflowTaskQueueRequest) (*workflowservice.PollWorkflowTaskQueueResponse, error) {
	return nil, serviceerror.ToStatus(serviceerror.NewNamespaceNotFound("countersign")).Err()
}

func openDoor(t *testing.T, temporal string) (address string) {
	to, err := grpc.NewClient(temporal, grpc.WithTransportCredentials(insecure.NewCredentials()))
	require.NoError(t, err)
	through, err := proxy.NewWorkflowServiceProxyServer(proxy.WorkflowServiceProxyOptions{Client: workflowservice.NewWorkflowServiceClient(to)})
	require.NoError(t, err)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	server := grpc.NewServer()
	workflowservice.RegisterWorkflowServiceServer(server, door{through})
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(listener) }()
	t.Cleanup(func() {
		server.Stop()
		require.NoError(t, <-ended)
		require.NoError(t, to.Close())
	})
	return listener.Addr().String()
}

func TestApprovalNeverStuck_AProgramWhoseWorkerIsTurnedAwayForGoodEndsAndSaysWhy(t *testing.T) {
	require.NotEmpty(t, temporal(), "the tests need a Temporal server: run them with make test")
	before := believes
	believes = time.Second
	t.Cleanup(func() { believes = before })
	address := openDoor(t, temporal())
	for _, name := range []string{"worker", "serve"} {
		t.Run(name, func(t *testing.T) {
			db := localtest.DB(t)
			ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
			defer cancel()
			said := &spoken{}
			err := run(ctx, []string{name, "--database", db.URL(), "--temporal", address, "--listen", "127.0.0.1:0", "--attachments", t.TempDir(),
				"--payload-keys", "test=a-secret-of-the-test-and-of-nobody-else"}, terminal{said, said, "en"})
			require.NoError(t, ctx.Err(), "it lives on and carries out nothing: %s", said)
			require.ErrorContains(t, err, "procedures are carried out no more")
		})
	}
}
