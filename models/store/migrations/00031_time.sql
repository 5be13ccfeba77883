-- +goose Up
-- The ladder of deadlines, the times that a task was held, and changed calendars (approval.deadline).

alter table tasks
  add column reminders int not null default 0, -- how often its holder was reminded
  add column rung int not null default 0,      -- how far up the ladder it is; 100 = it climbs no more
  add column rung_at timestamptz,              -- when it goes a rung up; null = not now
  add column earlier jsonb;                    -- [[opened, closed], …] of a task that was opened again

update tasks set rung_at = due_at where state = 'open' and escalated_at is null;
update tasks set rung = 100 where escalated_at is not null;
update tasks set reminders = 1, remind_at = null where reminded_at is not null;

-- A reminder that was sent leaves no remind_at, or that of the next.
drop index tasks_remind;
create index tasks_remind on tasks (remind_at) where state = 'open' and remind_at is not null;
create index tasks_undated on tasks (company_id) where state = 'open' and due_at is null;
-- Reports of time read months; a brin costs the writers next to nothing.
create index tasks_held on tasks using brin (opened_at, closed_at);

-- A calendar that was changed. fence: the writers that were at work when the change was
-- first seen and may have read the old calendar; the cases are gone through when they
-- have ended (clear). after_id: how far that was.
create table calendar_changes (
  id uuid primary key, company_id uuid not null references companies, year int not null,
  by_id uuid references people, at timestamptz not null, fence text[], clear boolean not null default false, after_id uuid, listed_at timestamptz);
create index calendar_changes_open on calendar_changes (at) where listed_at is null;

-- The cases whose workflows must hear of it, until they have.
create table recalculations (
  change_id uuid not null references calendar_changes, case_id uuid not null references cases,
  tries int not null default 0, next_at timestamptz not null, failed text not null default '', primary key (change_id, case_id));
create index recalculations_due on recalculations (next_at);

-- +goose Down
select 1 / 0;
