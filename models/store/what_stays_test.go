package store_test

import (
	"context"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/stretchr/testify/require"
)

func TestApprovalRecord_WhatWasRecordedIsNeverChangedAlsoWhenTheCodeIsWrong(t *testing.T) {
	db, exec := house(t)
	aCase(exec)
	theCase, company, person := uuidOf(50), uuidOf(1), uuidOf(31)
	exec(`insert into varieties (id, company_id, code, name, in_production, price_per_kg) values ($1, $2, 'V', '坯布', true, 100)`, uuidOf(70), company)
	exec(`insert into revisions (case_id, digest, body, by_id, at) values ($1, 'd1', '{}', $2, now())`, theCase, person)
	exec(`insert into receipts (key, case_id, body, at) values ('k', $1, '{}', now())`, theCase)
	exec(`insert into events (case_id, seq, kind, at, prev, hash) values ($1, 1, 'submit', now(), '', 'h')`, theCase)
	exec(`insert into sample_handovers (case_id, line, pieces, by_id, at, act_id) values ($1, 1, 1, $2, now(), $1)`, theCase, person)
	exec(`insert into sample_ledger (id, company_id, variety_id, size, pieces, grams, taken_by, taken_at, act_id) values ($1, $2, $3, 'small', 1, 20, $4, now(), $1)`, uuidOf(71), company, uuidOf(70), person)
	exec(`insert into entries (id, company_id, case_id, kind, by_id, at, act_id) values ($1, $2, $3, 'receipt', $4, now(), $1)`, uuidOf(72), company, theCase, person)
	exec(`insert into forms (company_id, code, version, definition, by_id, at) values ($1, 'leave', 1, '{}', $2, now())`, company, person)
	exec(`insert into act_contents (act_id, case_id, actor_id, at) values ($1, $2, $3, now())`, uuidOf(73), theCase, person)
	exec(`insert into signatures (id, case_id, step, attempt, task_id, seat_id, person_id, principal_id, decision, digest, clause, rule, rulebook, policy_version, act_id, at)
		values ($1, $2, 'signatures', 1, $3, $3, $4, $4, 'sign', 'd1', '', '', 1, 1, $1, now())`, uuidOf(74), theCase, uuidOf(60), uuidOf(30))
	conn, err := pgx.Connect(context.Background(), db.URL())
	require.NoError(t, err)
	defer conn.Close(context.Background())
	refused := func(change string) {
		t.Helper()
		_, err := conn.Exec(context.Background(), change)
		require.ErrorContains(t, err, "is never changed", change)
	}

	for table, change := range map[string]string{
		"revisions": `body = '{"reason": "x"}'`, "receipts": `body = '{"seq": 2}'`, "events": `kind = 'x'`, "sample_handovers": `pieces = 2`,
		"sample_ledger": `grams = 21`, "entries": `cents = 1`, "forms": `definition = '{"level": ""}'`, "signatures": `digest = 'd2'`,
	} {
		refused(`update ` + table + ` set ` + change)
		refused(`delete from ` + table)
		refused(`truncate ` + table + ` cascade`)
	}
	refused(`update act_contents set comment = 'x'`)
	exec(`update signatures set fell_at = now()`) // the document was mended: that one may fall, and still says what it said
}
