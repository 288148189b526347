"""Pages over many reports: a generated database, spread over bodies and regions as a national one would be."""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

from datasette_govreports import rendering
from datasette_govreports.language import CHINESE, ENGLISH, Language
from datasette_govreports.links import Links
from datasette_govreports.pages import agency, coverage, findings, home, region, report
from datasette_govreports.pages.book import Book, book
from datasette_govreports.pages.listing import Filter
from datasette_govreports.pages.provinces import PROVINCES

FIRST_YEAR, YEARS = 2019, 6
KINDS = ("government", "department", "township", "institution", "other")
COUNTIES = tuple(
    f"{province.code[:2]}{city:02}{county:02}"
    for province in PROVINCES
    for city in range(1, 11)
    for county in range(1, 10)
)
TABLES = (
    *("proactive", "requests", "reviews", "sections"),
    *("cell_notes", "findings", "check_results", "evidence", "provenance"),
)
CHOSEN = (
    "SELECT {} FROM reports JOIN agencies ON agencies.id = agency_id"
    " WHERE reports.id >= 1 + ? * 7919 % (SELECT max(id) FROM reports) ORDER BY reports.id LIMIT 1"
)
Load = Callable[[sqlite3.Connection, Book], object]


def spread(path: Path) -> None:
    """Give the reports to bodies, one for each of six years, and the bodies to counties of every province.

    Generated reports name few bodies; in a real database each has a handful of reports.
    """
    with closing(sqlite3.connect(path)) as db, db:
        (count,) = db.execute("SELECT count(*) FROM reports").fetchone()
        bodies = range(count // YEARS + 1)
        for code in {COUNTIES[number * 7 % len(COUNTIES)] for number in bodies}:
            for known, level, parent in (
                (code[:2] + "0000", 1, None),
                (code[:4] + "00", 2, code[:2] + "0000"),
                (code, 3, code[:4] + "00"),
            ):
                db.execute(
                    "INSERT OR IGNORE INTO regions (code, level, parent_code) VALUES (?, ?, ?)", (known, level, parent)
                )
        db.execute("UPDATE reports SET agency_id = NULL")
        db.execute("DELETE FROM agencies")
        for number in bodies:
            code, kind = COUNTIES[number * 7 % len(COUNTIES)], KINDS[number % len(KINDS)]
            db.execute(
                "INSERT INTO agencies VALUES (?, ?, ?, ?, ?)",
                (number + 1, f"a{number:012x}", f"{kind}局{number + 1}", code, kind),
            )
        db.execute(
            "UPDATE reports SET scope = NULL, year = ? + (id - 1) % ?, agency_id = (id - 1) / ? + 1",
            (FIRST_YEAR, YEARS, YEARS),
        )
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.executescript((files("govreports") / "totals.sql").read_text(encoding="utf-8"))
        db.execute("ANALYZE")


# --- what is measured -----------------------------------------------------------------------------------------------


def types(db: sqlite3.Connection, number: int) -> Iterator[tuple[str, Load]]:
    """One page of each type; another one for every number."""
    slug, body, place = db.execute(
        CHOSEN.format("reports.slug, agencies.slug, region_code"),
        (number,),
    ).fetchone()
    yield "report", lambda db, form: report.load(db, form, slug)
    yield "agency", lambda db, form: agency.load(db, form, body)
    yield "region", lambda db, form: region.load(db, form, Filter(region=place))
    yield "province", lambda db, form: region.load(db, form, Filter(region=place[:2] + "0000"))
    yield "home", home.load
    yield "findings", lambda db, form: findings.load(db, form, Filter())
    yield "findings, narrowed", lambda db, form: findings.load(db, form, Filter(check="R2", region=place[:2] + "0000"))
    yield "check", lambda db, form: findings.load_check(db, form, "R2", Filter(page=3))
    yield "coverage", lambda db, form: coverage.load(db, form, Filter(), "")


TEMPLATES = {"province": "region", "findings, narrowed": "findings"}


class Page(NamedTuple):
    """One page: its type, its processor time, its bytes; for a report, how many times longer than its rows took."""

    name: str
    milliseconds: float
    size: int
    over_floor: float = 0.0


def pages(path: Path, rounds: int) -> Iterator[Page]:
    """Every type of page, in both languages in turn, as often as there are rounds: SQL and template together."""
    templates = rendering.packaged()
    with closing(sqlite3.connect(f"file:{path}?immutable=1", uri=True)) as db:
        db.row_factory = sqlite3.Row
        forms = {language: book(db, language) for language in (CHINESE, ENGLISH)}
        for number in range(rounds + len(forms)):
            language = ENGLISH if number % 2 else CHINESE
            for name, load in types(db, number):
                page = _timed(db, templates, forms[language], name, load)
                if name == "report":
                    page = page._replace(over_floor=page.milliseconds / _floor(db, number))
                if number >= len(forms):  # the first ones only warm up
                    yield page


def _timed(db: sqlite3.Connection, templates: rendering.Templates, form: Book, name: str, load: Load) -> Page:
    start = time.process_time()
    page = load(db, form)
    html = rendering.html(templates, TEMPLATES.get(name, name), page, _links(form.language, name))
    return Page(name, 1000 * (time.process_time() - start), len(html.encode()))


def _floor(db: sqlite3.Connection, number: int) -> float:
    """Milliseconds that it takes to read all rows of the same report and to write them down."""
    start = time.process_time()
    (id,) = db.execute(CHOSEN.format("reports.id"), (number,)).fetchone()
    (document,) = db.execute("SELECT document_id FROM reports WHERE id = ?", (id,)).fetchone()
    rows = db.execute("SELECT * FROM documents WHERE id = ?", (document,)).fetchall()
    for table in TABLES:
        rows += db.execute(f"SELECT * FROM {table} WHERE report_id = ?", (id,)).fetchall()  # noqa: S608 - TABLES
    json.dumps([list(row) for row in rows], default=str)
    return 1000 * (time.process_time() - start)


def _links(language: Language, page: str) -> Links:
    return Links("/", language, page, "/govreports", "/static/", "https://example.org")
