-- Electronic forms as they were published. Immutable. A form of no single case has the empty text as its case.
CREATE TABLE form_revision (
    procedure_code TEXT NOT NULL,
    case_id        TEXT NOT NULL,
    revision       INTEGER NOT NULL,
    digest         TEXT NOT NULL,
    document       TEXT NOT NULL,
    published_at   TEXT NOT NULL,
    PRIMARY KEY (procedure_code, case_id, revision)
);
CREATE TRIGGER form_revision_no_update BEFORE UPDATE ON form_revision
BEGIN SELECT RAISE(ABORT, 'form_revision_is_immutable'); END;
CREATE TRIGGER form_revision_no_delete BEFORE DELETE ON form_revision
BEGIN SELECT RAISE(ABORT, 'form_revision_is_immutable'); END;

-- Which revision of a form is in force.
CREATE TABLE form (
    procedure_code TEXT NOT NULL,
    case_id        TEXT NOT NULL,
    revision       INTEGER NOT NULL,
    digest         TEXT NOT NULL,
    PRIMARY KEY (procedure_code, case_id),
    FOREIGN KEY (procedure_code, case_id, revision)
        REFERENCES form_revision (procedure_code, case_id, revision)
);

-- Revision of the form under which the answers were typed or filed; none where the procedure has no form.
ALTER TABLE draft ADD COLUMN form_revision INTEGER;
ALTER TABLE dossier ADD COLUMN form_revision INTEGER;

-- How often an answer was refused, by question and message: where a form is hard to understand. No answer and no person is
-- in here.
CREATE TABLE form_mistake (
    procedure_code TEXT NOT NULL,
    case_id        TEXT NOT NULL,
    revision       INTEGER NOT NULL,
    question       TEXT NOT NULL,
    message_key    TEXT NOT NULL,
    day            TEXT NOT NULL,
    count          INTEGER NOT NULL,
    PRIMARY KEY (procedure_code, case_id, revision, question, message_key, day)
) WITHOUT ROWID;
