"""Which of a body's reports are held against each other."""

from __future__ import annotations

import sqlite3
from contextlib import closing

from govreports.crosswise.held import Held
from govreports.crosswise.years import over_years
from govreports.database import create


def report(id: int, year: int | None, scope: str | None = "own", body: int = 1) -> Held:
    return Held(id, body, "南通市教育局", "320600", year, scope, None, "2021", False, "")


def compared(*reports: Held) -> dict[int, set[str]]:
    """By report, the rules that have something to say of it."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as db:
        create(db)
        told: dict[int, set[str]] = {}
        for id, results in over_years(db, reports):
            told.setdefault(id, set()).update(result.check_id for result in results)
    return told


def test_each_report_is_held_against_that_of_the_year_before() -> None:
    assert compared(report(1, 2021), report(2, 2023), report(3, 2022)) == {
        3: {"Y1", "R6", "R7", "Y3"},
        2: {"Y1", "R6", "R7", "Y3"},
    }


def test_two_reports_of_a_year_are_held_against_nothing_but_the_year_counts() -> None:
    reports = [report(1, 2020), report(2, 2021), report(3, 2021), report(4, 2022), report(5, 2023)]
    assert compared(*reports) == {2: {"Y1"}, 4: {"Y1"}, 5: {"Y1", "R6", "R7", "Y3"}}


def test_a_gap_is_told_and_not_bridged() -> None:
    assert compared(report(1, 2020), report(2, 2022)) == {2: {"Y1"}}


def test_reports_of_another_scope_body_or_no_year_are_not_held_against_each_other() -> None:
    assert compared(report(1, 2021), report(2, 2022, "area")) == {2: {"Y1"}}
    assert compared(report(1, 2021), report(2, 2022, body=2)) == {}
    assert compared(report(1, 2021), report(2, None)) == {}
