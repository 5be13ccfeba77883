-- What a case has is found by the case: its signatures, those too that fell, and the
-- exceptions that were asked for it.

-- +goose Up
create index signatures_case on signatures (case_id);
create index exceptions_subject on exceptions (subject_id);

-- +goose Down
select 1 / 0;
