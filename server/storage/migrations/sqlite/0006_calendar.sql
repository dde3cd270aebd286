-- Days off and worked Saturdays that were decreed after the program was built. Only added to: the row of the highest version
-- is the one in force for its date, and all rows of one import share a version.
CREATE TABLE calendar_day (
    date        TEXT NOT NULL,
    version     INTEGER NOT NULL,
    kind        TEXT NOT NULL,
    name_vi     TEXT NOT NULL,
    name_en     TEXT NOT NULL,
    decision    TEXT NOT NULL,
    verified    INTEGER NOT NULL,
    announced   INTEGER NOT NULL,
    imported_at TEXT NOT NULL,
    PRIMARY KEY (date, version)
) WITHOUT ROWID;
CREATE TRIGGER calendar_day_no_update BEFORE UPDATE ON calendar_day
BEGIN SELECT RAISE(ABORT, 'calendar_day_is_append_only'); END;
CREATE TRIGGER calendar_day_no_delete BEFORE DELETE ON calendar_day
BEGIN SELECT RAISE(ABORT, 'calendar_day_is_append_only'); END;

-- Counts up with every import that changed something; processes look at it every two seconds.
CREATE TABLE calendar_version (
    id      INTEGER PRIMARY KEY CHECK (id = 1),
    version INTEGER NOT NULL
);
INSERT INTO calendar_version (id, version) VALUES (1, 0);
