-- +goose Up
-- What the API asks quickly, and the news that a case has changed.

-- An inbox is read in order of (due, id); what is never due comes last.
drop index tasks_post;
drop index tasks_person;
create index tasks_post on tasks (post_id, coalesce(due_at, 'infinity'::timestamptz), id) where state = 'open';
create index tasks_person on tasks (person_id, coalesce(due_at, 'infinity'::timestamptz), id) where state = 'open';
create index notices_unread on notices (person_id) where read_at is null;
create index sessions_ends on sessions (ends_at);

-- What an act said in all, so that its key cannot be used for another.
alter table act_contents add column fingerprint text not null default '';

-- +goose StatementBegin
create function case_changed() returns trigger language plpgsql as $$
begin
  perform pg_notify('countersign_case', new.id::text);
  return null;
end $$;
-- +goose StatementEnd
create trigger case_changed after insert or update on cases for each row execute function case_changed();

-- +goose Down
select 1 / 0;
