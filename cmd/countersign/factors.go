package main

import (
	"context"

	"countersign/activities"
	"countersign/activities/stepup"
	"countersign/models/message"
	"countersign/workflows/codec"
)

type factorsCommand struct {
	Places `embed:""`

	Login string `arg:"" help:"Whose app, passkeys and recovery codes are lost."`
}

// Run removes all by which a person proves to be present (approval.step-up); the
// person is told.
func (c *factorsCommand) Run(ctx context.Context, t terminal) error {
	return c.withOrganisation(ctx, t, func(o activities.Organisation) error {
		p, count, err := o.ResetFactors(ctx, c.Login)
		if err != nil {
			return err
		}
		t.say(message.Text(t.lang, "factors-reset", map[string]any{"Name": p.Name, "No": p.No, "Count": count}))
		return nil
	})
}

// stepUpKeys are the payload keys for the secrets of apps: the first seals, all open.
func stepUpKeys(keys []codec.Key) (stepup.Keys, error) {
	own := make([]stepup.Key, len(keys))
	for i, k := range keys {
		own[i] = stepup.Key{ID: k.ID, Secret: k.Secret}
	}
	return stepup.NewKeys(own...)
}
