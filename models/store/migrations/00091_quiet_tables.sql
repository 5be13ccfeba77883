-- Each time a table is vacuumed or analyzed, every connection plans every statement anew
-- that reads it. That is not worth its while for every fifty rows of a small table, which
-- happens once a minute in a young database that is at work.

-- +goose Up
-- +goose StatementBegin
do $$
declare grows text;
begin
	foreach grows in array array['cases', 'case_people', 'drafts', 'revisions', 'act_contents', 'tasks', 'slates', 'signatures', 'events', 'receipts', 'notices', 'outbox'] loop
		execute format('alter table %I set (autovacuum_analyze_threshold = 5000, autovacuum_vacuum_threshold = 5000, autovacuum_vacuum_insert_threshold = 5000)', grows);
	end loop;
end $$;
-- +goose StatementEnd

-- +goose Down
select 1 / 0;
