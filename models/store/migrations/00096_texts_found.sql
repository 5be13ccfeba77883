-- What applicants wrote into texts and rows of the company's own forms finds the case
-- (form.Texts); here for cases that are there already, without the pinyin. What is hidden
-- from a step, or filled in by others, or top secret is not in it (approval.fields).

-- +goose Up
update cases c set search = left(c.search || ' ' || lower(t.texts), 20000)
  from (select k.id, string_agg(distinct cell.text, ' ') as texts
    from cases k join forms d on d.company_id = k.company_id and d.code = k.form and d.version = k.form_version and coalesce(d.definition ->> 'level', '') = ''
    join lateral (select body from drafts where case_id = k.id union all select body from revisions where case_id = k.id and digest = k.digest limit 1) w on true
    cross join lateral jsonb_array_elements(d.definition::jsonb -> 'fields') f
    cross join lateral (
      select w.body -> 'values' ->> (f ->> 'key') as text where f ->> 'type' in ('line', 'lines')
      union all select r ->> (col ->> 'key') from jsonb_array_elements(case jsonb_typeof(w.body -> 'values' -> (f ->> 'key')) when 'array' then w.body -> 'values' -> (f ->> 'key') end) r,
        jsonb_array_elements(f -> 'columns') col where f ->> 'type' = 'rows' and col ->> 'type' = 'line') cell
    where k.kind = 'form' and cell.text <> '' and coalesce(f -> 'rights' ->> 'start', 'write') = 'write'
      and not exists (select from jsonb_each_text(f -> 'rights') r where r.value = 'hidden' or r.value = 'write' and r.key <> 'start')
    group by k.id) t
  where t.id = c.id;

-- +goose Down
select 1 / 0;
