-- +goose Up
-- Revocation of what took effect (approval.revoke), and until when a case may be withdrawn.

create table revocations (
  case_id uuid primary key references cases, subject_id uuid not null references cases, subject_digest text not null,
  asked_by uuid not null references people, state text not null check (state in ('asked', 'granted', 'refused', 'withdrawn')),
  at timestamptz not null, decided_at timestamptz, decided_by uuid references people,
  told_at timestamptz, -- when the workflow of the subject had heard of it; null while it has not
  check (case_id <> subject_id));
-- A case is revoked once, and by one case at a time.
create unique index revocations_once on revocations (subject_id) where state in ('asked', 'granted');
create index revocations_untold on revocations (subject_id) where state = 'granted' and told_at is null;

-- What is void lets nothing out (sample.gate).
alter table gate_passes add column void_at timestamptz, add constraint gate_passes_void check (void_at is null or used_at is null);

-- The case may be withdrawn until somebody has signed; else until it takes effect (approval.withdraw).
alter table cases add column bound boolean not null default false;

-- +goose Down
select 1 / 0;
