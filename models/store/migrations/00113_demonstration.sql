-- That the people of the demonstration are in a database, whose passwords are published: a
-- program that is no demonstration does not answer on it.

-- +goose Up
create table demonstrations (loaded_at timestamptz not null);

-- +goose Down
select 1 / 0;
