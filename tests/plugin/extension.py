"""Reports made by hand and added to a real database: every state of a cell, mixed editions, no tables, hostile text."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from govreports.spans import Span, encode

LOADERS = Path(__file__).resolve().parents[2] / "loaders" / "govreports"
HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>{{ 7*7 }}</mark></li>&lt;"
STATES = "states"
MIXED = "mixed"
NARRATIVE = "narrative"
HOSTILE_SLUG = "hostile"
AREA = "area"
MADE = (STATES, MIXED, NARRATIVE, HOSTILE_SLUG, AREA)

LONG_SUM = " + ".join(["123456"] * 20) + " = 2469120"

Note = tuple[str, str, str, str, str, str]
STATE_NOTES: tuple[Note, ...] = (
    ("proactive", "regulations", "regulations_issued", "annotated", "22(其中修订 16 件)", "words_beside"),
    ("proactive", "regulations", "regulations_in_force", "dash", "—", "dash_printed"),
    ("proactive", "fees", "fees_amount", "converted", "251000元", "unit_converted"),
    ("requests", "new", "business", "unreadable", "约九件", "not_a_number"),
    ("requests", "new", "research", "dash", "/", "dash_printed"),
    ("requests", "new", "public_interest", "blank", "", "empty_cell"),
    ("requests", "new", "legal_service", "ambiguous", "1 2", "digits_apart"),
    ("requests", "new", "other", "missing", "", "cell_not_found"),
    ("requests", "new", "total", "blank", "", "empty_cell"),
)


def extend(path: Path) -> None:
    """Add the reports made by hand."""
    db = sqlite3.connect(path)
    with db:
        _states(db)
        _mixed(db)
        _narrative(db)
        _hostile(db)
        _area(db)
    db.executescript((LOADERS / "totals.sql").read_text(encoding="utf-8"))
    db.close()


def _report(db: sqlite3.Connection, slug: str, text: str, **columns: object) -> int:
    """A report with its document; returns its id."""
    document = sha256(text.encode()).hexdigest()
    db.execute(
        "INSERT INTO documents (id, name, media_type, size, text) VALUES (?, ?, 'text/plain', ?, ?)",
        (document, columns.pop("name", f"{slug}.txt"), len(text.encode()), text),
    )
    values = {
        "slug": slug,
        "document_id": document,
        "status": "partial",
        "checks_passed": 0,
        "checks_failed": 0,
        "checks_not_assessable": 0,
        **columns,
    }
    marks = ", ".join("?" * len(values))
    return int(
        db.execute(f"INSERT INTO reports ({', '.join(values)}) VALUES ({marks})", [*values.values()]).lastrowid or 0  # noqa: S608
    )


def _requests(db: sqlite3.Connection, report: int, edition: str, value: int | None = 0) -> None:
    """Section 3 with the same number everywhere."""
    db.execute(
        "INSERT INTO requests SELECT :report, id, :value, :value, :value, :value, :value, :value, :value"  # noqa: S608
        f" FROM form_request_rows WHERE in_{edition}",
        {"report": report, "value": value},
    )


def _set(db: sqlite3.Connection, report: int, row: str, column: str, value: int | None) -> None:
    db.execute(
        f"UPDATE requests SET {column} = ? WHERE report_id = ? AND row_id ="  # noqa: S608
        " (SELECT id FROM form_request_rows WHERE code = ?)",
        (value, report, row),
    )


def _notes(db: sqlite3.Connection, report: int, notes: Iterable[Note]) -> None:
    for table, row, column, status, raw, note in notes:
        db.execute(
            "INSERT INTO cell_notes VALUES (?, ?, ?, ?, ?, ?, ?)", (report, table, row, column, status, raw, note)
        )


def _states(db: sqlite3.Connection) -> None:
    """Each state of a cell once, in the 2021 edition; two findings that cross, and section 4 not in the source."""
    text = (
        "某市政府信息公开工作年度报告\n规章 | 22(其中修订 16 件) | 0 | — |\n"
        "行政事业性收费 | 251000元 |\n本年新收 | 7 | 约九件 | / | | 1 2 |"
    )
    report = _report(
        db,
        STATES,
        text,
        title="某市应急管理局2021年政府信息公开工作年度报告",
        year=2021,
        proactive_edition="2021",
        requests_edition="2021",
        published_on="2022-01-20",
        source_url="https://example.gov.cn/report.html",
        checks_passed=40,
        checks_failed=2,
        checks_not_assessable=12,
    )
    db.execute(
        "INSERT INTO proactive (report_id, regulations_issued, regulations_repealed, fees_amount, licensing_decisions)"
        " VALUES (?, 22, 0, 25.1, 134691)",
        (report,),
    )
    _requests(db, report, "2021")
    _set(db, report, "new", "natural_person", 7)
    for column in ("business", "research", "public_interest", "legal_service", "other", "total"):
        _set(db, report, "new", column, None)
    _set(db, report, "carried_over", "total", None)
    for column, value in (("natural_person", 2), ("other", 1), ("total", 2)):
        _set(db, report, "denied_third_party", column, value)
    _notes(db, report, STATE_NOTES)
    _crossing(db, report)
    places = {1024: "22(其中修订 16 件)", 1026: "—", 1150: "251000元", 11: "7", 12: "约九件", 13: "/"}
    spans = [(figure, Span(text.index(raw), text.index(raw) + len(raw))) for figure, raw in places.items()]
    blank = text.index("| 1 2 |")
    spans.append((14, Span(blank, blank)))
    db.execute("INSERT INTO provenance (report_id, spans) VALUES (?, ?)", (report, encode(spans)))
    db.execute(
        "INSERT INTO evidence VALUES (?, 'title', ?, 'title', 0, 14, NULL, NULL)", (report, text.splitlines()[0])
    )
    db.execute("INSERT INTO evidence VALUES (?, 'agency', NULL, 'none', 0, 2, '不全。', 'Not whole.')", (report,))


def _crossing(db: sqlite3.Connection, report: int) -> None:
    """Two findings, a row and a column, that cross in one figure."""
    cells = [f"denied_third_party.{c}" for c in ("natural_person", "business", "other", "total")]
    for check, location, involved in (
        ("R2", "denied_third_party", cells),
        ("R3", "other", ["granted.other", "denied_third_party.other", "total.other"]),
    ):
        db.execute(
            "INSERT INTO findings (report_id, check_id, table_name, location, expected, actual, cells, suspects,"
            " message_zh, message_en) VALUES (?, ?, 'requests', ?, 3, 2, ?, ?, ?, ?)",
            (
                report,
                check,
                location,
                json.dumps(involved),
                json.dumps(["denied_third_party.other"]),
                "这一行：各类申请人相加2 + 0 + 1 = 3，合计却写 2。",
                "This row: the applicants add up to 2 + 0 + 1 = 3, but the total says 2.",
            ),
        )


def _mixed(db: sqlite3.Connection) -> None:
    """No edition decided: mostly 2021 in section 2, with one figure of 2019; section 3 of 2019. Many findings."""
    report = _report(db, MIXED, "混合\n", year=2021, checks_failed=8, checks_not_assessable=9)
    db.execute(
        "INSERT INTO proactive (report_id, regulations_issued, regulations_repealed, procurement_projects)"
        " VALUES (?, 1, 2, 33)",
        (report,),
    )
    _requests(db, report, "2019", 1)
    db.execute("INSERT INTO reviews (report_id, reconsideration_upheld) VALUES (?, 5)", (report,))
    rows = [row for (row,) in db.execute("SELECT code FROM form_request_rows WHERE in_2019 ORDER BY id LIMIT 8")]
    for row in rows:
        db.execute(
            "INSERT INTO findings (report_id, check_id, table_name, location, expected, actual, cells, suspects,"
            " message_zh, message_en) VALUES (?, 'R2', 'requests', ?, 6, 1, ?, ?, ?, ?)",
            (report, row, json.dumps([f"{row}.total"]), json.dumps([f"{row}.total"]), *[LONG_SUM] * 2),
        )


def _narrative(db: sqlite3.Connection) -> None:
    """A report without tables, agency or year."""
    report = _report(db, NARRATIVE, "只有文字。\n", status="narrative")
    db.execute("INSERT INTO sections VALUES (?, 1, '一、', '只有文字。')", (report,))
    db.execute("INSERT INTO sections VALUES (?, 3, '三、', '收到申请若干件。')", (report,))


def _hostile(db: sqlite3.Connection) -> None:
    """Markup in every text that comes from outside."""
    agency = db.execute("INSERT INTO agencies (slug, name) VALUES ('hostile', ?)", (HOSTILE,)).lastrowid
    report = _report(
        db,
        HOSTILE_SLUG,
        f"{HOSTILE}\n规章 | {HOSTILE} |\n",
        name=HOSTILE,
        title=HOSTILE,
        agency_id=agency,
        year=2022,
        published_on=HOSTILE,
        source_url="javascript:alert(1)",
        proactive_edition="2021",
    )
    db.execute("INSERT INTO proactive (report_id) VALUES (?)", (report,))
    _notes(db, report, [("proactive", "regulations", "regulations_issued", "unreadable", HOSTILE, "not_a_number")])
    db.execute("INSERT INTO sections VALUES (?, 1, ?, ?)", (report, HOSTILE, HOSTILE))
    db.execute(
        "INSERT INTO corrections VALUES (?, 2, 'proactive', 'regulations', 'regulations_issued', ?, ?, ?)",
        (report, HOSTILE, "javascript:alert(1)", HOSTILE),
    )
    db.execute(
        "INSERT INTO findings (report_id, check_id, table_name, location, cells, suspects, message_zh, message_en)"
        " VALUES (?, 'R5', 'proactive', ?, '[]', '[]', ?, ?)",
        (report, HOSTILE, HOSTILE, HOSTILE),
    )
    db.execute(
        "INSERT INTO evidence VALUES (?, ?, ?, ?, 0, 5, ?, ?)", (report, HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE)
    )
    start = len(HOSTILE) + 6
    spans = [(1024, Span(start, start + len(HOSTILE))), (1025, Span(10**6, 10**6 + 1))]
    db.execute("INSERT INTO provenance (report_id, spans) VALUES (?, ?)", (report, encode(spans)))


def _area(db: sqlite3.Connection) -> None:
    """A report of a whole area, with numbers that would be noticed in any sum."""
    report = _report(db, AREA, "汇总\n", year=2020, scope="area", requests_edition="2019")
    _requests(db, report, "2019", 1_000_000)
