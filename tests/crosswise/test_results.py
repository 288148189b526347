"""What the rules said, as rows: counted by report and rule, and by report."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest
from govreports.checks.subject import Result, failed
from govreports.crosswise import check_crosswise
from govreports.crosswise.held import Held, Told, reports_of
from govreports.crosswise.results import Results
from govreports.database import create
from govreports.form import Edition, Text

SAID = Text("不符", "wrong")
REPORT = """
INSERT INTO reports VALUES
    (?, ?, NULL, 2022, NULL, ?, ?, NULL, NULL, NULL, 'd', 'complete', NULL, 5, 1, 2, 3, NULL)
"""


@pytest.fixture
def db() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        create(connection)
        yield connection


def with_reports(db: sqlite3.Connection, *reports: tuple[int, str | None, Edition | None]) -> list[Held]:
    """Reports by number, scope and edition, each with 5 checks passed, 1 failed, 2 not assessable and 3 notes."""
    db.executemany(REPORT, [(id, f"r{id}", scope, edition) for id, scope, edition in reports])
    return reports_of(db)


def written(db: sqlite3.Connection, reports: list[Held], *told: Told) -> dict[int, dict[str, tuple[int, int, int]]]:
    """What is counted of each report, by rule: passed, failed, not assessable."""
    results = Results(db, reports)
    results.take(iter(told))
    results.write()
    counted: dict[int, dict[str, tuple[int, int, int]]] = {}
    for report, check, *numbers in db.execute("SELECT * FROM check_results ORDER BY 1, 2"):
        counted.setdefault(report, {})[check] = tuple(numbers)
    return counted


def totals(db: sqlite3.Connection, id: int) -> tuple[Any, ...]:
    sql = "SELECT checks_passed, checks_failed, checks_not_assessable, checks_noted FROM reports WHERE id = ?"
    return tuple(db.execute(sql, (id,)).fetchone())


def test_results_are_counted_by_rule_and_by_report(db: sqlite3.Connection) -> None:
    wrong = failed("R6", "requests", "carried_over", SAID)
    noted = failed("Y1", "report", "year", SAID)
    told = (
        Told(7, [Result("R6", True), Result("R6", True), Result("R6", None), wrong]),
        Told(7, [noted]),
    )
    counted = written(db, with_reports(db, (4, None, "2021"), (7, None, "2019")), *told)
    assert counted[7]["R6"] == (2, 1, 1)
    assert counted[7]["Y1"] == (0, 1, 0)
    # Of R7, A1 and the rest that are about it nothing was said: each is not assessable. R7 is of the other edition.
    assert counted[7].keys() == {"R6", "R8", "Y1", "Y2", "Y3", "C1", "C2", "C3"}
    assert {numbers for check, numbers in counted[7].items() if check not in ("R6", "Y1")} == {(0, 0, 1)}
    # Of those about which nothing was said, R8, Y3 and C2 are no notes; neither is R6.
    assert totals(db, 7) == (5 + 2, 1 + 1, 2 + 1 + 3, 3 + 1)


def test_nothing_said_is_not_assessable_where_the_rule_is_about_the_report(db: sqlite3.Connection) -> None:
    counted = written(db, with_reports(db, (1, "area", "2021"), (2, "own", None)))
    assert counted[1].keys() == {"R6", "R7", "Y1", "Y2", "Y3", "C1", "C2", "C3", "A1"}
    assert counted[2].keys() == {"R6", "Y1", "Y2", "Y3", "C1", "C2", "C3"}
    assert {numbers for rules in counted.values() for numbers in rules.values()} == {(0, 0, 1)}


def test_findings_are_numbered_by_report_in_the_order_told(db: sqlite3.Connection) -> None:
    reports = with_reports(db, (1, None, None), (2, None, None))
    told = [
        Told(id, [failed(check, "report", "x", SAID)]) for id, check in ((2, "R6"), (1, "Y3"), (2, "C1"), (1, "C3"))
    ]
    written(db, reports, *told)
    rows = db.execute("SELECT id, report_id, check_id, message_en FROM findings ORDER BY id").fetchall()
    assert rows == [(1, 1, "Y3", "wrong"), (2, 1, "C3", "wrong"), (3, 2, "R6", "wrong"), (4, 2, "C1", "wrong")]
    assert db.execute("SELECT count(*) FROM sqlite_temp_master").fetchone() == (0,)


def test_a_database_without_reports(db: sqlite3.Connection) -> None:
    check_crosswise(db)
    assert db.execute("SELECT count(*) FROM check_results").fetchone() == (0,)
