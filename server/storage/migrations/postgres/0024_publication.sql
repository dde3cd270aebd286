-- What was published of a month, edition by edition. Append-only: a correction is a new edition.
CREATE TABLE publication (
    -- Such as 202611.
    month        BIGINT NOT NULL,
    edition      BIGINT NOT NULL,
    published_at TIMESTAMPTZ NOT NULL,
    reason       TEXT NOT NULL DEFAULT '',
    -- JSON document, to the byte as it was signed.
    document     TEXT NOT NULL,
    -- Ed25519 over the document.
    signature    BYTEA NOT NULL,
    -- The anonymous data, one JSON document a line, packed with gzip.
    data         BYTEA NOT NULL,
    PRIMARY KEY (month, edition)
);
CREATE FUNCTION publication_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'publication_is_append_only'; END $$;
CREATE TRIGGER publication_no_update BEFORE UPDATE ON publication
    FOR EACH ROW EXECUTE FUNCTION publication_refuse();
CREATE TRIGGER publication_no_delete BEFORE DELETE ON publication
    FOR EACH ROW EXECUTE FUNCTION publication_refuse();
CREATE TRIGGER publication_no_truncate BEFORE TRUNCATE ON publication
    FOR EACH STATEMENT EXECUTE FUNCTION publication_refuse();

-- Why an agency caused delay in a month (*giải trình*): asked for with the first edition, answered once by its head.
CREATE TABLE explanation (
    month       BIGINT NOT NULL,
    agency_code TEXT NOT NULL,
    asked_at    TIMESTAMPTZ NOT NULL,
    due_at      TIMESTAMPTZ NOT NULL,
    answered_at TIMESTAMPTZ,
    staff_id    UUID,
    words       TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (month, agency_code)
);
