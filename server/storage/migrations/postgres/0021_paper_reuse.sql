-- A file that somebody took from an earlier dossier of theirs instead of handing it in again.
CREATE TABLE paper_reuse (
    -- The file in the draft, and in the dossier that is filed from it.
    file_id        UUID PRIMARY KEY,
    draft_id       UUID NOT NULL REFERENCES draft (id),
    source_dossier UUID NOT NULL REFERENCES dossier (id),
    source_file    UUID NOT NULL,
    at             TIMESTAMPTZ NOT NULL
);
CREATE INDEX paper_reuse_by_draft ON paper_reuse (draft_id);
CREATE INDEX paper_reuse_by_source ON paper_reuse (source_file);
