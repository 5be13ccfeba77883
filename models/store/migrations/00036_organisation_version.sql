-- +goose Up
-- Every slate is drawn up among all who hold a post, which seldom changes. Whoever
-- keeps that in memory compares this version, which each transaction that changes it
-- raises once: it is seen with the change, never before or after it.
create table organisation_version (
	version bigint not null,
	raised_by xid8 not null
);
insert into organisation_version values (1, pg_current_xact_id());

-- +goose StatementBegin
create function organisation_changed() returns trigger language plpgsql as $$
begin
	update organisation_version set version = version + 1, raised_by = pg_current_xact_id() where raised_by <> pg_current_xact_id();
	return null;
end $$;
-- +goose StatementEnd

create trigger organisation_changed after insert or update or delete or truncate on companies for each statement execute function organisation_changed();
create trigger organisation_changed after insert or update or delete or truncate on units for each statement execute function organisation_changed();
create trigger organisation_changed after insert or update or delete or truncate on posts for each statement execute function organisation_changed();
create trigger organisation_changed after insert or update or delete or truncate on people for each statement execute function organisation_changed();
create trigger organisation_changed after insert or update or delete or truncate on holdings for each statement execute function organisation_changed();

-- +goose Down
select 1 / 0;
