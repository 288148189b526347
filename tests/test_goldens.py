"""Five published reports against what a person read in them, figure by figure, in the parser and in the database.

The samples hold the figures of the published reports in their own layouts; where the published reports themselves
are here (see `conftest.py`), they are read too.
"""

from __future__ import annotations

import json
import os
import re
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pytest
from govreports.form import BY_ID
from govreports.report import Report
from govreports.spans import decode

from tests.support.commands import govreports
from tests.support.figures import opened
from tests.support.goldens import ALL, Golden, Printed, printed
from tests.support.places import ROOT, SAMPLES, VARIABLE, real_reports

# The one cell that is not simply a number: an amount without a unit.
NOTES = {"nantong_emergency_2020.txt": {"procurement_amount": ("annotated", "unit_not_printed", "2031.9")}}


def report(source: Printed) -> Report:
    """The report as the loaders read it."""
    parsed = source.parsed()
    assert parsed.report, parsed.message
    return parsed.report


def amount(text: str) -> float:
    """What a person takes a printed figure of these five reports for."""
    assert re.fullmatch(r"[+-]?[0-9]{1,3}(,[0-9]{3})+|[+-]?[0-9]+(\.[0-9]+)?", text), text
    return float(text.replace(",", ""))


@pytest.mark.parametrize("source", printed(), ids=str)
def test_every_figure_is_the_one_printed(source: Printed) -> None:
    tables = report(source).tables.values()
    assert {id: value for table in tables for id, value in table.values.items()} == source.golden.figures


def test_the_goldens_are_whole() -> None:
    assert {len(golden.figures) for golden in ALL if golden.editions["requests"] == "2019"} == {198}
    assert {len(golden.figures) for golden in ALL if golden.editions["requests"] == "2021"} == {200}
    assert len(ALL) == 5
    assert {golden.sample for golden in ALL} == {path.name for path in SAMPLES.glob("*.txt")}


@pytest.mark.parametrize("source", printed(), ids=str)
def test_every_figure_is_printed_where_its_span_says(source: Printed) -> None:
    parsed = source.parsed()
    assert parsed.report
    assert parsed.document
    for table in parsed.report.tables.values():
        for id, cell in table.cells.items():
            assert cell.span, BY_ID[id].address
            said = parsed.document.text[slice(*cell.span)]
            assert said.strip() == cell.raw, BY_ID[id].address
            assert amount(said.strip()) == source.golden.figures[id], BY_ID[id].address


@pytest.mark.parametrize("source", printed(), ids=str)
def test_no_two_figures_stand_in_the_same_place(source: Printed) -> None:
    tables = report(source).tables.values()
    spans = sorted(cell.span for table in tables for cell in table.cells.values() if cell.span)
    assert all(one.end <= two.start for one, two in pairwise(spans))


@pytest.mark.parametrize("source", printed(), ids=str)
def test_editions_are_read_from_the_tables(source: Printed) -> None:
    tables = report(source).tables
    assert {"proactive": tables["proactive"].edition, "requests": tables["requests"].edition} == source.golden.editions
    assert set(tables) == {"proactive", "requests", "reviews"}


@pytest.mark.parametrize("source", printed(), ids=str)
def test_who_and_when(source: Printed) -> None:
    found, golden = report(source).identity, source.golden
    assert (found.year, found.title, found.agency, found.region_code, found.scope, found.published_on) == (
        golden.year,
        golden.title,
        golden.agency,
        golden.region_code,
        golden.scope,
        golden.published_on,
    )


@pytest.mark.parametrize("source", printed(), ids=str)
def test_findings_are_exactly_those_that_a_person_finds(source: Printed) -> None:
    found = [
        {
            "check_id": finding.check_id,
            "location": finding.location,
            "expected": finding.expected,
            "actual": finding.actual,
            "suspects": list(finding.suspects),
        }
        for finding in report(source).checked.findings
    ]
    assert found == source.golden.findings


@pytest.mark.parametrize("source", printed(), ids=str)
def test_cells_are_noted_exactly_where_something_is_to_be_said(source: Printed) -> None:
    noted = {
        BY_ID[id].address: (cell.status, cell.note, cell.raw)
        for table in report(source).tables.values()
        for id, cell in table.cells.items()
        if cell.note
    }
    assert noted == NOTES.get(source.golden.sample, {})


def test_a_sample_has_the_figures_of_its_original() -> None:
    # The same golden serves both; here, the very characters and layout too.
    pairs = [(s, o) for s in printed() for o in printed() if s.golden is o.golden and s.path != o.path]
    assert bool(pairs) == (real_reports() is not None)
    for sample, original in pairs:
        one, two = report(sample).tables, report(original).tables
        assert [table.layout for table in one.values()] == [table.layout for table in two.values()]
        for name, table in one.items():
            raw = {id: cell.raw for id, cell in table.cells.items()}
            assert raw == {id: cell.raw for id, cell in two[name].cells.items()}


# --- the same through the database ----------------------------------------------------------------------------------


@pytest.fixture(scope="module", params=["samples", *(["originals"] if real_reports() else [])])
def loaded(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, bool]:
    """A database of all five reports, and whether it is of the samples, which bring a manifest."""
    samples = request.param == "samples"
    path = tmp_path_factory.mktemp("goldens") / "reports.db"
    folder = SAMPLES if samples else real_reports()
    assert folder
    ran = govreports("load", folder, "--db", path)
    assert ran.code == 0, ran.err
    return path, samples


class Stored(NamedTuple):
    """A golden's report in the database."""

    golden: Golden
    name: str
    id: int


def stored(db: sqlite3.Connection, samples: bool) -> Iterator[Stored]:
    """Every golden with its report."""
    for golden in ALL:
        name = golden.sample if samples else golden.original
        sql = "SELECT reports.id FROM reports JOIN documents ON documents.id = document_id WHERE name = ?"
        ((id,),) = db.execute(sql, (name,)).fetchall()
        yield Stored(golden, name, id)


def test_every_figure_in_the_database_is_the_one_printed(loaded: tuple[Path, bool]) -> None:
    with opened(loaded[0]) as db:
        for report in stored(db, loaded[1]):
            rows = db.execute(
                "SELECT form_figures.id, value FROM figures JOIN form_figures USING (table_name, row_code, column_name)"
                " WHERE value IS NOT NULL AND report_id = ?",
                (report.id,),
            )
            assert dict(rows) == report.golden.figures, report.name


def test_what_a_report_says_of_itself_is_in_the_database(loaded: tuple[Path, bool]) -> None:
    path, samples = loaded
    with opened(path) as db:
        for golden, _, id in stored(db, samples):
            said = db.execute(
                "SELECT year, title, agencies.name, region_code, scope, published_on,"
                " proactive_edition, requests_edition, status"
                " FROM reports LEFT JOIN agencies ON agencies.id = agency_id WHERE reports.id = ?",
                (id,),
            ).fetchall()
            who = (golden.agency, golden.region_code, golden.scope)
            editions = (golden.editions["proactive"], golden.editions["requests"])
            assert said == [(golden.year, golden.title, *who, golden.published_on, *editions, "complete")]


def test_findings_and_notes_in_the_database(loaded: tuple[Path, bool]) -> None:
    with opened(loaded[0]) as db:
        for golden, _, id in stored(db, loaded[1]):
            sql = "SELECT check_id, location, expected, actual, suspects FROM findings WHERE report_id = ? ORDER BY id"
            found = [(*finding, json.loads(suspects)) for *finding, suspects in db.execute(sql, (id,))]
            assert found == [tuple(finding.values()) for finding in golden.findings]
            notes = db.execute("SELECT column_name, status, note, raw FROM cell_notes WHERE report_id = ?", (id,))
            assert {column: tuple(rest) for column, *rest in notes} == NOTES.get(golden.sample, {})


def test_the_place_of_every_figure_is_in_the_database(loaded: tuple[Path, bool]) -> None:
    with opened(loaded[0]) as db:
        for golden, name, report in stored(db, loaded[1]):
            (packed,) = db.execute("SELECT spans FROM provenance WHERE report_id = ?", (report,)).fetchone()
            places = decode(packed)
            assert set(places) == set(golden.figures)
            for id, (start, end) in places.items():
                sql = "SELECT substr(text, ? + 1, ?) FROM documents WHERE name = ?"
                (said,) = db.execute(sql, (start, end - start, name)).fetchone()
                assert amount(said.strip()) == golden.figures[id], (name, BY_ID[id].address)


# --- the real reports are there or told about -----------------------------------------------------------------------


def pytest_run(variable: str | None) -> subprocess.CompletedProcess[str]:
    """A pytest of its own, with the variable set or not."""
    env = {name: value for name, value in os.environ.items() if name != VARIABLE and not name.startswith("PYTEST")}
    return subprocess.run(
        [sys.executable, "-m", "pytest", "--collect-only", "-p", "no:cacheprovider", "tests/test_goldens.py"],
        cwd=ROOT,
        env=env if variable is None else {**env, VARIABLE: variable},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_folder_that_lacks_a_real_report_fails_the_run(tmp_path: Path) -> None:
    first = next(iter(ALL)).original
    (tmp_path / first).write_text("one is not five", encoding="utf-8")
    ran = pytest_run(str(tmp_path))
    assert ran.returncode == pytest.ExitCode.USAGE_ERROR
    assert all((golden.original in ran.stderr) == (golden.original != first) for golden in ALL)


def test_the_run_says_where_the_real_reports_are() -> None:
    folder = real_reports()
    header = pytest_run(str(folder) if folder else None).stdout.split("collected")[0]
    assert f"real reports: {folder or 'none here'}" in header
