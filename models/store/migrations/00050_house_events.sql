-- +goose Up
-- What administrators do to accounts, and who changes the organisation and the
-- calendar, is recorded and stays (approval.record).

alter table accounts add column signed_in_at timestamptz, add column suspended_at timestamptz;

-- Without an actor it was done at the machine itself. The company is that of the person
-- concerned, or the one whose calendar it is.
create table house_events (
  id uuid primary key, at timestamptz not null, kind text not null, actor_id uuid references people, person_id uuid references people,
  company_id uuid references companies, detail jsonb not null default '{}');
create index house_events_at on house_events (at, id);
create index house_events_person on house_events (person_id, at) where person_id is not null;
create index house_events_actor on house_events (actor_id, at) where actor_id is not null;

-- +goose StatementBegin
create function house_event_stays() returns trigger language plpgsql as $$
begin
  raise exception 'an event of the house is never changed';
end $$;
-- +goose StatementEnd
create trigger house_event_stays before update or delete on house_events for each row execute function house_event_stays();
create trigger house_events_stay before truncate on house_events for each statement execute function house_event_stays();

-- +goose Down
select 1 / 0;
