-- The desk: how a dossier came in, how it stands, who has it, what was said and shown, and what is to be done.

-- Internal processes as they were published. Immutable. `*` is the process of every procedure that has none of its own; a
-- process of no single case has the empty text as its case.
CREATE TABLE process_revision (
    procedure_code TEXT NOT NULL,
    case_id        TEXT NOT NULL,
    revision       BIGINT NOT NULL,
    digest         TEXT NOT NULL,
    document       TEXT NOT NULL,
    published_at   TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (procedure_code, case_id, revision)
);
CREATE FUNCTION process_revision_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'process_revision_is_immutable'; END $$;
CREATE TRIGGER process_revision_no_update BEFORE UPDATE ON process_revision
    FOR EACH ROW EXECUTE FUNCTION process_revision_refuse();
CREATE TRIGGER process_revision_no_delete BEFORE DELETE ON process_revision
    FOR EACH ROW EXECUTE FUNCTION process_revision_refuse();
CREATE TABLE process (
    procedure_code TEXT NOT NULL,
    case_id        TEXT NOT NULL,
    revision       BIGINT NOT NULL,
    digest         TEXT NOT NULL,
    PRIMARY KEY (procedure_code, case_id),
    FOREIGN KEY (procedure_code, case_id, revision)
        REFERENCES process_revision (procedure_code, case_id, revision)
);

-- A draft that an officer fills for somebody at the counter, and a draft that answers a supplement request.
ALTER TABLE draft ADD COLUMN channel SMALLINT NOT NULL DEFAULT 2;
ALTER TABLE draft ADD COLUMN staff_id UUID;
ALTER TABLE draft ADD COLUMN supplement_of UUID REFERENCES dossier (id);
CREATE UNIQUE INDEX draft_answers_supplement ON draft (supplement_of) WHERE supplement_of IS NOT NULL AND discarded_at IS NULL;

-- How a dossier stands: what its events say, kept beside them for queues and lists.
-- Sequence of the last event; a change names the one it judged.
ALTER TABLE dossier ADD COLUMN version BIGINT NOT NULL DEFAULT 1;
ALTER TABLE dossier ADD COLUMN channel SMALLINT NOT NULL DEFAULT 2;
-- Member of staff who filed it at the counter.
ALTER TABLE dossier ADD COLUMN filed_by UUID;
-- Agency that has it now; none in what an earlier release wrote: then it is the receiving one.
ALTER TABLE dossier ADD COLUMN unit_code TEXT;
ALTER TABLE dossier ADD COLUMN received_at TIMESTAMPTZ;
ALTER TABLE dossier ADD COLUMN due_at TIMESTAMPTZ;
ALTER TABLE dossier ADD COLUMN settled_at TIMESTAMPTZ;
ALTER TABLE dossier ADD COLUMN returned_at TIMESTAMPTZ;
ALTER TABLE dossier ADD COLUMN paused_at TIMESTAMPTZ;
ALTER TABLE dossier ADD COLUMN reappointments BIGINT NOT NULL DEFAULT 0;
-- The process it began with.
ALTER TABLE dossier ADD COLUMN process_procedure TEXT;
ALTER TABLE dossier ADD COLUMN process_case TEXT;
ALTER TABLE dossier ADD COLUMN process_revision BIGINT;
-- For finding it at the counter: the name as it is shown, folded, folded with the given name first; digits of the phone.
ALTER TABLE dossier ADD COLUMN applicant_name TEXT NOT NULL DEFAULT '';
ALTER TABLE dossier ADD COLUMN applicant_fold TEXT NOT NULL DEFAULT '';
ALTER TABLE dossier ADD COLUMN applicant_turned TEXT NOT NULL DEFAULT '';
ALTER TABLE dossier ADD COLUMN applicant_phone TEXT NOT NULL DEFAULT '';
CREATE INDEX dossier_by_agency ON dossier (agency_code, submitted_at, id);
CREATE INDEX dossier_by_name ON dossier (applicant_fold COLLATE "C");
CREATE INDEX dossier_by_given_name ON dossier (applicant_turned COLLATE "C");
CREATE INDEX dossier_by_phone ON dossier (applicant_phone COLLATE "C");
CREATE INDEX dossier_open_by_due ON dossier (due_at) WHERE due_at IS NOT NULL AND settled_at IS NULL;

-- Who did it, and with what; an event of the first release has neither and is a filing by the applicant.
ALTER TABLE dossier_event ADD COLUMN actor_kind TEXT NOT NULL DEFAULT 'applicant';
ALTER TABLE dossier_event ADD COLUMN actor_id UUID;
ALTER TABLE dossier_event ADD COLUMN document TEXT;

-- Where a file of a dossier comes from: filed, supplement, scan, result; and with which event, by whose hand.
ALTER TABLE dossier_file ADD COLUMN origin TEXT NOT NULL DEFAULT 'filed';
ALTER TABLE dossier_file ADD COLUMN sequence BIGINT NOT NULL DEFAULT 1;
ALTER TABLE dossier_file ADD COLUMN added_by UUID;
ALTER TABLE dossier_file ADD COLUMN added_at TIMESTAMPTZ;
CREATE INDEX dossier_file_by_id ON dossier_file (file_id);

-- Answers as a supplement corrected them; what was filed first stays in dossier.answers. Append-only.
CREATE TABLE dossier_answers (
    dossier_id    UUID NOT NULL REFERENCES dossier (id),
    sequence      BIGINT NOT NULL,
    answers       TEXT NOT NULL,
    form_revision BIGINT,
    PRIMARY KEY (dossier_id, sequence)
);
CREATE FUNCTION dossier_answers_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'dossier_answers_is_append_only'; END $$;
CREATE TRIGGER dossier_answers_no_update BEFORE UPDATE ON dossier_answers
    FOR EACH ROW EXECUTE FUNCTION dossier_answers_refuse();
CREATE TRIGGER dossier_answers_no_delete BEFORE DELETE ON dossier_answers
    FOR EACH ROW EXECUTE FUNCTION dossier_answers_refuse();

-- What is to be done and by which unit: the queue of the desk. Written anew with every event of its dossier.
CREATE TABLE desk_task (
    dossier_id     UUID NOT NULL REFERENCES dossier (id),
    unit_code      TEXT NOT NULL,
    kind           TEXT NOT NULL,
    step           TEXT NOT NULL,
    -- When it has to be done; far in the future where no time limit was published.
    due_at         TIMESTAMPTZ NOT NULL,
    procedure_code TEXT NOT NULL,
    holder         UUID,
    PRIMARY KEY (dossier_id, unit_code, kind, step)
);
CREATE INDEX desk_task_queue ON desk_task (unit_code, due_at, dossier_id);
CREATE INDEX desk_task_by_kind ON desk_task (unit_code, kind, due_at, dossier_id);
CREATE INDEX desk_task_by_procedure ON desk_task (unit_code, procedure_code, due_at, dossier_id);
CREATE INDEX desk_task_by_holder ON desk_task (holder, due_at, dossier_id) WHERE holder IS NOT NULL;

-- Messages between applicant and officer. Append-only but for when it was read.
CREATE TABLE dossier_message (
    id         UUID PRIMARY KEY,
    dossier_id UUID NOT NULL REFERENCES dossier (id),
    at         TIMESTAMPTZ NOT NULL,
    -- Member of staff who wrote it; none when the applicant did.
    staff_id   UUID,
    body       TEXT NOT NULL,
    read_at    TIMESTAMPTZ
);
CREATE INDEX dossier_message_by_dossier ON dossier_message (dossier_id, at);

-- Who looked at a dossier. Append-only.
CREATE TABLE dossier_view (
    dossier_id UUID NOT NULL REFERENCES dossier (id),
    staff_id   UUID NOT NULL,
    at         TIMESTAMPTZ NOT NULL
);
CREATE INDEX dossier_view_by_dossier ON dossier_view (dossier_id, at);
CREATE FUNCTION dossier_view_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'dossier_view_is_append_only'; END $$;
CREATE TRIGGER dossier_view_no_update BEFORE UPDATE ON dossier_view
    FOR EACH ROW EXECUTE FUNCTION dossier_view_refuse();
CREATE TRIGGER dossier_view_no_delete BEFORE DELETE ON dossier_view
    FOR EACH ROW EXECUTE FUNCTION dossier_view_refuse();

-- The ledger of notices about dossiers: planned with the event they tell of, sent, given up (invariant I4).
CREATE TABLE dossier_notice (
    id          UUID PRIMARY KEY,
    dossier_id  UUID NOT NULL REFERENCES dossier (id),
    -- Event it tells of.
    sequence    BIGINT NOT NULL,
    kind        TEXT NOT NULL,
    -- email or sms
    channel     TEXT NOT NULL,
    address     TEXT NOT NULL,
    language    TEXT NOT NULL,
    created_at  TIMESTAMPTZ NOT NULL,
    attempts    BIGINT NOT NULL,
    next_try_at TIMESTAMPTZ NOT NULL,
    sent_at     TIMESTAMPTZ,
    failed_at   TIMESTAMPTZ,
    -- Stable key of why the last try failed.
    last_error  TEXT,
    CONSTRAINT dossier_notice_once UNIQUE (dossier_id, sequence, kind, channel)
);
CREATE INDEX dossier_notice_waiting ON dossier_notice (next_try_at) WHERE sent_at IS NULL AND failed_at IS NULL;
CREATE INDEX dossier_notice_failed ON dossier_notice (failed_at) WHERE failed_at IS NOT NULL;

-- What was filed before the desk existed waits there to be received.
INSERT INTO desk_task (dossier_id, unit_code, kind, step, due_at, procedure_code)
    SELECT id, agency_code, 'receive', '', answer_due_at, procedure_code FROM dossier WHERE status = 1;
UPDATE dossier SET applicant_name = COALESCE(answers::json #>> '{applicant,name}', ''),
                   applicant_phone = COALESCE(answers::json #>> '{applicant,phone}', '');
