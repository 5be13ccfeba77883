-- What was recorded stays as it was recorded (approval.record), also when the code is
-- wrong: registers and histories get rows and never change one.

-- +goose Up
-- +goose StatementBegin
create function row_stays() returns trigger language plpgsql as $$
begin
  raise exception 'a row of % is never changed', tg_table_name;
end $$;
-- +goose StatementEnd

-- +goose StatementBegin
do $$
declare kept text;
begin
  foreach kept in array array['revisions', 'receipts', 'events', 'sample_handovers', 'sample_ledger', 'entries', 'forms'] loop
    execute format('create trigger row_stays before update or delete on %I for each row execute function row_stays()', kept);
    execute format('create trigger rows_stay before truncate on %I for each statement execute function row_stays()', kept);
  end loop;
end $$;
-- +goose StatementEnd

-- A signature falls; nothing else of it changes. What was written with an act goes only
-- with a draft that was never submitted.
create trigger row_stays before update on signatures for each row
  when (to_jsonb(old) - 'fell_at' is distinct from to_jsonb(new) - 'fell_at') execute function row_stays();
create trigger rows_go_not before delete on signatures for each row execute function row_stays();
create trigger rows_stay before truncate on signatures for each statement execute function row_stays();
create trigger row_stays before update on act_contents for each row execute function row_stays();

-- +goose Down
select 1 / 0;
