-- What people report and propose (*phản ánh, kiến nghị*), with what the last event of its history says.
CREATE TABLE feedback (
    id                 UUID PRIMARY KEY,
    code               TEXT NOT NULL CONSTRAINT feedback_code_unique UNIQUE,
    -- SHA-256 of the key of the form: the same form sent again makes no second one.
    submission_hash    BYTEA NOT NULL CONSTRAINT feedback_submission_unique UNIQUE,
    content_digest     TEXT NOT NULL,
    category           TEXT NOT NULL,
    title              TEXT NOT NULL,
    words              TEXT NOT NULL,
    place              TEXT NOT NULL DEFAULT '',
    -- Of the dossier it is about; empty for none.
    dossier_code       TEXT NOT NULL DEFAULT '',
    -- Name, phone and e-mail, sealed; none when nothing was given.
    contact            BYTEA,
    is_confidential    BOOLEAN NOT NULL,
    received_at        TIMESTAMPTZ NOT NULL,
    version            BIGINT NOT NULL,
    status             TEXT NOT NULL,
    -- Who owes the answer, or gave it.
    agency_code        TEXT NOT NULL,
    acknowledge_due_at TIMESTAMPTZ NOT NULL,
    answer_due_at      TIMESTAMPTZ NOT NULL,
    -- The agency above that was told of the delay; empty for none.
    escalated_to       TEXT NOT NULL DEFAULT '',
    is_moderated       BOOLEAN NOT NULL,
    -- Empty when not published.
    public_title       TEXT NOT NULL DEFAULT '',
    public_words       TEXT NOT NULL DEFAULT '',
    -- Since when everybody may read it; none when not published.
    public_at          TIMESTAMPTZ,
    supporters         BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX feedback_at_agency ON feedback (agency_code, status, answer_due_at);
CREATE INDEX feedback_escalated ON feedback (escalated_to, answer_due_at) WHERE escalated_to <> '';
CREATE INDEX feedback_open ON feedback (answer_due_at) WHERE status IN ('received', 'handling');
CREATE INDEX feedback_public ON feedback (public_at, code) WHERE public_at IS NOT NULL;

-- Its history. Append-only.
CREATE TABLE feedback_event (
    feedback_id UUID NOT NULL REFERENCES feedback (id),
    sequence    BIGINT NOT NULL,
    kind        TEXT NOT NULL,
    at          TIMESTAMPTZ NOT NULL,
    actor_kind  TEXT NOT NULL,
    actor_id    UUID,
    document    TEXT NOT NULL,
    PRIMARY KEY (feedback_id, sequence)
);
CREATE FUNCTION feedback_event_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'feedback_event_is_append_only'; END $$;
CREATE TRIGGER feedback_event_no_update BEFORE UPDATE ON feedback_event
    FOR EACH ROW EXECUTE FUNCTION feedback_event_refuse();
CREATE TRIGGER feedback_event_no_delete BEFORE DELETE ON feedback_event
    FOR EACH ROW EXECUTE FUNCTION feedback_event_refuse();
CREATE TRIGGER feedback_event_no_truncate BEFORE TRUNCATE ON feedback_event
    FOR EACH STATEMENT EXECUTE FUNCTION feedback_event_refuse();

-- Photos, added after it was sent.
CREATE TABLE feedback_file (
    id          UUID PRIMARY KEY,
    feedback_id UUID NOT NULL REFERENCES feedback (id),
    name        TEXT NOT NULL,
    media_type  TEXT NOT NULL,
    size        BIGINT NOT NULL,
    sha256      TEXT NOT NULL,
    received_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX feedback_file_of ON feedback_file (feedback_id, received_at);
CREATE INDEX feedback_file_hash ON feedback_file (sha256);

-- Who has the same trouble: one voice for each browser.
CREATE TABLE feedback_supporter (
    feedback_id  UUID NOT NULL REFERENCES feedback (id),
    browser_hash BYTEA NOT NULL,
    PRIMARY KEY (feedback_id, browser_hash)
);
