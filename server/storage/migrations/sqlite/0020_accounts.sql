-- Accounts of citizens: how they are reached, where they are signed in, what is theirs.

CREATE TABLE account (
    id          BLOB PRIMARY KEY,
    -- How the person wants to be called, sealed; none until they said so.
    name_sealed BLOB,
    language    TEXT NOT NULL,
    created_at  TEXT NOT NULL,
    -- The account into which this one was merged; it opens nothing any more.
    merged_into BLOB REFERENCES account (id),
    -- When the person had it deleted; what is left names nobody.
    closed_at   TEXT
);

-- Addresses that somebody has proved to read. The hash is an HMAC of the address: one account each.
CREATE TABLE account_contact (
    contact_hash BLOB PRIMARY KEY,
    account_id   BLOB NOT NULL REFERENCES account (id),
    kind         TEXT NOT NULL,
    sealed       BLOB NOT NULL,
    proved_at    TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX account_contact_by_account ON account_contact (account_id);

-- One-time codes. Only hashes: neither the code nor the browser that asked for it can be read here.
CREATE TABLE sign_in_code (
    id           BLOB PRIMARY KEY,
    token_hash   BLOB NOT NULL,
    -- The cookie under which the browser that asked holds drafts.
    browser_hash BLOB NOT NULL,
    contact_hash BLOB NOT NULL,
    kind         TEXT NOT NULL,
    sealed       BLOB NOT NULL,
    -- The account to which the contact is to be added; none when somebody signs in.
    account_id   BLOB REFERENCES account (id),
    code_hash    BLOB NOT NULL,
    tries        INTEGER NOT NULL,
    asked_at     TEXT NOT NULL,
    good_until   TEXT NOT NULL,
    used_at      TEXT,
    CONSTRAINT sign_in_code_token_unique UNIQUE (token_hash)
);
CREATE INDEX sign_in_code_by_contact ON sign_in_code (contact_hash, asked_at);
CREATE INDEX sign_in_code_by_age ON sign_in_code (asked_at);

CREATE TABLE account_session (
    id           BLOB PRIMARY KEY,
    account_id   BLOB NOT NULL REFERENCES account (id),
    token_hash   BLOB NOT NULL,
    -- The cookie under which this browser holds drafts: what is begun here meanwhile belongs to the account.
    browser_hash BLOB NOT NULL,
    -- Kind of browser and system, nothing that tells one person from another.
    browser      TEXT NOT NULL,
    keeping      TEXT NOT NULL,
    created_at   TEXT NOT NULL,
    last_seen_at TEXT NOT NULL,
    -- When it is over if nobody comes back.
    open_until   TEXT NOT NULL,
    ended_at     TEXT,
    CONSTRAINT account_session_token_unique UNIQUE (token_hash)
);
CREATE INDEX account_session_by_account ON account_session (account_id, last_seen_at);
CREATE INDEX account_session_by_browser ON account_session (browser_hash) WHERE ended_at IS NULL;

-- The drafts of an account, and through them the dossiers that were filed from them.
CREATE TABLE account_draft (
    account_id BLOB NOT NULL REFERENCES account (id),
    draft_id   BLOB NOT NULL REFERENCES draft (id),
    linked_at  TEXT NOT NULL,
    -- Added by code and PIN: the person may follow it, but its papers need not be theirs.
    by_pin     INTEGER NOT NULL,
    PRIMARY KEY (account_id, draft_id)
) WITHOUT ROWID;
CREATE INDEX account_draft_by_draft ON account_draft (draft_id);

-- What happened with accounts. Append-only.
CREATE TABLE account_event (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id BLOB NOT NULL REFERENCES account (id),
    kind       TEXT NOT NULL,
    detail     TEXT,
    at         TEXT NOT NULL
);
CREATE INDEX account_event_by_account ON account_event (account_id, id);
CREATE TRIGGER account_event_no_update BEFORE UPDATE ON account_event
BEGIN SELECT RAISE(ABORT, 'account_event_is_append_only'); END;
CREATE TRIGGER account_event_no_delete BEFORE DELETE ON account_event
BEGIN SELECT RAISE(ABORT, 'account_event_is_append_only'); END;
