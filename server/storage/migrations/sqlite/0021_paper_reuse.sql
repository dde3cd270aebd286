-- A file that somebody took from an earlier dossier of theirs instead of handing it in again.
CREATE TABLE paper_reuse (
    -- The file in the draft, and in the dossier that is filed from it.
    file_id        BLOB PRIMARY KEY,
    draft_id       BLOB NOT NULL REFERENCES draft (id),
    source_dossier BLOB NOT NULL REFERENCES dossier (id),
    source_file    BLOB NOT NULL,
    at             TEXT NOT NULL
);
CREATE INDEX paper_reuse_by_draft ON paper_reuse (draft_id);
CREATE INDEX paper_reuse_by_source ON paper_reuse (source_file);
