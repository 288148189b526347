"""Figures read some hundred reports at a time are those that the tables hold, report by report."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from random import Random
from typing import NamedTuple
from unittest.mock import patch

import pytest
from govreports.crosswise import held
from govreports.crosswise.held import Held, figures_of
from govreports.database import create
from govreports.form import BY_ID, EDITIONS, FIGURES, Edition, requests
from govreports.report import Value
from hypothesis import given
from hypothesis import strategies as st

WIDE = {name: [figure for figure in FIGURES if figure.table == name] for name in ("proactive", "reviews")}
ROW = {row.code: row for row in requests.ROWS}


class Paper(NamedTuple):
    """A report's tables as rows: None where one is not there, and of section 三 those rows that are."""

    edition: Edition | None
    proactive: list[Value] | None
    reviews: list[Value] | None
    requests: dict[str, list[Value]]

    def figures(self) -> dict[int, Value]:
        """What it holds, figure by figure."""
        found: dict[int, Value] = {}
        for figure in FIGURES:
            if figure.table == "requests":
                if figure.row in self.requests:
                    place = [column.code for column in requests.COLUMNS].index(figure.column)
                    found[figure.id] = self.requests[figure.row][place]
            elif figure.table == "reviews":
                if self.reviews:
                    found[figure.id] = self.reviews[WIDE["reviews"].index(figure)]
            elif self.proactive and self.edition in (None, *figure.editions):
                found[figure.id] = self.proactive[WIDE["proactive"].index(figure)]
        return found


def paper(seed: int) -> Paper:
    """Tables made to order, mostly zeros, as in reports."""
    dice = Random(seed)  # noqa: S311 - test data

    def row(number: int) -> list[Value]:
        return dice.choices((0, None, 1, 7, 120_000, -3), (12, 2, 1, 1, 1, 1), k=number)

    return Paper(
        dice.choice((None, *EDITIONS)),
        row(len(WIDE["proactive"])) if dice.randrange(4) else None,
        row(len(WIDE["reviews"])) if dice.randrange(4) else None,
        {code: row(7) if dice.randrange(2) else [0] * 7 for code in dice.sample(sorted(ROW), dice.randrange(7))},
    )


@pytest.fixture(scope="module")
def empty() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as db:
        create(db)
        yield db


def written(db: sqlite3.Connection, papers: list[Paper]) -> list[Held]:
    """The reports in a database; their numbers have gaps, as where versions were taken out."""
    reports = []
    for number, paper in enumerate(papers):
        id = 3 * number + 2
        for table, values in (("proactive", paper.proactive), ("reviews", paper.reviews)):
            if values:
                db.execute(f"INSERT INTO {table} VALUES ({','.join('?' * (1 + len(values)))})", (id, *values))  # noqa: S608
        for code, cells in paper.requests.items():
            db.execute("INSERT INTO requests VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", (id, ROW[code].id, *cells))
        reports.append(Held(id, None, None, None, None, None, None, paper.edition, False, ""))
    return reports


@given(st.lists(st.integers(0, 1_000_000).map(paper), min_size=1, max_size=5), st.integers(1, 6))
def test_every_figure_is_read_in_the_order_asked(empty: sqlite3.Connection, papers: list[Paper], at_once: int) -> None:
    empty.execute("BEGIN")
    try:
        told = list(zip(written(empty, papers), papers, strict=True))
        told = [told[(5 * place + at_once) % len(told)] for place in range(7)]  # in another order, some twice
        with patch.object(held, "AT_ONCE", at_once):
            found = [dict(values) for values in figures_of(empty, [report for report, _ in told])]
    finally:
        empty.execute("ROLLBACK")
    assert found == [paper.figures() for _, paper in told]


def test_a_row_of_zeros_is_there_and_a_missing_one_is_not(empty: sqlite3.Connection) -> None:
    empty.execute("BEGIN")
    paper = Paper("2021", None, None, {"new": [0] * 7, "granted": [0, None, 0, 0, 0, 0, 0]})
    (values,) = figures_of(empty, written(empty, [paper]))
    empty.execute("ROLLBACK")
    by_address = {BY_ID[id].address: value for id, value in values.items()}
    assert by_address["new.total"] == 0
    assert by_address["granted.business"] is None
    assert "carried_over.total" not in by_address
    assert len(by_address) == 14
