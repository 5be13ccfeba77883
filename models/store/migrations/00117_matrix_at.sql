-- When a version of the matrix was put there, so that a change that does not say from which version it was
-- made is compared with what was there when it was submitted (authority.matrix). Of earlier ones it is not known.

-- +goose Up
alter table matrices add column at timestamptz;

-- +goose Down
select 1 / 0;
