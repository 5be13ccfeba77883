package main

import (
	"context"

	"github.com/google/uuid"
	"go.temporal.io/sdk/client"

	"countersign/api"
)

// measureSamples is W1: a sample request from its submission until it is in force,
// through HTTP with sessions, policies, events and notices, against raw Temporal.
// After that the request waits to be handed over, while the raw case ends.
func measureSamples(ctx context.Context, b *bed, t *table) error {
	database, err := b.fresh(ctx, "samples")
	if err != nil {
		return err
	}
	ours := b.product("ours", database, []string{applicant, marketing, manager}, signInTurn)
	shaped := floor(b, "raw Temporal in our shape", func(ctx context.Context, t client.Client) error { return playShaped(ctx, t, 2) })
	all, err := b.compare(ctx, ours, raw(b, 2, false), shaped)
	if err != nil {
		return err
	}
	t.compared("W1 submit, inbox, sign, inbox, sign, read", all.played[0], all.played[1], 1.35, 1.5)
	t.alone("W1 raw Temporal in our shape: started by an update, local activities, a timer", all.played[2])
	t.alone("W1 the draft before it", all.prepared[0])
	return nil
}

// signInTurn is a request that two people sign one after another.
func signInTurn(ctx context.Context, c *cast, client int, d api.DraftView) error {
	if _, err := c.people[applicant][client].submit(ctx, d); err != nil {
		return err
	}
	for _, login := range []string{marketing, manager} {
		if err := c.findAndSign(ctx, login, client, d, uuid.NewString()); err != nil {
			return err
		}
	}
	return c.inForce(ctx, client, d)
}
