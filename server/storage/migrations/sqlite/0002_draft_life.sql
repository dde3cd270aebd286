-- The life of a draft: taken up on another device, reminded of, expired, cleared.

-- SHA-256 of the code with which it is taken up elsewhere; none for drafts begun before there were codes.
ALTER TABLE draft ADD COLUMN resume_hash BLOB;
-- Language of the pages on which it was begun, for messages.
ALTER TABLE draft ADD COLUMN language TEXT NOT NULL DEFAULT 'vi';
-- Code of the dossier whose answers it began with.
ALTER TABLE draft ADD COLUMN copied_from TEXT;
-- Address to which the resume link was asked for.
ALTER TABLE draft ADD COLUMN link_address TEXT;
-- The change for which its messages were planned last.
ALTER TABLE draft ADD COLUMN planned_for TEXT;
CREATE UNIQUE INDEX draft_by_resume_hash ON draft (resume_hash) WHERE resume_hash IS NOT NULL;
-- Jobs walk the drafts in the order of their changes and keep how far they have come, so that what was filed long ago is
-- not looked at again.
CREATE INDEX draft_by_change ON draft (updated_at);
CREATE INDEX draft_discarded ON draft (discarded_at) WHERE discarded_at IS NOT NULL;

-- The browsers that hold a draft; draft.browser_hash keeps the one that began it.
CREATE TABLE draft_browser (
    browser_hash BLOB NOT NULL,
    draft_id     BLOB NOT NULL REFERENCES draft (id),
    bound_at     TEXT NOT NULL,
    PRIMARY KEY (browser_hash, draft_id)
) WITHOUT ROWID;
CREATE INDEX draft_browser_by_draft ON draft_browser (draft_id);
INSERT INTO draft_browser (browser_hash, draft_id, bound_at)
    SELECT browser_hash, id, created_at FROM draft WHERE browser_hash IS NOT NULL;
-- A trigger, because a process of the release before writes draft.browser_hash only.
CREATE TRIGGER draft_browser_of_new_draft AFTER INSERT ON draft WHEN NEW.browser_hash IS NOT NULL
BEGIN
    INSERT INTO draft_browser (browser_hash, draft_id, bound_at) VALUES (NEW.browser_hash, NEW.id, NEW.created_at);
END;

-- Messages about drafts: planned, sent, given up. One of a kind for a draft, so that nothing is sent twice.
CREATE TABLE notice (
    id          BLOB PRIMARY KEY,
    draft_id    BLOB NOT NULL REFERENCES draft (id),
    kind        TEXT NOT NULL,
    address     TEXT NOT NULL,
    language    TEXT NOT NULL,
    due_at      TEXT NOT NULL,
    attempts    INTEGER NOT NULL,
    next_try_at TEXT NOT NULL,
    sent_at     TEXT,
    failed_at   TEXT,
    CONSTRAINT notice_once UNIQUE (draft_id, kind)
);
CREATE INDEX notice_waiting ON notice (next_try_at) WHERE sent_at IS NULL AND failed_at IS NULL;

-- Hashes of files that a draft gave up. The file is cleared when nothing else uses it.
CREATE TABLE leftover_file (
    sha256   TEXT PRIMARY KEY,
    due_at   TEXT NOT NULL,
    moved_at TEXT
) WITHOUT ROWID;
CREATE INDEX leftover_file_due ON leftover_file (due_at);
-- Who uses a file, and the order in which files are read again.
CREATE INDEX draft_file_by_hash ON draft_file (sha256);
CREATE INDEX dossier_file_by_hash ON dossier_file (sha256);

-- Jobs that one process at a time runs, and how far they have come.
CREATE TABLE job (
    name         TEXT PRIMARY KEY,
    leased_until TEXT NOT NULL,
    position     TEXT NOT NULL
) WITHOUT ROWID;
