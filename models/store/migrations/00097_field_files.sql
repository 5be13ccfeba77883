-- A file may belong to a field of the company's own form (approval.fields): the document
-- names it with its digest, and who does not see the field does not get the file.

-- +goose Up
alter table attachments add field text not null default '';

-- +goose Down
select 1 / 0;
