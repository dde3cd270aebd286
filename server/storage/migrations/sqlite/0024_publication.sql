-- What was published of a month, edition by edition. Append-only: a correction is a new edition.
CREATE TABLE publication (
    -- Such as 202611.
    month        INTEGER NOT NULL,
    edition      INTEGER NOT NULL,
    published_at TEXT NOT NULL,
    reason       TEXT NOT NULL DEFAULT '',
    -- JSON document, to the byte as it was signed.
    document     TEXT NOT NULL,
    -- Ed25519 over the document.
    signature    BLOB NOT NULL,
    -- The anonymous data, one JSON document a line, packed with gzip.
    data         BLOB NOT NULL,
    PRIMARY KEY (month, edition)
);
CREATE TRIGGER publication_no_update BEFORE UPDATE ON publication
BEGIN SELECT RAISE(ABORT, 'publication_is_append_only'); END;
CREATE TRIGGER publication_no_delete BEFORE DELETE ON publication
BEGIN SELECT RAISE(ABORT, 'publication_is_append_only'); END;

-- Why an agency caused delay in a month (*giải trình*): asked for with the first edition, answered once by its head.
CREATE TABLE explanation (
    month       INTEGER NOT NULL,
    agency_code TEXT NOT NULL,
    asked_at    TEXT NOT NULL,
    due_at      TEXT NOT NULL,
    answered_at TEXT,
    staff_id    BLOB,
    words       TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (month, agency_code)
);
