-- The years for which those who keep a company's calendar were asked (approval.deadline):
-- they are told once, and again when a year that was complete is not any more.

-- +goose Up
create table calendar_asked (
	company_id uuid not null references companies,
	year int not null,
	at timestamptz not null,
	primary key (company_id, year)
);

-- +goose Down
select 1 / 0;
