-- How many dossiers of a procedure were settled how many days after the day that was told (before it when negative), by the month
-- (such as 202611) in which they were settled. Kept in the transaction of what happened.
CREATE TABLE indicator_wait (
    procedure_code TEXT NOT NULL,
    agency_code    TEXT NOT NULL,
    month          BIGINT NOT NULL,
    days_after     SMALLINT NOT NULL,
    amount         BIGINT NOT NULL,
    PRIMARY KEY (procedure_code, agency_code, month, days_after)
);
