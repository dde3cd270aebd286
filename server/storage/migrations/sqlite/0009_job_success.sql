-- When a job last ran to its end, in any process: a job that does not run any more is seen by it.
ALTER TABLE job ADD COLUMN succeeded_at TEXT;
