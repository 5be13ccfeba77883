-- A password that one person has set for another opens nothing with authority before a second
-- person has confirmed whose it is: else who resets passwords has everybody's authority (approval.step-up).

-- +goose Up
alter table factor_resets add column what text not null default 'factors' check (what in ('factors', 'password'));
alter table factor_resets alter column ends_at drop not null, add check ((what = 'factors') = (ends_at is not null));

-- What waits for the second person; empty = the password is the person's own, or set at the machine itself.
alter table accounts add column unconfirmed uuid references factor_resets;

-- +goose Down
select 1 / 0;
