-- +goose Up
-- What an import brings in is never removed: it comes to an end.

alter table companies add column business text not null default 'other', add column ended_on date;
alter table customers add column ended_on date;
alter table varieties add column ended_on date;

-- A unit's code is its company's own.
alter table units drop constraint units_code_key;
alter table units add constraint units_code unique (company_id, code);

-- A holding that ends before it began was never in force: from and until are the same day.
alter table holdings drop constraint holdings_check;
alter table holdings add constraint holdings_period check (until_on is null or until_on >= from_on);
alter table holdings add constraint holdings_key unique (post_id, person_id, from_on);

-- +goose Down
select 1 / 0;
