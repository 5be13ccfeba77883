-- +goose Up
-- Forms that companies define themselves (approval.form); a version never changes.

create table forms (
  company_id uuid not null references companies, code text not null, version int not null,
  definition json not null, by_id uuid not null references people, at timestamptz not null,
  primary key (company_id, code, version));

-- +goose Down
select 1 / 0;
