-- +goose Up
-- The last look at all open cases (approval.never-stuck): one row, claimed by the program that looks next.

create table examination (
  one boolean primary key default true check (one),
  claimed_at timestamptz not null default '-infinity',
  at timestamptz, checked int not null default 0, findings json not null default '[]');
insert into examination default values;

-- +goose Down
select 1 / 0;
