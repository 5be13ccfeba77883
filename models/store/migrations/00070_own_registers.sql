-- The registers of companies' own forms are read from their cases.

-- +goose Up
create index cases_own_forms on cases (company_id, updated_at) where kind = 'form';

-- +goose Down
select 1 / 0;
