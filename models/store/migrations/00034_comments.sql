-- +goose Up
-- Files of comments, and passwords that somebody else has set.

-- A file that came with an act; said_at is when the act was done. One that was never said is forgotten.
create table act_files (
  id uuid primary key, act_id uuid not null, case_id uuid not null references cases, name text not null, media_type text not null,
  size bigint not null, hash text not null, by_id uuid not null references people, at timestamptz not null, said_at timestamptz);
create index act_files_act on act_files (act_id);
create index act_files_case on act_files (case_id);
create index act_files_hash on act_files (hash);
create index act_files_loose on act_files (at) where said_at is null;

-- What was said stays as it was said (approval.record), also when the code is wrong.
-- +goose StatementBegin
create function act_file_stays() returns trigger language plpgsql as $$
begin
  raise exception 'a file that was sent with an act is never changed';
end $$;
-- +goose StatementEnd
create trigger act_file_stays before update or delete on act_files for each row when (old.said_at is not null) execute function act_file_stays();

-- Somebody else knows this password: it is changed before anything else is done.
alter table accounts add column must_change boolean not null default false;

-- +goose Down
select 1 / 0;
