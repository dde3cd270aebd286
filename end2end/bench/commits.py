"""Plain SQLite commits a second: one row in each, WAL, synchronous=FULL. The yardstick for durable submissions.

python3 end2end/bench/commits.py FOLDER [COMMITS]
"""

import os
import sqlite3
import sys
import time

ROW_BYTES = 600


def main(folder: str, commits: int) -> None:
    path = os.path.join(folder, "commits.db")
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        mode = connection.execute("PRAGMA journal_mode=WAL").fetchone()[0]
        if mode != "wal":
            sys.exit(f"journal_mode is {mode}")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("CREATE TABLE dossier (id INTEGER PRIMARY KEY, content TEXT NOT NULL) STRICT")
        content = "x" * ROW_BYTES
        began = time.perf_counter()
        for _ in range(commits):
            # Outside a transaction every statement is one, with its own commit.
            connection.execute("INSERT INTO dossier (content) VALUES (?)", (content,))
        seconds = time.perf_counter() - began
        print(f"{commits / seconds:.1f}")
    finally:
        connection.close()
        for suffix in ("", "-wal", "-shm"):
            if os.path.exists(path + suffix):
                os.remove(path + suffix)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 2_000)
