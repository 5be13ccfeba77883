package workflows

import (
	"context"

	"go.temporal.io/sdk/client"

	"countersign/models"
	"countersign/workflows/procedure"
)

// Recalculate tells a case that its company's calendar has changed, and waits until
// its deadlines are counted again and its timer follows. The same change may be told
// again: it is carried out once.
func (c *Client) Recalculate(ctx context.Context, id models.CaseID, change string) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	handle, err := c.temporal.UpdateWorkflow(ctx, client.UpdateWorkflowOptions{
		UpdateID: "calendar/" + change, WorkflowID: procedure.WorkflowID(id), UpdateName: procedure.RecalculateUpdate,
		WaitForStage: client.WorkflowUpdateStageCompleted, Args: []any{change},
	})
	if err == nil {
		err = handle.Get(ctx, nil)
	}
	return answer(err)
}
