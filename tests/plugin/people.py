"""Bodies of one kind with reports of several years, added to a real database: what series, neighbours and peers need.

The figures are made by hand and small, so that sums and medians can be done in the head.
"""

from __future__ import annotations

import sqlite3
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

BODY = "water-1"
ALONE = "school-1"
KIND = "department"
COUNTY = "320611"
NEWER = "water-1-2020-later"
AREA = "water-1-2020-area"
BROKEN = "water-2-2021"


class Made(NamedTuple):
    """One report: its body, year, scope, and how many requests came in and how they ended."""

    slug: str
    body: str
    year: int
    scope: str | None
    published_on: str | None
    received: int | None
    granted: int
    denied: int
    total: int


REPORTS = (
    Made("water-1-2019", BODY, 2019, None, "2020-01-10", 4, 3, 1, 4),
    Made("water-1-2020", BODY, 2020, None, "2021-01-10", 99, 99, 0, 99),
    Made(NEWER, BODY, 2020, "own", "2021-03-01", 10, 6, 4, 10),
    Made(AREA, BODY, 2020, "area", "2021-03-31", 5000, 4000, 1000, 5000),
    Made("water-1-2021", BODY, 2021, None, "2022-01-10", None, 5, 15, 20),
    Made("water-1-2023", BODY, 2023, None, "2024-01-10", 7, 7, 0, 7),
    Made(BROKEN, "water-2", 2021, None, None, 40, 10, 30, 40),
    Made("water-3-2021", "water-3", 2021, None, None, 30, 30, 0, 30),
    Made("water-4-2021", "water-4", 2021, "own", None, 8, 4, 4, 8),
    Made("water-5-2021", "water-5", 2021, None, None, 12, 6, 3, 12),
    Made("water-6-2021", "water-6", 2021, None, None, 16, 8, 8, 16),
    Made("water-7-2021", "water-7", 2021, "area", None, 9000, 9000, 0, 9000),
    Made("school-1-2021", ALONE, 2021, None, None, 1, 1, 0, 1),
)


def people(path: Path) -> None:
    """Add them, and sum the database up again."""
    db = sqlite3.connect(path)
    with db:
        db.execute(
            "INSERT OR IGNORE INTO regions (code, name, level, parent_code)"
            " VALUES ('320000', NULL, 1, NULL), ('320600', '某市', 2, '320000')"
        )
        db.execute("UPDATE regions SET name = '某市' WHERE code = '320600'")
        db.execute("UPDATE regions SET name = NULL WHERE code = '411700'")
        db.execute("INSERT INTO regions (code, name, level, parent_code) VALUES (?, '某区', 3, '320600')", (COUNTY,))
        for slug in dict.fromkeys(report.body for report in REPORTS):
            kind = "institution" if slug == ALONE else KIND
            db.execute(
                "INSERT INTO agencies (slug, name, region_code, kind) VALUES (?, ?, ?, ?)",
                (slug, f"某区{'学校' if slug == ALONE else '水务局'} {slug}", COUNTY, kind),
            )
        for report in REPORTS:
            _add(db, report)
        _break(db)
    db.executescript((files("govreports") / "totals.sql").read_text(encoding="utf-8"))
    db.close()


def _add(db: sqlite3.Connection, made: Made) -> None:
    document = sha256(made.slug.encode()).hexdigest()
    db.execute(
        "INSERT INTO documents (id, name, media_type, size, text) VALUES (?, ?, 'text/plain', 2, '无')",
        (document, f"{made.slug}.txt"),
    )
    report = db.execute(
        "INSERT INTO reports (slug, agency_id, year, scope, published_on, requests_edition, document_id, status,"
        " checks_passed, checks_failed, checks_not_assessable)"
        " VALUES (?, (SELECT id FROM agencies WHERE slug = ?), ?, ?, ?, '2021', ?, 'partial', 3, 0, 1)",
        (made.slug, made.body, made.year, made.scope, made.published_on, document),
    ).lastrowid
    db.execute("INSERT INTO check_results VALUES (?, 'R1', 3, 0, 1)", (report,))
    totals = {"new": made.received, "granted": made.granted, "denied_state_secret": made.denied, "total": made.total}
    for id, code in db.execute("SELECT id, code FROM form_request_rows WHERE in_2021").fetchall():
        value = totals.get(code, 0)
        db.execute("INSERT INTO requests VALUES (?, ?, ?, 0, 0, 0, 0, 0, ?)", (report, id, value, value))


def _break(db: sqlite3.Connection) -> None:
    """Seventy contradictions in one report: more than a page of any list holds."""
    (report,) = db.execute("SELECT id FROM reports WHERE slug = ?", (BROKEN,)).fetchone()
    db.execute("UPDATE reports SET checks_failed = 70 WHERE id = ?", (report,))
    db.execute("INSERT INTO check_results VALUES (?, 'R2', 0, 70, 0)", (report,))
    db.executemany(
        "INSERT INTO findings (report_id, check_id, table_name, location, expected, actual, cells, suspects,"
        " message_zh, message_en) VALUES (?, 'R2', 'requests', 'new', ?, 0, '[\"new.total\"]', '[]', ?, ?)",
        [(report, n, f"第 {n} 处", f"Number {n}") for n in range(1, 71)],
    )
