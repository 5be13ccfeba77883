-- A year of which a company says that its calendar is complete (approval.deadline): until
-- then deadlines that reach into a year without statutory days are not counted. A year
-- in which the holidays that the law gives every year were entered stays known.

-- +goose Up
create table calendar_years (
	company_id uuid not null references companies,
	year int not null,
	by_id uuid references people, -- nobody where the year was known before
	at timestamptz not null,
	primary key (company_id, year)
);
insert into calendar_years (company_id, year, at)
	select company_id, extract(year from day)::int, now() from calendar_days
	where to_char(day, 'MM-DD') in ('01-01', '05-01', '10-01') group by 1, 2 having count(*) = 3;

-- +goose Down
select 1 / 0;
