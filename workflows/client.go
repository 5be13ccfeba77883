package workflows

import (
	"context"
	"crypto/tls"
	"errors"
	"log/slog"
	"time"

	"go.temporal.io/api/enums/v1"
	"go.temporal.io/api/history/v1"
	"go.temporal.io/api/serviceerror"
	"go.temporal.io/api/workflowservice/v1"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/converter"
	"go.temporal.io/sdk/log"
	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/worker"

	"countersign/activities"
	"countersign/models"
	"countersign/models/regulation"
	"countersign/workflows/codec"
	"countersign/workflows/procedure"
)

// queue is the task queue of cases.
const queue = "cases"

// patience is how long an act waits for its receipt before the person is told
// to repeat it, and the check for what a workflow says.
const patience = 5 * time.Second

// Options say where Temporal is and how payloads are sealed.
type Options struct {
	Address   string
	Namespace string
	// Queue is the task queue of cases; "cases" where it is empty.
	Queue   string
	Keys    []codec.Key // the first seals, all open
	TLS     *tls.Config // nil: without TLS
	Version string
	Log     *slog.Logger
}

// A Client brings people's acts to the workflows of their cases.
type Client struct {
	temporal  client.Client
	namespace string
	queue     string
}

// Connect reaches Temporal. It waits until it answers or ctx ends.
func Connect(ctx context.Context, o Options) (*Client, error) {
	worker.SetBinaryChecksum("countersign " + o.Version) // else the SDK hashes the whole program
	sealed, err := codec.New(o.Keys...)
	if err != nil {
		return nil, err
	}
	data := converter.NewCodecDataConverter(converter.GetDefaultDataConverter(), sealed)
	t, err := client.DialContext(ctx, client.Options{
		HostPort: o.Address, Namespace: o.Namespace, Identity: "countersign", Logger: log.NewStructuredLogger(o.Log),
		DataConverter:     data,
		FailureConverter:  temporal.NewDefaultFailureConverter(temporal.DefaultFailureConverterOptions{DataConverter: data, EncodeCommonAttributes: true}),
		ConnectionOptions: client.ConnectionOptions{TLS: o.TLS, GrpcCompression: &client.GrpcCompressionNone{}},
	})
	if err != nil {
		return nil, err
	}
	if o.Queue == "" {
		o.Queue = queue
	}
	return &Client{t, o.Namespace, o.Queue}, nil
}

// Close ends the connection.
func (c *Client) Close() { c.temporal.Close() }

// Healthy reports whether Temporal answers and has the namespace of the cases.
func (c *Client) Healthy(ctx context.Context) error {
	_, err := c.temporal.WorkflowService().DescribeNamespace(ctx, &workflowservice.DescribeNamespaceRequest{Namespace: c.namespace})
	return err
}

// Submit starts the workflow of a draft and waits for the receipt. The same act
// may be sent again: it gets the same receipt.
func (c *Client) Submit(ctx context.Context, act models.Act, kind models.Kind) (models.Receipt, error) {
	return untroubled(act, func(update string) (models.Receipt, error) { return c.submit(ctx, act, kind, update) })
}

func (c *Client) submit(ctx context.Context, act models.Act, kind models.Kind, update string) (models.Receipt, error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	start := c.temporal.NewWithStartWorkflowOperation(client.StartWorkflowOptions{
		ID: procedure.WorkflowID(act.Case), TaskQueue: c.queue,
		WorkflowTaskTimeout:      5 * time.Second,
		WorkflowIDConflictPolicy: enums.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING,
		WorkflowIDReusePolicy:    enums.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE,
	}, string(kind), act)
	handle, err := c.temporal.UpdateWithStartWorkflow(ctx, client.UpdateWithStartWorkflowOptions{
		StartWorkflowOperation: start,
		UpdateOptions: client.UpdateWorkflowOptions{
			UpdateID: update, WorkflowID: procedure.WorkflowID(act.Case), UpdateName: procedure.SubmittedUpdate,
			WaitForStage: client.WorkflowUpdateStageCompleted,
		},
	})
	return receipt(ctx, handle, err)
}

// Act brings an act to its case and waits for the receipt. The same act may be
// sent again: it gets the same receipt.
func (c *Client) Act(ctx context.Context, act models.Act) (models.Receipt, error) {
	return untroubled(act, func(update string) (models.Receipt, error) { return c.act(ctx, act, update) })
}

func (c *Client) act(ctx context.Context, act models.Act, update string) (models.Receipt, error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	handle, err := c.temporal.UpdateWorkflow(ctx, client.UpdateWorkflowOptions{
		UpdateID: update, WorkflowID: procedure.WorkflowID(act.Case), UpdateName: procedure.ActUpdate,
		WaitForStage: client.WorkflowUpdateStageCompleted, Args: []any{act},
	})
	return receipt(ctx, handle, err)
}

// retried is how often at most an act is tried again that the house itself had kept from
// being done.
const retried = 10 * time.Second

// untroubled sends an act under its own id. A refusal for a trouble of the house itself, such
// as a wrong clock, is no answer for good, but Temporal keeps it as that of the update: the
// act, of which nothing was done, is sent again under another id of the update. The records
// know it by the act, so that it is done once.
func untroubled(act models.Act, send func(update string) (models.Receipt, error)) (models.Receipt, error) {
	r, err := send(string(act.ID))
	if e := models.AsError(err); e != nil && e.Kind == models.Unavailable && e.Key != tryAgain {
		return send(string(act.ID) + "/" + time.Now().UTC().Truncate(retried).Format("20060102150405"))
	}
	return r, err
}

// tryAgain says that nothing is known of the outcome.
const tryAgain = "try-again"

// Progress asks how far the workflow of a case is; running is false where none runs.
func (c *Client) Progress(ctx context.Context, id models.CaseID) (p procedure.Progress, running bool, err error) {
	about, err := c.temporal.DescribeWorkflowExecution(ctx, procedure.WorkflowID(id), "")
	var missing *serviceerror.NotFound
	if errors.As(err, &missing) {
		return p, false, nil
	}
	if err != nil || about.GetWorkflowExecutionInfo().GetStatus() != enums.WORKFLOW_EXECUTION_STATUS_RUNNING {
		return p, false, err
	}
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	answer, err := c.temporal.QueryWorkflow(ctx, procedure.WorkflowID(id), "", procedure.ProgressQuery)
	if err != nil {
		return p, true, err
	}
	return p, true, answer.Get(&p)
}

func receipt(ctx context.Context, handle client.WorkflowUpdateHandle, err error) (models.Receipt, error) {
	var r models.Receipt
	if err == nil {
		err = handle.Get(ctx, &r)
	}
	return r, answer(err)
}

// answer makes of what Temporal says what a person can be told.
func answer(err error) error {
	if err == nil {
		return nil
	}
	if refusal := activities.Unwire(err); refusal != nil {
		return refusal
	}
	var gone *serviceerror.NotFound
	if errors.As(err, &gone) {
		return models.Refuse(models.Conflict, regulation.ApprovalRecord, "case-closed").Because(err)
	}
	var ended *temporal.ApplicationError
	if errors.As(err, &ended) && ended.Type() == "AcceptedUpdateCompletedWorkflow" {
		return models.Refuse(models.Conflict, regulation.ApprovalRecord, "case-closed").Because(err)
	}
	return models.Refuse(models.Unavailable, regulation.Clause{}, tryAgain).Because(err)
}

// History reads the recorded history of a case, for replay and for evidence.
func (c *Client) History(ctx context.Context, id models.CaseID) (*history.History, error) {
	var h history.History
	pages := c.temporal.GetWorkflowHistory(ctx, procedure.WorkflowID(id), "", false, enums.HISTORY_EVENT_FILTER_TYPE_ALL_EVENT)
	for pages.HasNext() {
		e, err := pages.Next()
		if err != nil {
			return nil, err
		}
		h.Events = append(h.Events, e)
	}
	return &h, nil
}
