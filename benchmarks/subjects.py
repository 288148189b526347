"""What is measured: the loaders' steps, and beside each the least that any program would have to do."""

from __future__ import annotations

import io
import logging
import os
import re
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from importlib.resources import files
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import pdfplumber
from govreports.database import INDEXES, NAMES, SEARCH, Entry, build, name_rows
from govreports.identity import assemble, remarks
from govreports.identity.evidence import nothing
from govreports.identity.region import Settled
from govreports.identity.site import Signs
from govreports.match import match
from govreports.parse import parse
from govreports.readers import read
from govreports.readers.pdf import read_pdf
from govreports.records import document_id, process
from govreports.report import Input

from benchmarks.figures import Form, Recipe, dice, make
from benchmarks.pdfs import chromium, html, reportlab
from benchmarks.ratios import Work
from benchmarks.tables import Pen

TOKENS = re.compile(r"[^\s|]+")
# Name, tables, and the most bytes a report that they may take.
SIZES: tuple[tuple[str, tuple[str, ...], float | None], ...] = (
    ("requests + reviews", ("requests", "reviews"), 800.0),
    ("provenance", ("provenance",), None),
    ("search index", ("reports_fts_data", "reports_fts_idx"), None),
    ("search index of names", ("agencies_fts_data", "agencies_fts_idx"), None),
)


class Rows(NamedTuple):
    """All rows of one table."""

    table: str
    rows: list[tuple[object, ...]]


def searched(found: Iterable[Entry]) -> Rows:
    """The rows of the search index, which cannot be read back from it."""
    records = [entry.fate.record for entry in found if entry.fate.record]
    return Rows(SEARCH, [(number, *record.search) for number, record in enumerate(records, 1)])


def named(database: Path) -> Rows:
    """The same of the index of names."""
    with closing(sqlite3.connect(database)) as connection:
        return Rows(NAMES, name_rows(connection))


# --- parsing --------------------------------------------------------------------------------------------------------


def tokenise(paths: Iterable[Path]) -> None:
    """The floor of parsing: read, decode, cut into words."""
    for path in paths:
        data = path.read_bytes()
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError:
            text = data.decode("gb18030")
        TOKENS.findall(text)


def parse_whole(paths: Iterable[Path]) -> None:
    """Everything between a file and a checked report."""
    for path in paths:
        parse(Input(path.name, path.read_bytes()))


def read_and_match(paths: Iterable[Path]) -> None:
    """Text parsing: from bytes to the three tables, headings and sections; no identity, no checks."""
    for path in paths:
        match(read(path.read_bytes()).text)


TABLES_ONLY = "parse, tables only"
PARSING: dict[str, Work[list[Path]]] = {"parse, whole": parse_whole, TABLES_ONLY: read_and_match}


# --- PDF ------------------------------------------------------------------------------------------------------------


class Drawn(NamedTuple):
    """A file, and the figures that its tables print, in order."""

    data: bytes
    figures: list[str]


PDFS_A_ROUND = 3


def pdf_batches(rounds: int, seed: int) -> list[list[Drawn]]:
    """Ruled forms drawn by ReportLab, a few for each round."""
    return [[_drawn(seed * 1000 + n * PDFS_A_ROUND + k) for k in range(PDFS_A_ROUND)] for n in range(rounds)]


def printed_batches(rounds: int, seed: int) -> list[list[Drawn]]:
    """The same printed by Chromium, which puts the fonts into the file. One for each round, as pdfplumber is slow."""
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)  # it has much to say of fonts
    with chromium(os.environ.get("CHROMIUM", "chromium")) as printed:
        return [[_drawn(seed * 1000 + n, lambda form, pen: printed(html(form, pen)))] for n in range(rounds)]


def _drawn(seed: int, draw: Callable[[Form, Pen], bytes] = reportlab) -> Drawn:
    form = make(Recipe(seed))
    return Drawn(draw(form, Pen(dice(seed), frozenset())), sorted(cell.text for cell in form.cells.values()))


def read_pdfs(batch: Iterable[Drawn]) -> None:
    """The whole reader: text, rows, places, losses."""
    for drawn in batch:
        read_pdf(drawn.data)


def plumb(batch: Iterable[Drawn]) -> None:
    """What pdfplumber needs for the tables alone."""
    for drawn in batch:
        list(plumbed_rows(drawn.data))


def our_rows(data: bytes) -> Iterator[list[str]]:
    """The cells of all rows as this reader writes them."""
    lines = read_pdf(data).text.splitlines()
    return ([cell.strip() for cell in line.split("|")[1:-1]] for line in lines if line.startswith("|"))


def plumbed_rows(data: bytes) -> Iterator[list[str]]:
    """The cells of all rows as pdfplumber gives them."""
    with pdfplumber.open(io.BytesIO(data)) as document:
        for page in document.pages:
            for table in page.extract_tables():
                yield from ([(cell or "").strip() for cell in row] for row in table)


def share_right(batch: Iterable[Drawn], rows: Callable[[bytes], Iterable[list[str]]]) -> float:
    """How many of the printed figures stand in cells of their own, in percent."""
    printed = right = 0
    for drawn in batch:
        cells = Counter(cell for row in rows(drawn.data) for cell in row)
        printed += len(drawn.figures)
        right += sum((Counter(drawn.figures) & cells).values())
    return 100 * right / printed


def read_files(paths: Iterable[Path]) -> None:
    """From the bytes of a file to its text, rows and all."""
    for path in paths:
        read(path.read_bytes())


# --- resolving ------------------------------------------------------------------------------------------------------

TOGETHER = 200


def load_whole(target: Path, paths: Sequence[Path]) -> None:
    """From files to a database, in this process; as many in memory at a time as a worker is given."""
    build_anew(target, chain.from_iterable(entries(paths[i : i + TOGETHER]) for i in range(0, len(paths), TOGETHER)))


@contextmanager
def without_resolution() -> Iterator[None]:
    """Leave out what finds the division of a report, its body's one name and its scope, and look at no site."""
    undone = {
        "signs": lambda *_: Signs((), ()),
        "settle": lambda printed, *_: Settled(printed.value),
        "region": lambda *_: [nothing("region_code", remarks.NO_REGION)],
        "scope": lambda *_: [nothing("scope", remarks.NO_SCOPE)],
        "kind": lambda _: None,
    }
    kept = {name: getattr(assemble, name) for name in undone}
    for name, instead in undone.items():
        setattr(assemble, name, instead)
    try:
        yield
    finally:
        for name, original in kept.items():
            setattr(assemble, name, original)


def load_unresolved(target: Path, paths: Sequence[Path]) -> None:
    """The floor of resolving: the same load without it."""
    with without_resolution():
        load_whole(target, paths)


# --- loading --------------------------------------------------------------------------------------------------------


def entries(paths: Iterable[Path]) -> list[Entry]:
    """Parsed reports as the build takes them."""
    sources = [Input(path.name, path.read_bytes()) for path in paths]
    fates = process(tuple(sources))
    return [Entry(source.name, document_id(source.data), fate) for source, fate in zip(sources, fates, strict=True)]


def build_anew(target: Path, found: Iterable[Entry]) -> None:
    """A whole build, to a file that is not there yet."""
    target.unlink(missing_ok=True)
    build(target, found)


def rows_of(database: Path) -> list[Rows]:
    """Every row of a built database, in the order in which they lie there."""
    with closing(sqlite3.connect(database)) as connection:
        names = connection.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
            " AND name NOT LIKE '%\\_fts%' ESCAPE '\\' ORDER BY rowid"
        ).fetchall()
        return [Rows(name, connection.execute(f'SELECT * FROM "{name}"').fetchall()) for (name,) in names]  # noqa: S608 - names from the schema


def insert_plainly(target: Path, tables: list[Rows]) -> None:
    """The floor of loading: the same rows into the same tables and indexes, with sqlite3 as it comes.

    It commits as durably as SQLite does by default, since a build is flushed to disk too.
    """
    target.unlink(missing_ok=True)
    with closing(sqlite3.connect(target, isolation_level=None)) as connection:
        for script in ("schema.sql", "search.sql"):
            connection.executescript((files("govreports") / script).read_text(encoding="utf-8"))
        connection.execute("BEGIN")
        for name, rows in tables:
            if rows:
                places = ",".join("?" * len(rows[0]))
                connection.executemany(f"INSERT INTO {name} VALUES ({places})", rows)  # noqa: S608 - the same names
        connection.execute("COMMIT")
        for number, (table, columns) in enumerate(INDEXES):
            connection.execute(f"CREATE INDEX benchmark_{number} ON {table} ({', '.join(columns)})")


# --- size -----------------------------------------------------------------------------------------------------------


def bytes_of(database: Path, *tables: str) -> int:
    """The bytes of all pages that these tables and their indexes fill."""
    marks = ",".join("?" * len(tables))
    with closing(sqlite3.connect(database)) as connection:
        names = connection.execute(f"SELECT name FROM sqlite_schema WHERE tbl_name IN ({marks})", tables)  # noqa: S608 - question marks
        listed = [name for (name,) in names]
        (size,) = connection.execute(
            f"SELECT sum(pgsize) FROM dbstat WHERE name IN ({','.join('?' * len(listed))})",  # noqa: S608 - the same
            listed,
        ).fetchone()
    return int(size or 0)


def report_count(database: Path) -> int:
    """How many reports the database holds."""
    with closing(sqlite3.connect(database)) as connection:
        (count,) = connection.execute("SELECT count(*) FROM reports").fetchone()
    return int(count)
