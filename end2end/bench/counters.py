"""Fills the counters of a portal that does not run as COUNT dossiers in the last MONTHS months would have left them.

python3 end2end/bench/counters.py FOLDER COUNT MONTHS LAST
LAST is the last month, such as 2026-10. Every agency of 150, every working day, a dozen procedures. The pages of the indicators read
nothing but these counters, so no dossiers are made.
"""

import calendar
import os
import sqlite3
import sys

AGENCIES = [f"H28.{first:02}.{second:02}" for first in range(20, 35) for second in range(1, 11)]
PROCEDURES = ["1.001193", "1.003197", "1.004859", "1.004873", "2.000815", "1.013225", "1.004227", "1.004199", "1.001120", "1.005092", "1.000656", "1.001766"]
SHARES = [("submitted", 100), ("received", 95), ("digitised", 95), ("settled_early", 45), ("settled_on_time", 35), ("settled_late", 10), ("rated", 20), ("rated_satisfied", 18)]


def months(last: str, count: int):
    year, month = map(int, last.split("-"))
    for _ in range(count):
        yield year, month
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)


def main(folder: str, count: int, many: int, last: str) -> None:
    database = sqlite3.connect(os.path.join(folder, "motcua.db"), isolation_level=None)
    database.execute("PRAGMA synchronous = OFF")
    spans = list(months(last, many))
    days = [(y * 10000 + m * 100 + d) for y, m in spans for d in range(1, calendar.monthrange(y, m)[1] + 1) if calendar.weekday(y, m, d) < 5]
    each = count / (len(days) * len(AGENCIES) * len(PROCEDURES))
    database.execute("BEGIN IMMEDIATE")
    for table in ("indicator_day", "indicator_month", "indicator_stock", "indicator_wait"):
        database.execute(f"DELETE FROM {table}")

    def rows():
        owed = 0.0
        for agency in AGENCIES:
            for day in days:
                for procedure in PROCEDURES:
                    owed += each
                    amount, owed = int(owed), owed - int(owed)
                    if amount == 0:
                        continue
                    for measure, share in SHARES:
                        part = max(1, amount * share // 100)
                        yield agency, day, procedure, 2, measure, part

    database.executemany("INSERT INTO indicator_day (agency_code, day, procedure_code, channel, measure, amount) VALUES (?, ?, ?, ?, ?, ?)", rows())
    database.execute("INSERT INTO indicator_month SELECT agency_code, day / 100, channel, measure, SUM(amount) FROM indicator_day GROUP BY 1, 2, 3, 4")
    database.execute(
        "INSERT INTO indicator_wait SELECT procedure_code, agency_code, day / 100, 0, SUM(amount) FROM indicator_day WHERE measure = 'settled_on_time' GROUP BY 1, 2, 3"
    )
    database.execute("INSERT INTO indicator_stock SELECT agency_code, 'open_due', day, 3 FROM (SELECT DISTINCT agency_code, day FROM indicator_day WHERE day / 100 = ?)", (spans[0][0] * 100 + spans[0][1],))
    database.execute("COMMIT")
    database.execute("ANALYZE")
    print(database.execute("SELECT SUM(amount) FROM indicator_day WHERE measure = 'submitted'").fetchone()[0])
    print(database.execute("SELECT COUNT(*) FROM indicator_day").fetchone()[0])


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4])
