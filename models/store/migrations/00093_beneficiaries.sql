-- +goose Up
-- Whom a company's own form says that a case is for: they read it and do not sign it (approval.own-case).

alter table case_people drop constraint case_people_part_check,
  add constraint case_people_part_check check (part in ('requester', 'beneficiary', 'about', 'party', 'copied'));

-- +goose Down
select 1 / 0;
