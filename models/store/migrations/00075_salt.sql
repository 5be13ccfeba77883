-- +goose Up
-- What the digests of a case are made with, so that nobody who is shown one finds out by trying what was
-- kept from him or her (approval.digest). Cases from before have none: their digests stay what they were.
alter table cases add column salt text not null default '';

-- +goose Down
select 1 / 0;
