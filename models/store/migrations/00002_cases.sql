-- +goose Up
-- Cases: what they carry, who must act, what was done, and the proof.

create table cases (
  id uuid primary key, kind text not null, company_id uuid not null references companies, unit_id uuid not null references units,
  applicant_id uuid not null references people, number text, state text not null, digest text not null,
  amount bigint not null default 0, rulebook int not null default 0, matrix int not null default 0, subject_id uuid references cases,
  clause text, search text not null default '',
  opened_at timestamptz not null, closed_at timestamptz, updated_at timestamptz not null,
  seq bigint not null default 0, head text not null default ''); -- of the last event: its place and its hash
create unique index cases_number on cases (company_id, kind, number);
create index cases_applicant on cases (applicant_id, updated_at desc, id);
create index cases_company on cases (company_id, kind, updated_at desc, id);
create index cases_open on cases (state, id) where state in ('running', 'returned', 'effective');

-- Who has to do with a case: requester (filled, edited, submitted, benefits), about, party, copied.
create table case_people (
  case_id uuid not null references cases, person_id uuid not null references people,
  part text not null check (part in ('requester', 'about', 'party', 'copied')), at timestamptz not null,
  primary key (case_id, person_id, part));
create index case_people_person on case_people (person_id, part, at desc, case_id);

-- The document as it stands before it is submitted; one row a case, overwritten.
create table drafts (
  case_id uuid primary key references cases, body jsonb not null, digest text not null,
  edited_by uuid not null references people, edited_at timestamptz not null);

-- Each version of a document that was ever submitted. Never changed.
create table revisions (
  case_id uuid not null references cases, digest text not null, body jsonb not null,
  by_id uuid not null references people, at timestamptz not null, primary key (case_id, digest));

create table attachments (
  id uuid primary key, case_id uuid not null references cases, name text not null, media_type text not null,
  size bigint not null, hash text not null, by_id uuid not null references people, at timestamptz not null, removed_at timestamptz);
create index attachments_case on attachments (case_id);

create table slates (
  case_id uuid not null references cases, step text not null, attempt int not null, clause text not null, verb text not null,
  drawn jsonb not null, -- the slate, who was considered, who was left out and why
  current jsonb not null, -- the slate as it is now, and what its procedure branches on
  at timestamptz not null, primary key (case_id, step, attempt));

-- A task is a seat of a slate, or one more task that escalation added to a seat.
create table tasks (
  id uuid primary key, case_id uuid not null references cases, kind text not null, company_id uuid not null,
  step text not null, attempt int not null, verb text not null, clause text not null,
  round int not null, seat_id uuid not null, post_id uuid references posts, person_id uuid references people,
  state text not null check (state in ('ahead', 'open', 'done', 'void')),
  why text not null default '', -- how the seat came to this post: laid-down, deputy, superior, gm, escalated
  within_days int not null default 0,
  opened_at timestamptz, remind_at timestamptz, due_at timestamptz, due_why jsonb, reminded_at timestamptz, escalated_at timestamptz,
  closed_at timestamptz, closed_by uuid references people, added_by uuid references people, -- the signer who added it
  asks_task uuid, -- whose signer asked, where the task is a question to the applicant
  check ((post_id is null) <> (person_id is null)));
create index tasks_case on tasks (case_id, step, attempt, round);
create index tasks_post on tasks (post_id, due_at, id) where state = 'open';
create index tasks_person on tasks (person_id, due_at, id) where state = 'open';
create index tasks_done on tasks (closed_by, closed_at desc, id) where state = 'done';
create index tasks_remind on tasks (remind_at) where state = 'open' and reminded_at is null;

create table signatures (
  id uuid primary key, case_id uuid not null references cases, step text not null, attempt int not null,
  task_id uuid not null references tasks, seat_id uuid not null, person_id uuid not null references people,
  principal_id uuid not null references people, post_id uuid references posts, proxy_id uuid references proxies,
  decision text not null check (decision in ('sign', 'refuse', 'send_back')), digest text not null, clause text not null,
  rule text not null, rulebook int not null, policy_version bigint not null, act_id uuid not null, at timestamptz not null,
  fell_at timestamptz, unique (act_id, attempt)); -- a signature that survives a send-back stands again under the next attempt
-- One person fills one seat of a slate (approval.one-seat), also when the code is wrong.
create unique index signatures_person on signatures (case_id, step, attempt, person_id) where decision = 'sign' and fell_at is null;
create unique index signatures_principal on signatures (case_id, step, attempt, principal_id) where decision = 'sign' and fell_at is null;
create unique index signatures_seat on signatures (case_id, step, attempt, seat_id) where decision = 'sign' and fell_at is null;

-- What a person wrote with an act; put there before the act, kept for ever.
create table act_contents (
  act_id uuid primary key, case_id uuid not null references cases, actor_id uuid not null references people,
  comment text not null default '', data jsonb, at timestamptz not null);

-- The answer to everything that was done once: an act of a person or a step of the machine.
create table receipts (
  key text primary key, case_id uuid not null references cases, actor_id uuid, body jsonb not null, at timestamptz not null);
create index receipts_case on receipts (case_id);

create table events (
  case_id uuid not null references cases, seq bigint not null, kind text not null, actor_id uuid, post_id uuid, task_id uuid,
  clause text not null default '', body json not null default '{}', at timestamptz not null,
  prev text not null, hash text not null, primary key (case_id, seq));

create table number_series (
  company_id uuid not null references companies, kind text not null, year int not null, next bigint not null default 1,
  primary key (company_id, kind, year));

-- Notices in the product, and the outbox for what leaves the building.
create table notices (
  id uuid primary key, person_id uuid not null references people, case_id uuid references cases, kind text not null,
  key text not null, args jsonb not null default '{}', at timestamptz not null, read_at timestamptz);
create index notices_person on notices (person_id, at desc, id);

create table outbox (
  id uuid primary key, notice_id uuid unique references notices, channel text not null, at timestamptz not null,
  tries int not null default 0, next_at timestamptz not null, sent_at timestamptz, failed text not null default '');
create index outbox_due on outbox (next_at) where sent_at is null;

-- Exceptions are a register of their own (authority.exception).
create table exceptions (
  case_id uuid primary key references cases, subject_id uuid not null references cases, clause text not null,
  subject_digest text not null, subject_body jsonb not null, -- what the general manager is shown, and what passes
  company_id uuid not null references companies, asked_by uuid not null references people, state text not null,
  at timestamptz not null, decided_at timestamptz, decided_by uuid references people, used_at timestamptz);
create index exceptions_clause on exceptions (company_id, clause, at desc);

-- +goose Down
select 1 / 0;
