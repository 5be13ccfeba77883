-- Of which sample a line of a month's entries is (sample.month-end).

-- +goose Up
alter table entries add of_case uuid references cases;

-- +goose Down
select 1 / 0;
