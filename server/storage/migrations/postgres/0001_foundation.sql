-- Secrets and numbers of this installation.
CREATE TABLE installation (
    name  TEXT PRIMARY KEY,
    value BYTEA NOT NULL
);

-- Counts up with every change of the published catalogue, so that running processes know when to reload.
CREATE TABLE catalogue_version (
    id      SMALLINT PRIMARY KEY CHECK (id = 1),
    version BIGINT NOT NULL
);
INSERT INTO catalogue_version (id, version) VALUES (1, 0);

-- What was published, as it was published. Immutable.
CREATE TABLE procedure_revision (
    code         TEXT NOT NULL,
    revision     BIGINT NOT NULL,
    digest       TEXT NOT NULL,
    document     TEXT NOT NULL,
    published_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (code, revision)
);
CREATE FUNCTION procedure_revision_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'procedure_revision_is_immutable'; END $$;
CREATE TRIGGER procedure_revision_no_update BEFORE UPDATE ON procedure_revision
    FOR EACH ROW EXECUTE FUNCTION procedure_revision_refuse();
CREATE TRIGGER procedure_revision_no_delete BEFORE DELETE ON procedure_revision
    FOR EACH ROW EXECUTE FUNCTION procedure_revision_refuse();

-- Which revision is in force.
CREATE TABLE procedure (
    code         TEXT PRIMARY KEY,
    revision     BIGINT NOT NULL,
    digest       TEXT NOT NULL,
    withdrawn_at TIMESTAMPTZ,
    FOREIGN KEY (code, revision) REFERENCES procedure_revision (code, revision)
);

-- Answers and files before filing.
CREATE TABLE draft (
    id                 UUID PRIMARY KEY,
    token_hash         BYTEA NOT NULL,
    browser_hash       BYTEA,
    procedure_code     TEXT NOT NULL,
    procedure_revision BIGINT NOT NULL,
    case_id            TEXT,
    agency_code        TEXT,
    answers            TEXT NOT NULL,
    problems           TEXT NOT NULL,
    version            BIGINT NOT NULL,
    files_version      BIGINT NOT NULL,
    submission_key     TEXT NOT NULL,
    created_at         TIMESTAMPTZ NOT NULL,
    updated_at         TIMESTAMPTZ NOT NULL,
    discarded_at       TIMESTAMPTZ,
    CONSTRAINT draft_submission_key_unique UNIQUE (submission_key),
    FOREIGN KEY (procedure_code, procedure_revision) REFERENCES procedure_revision (code, revision)
);
CREATE INDEX draft_by_browser ON draft (browser_hash, procedure_code) WHERE discarded_at IS NULL;

CREATE TABLE draft_file (
    id          UUID PRIMARY KEY,
    draft_id    UUID NOT NULL REFERENCES draft (id),
    component   TEXT NOT NULL,
    name        TEXT NOT NULL,
    media_type  TEXT NOT NULL,
    size        BIGINT NOT NULL,
    sha256      TEXT NOT NULL,
    received_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX draft_file_by_draft ON draft_file (draft_id, received_at);

-- The last number given out per agency and day; part of every dossier code.
CREATE TABLE dossier_counter (
    agency_code TEXT NOT NULL,
    day         TEXT NOT NULL,
    last        BIGINT NOT NULL,
    PRIMARY KEY (agency_code, day)
);

CREATE TABLE dossier (
    id                 UUID PRIMARY KEY,
    code               TEXT NOT NULL,
    draft_id           UUID NOT NULL,
    submission_key     TEXT NOT NULL,
    content_digest     TEXT NOT NULL,
    agency_code        TEXT NOT NULL,
    procedure_code     TEXT NOT NULL,
    procedure_revision BIGINT NOT NULL,
    case_id            TEXT,
    answers            TEXT NOT NULL,
    status             SMALLINT NOT NULL,
    submitted_at       TIMESTAMPTZ NOT NULL,
    answer_due_at      TIMESTAMPTZ NOT NULL,
    CONSTRAINT dossier_code_unique UNIQUE (code),
    CONSTRAINT dossier_draft_unique UNIQUE (draft_id),
    CONSTRAINT dossier_submission_key_unique UNIQUE (submission_key),
    FOREIGN KEY (draft_id) REFERENCES draft (id),
    FOREIGN KEY (procedure_code, procedure_revision) REFERENCES procedure_revision (code, revision)
);

CREATE TABLE dossier_file (
    dossier_id UUID NOT NULL REFERENCES dossier (id),
    position   BIGINT NOT NULL,
    file_id    UUID NOT NULL,
    component  TEXT NOT NULL,
    name       TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size       BIGINT NOT NULL,
    sha256     TEXT NOT NULL,
    PRIMARY KEY (dossier_id, position)
);

-- What happened. Append-only.
CREATE TABLE dossier_event (
    dossier_id UUID NOT NULL REFERENCES dossier (id),
    sequence   BIGINT NOT NULL,
    kind       TEXT NOT NULL,
    at         TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (dossier_id, sequence)
);
CREATE FUNCTION dossier_event_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'dossier_event_is_append_only'; END $$;
CREATE TRIGGER dossier_event_no_update BEFORE UPDATE ON dossier_event
    FOR EACH ROW EXECUTE FUNCTION dossier_event_refuse();
CREATE TRIGGER dossier_event_no_delete BEFORE DELETE ON dossier_event
    FOR EACH ROW EXECUTE FUNCTION dossier_event_refuse();

-- What an accepted dossier owes to somebody, from the moment of acceptance.
CREATE TABLE obligation (
    dossier_id UUID NOT NULL REFERENCES dossier (id),
    kind       TEXT NOT NULL,
    due_at     TIMESTAMPTZ NOT NULL,
    met_at     TIMESTAMPTZ,
    PRIMARY KEY (dossier_id, kind)
);
CREATE INDEX obligation_open ON obligation (due_at) WHERE met_at IS NULL;
