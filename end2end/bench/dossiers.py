"""Multiplies one filed dossier until the database of a portal that does not run holds COUNT, with the work they make.

python3 end2end/bench/dossiers.py FOLDER COUNT
"""

import os
import sqlite3
import sys

# What is its own in each copy; everything else is as in the dossier that is multiplied.
OWN = {
    "id": "randomblob(16)",
    "code": "agency_code || '-200101-' || printf('%07d', n.i)",
    "draft_id": "randomblob(16)",
    "submission_key": "lower(hex(randomblob(16)))",
}
# Of ten: one to be received, two wait for the applicant, seven in a step.
KIND = "CASE n.i % 10 WHEN 0 THEN 'receive' WHEN 1 THEN 'waiting' WHEN 2 THEN 'waiting' ELSE 'step' END"


def main(folder: str, count: int) -> None:
    database = sqlite3.connect(os.path.join(folder, "motcua.db"), isolation_level=None)
    # Drafts are not copied: nothing that is measured reads them.
    database.execute("PRAGMA foreign_keys = OFF")
    database.execute("PRAGMA synchronous = OFF")
    there = database.execute("SELECT COUNT(*) FROM dossier").fetchone()[0]
    columns = [row[1] for row in database.execute("PRAGMA table_info(dossier)")]
    values = ", ".join(OWN.get(column, f"d.{column}") for column in columns)
    database.execute("BEGIN IMMEDIATE")
    database.execute("CREATE TEMP TABLE n AS WITH RECURSIVE n (i) AS (SELECT ? UNION ALL SELECT i + 1 FROM n WHERE i < ?) SELECT i FROM n", (there, count - 1))
    before = database.execute("SELECT COALESCE(MAX(rowid), 0) FROM dossier").fetchone()[0]
    database.execute(f"INSERT INTO dossier ({', '.join(columns)}) SELECT {values} FROM n, (SELECT * FROM dossier ORDER BY rowid LIMIT 1) d")
    new = "(SELECT rowid AS place, * FROM dossier WHERE rowid > ?)"
    database.execute(
        "INSERT INTO dossier_event (dossier_id, sequence, kind, at, actor_kind, actor_id, document)"
        f" SELECT d.id, e.sequence, e.kind, e.at, e.actor_kind, e.actor_id, e.document FROM {new} d,"
        " (SELECT * FROM dossier_event WHERE dossier_id = (SELECT id FROM dossier ORDER BY rowid LIMIT 1)) e",
        (before,),
    )
    kind = KIND.replace("n.i", "d.place")
    database.execute(
        "INSERT INTO desk_task (dossier_id, unit_code, kind, step, due_at, procedure_code)"
        f" SELECT d.id, d.agency_code, {kind}, CASE {kind} WHEN 'step' THEN 'review' ELSE '' END,"
        f" strftime('%Y-%m-%dT%H:%M:%S', '2026-01-01', (d.place % 500000) || ' minutes') || '.000000Z', d.procedure_code FROM {new} d",
        (before,),
    )
    database.execute("COMMIT")
    database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    print(database.execute("SELECT COUNT(*) FROM dossier").fetchone()[0])


main(sys.argv[1], int(sys.argv[2]))
