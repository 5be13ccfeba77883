-- +goose Up
-- Absence (approval.absence): who is away from when to when, and who acts meanwhile.

create table absences (
  id uuid primary key, person_id uuid not null references people, from_on date not null, until_on date not null, -- the last day away
  case_id uuid references cases, -- the approved case that says so; else entered by hand
  note text not null default '', entered_by uuid not null references people, entered_at timestamptz not null,
  ended_on date, ended_by uuid references people, ended_at timestamptz, -- ended_on is the first day back, where that is earlier
  back_on date generated always as (coalesce(ended_on, until_on + 1)) stored,
  check (until_on >= from_on), check (ended_on between from_on and until_on), check ((ended_on is null) = (ended_at is null)));
create index absences_person on absences (person_id, from_on desc);
create index absences_day on absences (back_on, from_on);
create unique index absences_case on absences (case_id);

-- Nobody is away twice at the same time. The person's row is held while that is looked
-- at, so that it holds among transactions too; a gist index would want an extension.
-- +goose StatementBegin
create function absences_apart() returns trigger language plpgsql as $$
begin
  perform from people where id = new.person_id for no key update;
  if exists (select from absences a where a.person_id = new.person_id and a.id <> new.id
      and a.from_on < coalesce(new.ended_on, new.until_on + 1) and new.from_on < a.back_on) then
    raise exception 'absences of one person overlap' using errcode = 'exclusion_violation', constraint = 'absences_apart';
  end if;
  return new;
end $$;
-- +goose StatementEnd
create trigger absences_apart before insert or update on absences for each row execute function absences_apart();

-- A task whose own holders are away. It stays where it is while agent_id acts for absent_id by
-- proxy, or while nobody else is there; else it waits for another post and goes back to for_*.
alter table tasks add column absent_id uuid references people, add column for_post_id uuid references posts,
  add column for_person_id uuid references people, add column agent_id uuid references people, add column placed_at timestamptz,
  add constraint tasks_absent check ((absent_id is null) = (placed_at is null) and (absent_id is not null or (for_post_id is null and for_person_id is null and agent_id is null))
    and (for_post_id is null or for_person_id is null) and (agent_id is null or (for_post_id is null and for_person_id is null)));
create index tasks_absent on tasks (absent_id) where state = 'open' and absent_id is not null;

-- How secret a case is: a proxy never reaches what is top secret (approval.proxy).
alter table cases add column level text not null default '' check (level in ('', 'top_secret'));

-- +goose Down
select 1 / 0;
