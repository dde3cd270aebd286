-- Who works at the desks. An account without a password waits for its person, who sets one with a one-time code.
CREATE TABLE staff (
    id              UUID PRIMARY KEY,
    login           TEXT NOT NULL,
    -- The login without marks, in small letters.
    login_key       TEXT NOT NULL,
    name            TEXT NOT NULL,
    -- Argon2id, PHC string.
    password_hash   TEXT,
    -- The TOTP secret, sealed under a key of the installation.
    totp_sealed     BYTEA,
    -- The last step of which a code was taken; no code of it or of an earlier one is taken again.
    totp_step       BIGINT,
    -- HMAC of the one-time code with which password and second factor are set, and until when it is good.
    setup_hash      BYTEA,
    setup_until     TIMESTAMPTZ,
    failed_attempts BIGINT NOT NULL,
    locked_until    TIMESTAMPTZ,
    created_at      TIMESTAMPTZ NOT NULL,
    signed_in_at    TIMESTAMPTZ,
    disabled_at     TIMESTAMPTZ,
    CONSTRAINT staff_login_unique UNIQUE (login_key)
);

-- What somebody is at which agency.
CREATE TABLE staff_role (
    staff_id    UUID NOT NULL REFERENCES staff (id),
    agency_code TEXT NOT NULL,
    role        TEXT NOT NULL,
    PRIMARY KEY (staff_id, agency_code, role)
);
CREATE INDEX staff_role_by_agency ON staff_role (agency_code, role);

-- HMAC of the codes that stand in for the phone, each once.
CREATE TABLE staff_recovery_code (
    staff_id  UUID NOT NULL REFERENCES staff (id),
    code_hash BYTEA NOT NULL,
    used_at   TIMESTAMPTZ,
    PRIMARY KEY (staff_id, code_hash)
);

CREATE TABLE staff_session (
    id               UUID PRIMARY KEY,
    staff_id         UUID NOT NULL REFERENCES staff (id),
    token_hash       BYTEA NOT NULL,
    -- second_factor: the password was right; set_up: the one-time code was right; open: signed in.
    stage            TEXT NOT NULL,
    -- Kind of browser and system, nothing that tells one person from another.
    browser          TEXT NOT NULL,
    created_at       TIMESTAMPTZ NOT NULL,
    last_seen_at     TIMESTAMPTZ NOT NULL,
    second_factor_at TIMESTAMPTZ,
    revoked_at       TIMESTAMPTZ,
    -- What was entered during set-up and does not count before it is finished.
    new_password     TEXT,
    new_totp         BYTEA,
    CONSTRAINT staff_session_token_unique UNIQUE (token_hash)
);
CREATE INDEX staff_session_by_staff ON staff_session (staff_id, last_seen_at);

-- What happened with accounts. Append-only. Without somebody who did it, it was done on the command line or by no known person.
CREATE TABLE staff_event (
    id       BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    staff_id UUID NOT NULL REFERENCES staff (id),
    by_id    UUID REFERENCES staff (id),
    kind     TEXT NOT NULL,
    detail   TEXT,
    at       TIMESTAMPTZ NOT NULL
);
CREATE INDEX staff_event_by_staff ON staff_event (staff_id, id);
CREATE FUNCTION staff_event_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'staff_event_is_append_only'; END $$;
CREATE TRIGGER staff_event_no_update BEFORE UPDATE ON staff_event
    FOR EACH ROW EXECUTE FUNCTION staff_event_refuse();
CREATE TRIGGER staff_event_no_delete BEFORE DELETE ON staff_event
    FOR EACH ROW EXECUTE FUNCTION staff_event_refuse();
