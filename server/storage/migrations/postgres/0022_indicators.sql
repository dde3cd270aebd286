-- What happened at which agency on which day, kept in the transaction of what happened and never recounted on read. Days are
-- numbers such as 20261123 (in Viet Nam), months such as 202611.
CREATE TABLE indicator_day (
    agency_code    TEXT NOT NULL,
    day            BIGINT NOT NULL,
    procedure_code TEXT NOT NULL,
    channel        SMALLINT NOT NULL,
    measure        TEXT NOT NULL,
    amount         BIGINT NOT NULL,
    PRIMARY KEY (agency_code, day, procedure_code, channel, measure)
);
-- The same by month, so that a year is read as quickly as a day.
CREATE TABLE indicator_month (
    agency_code TEXT NOT NULL,
    month       BIGINT NOT NULL,
    channel     SMALLINT NOT NULL,
    measure     TEXT NOT NULL,
    amount      BIGINT NOT NULL,
    PRIMARY KEY (agency_code, month, channel, measure)
);
-- What lies in hand now, by the day it is due.
CREATE TABLE indicator_stock (
    agency_code TEXT NOT NULL,
    measure     TEXT NOT NULL,
    day         BIGINT NOT NULL,
    amount      BIGINT NOT NULL,
    PRIMARY KEY (agency_code, measure, day)
);
-- Days on which nothing lies any more stay with 0 and are not read.
CREATE INDEX indicator_stock_in_hand ON indicator_stock (agency_code, measure, day, amount) WHERE amount <> 0;

-- How somebody was served, once for each occasion.
CREATE TABLE rating (
    dossier_id   UUID NOT NULL REFERENCES dossier (id),
    occasion     TEXT NOT NULL CONSTRAINT rating_occasion_known CHECK (occasion IN ('received', 'settled')),
    -- 0, 1 or 2 for each question that was asked, by its key; JSON document.
    answers      TEXT NOT NULL,
    overall      SMALLINT NOT NULL CONSTRAINT rating_overall_known CHECK (overall BETWEEN 0 AND 2),
    comment      TEXT NOT NULL DEFAULT '',
    rated_at     TIMESTAMPTZ NOT NULL,
    changed_at   TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (dossier_id, occasion)
);
