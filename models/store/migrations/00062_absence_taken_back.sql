-- +goose Up
-- An absence that was taken back before it began has no day: it is in nobody's way (approval.absence).

-- +goose StatementBegin
create or replace function absences_apart() returns trigger language plpgsql as $$
begin
  perform from people where id = new.person_id for no key update;
  if exists (select from absences a where a.person_id = new.person_id and a.id <> new.id and a.from_on < a.back_on
      and new.from_on < coalesce(new.ended_on, new.until_on + 1)
      and a.from_on < coalesce(new.ended_on, new.until_on + 1) and new.from_on < a.back_on) then
    raise exception 'absences of one person overlap' using errcode = 'exclusion_violation', constraint = 'absences_apart';
  end if;
  return new;
end $$;
-- +goose StatementEnd

-- +goose Down
select 1 / 0;
