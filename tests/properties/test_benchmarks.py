"""The measurements themselves: ratios against the floor, the printed table, and a whole run on a few reports."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import lxml.html
import pytest

from benchmarks import subjects
from benchmarks.__main__ import main
from benchmarks.generate import write_reports
from benchmarks.ratios import Measured, compare, table
from benchmarks.web import page, write_pages
from benchmarks.web_peers import decoded, lxml_grid

# What is quick to measure and needs no browser, with a line of what each prints.
QUICK = {
    "parse": "parse, whole",
    "rules": "all rules, of parsing",
    "load": "build",
    "size": "provenance",
    "queries": "most_requests",
    "downloads": "requests as Parquet",
}


def test_ratios_are_against_the_floor_of_the_same_batch() -> None:
    now = 0.0

    def clock() -> float:
        return now

    def spend(factor: int, batch: int) -> None:
        nonlocal now
        now += factor * batch

    measured = compare(lambda batch: spend(2, batch), [lambda batch: spend(6, batch)], [50, 1, 8], clock)
    assert measured == [(3.0, 3.0)]


def test_table_says_what_missed() -> None:
    lines = [Measured("parse", (1.0, 9.0, 7.0), 5.0), Measured("size", (554.4,), 800.0, "bytes a report")]
    assert table(lines).splitlines() == [
        "        min  median   max  target",
        "parse  1.00    7.00  9.00  ≤ 5 ×                 MISSED",
        "size    554     554   554  ≤ 800 bytes a report  ok",
    ]


def test_the_floor_of_loading_writes_the_same_rows(tmp_path: Path) -> None:
    entries = subjects.entries(write_reports(tmp_path / "in", 12, seed=3))
    built, plain = tmp_path / "built.db", tmp_path / "plain.db"
    subjects.build_anew(built, entries)
    subjects.insert_plainly(plain, subjects.rows_of(built))
    with closing(sqlite3.connect(plain)) as connection:
        connection.execute("ATTACH ? AS built", (str(built),))
        for name in ("requests", "reviews", "proactive", "cell_notes", "documents", "form_cells"):
            ours, theirs = (
                connection.execute(f"SELECT * FROM {schema}.{name}").fetchall()  # noqa: S608 - names above
                for schema in ("main", "built")
            )
            assert ours == theirs
            assert ours
    assert subjects.bytes_of(built, "requests", "reviews") % 512 == 0
    assert 0 < subjects.report_count(built) <= 12


@pytest.mark.parametrize("subject", QUICK)
def test_a_whole_run(capsys: pytest.CaptureFixture[str], subject: str) -> None:
    assert main([subject, "--reports", "6", "--rounds", "1"]) in {0, 1}  # six reports tell nothing about speed
    assert QUICK[subject] in capsys.readouterr().out


def test_the_peer_of_pages_sees_the_same_figures(tmp_path: Path) -> None:
    # A peer that skipped half of the work would be no measure.
    for path, made in ((path, page(n, 5)) for n, path in enumerate(write_pages(tmp_path, 6, 5))):
        tree = lxml.html.document_fromstring(decoded(path.read_bytes()))
        seen = {text for table in tree.iter("table") for text in lxml_grid(table).values()}
        plain = {cell.text for cell in made.form.cells.values() if cell.text.isascii() and cell.text.isalnum()}
        assert len(plain - seen) <= len(plain) // 4  # hidden spans and split cells read otherwise
