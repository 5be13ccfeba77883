-- +goose Up
-- Who is suspended has no authority (approval.in-force); what waits for that person is moved
-- like what waits for somebody who is away (approval.absence), until the suspension ends.

alter table accounts add column resumed_at timestamptz;
create index accounts_suspended on accounts (person_id) where suspended_at is not null;

-- Who is away on a day: since when that is known, and whether by a suspension. A person may be here twice.
create function away(day date) returns table (person_id uuid, since timestamptz, suspended boolean) language sql stable as $$
  select a.person_id, a.entered_at, false from absences a where a.from_on <= day and a.back_on > day
  union all select k.person_id, k.suspended_at, true from accounts k where k.suspended_at is not null
$$;

-- +goose Down
select 1 / 0;
