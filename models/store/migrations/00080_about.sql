-- What lists say of a case: which of the company's own forms it is, and in a line what
-- it is about, in both languages. Field rights are kept: what is hidden from anybody
-- is not in it (approval.fields). cases.search has the words that find it.

-- +goose Up
alter table cases add form text not null default '', add form_version int not null default 0,
  add about text not null default '', add about_en text not null default '';

update cases c set form = w.body ->> 'form', form_version = coalesce((w.body ->> 'version')::int, 0)
  from (select distinct on (x.case_id) x.case_id, x.body from (
    select v.case_id, v.body::jsonb as body, 1 as place from revisions v join cases k on k.id = v.case_id and k.digest = v.digest where k.kind = 'form'
    union all select d.case_id, d.body::jsonb, 2 from drafts d join cases k on k.id = d.case_id where k.kind = 'form') x order by x.case_id, x.place) w
  where c.id = w.case_id;

-- +goose Down
select 1 / 0;
