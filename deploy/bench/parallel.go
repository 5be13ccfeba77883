package main

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/google/uuid"

	"countersign/api"
	"countersign/models"
	"countersign/policies"
)

// three sign in one round.
var three = []string{marketing, manager, production}

// measureParallel is W2: three of three at once, each signer another client, and
// then signers who collide on a seat.
func measureParallel(ctx context.Context, b *bed, t *table) error {
	database, err := b.fresh(ctx, "parallel")
	if err != nil {
		return err
	}
	if err := b.wantThree(ctx, database); err != nil {
		return err
	}
	ours := b.product("ours", database, append([]string{applicant}, three...), signAtOnce)
	all, err := b.compare(ctx, ours, raw(b, 3, true))
	if err != nil {
		return err
	}
	t.compared("W2 submit, three inboxes and signatures at once, read", all.played[0], all.played[1], 1.35, 1.5)
	return b.collide(ctx, database, t)
}

// wantThree puts a matrix in force under which three posts sign in one round.
func (b *bed) wantThree(ctx context.Context, database string) error {
	var rows []models.MatrixRow
	for _, r := range policies.DefaultMatrix() {
		if r.Kind != models.KindSampleRequest || r.Step != models.StepSignatures {
			rows = append(rows, r)
		} else if r.Round == 1 {
			r.Mode, r.Of = models.All, []string{"head@case-unit", "gm@company", "head@production"}
			rows = append(rows, r)
		}
	}
	text, err := json.Marshal(rows)
	if err != nil {
		return err
	}
	conn, err := b.connect(ctx, database)
	if err != nil {
		return err
	}
	defer conn.Close(ctx)
	_, err = conn.Exec(ctx, `insert into matrices (company_id, version, from_on, rows) select id, 1, '2026-01-01', $1 from companies where code = 'MILL'`, string(text))
	if err != nil {
		return fmt.Errorf("the matrix: %w", err)
	}
	return nil
}

// signAtOnce is a request that three people sign at the same time.
func signAtOnce(ctx context.Context, c *cast, client int, d api.DraftView) error {
	if _, err := c.people[applicant][client].submit(ctx, d); err != nil {
		return err
	}
	err := atOnce(len(three), func(i int) error { return c.findAndSign(ctx, three[i], client, d, uuid.NewString()) })
	if err != nil {
		return err
	}
	return c.inForce(ctx, client, d)
}
