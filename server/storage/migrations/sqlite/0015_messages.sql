-- What an applicant wrote stands in the queue until staff have answered or seen to it.
INSERT INTO desk_task (dossier_id, unit_code, kind, step, due_at, procedure_code)
    SELECT d.id, COALESCE(d.unit_code, d.agency_code), 'message', '', '9999-01-01T00:00:00Z', d.procedure_code
    FROM dossier d
    WHERE EXISTS (SELECT 1 FROM dossier_message m WHERE m.dossier_id = d.id AND m.staff_id IS NULL AND m.read_at IS NULL);

-- Of a message only when it was read is written later; of a file nothing.
CREATE TRIGGER dossier_message_no_update BEFORE UPDATE OF id, dossier_id, at, staff_id, body ON dossier_message
BEGIN SELECT RAISE(ABORT, 'dossier_message_is_append_only'); END;
CREATE TRIGGER dossier_message_no_delete BEFORE DELETE ON dossier_message
BEGIN SELECT RAISE(ABORT, 'dossier_message_is_append_only'); END;
CREATE TRIGGER dossier_file_no_update BEFORE UPDATE ON dossier_file
BEGIN SELECT RAISE(ABORT, 'dossier_file_is_append_only'); END;
CREATE TRIGGER dossier_file_no_delete BEFORE DELETE ON dossier_file
BEGIN SELECT RAISE(ABORT, 'dossier_file_is_append_only'); END;
