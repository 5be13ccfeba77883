-- +goose Up
-- What policies ask of lists, and whose rows a version of the policy is.

create index cases_recent on cases (updated_at desc, id desc);
create index cases_unit on cases (unit_id);
create index tasks_of_post on tasks (post_id, case_id) where post_id is not null;
create index tasks_of_person on tasks (person_id, case_id) where person_id is not null;

-- The program's own rows give way to those of a newer program; a company's do not.
alter table policy_versions add column own boolean not null default true;

-- +goose Down
select 1 / 0;
