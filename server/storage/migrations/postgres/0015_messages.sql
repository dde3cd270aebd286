-- What an applicant wrote stands in the queue until staff have answered or seen to it.
INSERT INTO desk_task (dossier_id, unit_code, kind, step, due_at, procedure_code)
    SELECT d.id, COALESCE(d.unit_code, d.agency_code), 'message', '', '9999-01-01T00:00:00Z', d.procedure_code
    FROM dossier d
    WHERE EXISTS (SELECT 1 FROM dossier_message m WHERE m.dossier_id = d.id AND m.staff_id IS NULL AND m.read_at IS NULL);

-- Of a message only when it was read is written later; of a file nothing.
CREATE FUNCTION dossier_message_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'dossier_message_is_append_only'; END $$;
CREATE TRIGGER dossier_message_no_update BEFORE UPDATE OF id, dossier_id, at, staff_id, body ON dossier_message
    FOR EACH ROW EXECUTE FUNCTION dossier_message_refuse();
CREATE TRIGGER dossier_message_no_delete BEFORE DELETE ON dossier_message
    FOR EACH ROW EXECUTE FUNCTION dossier_message_refuse();
CREATE FUNCTION dossier_file_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'dossier_file_is_append_only'; END $$;
CREATE TRIGGER dossier_file_no_update BEFORE UPDATE ON dossier_file
    FOR EACH ROW EXECUTE FUNCTION dossier_file_refuse();
CREATE TRIGGER dossier_file_no_delete BEFORE DELETE ON dossier_file
    FOR EACH ROW EXECUTE FUNCTION dossier_file_refuse();

-- Emptying a table at one stroke asks no trigger of its rows.
CREATE TRIGGER dossier_message_no_truncate BEFORE TRUNCATE ON dossier_message
    FOR EACH STATEMENT EXECUTE FUNCTION dossier_message_refuse();
CREATE TRIGGER dossier_file_no_truncate BEFORE TRUNCATE ON dossier_file
    FOR EACH STATEMENT EXECUTE FUNCTION dossier_file_refuse();
CREATE TRIGGER dossier_event_no_truncate BEFORE TRUNCATE ON dossier_event
    FOR EACH STATEMENT EXECUTE FUNCTION dossier_event_refuse();
CREATE TRIGGER dossier_answers_no_truncate BEFORE TRUNCATE ON dossier_answers
    FOR EACH STATEMENT EXECUTE FUNCTION dossier_answers_refuse();
CREATE TRIGGER dossier_view_no_truncate BEFORE TRUNCATE ON dossier_view
    FOR EACH STATEMENT EXECUTE FUNCTION dossier_view_refuse();
CREATE TRIGGER staff_event_no_truncate BEFORE TRUNCATE ON staff_event
    FOR EACH STATEMENT EXECUTE FUNCTION staff_event_refuse();
CREATE TRIGGER procedure_revision_no_truncate BEFORE TRUNCATE ON procedure_revision
    FOR EACH STATEMENT EXECUTE FUNCTION procedure_revision_refuse();
CREATE TRIGGER form_revision_no_truncate BEFORE TRUNCATE ON form_revision
    FOR EACH STATEMENT EXECUTE FUNCTION form_revision_refuse();
CREATE TRIGGER process_revision_no_truncate BEFORE TRUNCATE ON process_revision
    FOR EACH STATEMENT EXECUTE FUNCTION process_revision_refuse();
CREATE TRIGGER calendar_day_no_truncate BEFORE TRUNCATE ON calendar_day
    FOR EACH STATEMENT EXECUTE FUNCTION calendar_day_refuse();
