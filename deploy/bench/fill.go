package main

import (
	"context"
	"crypto/sha256"
	"fmt"
	"strings"

	"countersign/models/store"
)

// headsShare is how many of the open tasks wait for the head who is measured.
func headsShare(size int) int { return max(200, size/100) }

// fill makes a database with so many open tasks and ten thousand people, or finds
// the one that an earlier run has made, and returns its name.
func (b *bed) fill(ctx context.Context, size int) (string, error) {
	sum := sha256.Sum256([]byte(store.Schema() + strings.Join(filling, "")))
	name := fmt.Sprintf("tasks_%d_%x", size, sum[:4])
	there, err := query[bool](ctx, b, "postgres", `select exists (select from pg_database where datname = $1 and datconnlimit = 199)`, "bench_"+name)
	if err != nil || there {
		return "bench_" + name, err
	}
	say("  filling %s", name)
	database, err := b.fresh(ctx, name)
	if err != nil {
		return "", err
	}
	statements := []string{"set session_replication_role = replica", fmt.Sprintf("set bench.size = %d", size), fmt.Sprintf("set bench.share = %d", headsShare(size))}
	if err := b.execute(ctx, database, append(statements, filling...)...); err != nil {
		return "", err
	}
	// The limit marks a database that was filled to its end.
	return database, b.execute(ctx, "postgres", "alter database "+database+" with connection limit 199")
}

// filling writes the rows that the program would have written: cases that wait for
// the first of their two signatures. The ids ascend, as those of the program do.
var filling = []string{
	`create function pg_temp.id(kind int, n bigint) returns uuid immutable language sql as
		$$ select ('019a' || lpad(to_hex(n / 65536), 4, '0') || '-' || lpad(to_hex(n % 65536), 4, '0') || '-7000-8000-' || lpad(to_hex(kind), 12, '0'))::uuid $$`,
	`create temp table mill as select o.id, (select u.id from units u join posts p on p.unit_id = u.id where p.code = 'MILL-MKT-HEAD') as unit,
		(select id from posts where code = 'MILL-MKT-HEAD') as head, (select id from posts where code = 'MILL-GM') as gm from companies o where o.code = 'MILL'`,
	`insert into units (id, company_id, code, name, name_en, function)
		select pg_temp.id(1, n), mill.id, 'B' || n, '市场' || n || '部', 'Marketing ' || n, 'marketing' from mill, generate_series(1, 300) n`,
	`insert into posts (id, unit_id, company_id, code, title, title_en, rank, superior_id)
		select pg_temp.id(2, n), pg_temp.id(1, 1 + n % 300), mill.id, 'B-' || n, '岗位' || n, 'Post ' || n, case when n <= 300 then 'head' else 'staff' end, mill.gm
		from mill, generate_series(1, 10000) n`,
	`insert into people (id, no, name, name_en, search) select pg_temp.id(3, n), 'B' || n, '员工' || n, 'Person ' || n, 'yuangong' || n from generate_series(1, 10000) n`,
	`insert into holdings (id, post_id, person_id, from_on) select pg_temp.id(4, n), pg_temp.id(2, n), pg_temp.id(3, n), '2020-01-01' from generate_series(1, 10000) n`,
	// The head's tasks are spread over all: every (size / share)th.
	`create temp table plan as select n, n % (current_setting('bench.size')::int / current_setting('bench.share')::int) = 0 as mine,
			1 + (n::bigint * 7919) % 300 as unit, now() - random() * interval '20 days' as at
		from generate_series(1, current_setting('bench.size')::int) n`,
	`insert into cases (id, kind, company_id, unit_id, applicant_id, number, state, digest, rulebook, search, opened_at, updated_at, seq)
		select pg_temp.id(5, n), 'sample_request', mill.id, case when mine then mill.unit else pg_temp.id(1, plan.unit) end, pg_temp.id(3, 301 + (n::bigint * 104729) % 9700),
			'MILL-YP-2026-' || lpad(n::text, 7, '0'), 'running', md5(n::text) || md5((-n)::text), 0, '', at, at, 2 from mill, plan`,
	`insert into case_people (case_id, person_id, part, at)
		select pg_temp.id(5, n), pg_temp.id(3, 301 + (n::bigint * 104729) % 9700), 'requester', at from plan`,
	`insert into tasks (id, case_id, kind, company_id, step, attempt, verb, clause, round, seat_id, post_id, state, why, within_days, opened_at, remind_at, due_at, due_why)
		select pg_temp.id(6, n), pg_temp.id(5, n), 'sample_request', mill.id, 'signatures', 1, 'sign', 'sample.two-signatures', 0, pg_temp.id(6, n),
			case when mine then mill.head else pg_temp.id(2, plan.unit) end, 'open', 'laid-down', 2, at, at + interval '1 day', at + interval '2 days',
			jsonb_build_object('from', at, 'days', 2, 'due', at + interval '2 days', 'counted', jsonb_build_array(at::date, at::date + 1))
		from mill, plan`,
	`insert into tasks (id, case_id, kind, company_id, step, attempt, verb, clause, round, seat_id, post_id, state, why, within_days)
		select pg_temp.id(7, n), pg_temp.id(5, n), 'sample_request', mill.id, 'signatures', 1, 'sign', 'sample.two-signatures', 1, pg_temp.id(7, n), mill.gm, 'ahead', 'laid-down', 2
		from mill, plan`,
	`vacuum analyze`,
	`checkpoint`,
}
