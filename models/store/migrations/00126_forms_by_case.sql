-- Which case put a version of a form in force: one that says who signs is put there only by an approved case
-- (authority.matrix). Of earlier versions, and of those that change words and fields alone, there is none.

-- +goose Up
alter table forms add column case_id uuid references cases;

-- +goose Down
select 1 / 0;
