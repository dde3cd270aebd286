-- Secrets and numbers of this installation.
CREATE TABLE installation (
    name  TEXT PRIMARY KEY,
    value BLOB NOT NULL
) STRICT;

-- Counts up with every change of the published catalogue, so that running processes know when to reload.
CREATE TABLE catalogue_version (
    id      INTEGER PRIMARY KEY CHECK (id = 1),
    version INTEGER NOT NULL
) STRICT;
INSERT INTO catalogue_version (id, version) VALUES (1, 0);

-- What was published, as it was published. Immutable.
CREATE TABLE procedure_revision (
    code         TEXT NOT NULL,
    revision     INTEGER NOT NULL,
    digest       TEXT NOT NULL,
    document     TEXT NOT NULL,
    published_at TEXT NOT NULL,
    PRIMARY KEY (code, revision)
);
CREATE TRIGGER procedure_revision_no_update BEFORE UPDATE ON procedure_revision
BEGIN SELECT RAISE(ABORT, 'procedure_revision_is_immutable'); END;
CREATE TRIGGER procedure_revision_no_delete BEFORE DELETE ON procedure_revision
BEGIN SELECT RAISE(ABORT, 'procedure_revision_is_immutable'); END;

-- Which revision is in force.
CREATE TABLE procedure (
    code         TEXT PRIMARY KEY,
    revision     INTEGER NOT NULL,
    digest       TEXT NOT NULL,
    withdrawn_at TEXT,
    FOREIGN KEY (code, revision) REFERENCES procedure_revision (code, revision)
);

-- Answers and files before filing.
CREATE TABLE draft (
    id                 BLOB PRIMARY KEY,
    token_hash         BLOB NOT NULL,
    browser_hash       BLOB,
    procedure_code     TEXT NOT NULL,
    procedure_revision INTEGER NOT NULL,
    case_id            TEXT,
    agency_code        TEXT,
    answers            TEXT NOT NULL,
    problems           TEXT NOT NULL,
    version            INTEGER NOT NULL,
    files_version      INTEGER NOT NULL,
    submission_key     TEXT NOT NULL,
    created_at         TEXT NOT NULL,
    updated_at         TEXT NOT NULL,
    discarded_at       TEXT,
    CONSTRAINT draft_submission_key_unique UNIQUE (submission_key),
    FOREIGN KEY (procedure_code, procedure_revision) REFERENCES procedure_revision (code, revision)
);
CREATE INDEX draft_by_browser ON draft (browser_hash, procedure_code) WHERE discarded_at IS NULL;

CREATE TABLE draft_file (
    id          BLOB PRIMARY KEY,
    draft_id    BLOB NOT NULL REFERENCES draft (id),
    component   TEXT NOT NULL,
    name        TEXT NOT NULL,
    media_type  TEXT NOT NULL,
    size        INTEGER NOT NULL,
    sha256      TEXT NOT NULL,
    received_at TEXT NOT NULL
);
CREATE INDEX draft_file_by_draft ON draft_file (draft_id, received_at);

-- The last number given out per agency and day; part of every dossier code.
CREATE TABLE dossier_counter (
    agency_code TEXT NOT NULL,
    day         TEXT NOT NULL,
    last        INTEGER NOT NULL,
    PRIMARY KEY (agency_code, day)
) WITHOUT ROWID;

CREATE TABLE dossier (
    id                 BLOB PRIMARY KEY,
    code               TEXT NOT NULL,
    draft_id           BLOB NOT NULL,
    submission_key     TEXT NOT NULL,
    content_digest     TEXT NOT NULL,
    agency_code        TEXT NOT NULL,
    procedure_code     TEXT NOT NULL,
    procedure_revision INTEGER NOT NULL,
    case_id            TEXT,
    answers            TEXT NOT NULL,
    status             INTEGER NOT NULL,
    submitted_at       TEXT NOT NULL,
    answer_due_at      TEXT NOT NULL,
    CONSTRAINT dossier_code_unique UNIQUE (code),
    CONSTRAINT dossier_draft_unique UNIQUE (draft_id),
    CONSTRAINT dossier_submission_key_unique UNIQUE (submission_key),
    FOREIGN KEY (draft_id) REFERENCES draft (id),
    FOREIGN KEY (procedure_code, procedure_revision) REFERENCES procedure_revision (code, revision)
);

CREATE TABLE dossier_file (
    dossier_id BLOB NOT NULL REFERENCES dossier (id),
    position   INTEGER NOT NULL,
    file_id    BLOB NOT NULL,
    component  TEXT NOT NULL,
    name       TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size       INTEGER NOT NULL,
    sha256     TEXT NOT NULL,
    PRIMARY KEY (dossier_id, position)
) WITHOUT ROWID;

-- What happened. Append-only.
CREATE TABLE dossier_event (
    dossier_id BLOB NOT NULL REFERENCES dossier (id),
    sequence   INTEGER NOT NULL,
    kind       TEXT NOT NULL,
    at         TEXT NOT NULL,
    PRIMARY KEY (dossier_id, sequence)
) WITHOUT ROWID;
CREATE TRIGGER dossier_event_no_update BEFORE UPDATE ON dossier_event
BEGIN SELECT RAISE(ABORT, 'dossier_event_is_append_only'); END;
CREATE TRIGGER dossier_event_no_delete BEFORE DELETE ON dossier_event
BEGIN SELECT RAISE(ABORT, 'dossier_event_is_append_only'); END;

-- What an accepted dossier owes to somebody, from the moment of acceptance.
CREATE TABLE obligation (
    dossier_id BLOB NOT NULL REFERENCES dossier (id),
    kind       TEXT NOT NULL,
    due_at     TEXT NOT NULL,
    met_at     TEXT,
    PRIMARY KEY (dossier_id, kind)
) WITHOUT ROWID;
CREATE INDEX obligation_open ON obligation (due_at) WHERE met_at IS NULL;
