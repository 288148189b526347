"""A published PDF against what a person read in it, figure by figure, with the page of each; and a drawing of it."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from govreports.form import BY_ID
from govreports.parse import parse
from govreports.places import decode, find
from govreports.report import Input, Parsed
from govreports.spans import decode as decode_spans

from tests.support.commands import govreports
from tests.support.figures import opened
from tests.support.places import real_pdfs
from tests.support.printed import drawn, figures, golden

REAL = real_pdfs()
COPIES = ["drawn", *(["published"] if REAL else [])]


def data(copy: str) -> bytes:
    """The file as published, or our drawing of it."""
    return (REAL / golden()["original"]).read_bytes() if copy == "published" and REAL else drawn()


@pytest.fixture(scope="module", params=COPIES)
def parsed(request: pytest.FixtureRequest) -> Parsed:
    """The report as the loaders read it."""
    return parse(Input("report.pdf", data(request.param)))


def test_every_figure_is_the_one_printed(parsed: Parsed) -> None:
    assert parsed.report, parsed.message
    tables = parsed.report.tables.values()
    assert {id: value for table in tables for id, value in table.values.items()} == figures()
    assert {cell.note for table in tables for cell in table.cells.values()} == {""}


def test_editions_findings_and_identity(parsed: Parsed) -> None:
    assert parsed.report
    told = golden()
    tables = parsed.report.tables
    assert tables["proactive"].edition == told["proactive_edition"]
    assert tables["requests"].edition == told["requests_edition"]
    found = parsed.report.checked.findings
    keys = ("check_id", "location", "expected", "actual")
    assert [{key: getattr(finding, key) for key in keys} for finding in found if finding.check_id == "R4"] == told[
        "findings"
    ]
    identity = parsed.report.identity
    assert (identity.year, identity.agency) == (told["year"], told["agency"])
    assert "".join((identity.title or "").split()).endswith("".join(told["title"].split()))
    assert parsed.report.problems == ()


def test_every_figure_has_its_page_and_a_box_of_its_own(parsed: Parsed) -> None:
    assert parsed.report
    assert parsed.document
    firsts = {name: int(page) for page, name in golden()["first_figure_of_page"].items()}
    seen: dict[int, str] = {}
    boxes = set()
    for table in parsed.report.tables.values():
        first, last = golden()["pages"][table.name]
        for id, cell in table.cells.items():
            assert cell.span
            place = find(parsed.document.places, cell.span.start)
            assert place, BY_ID[id].address
            assert first <= place.page <= last
            seen.setdefault(place.page, BY_ID[id].address)
            left, top, right, bottom = place.box
            assert 0 < left < right < 595
            assert 0 < top < bottom < 842
            boxes.add((place.page, place.box))
    assert len(boxes) == len(figures())
    assert {name: page for page, name in seen.items()} == firsts


def test_page_numbers_and_repeated_words_are_left_out_of_the_text(parsed: Parsed) -> None:
    assert parsed.document
    assert not re.search(r"^\s*-?\s*\d\s*-?\s*$", parsed.document.text, re.MULTILINE)


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database of the drawing, with the original kept."""
    folder = tmp_path_factory.mktemp("pdf")
    (folder / "in").mkdir()
    (folder / "in" / "report.pdf").write_bytes(drawn())
    ran = govreports("load", folder / "in", "--db", folder / "out.db", "--keep-originals", "--jobs", "1")
    assert (ran.code, ran.err) == (0, "")
    return folder / "out.db"


@pytest.fixture
def db(database: Path) -> Iterator[sqlite3.Connection]:
    """It, open."""
    with opened(database) as connection:
        yield connection


def test_the_database_holds_figures_pages_and_the_original(db: sqlite3.Connection, database: Path) -> None:
    rows = db.execute(
        "SELECT form_figures.id, value FROM figures JOIN form_figures USING (table_name, row_code, column_name)"
        " WHERE value IS NOT NULL"
    )
    assert dict(rows) == figures()
    (id, media_type, kept, packed, spans) = db.execute(
        "SELECT documents.id, media_type, kept, places, spans FROM documents, provenance"
    ).fetchone()
    assert (media_type, kept) == ("application/pdf", 1)
    assert (database.with_name("out.db.originals") / id).read_bytes() == drawn()
    places = decode(packed)
    assert len(packed) < 2000
    for figure, span in decode_spans(spans).items():
        place = find(places, span.start)
        assert place, BY_ID[figure].address
        first, last = golden()["pages"][BY_ID[figure].table]
        assert first <= place.page <= last


def test_explain_tells_the_page_of_every_figure(database: Path) -> None:
    ran = govreports("explain", database.parent / "in" / "report.pdf", "--lang", "en")
    assert ran.code == 0
    told = [line for line in ran.out.splitlines() if line.startswith("  p")]
    assert len(told) == len(figures())
    assert all(re.match(r"  p[234] \d+,\d+-\d+,\d+ +[a-z_.0-9]+ +[0-9.]+  ", line) for line in told)
    assert re.search(r"^requests: 2019 · pipe_row · p3-p4$", ran.out, re.MULTILINE)
