-- +goose Up
-- Units and posts have a period: from_on is the first day, ended_on the first without it.
-- Those without a first day were always there.
alter table units add column from_on date, add constraint units_period check (ended_on is null or from_on is null or ended_on >= from_on);
alter table posts add column from_on date, add constraint posts_period check (ended_on is null or from_on is null or ended_on >= from_on);

-- +goose Down
select 1 / 0;
