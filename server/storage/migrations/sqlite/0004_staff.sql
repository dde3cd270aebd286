-- Who works at the desks. An account without a password waits for its person, who sets one with a one-time code.
CREATE TABLE staff (
    id              BLOB PRIMARY KEY,
    login           TEXT NOT NULL,
    -- The login without marks, in small letters.
    login_key       TEXT NOT NULL,
    name            TEXT NOT NULL,
    -- Argon2id, PHC string.
    password_hash   TEXT,
    -- The TOTP secret, sealed under a key of the installation.
    totp_sealed     BLOB,
    -- The last step of which a code was taken; no code of it or of an earlier one is taken again.
    totp_step       INTEGER,
    -- HMAC of the one-time code with which password and second factor are set, and until when it is good.
    setup_hash      BLOB,
    setup_until     TEXT,
    failed_attempts INTEGER NOT NULL,
    locked_until    TEXT,
    created_at      TEXT NOT NULL,
    signed_in_at    TEXT,
    disabled_at     TEXT,
    CONSTRAINT staff_login_unique UNIQUE (login_key)
);

-- What somebody is at which agency.
CREATE TABLE staff_role (
    staff_id    BLOB NOT NULL REFERENCES staff (id),
    agency_code TEXT NOT NULL,
    role        TEXT NOT NULL,
    PRIMARY KEY (staff_id, agency_code, role)
) WITHOUT ROWID;
CREATE INDEX staff_role_by_agency ON staff_role (agency_code, role);

-- HMAC of the codes that stand in for the phone, each once.
CREATE TABLE staff_recovery_code (
    staff_id  BLOB NOT NULL REFERENCES staff (id),
    code_hash BLOB NOT NULL,
    used_at   TEXT,
    PRIMARY KEY (staff_id, code_hash)
) WITHOUT ROWID;

CREATE TABLE staff_session (
    id               BLOB PRIMARY KEY,
    staff_id         BLOB NOT NULL REFERENCES staff (id),
    token_hash       BLOB NOT NULL,
    -- second_factor: the password was right; set_up: the one-time code was right; open: signed in.
    stage            TEXT NOT NULL,
    -- Kind of browser and system, nothing that tells one person from another.
    browser          TEXT NOT NULL,
    created_at       TEXT NOT NULL,
    last_seen_at     TEXT NOT NULL,
    second_factor_at TEXT,
    revoked_at       TEXT,
    -- What was entered during set-up and does not count before it is finished.
    new_password     TEXT,
    new_totp         BLOB,
    CONSTRAINT staff_session_token_unique UNIQUE (token_hash)
);
CREATE INDEX staff_session_by_staff ON staff_session (staff_id, last_seen_at);

-- What happened with accounts. Append-only. Without somebody who did it, it was done on the command line or by no known person.
CREATE TABLE staff_event (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    staff_id BLOB NOT NULL REFERENCES staff (id),
    by_id    BLOB REFERENCES staff (id),
    kind     TEXT NOT NULL,
    detail   TEXT,
    at       TEXT NOT NULL
);
CREATE INDEX staff_event_by_staff ON staff_event (staff_id, id);
CREATE TRIGGER staff_event_no_update BEFORE UPDATE ON staff_event
BEGIN SELECT RAISE(ABORT, 'staff_event_is_append_only'); END;
CREATE TRIGGER staff_event_no_delete BEFORE DELETE ON staff_event
BEGIN SELECT RAISE(ABORT, 'staff_event_is_append_only'); END;
