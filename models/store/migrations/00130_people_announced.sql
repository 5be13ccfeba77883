-- +goose Up
-- Who a session is, is kept in memory for a moment. What may change it - its end, the
-- account, a proxy, the organisation - is announced with its commit, without a name.

-- +goose StatementBegin
create function people_changed() returns trigger language plpgsql as $$
begin
	perform pg_notify('countersign_people', '');
	return null;
end $$;
-- +goose StatementEnd

create trigger people_changed after delete on sessions for each row execute function people_changed();
create trigger people_changed_at_once after truncate on sessions for each statement execute function people_changed();
create trigger people_changed_by_update after update of token_hash, person_id, ends_at on sessions for each statement execute function people_changed();
create trigger people_changed after insert or delete or truncate on accounts for each statement execute function people_changed();
create trigger people_changed_by_update after update of person_id, lang, must_change, unconfirmed, suspended_at on accounts for each statement execute function people_changed();
create trigger people_changed after insert or update or delete or truncate on proxies for each statement execute function people_changed();
create trigger people_changed after update on organisation_version for each statement execute function people_changed();

-- +goose Down
select 1 / 0;
