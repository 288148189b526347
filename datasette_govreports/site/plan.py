"""What the site consists of: sections, each with the keys of what there is in it and the files of each key.

To add a page that stands alone, add a line to PAGES.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib.resources import files as resources
from importlib.resources.abc import Traversable
from typing import NamedTuple

from datasette_govreports.downloads import File as Download
from datasette_govreports.pages import about, coverage, home, search, sql
from datasette_govreports.pages.provinces import PROVINCES
from datasette_govreports.site import files, machines
from datasette_govreports.site.files import File, Load
from datasette_govreports.site.painter import Painter

CHUNK = 20  # keys that a worker is given at once
Key = tuple[str, ...]


class Alone(NamedTuple):
    """A page of which there is one.

    address: where it stands on a server
    template: what draws it
    load: what it shows
    scripts: whether it runs our own script
    """

    address: str
    template: str
    load: Load
    scripts: bool = False


PAGES = (
    Alone("", "home", home.load),
    Alone("about", "about", lambda _, form: about.load("about", form.language)),
    Alone("search", "search", lambda db, _: search.load(db, search.asked("", "", "", "1")), scripts=True),
    Alone("sql", "sql", sql.load, scripts=True),
)
BY_ADDRESS = {alone.address: alone for alone in PAGES}


Files = Callable[[Painter, Sequence[Key]], Iterator[File]]


class Section(NamedTuple):
    """Pages of one kind.

    keys: what there is, in the database
    files: the files of some of these
    lists_downloads: whether they say what `data/` holds, and so come last
    """

    keys: Callable[[sqlite3.Connection], Iterable[Key]]
    files: Files
    lists_downloads: bool = False


class Task(NamedTuple):
    """Some keys of a section. `downloads`: what `data/` holds, where their pages say so."""

    section: str
    keys: tuple[Key, ...]
    downloads: tuple[Download, ...] = ()


def _each(files: Callable[..., Iterator[File]]) -> Files:
    """One key after the other."""
    return lambda painter, keys: (file for key in keys for file in files(painter, *key))


def _rows(sql: str) -> Callable[[sqlite3.Connection], Iterable[Key]]:
    return lambda db: (tuple(str(value) for value in row) for row in db.execute(sql))


def _alone(painter: Painter, address: str) -> Iterator[File]:
    return files.page(painter, *BY_ADDRESS[address][:3], scripts=BY_ADDRESS[address].scripts)


def _narrowed(db: sqlite3.Connection) -> Iterator[Key]:
    """No division and year, each province, each year."""
    yield ("", "")
    yield from ((province.code, "") for province in PROVINCES)
    yield from (("", str(year)) for (year,) in db.execute(YEARS))


def _coverage(db: sqlite3.Connection) -> Iterator[Key]:
    yield from ((*key, "") for key in _narrowed(db))
    yield from (("", "", outcome) for outcome in coverage.OUTCOMES[1:])


def _regions(db: sqlite3.Connection) -> list[Key]:
    codes = {code for (code,) in db.execute("SELECT code FROM regions")}
    return [(code,) for code in sorted(codes | {province.code for province in PROVINCES})]


def _static(_: sqlite3.Connection) -> Iterator[Key]:
    yield from ((name,) for name in _names(resources("datasette_govreports") / "static"))


def _names(folder: Traversable, above: str = "") -> Iterator[str]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            yield from _names(entry, f"{above}{entry.name}/")
        else:
            yield above + entry.name


YEARS = "SELECT DISTINCT year FROM region_totals WHERE year IS NOT NULL ORDER BY year"
TABLES = "SELECT table_name FROM dictionary JOIN sqlite_master ON name = table_name WHERE column_name = '' ORDER BY 1"
OLD = "SELECT slug FROM report_sources WHERE relation <> 'current' ORDER BY slug"
# What takes long comes first, so that at the end no worker is left with it alone.
# The reports of a body together: each shows the figures of its neighbours.
REPORTS = "SELECT slug FROM reports ORDER BY agency_id, year, id"
SECTIONS = {
    "findings": Section(_narrowed, _each(files.of_findings)),
    "checks": Section(_rows("SELECT id FROM checks ORDER BY id"), _each(files.of_check)),
    "reports": Section(_rows(REPORTS), files.of_reports),
    "sources": Section(_rows(OLD), _each(files.of_source)),
    "agencies": Section(_rows("SELECT slug FROM agencies ORDER BY id"), files.of_agencies),
    "regions": Section(_regions, _each(files.of_region)),
    "coverage": Section(_coverage, _each(files.of_coverage)),
    "data": Section(lambda _: [()], _each(files.of_data), lists_downloads=True),
    "tables": Section(_rows(TABLES), _each(files.of_table), lists_downloads=True),
    "alone": Section(lambda _: ((address,) for address in BY_ADDRESS), _each(_alone)),
    "originals": Section(_rows("SELECT id FROM documents WHERE kept ORDER BY id"), _each(files.of_original)),
    "static": Section(_static, _each(files.of_static)),
    "machines": Section(lambda _: [()], _each(machines.files)),
}


def tasks(connection: sqlite3.Connection) -> list[Task]:
    """All of the site, cut into pieces for workers."""
    found = []
    for name, section in SECTIONS.items():
        keys = list(section.keys(connection))
        found += [Task(name, tuple(keys[n : n + CHUNK])) for n in range(0, len(keys), CHUNK)]
    return found
