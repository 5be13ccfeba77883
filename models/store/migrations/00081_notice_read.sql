-- A notice about a task is read when the task is closed: it is found by the task.

-- +goose Up
create index notices_task on notices ((args ->> 'Task')) where read_at is null;

-- +goose Down
select 1 / 0;
