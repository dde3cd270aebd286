-- Queues narrowed to one step or one officer are read from the front of an index too.
CREATE INDEX desk_task_by_step ON desk_task (unit_code, step, due_at, dossier_id);
CREATE INDEX desk_task_by_unit_holder ON desk_task (unit_code, holder, due_at, dossier_id);
DROP INDEX desk_task_by_holder;

-- Narrowed queues that an officer gave a name to.
CREATE TABLE saved_filter (
    id       UUID PRIMARY KEY,
    staff_id UUID NOT NULL REFERENCES staff (id),
    name     TEXT NOT NULL,
    -- The choices as they stand in the address of the queue.
    query    TEXT NOT NULL,
    CONSTRAINT saved_filter_name UNIQUE (staff_id, name)
);
