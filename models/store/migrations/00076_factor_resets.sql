-- +goose Up
-- Factors that somebody has lost are removed by two people, of whom the person is neither (approval.step-up).
create table factor_resets (
  id uuid primary key, person_id uuid not null references people, reason text not null,
  asked_by uuid not null references people, asked_at timestamptz not null, ends_at timestamptz not null,
  confirmed_by uuid references people, confirmed_at timestamptz,
  check (asked_by <> person_id), check (confirmed_by not in (person_id, asked_by)), check ((confirmed_by is null) = (confirmed_at is null)));
create index factor_resets_person on factor_resets (person_id, confirmed_at);
create index factor_resets_open on factor_resets (ends_at) where confirmed_at is null;

-- +goose Down
select 1 / 0;
