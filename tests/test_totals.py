"""The totals of the database are those of its reports, counted here in another way."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from importlib.resources import files
from pathlib import Path
from statistics import median
from typing import Any

import pytest

from benchmarks import subjects
from benchmarks.generate import write_reports
from benchmarks.pages import spread

REPORTS = 180
TOTALS = (files("govreports") / "totals.sql").read_text(encoding="utf-8")
TABLES = ("region_totals", "check_totals", "note_totals", "peer_ranges")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Generated reports, spread over bodies and regions; some of them cover a whole area."""
    folder = tmp_path_factory.mktemp("summaries")
    path = folder / "govreports.db"
    subjects.build_anew(path, subjects.entries(write_reports(folder / "reports", REPORTS, 5)))
    spread(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("UPDATE reports SET scope = 'area' WHERE id % 7 = 0")
        db.execute("UPDATE reports SET scope = 'own' WHERE id % 5 = 0")
        db.execute(
            "UPDATE agencies SET region_code = NULL,"
            " kind = CASE id % 2 WHEN 0 THEN 'department' ELSE 'institution' END WHERE id % 3"
        )
        db.executescript(TOTALS)
    return path


@pytest.fixture
def db(built: Path) -> Iterator[sqlite3.Connection]:
    """That database."""
    with closing(sqlite3.connect(built)) as connection:
        connection.row_factory = sqlite3.Row
        yield connection


def reports(db: sqlite3.Connection) -> list[dict[str, Any]]:
    """Each report with the totals of its rows of section 3, told by code, and its cases."""
    found = []
    for row in db.execute(
        "SELECT reports.*, region_code, kind FROM reports LEFT JOIN agencies ON agencies.id = agency_id"
    ).fetchall():
        rows = db.execute(
            "SELECT code, group_code, total FROM requests JOIN form_request_rows ON id = row_id WHERE report_id = ?",
            (row["id"],),
        ).fetchall()
        cases = db.execute("SELECT * FROM reviews WHERE report_id = ?", (row["id"],)).fetchone()
        found.append(
            {
                **dict(row),
                "totals": {code: total for code, _, total in rows},
                "groups": {
                    group: [total for _, other, total in rows if other == group] for group in {g for _, g, _ in rows}
                },
                "cases": [cases[c] for c in cases.keys() if c.endswith("_total")] if cases else [None],  # noqa: SIM118
            }
        )
    return found


def test_totals_by_region_year_and_scope(db: sqlite3.Connection) -> None:
    expected: dict[tuple[Any, ...], dict[str, Any]] = {}
    for one in reports(db):
        held = expected.setdefault(
            (one["region_code"], one["year"], one["scope"]), dict.fromkeys(("n", "r", "rn", "o"), 0)
        )
        held["n"] += 1
        received = one["totals"].get("new")
        if received is not None:
            held["r"] += received
            held["rn"] += 1
        outcomes = {
            c: t for c, t in one["totals"].items() if c not in {"new", "carried_over", "total", "carried_forward"}
        }
        size = {"2019": 19, "2021": 21}.get(one["requests_edition"])
        held["o"] += len(outcomes) == size and None not in outcomes.values()
    counted = {
        (row["region_code"], row["year"], row["scope"]): {
            "n": row["reports"],
            "r": row["received"] or 0,
            "rn": row["received_reports"],
            "o": row["outcome_reports"],
        }
        for row in db.execute("SELECT * FROM region_totals")
    }
    assert counted == expected
    assert {scope for _, _, scope in counted} == {None, "own", "area"}


def test_ranges_among_like_bodies(db: sqlite3.Connection) -> None:
    values: dict[tuple[Any, ...], list[float]] = {}
    for one in reports(db):
        key = (one["kind"], one["year"], int(one["scope"] == "area"))
        totals, handled = one["totals"], one["totals"].get("total")
        measured = {"received": totals.get("new"), "reviews": None if None in one["cases"] else sum(one["cases"])}
        if handled is not None and handled >= 10:
            parts = [totals.get("granted"), totals.get("partly_granted")]
            for name, numbers in (("granted_share", parts), ("denied_share", one["groups"].get("denied", []))):
                if None not in numbers and numbers and sum(numbers) <= handled:
                    measured[name] = 100 * sum(numbers) / handled
        for name, value in measured.items():
            if value is not None:
                values.setdefault((*key, name), []).append(value)
    rows = {tuple(row)[:4]: tuple(row)[4:] for row in db.execute("SELECT * FROM peer_ranges")}
    assert rows.keys() == values.keys()
    for key, numbers in values.items():
        low, middle, high = min(numbers), median(numbers), max(numbers)
        assert rows[key] == pytest.approx((len(numbers), low, middle, high)), key


def test_rules_and_notes(db: sqlite3.Connection) -> None:
    sums = "SELECT sum(passed), sum(failed), sum(not_assessable) FROM check_totals JOIN checks ON id = check_id WHERE "
    contradictions = db.execute(f"{sums} severity <> 'note'").fetchone()
    notes = db.execute(f"{sums} severity = 'note'").fetchone()
    by_report = db.execute(
        "SELECT sum(checks_passed), sum(checks_failed), sum(checks_not_assessable), sum(checks_noted) FROM reports"
    ).fetchone()
    assert (*contradictions, notes[1]) == tuple(by_report)
    (findings,) = db.execute("SELECT count(*) FROM findings").fetchone()
    assert contradictions[1] + notes[1] == findings > 0
    (cells,) = db.execute("SELECT sum(cells) FROM note_totals").fetchone()
    (notes,) = db.execute("SELECT count(*) FROM cell_notes").fetchone()
    assert cells == notes > 0


def test_summing_up_again_gives_the_same_rows(built: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    shutil.copy(built, copy)
    with closing(sqlite3.connect(copy, isolation_level=None)) as db:
        before = [db.execute(f"SELECT * FROM {table}").fetchall() for table in TABLES]  # noqa: S608
        db.executescript(TOTALS)
        assert [db.execute(f"SELECT * FROM {table}").fetchall() for table in TABLES] == before  # noqa: S608
        assert all(before)


def test_row_numbers_of_the_form_are_those_that_the_sums_name(db: sqlite3.Connection) -> None:
    groups = dict(db.execute("SELECT id, group_code FROM form_request_rows").fetchall())
    codes = dict(db.execute("SELECT id, code FROM form_request_rows").fetchall())
    assert (codes[1], codes[3], codes[4], codes[25]) == ("new", "granted", "partly_granted", "total")
    assert {id for id, group in groups.items() if group == "denied"} == set(range(5, 13))
    assert {id for id, group in groups.items() if group == "unavailable"} == set(range(13, 16))
    assert {id for id, group in groups.items() if group == "unprocessed"} == set(range(16, 21))
    assert {codes[id] for id in range(21, 25)} == {"other", "other_not_corrected", "other_fee_unpaid", "other_rest"}
