-- +goose Up
-- What a signer was shown of a company's own form, where some of it was kept from the
-- signer: the digest of that view, and the fields that were kept (approval.fields).
alter table signatures add column view text not null default '', add column unseen jsonb;

-- +goose Down
select 1 / 0;
