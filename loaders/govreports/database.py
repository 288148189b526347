"""One atomic build of the database: everything into a file beside the target, checked, and then put in its place.

The same fates in the same order give the same bytes: no clock, no path, no locale is written.
"""

from __future__ import annotations

import os
import re
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

import sqlite_utils

from govreports import bigrams, interrupts
from govreports.checks import RULES, Rule, examples
from govreports.corrections import Correction
from govreports.corrections import write as write_corrections
from govreports.crosswise import check_crosswise
from govreports.dictionary import dictionary_rows
from govreports.form.tables import form_rows
from govreports.locks import locked
from govreports.notes import NOTES
from govreports.records import Fate, Record, Row
from govreports.regions import region_rows
from govreports.report import Outcome
from govreports.revisions import Revised, Version, revise
from govreports.shape import mark

SQLITE = b"SQLite format 3\0"  # how every file of SQLite begins
# Rows wait until this many reports are there; the number is part of the bytes that a build gives.
REPORTS_AT_ONCE = 500
SEARCH = "reports_fts (rowid, agency, title, narrative)"
NAMES = "agencies_fts (rowid, name)"
INDEXES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("reports", ("agency_id", "year")),
    ("reports", ("year", "published_on")),  # the newest reports, without sorting them all
    ("reports", ("document_id",)),
    ("report_sources", ("report_id",)),
    ("agencies", ("region_code", "name")),  # the bodies of a region, a page at a time
    ("agencies", ("name", "slug")),  # looking for any part of a name reads nothing else
    ("regions", ("parent_code",)),
    ("requests", ("row_id", "report_id")),
    ("request_totals", ("new",)),  # who received most, without reading what all others did
    ("findings", ("report_id",)),
    ("findings", ("check_id",)),
    ("copied_texts", ("source_id",)),
    ("area_parts", ("report_id",)),
    ("load_log", ("outcome",)),
    ("load_log", ("document_id",)),
    ("region_totals", ("region_code",)),
    ("check_totals", ("check_id", "region_code")),
    ("note_totals", ("region_code",)),
)


class BuildError(Exception):
    """A build that did not happen; the old database is as it was. Carries one sentence in each language."""

    def __init__(self, message_zh: str, message_en: str) -> None:
        super().__init__(message_zh, message_en)
        self.message_zh = message_zh
        self.message_en = message_en


class Entry(NamedTuple):
    """One input and its fate. `document_id` is None when the input could not be read, `url` when nothing says it.

    `kept`: a copy of it lies beside the database.
    """

    name: str
    document_id: str | None
    fate: Fate
    url: str | None = None
    kept: bool = False


def build(
    target: Path,
    entries: Iterable[Entry],
    before_replacing: Callable[[], object] = lambda: None,
    tell: Callable[[Revised], object] = lambda revised: None,
    corrections: Sequence[Correction] = (),
    leave_out: Callable[[Correction], object] = lambda correction: None,
) -> Counter[Outcome]:
    """Build the database at `target` from the fates of all inputs, in the order given.

    `tell` is given each report that turns out, when all are there, to be another version of one,
    `leave_out` each correction of a report that is not among them.
    Returns how many inputs had each outcome. Raises BuildError when another build is under way or the result does
    not hold together. Whatever happens, the target is either the old file or the whole new one; after
    `before_replacing` has been called it is the new one.
    """
    _require_replaceable(target)
    with _exclusive(target) as temporary:
        with closing(sqlite3.connect(temporary, isolation_level=None)) as connection:
            counts = _fill(connection, entries, tell, corrections, leave_out)
            _verify(connection, counts)
        sync(temporary)
        before_replacing()
        temporary.replace(target)
        sync(target.parent)
    return counts


def _require_replaceable(target: Path) -> None:
    """See that no file of another kind is lost, as when a report is named where the database should be."""
    with suppress(OSError), target.open("rb") as file:
        begins = file.read(len(SQLITE))
        if begins and begins != SQLITE:
            raise BuildError(
                f"{target} 已存在，且不是数据库：请换一个文件名，或先把它移开。",
                f"{target} exists and is not a database: name another file, or move it away first.",
            )


@contextmanager
def _exclusive(target: Path) -> Iterator[Path]:
    """An empty file beside the target that no other build has; gone afterwards unless it has become the target."""
    temporary = target.with_name(f".{target.name}.building")
    # An interrupt between making the file and being ready to remove it waits until then.
    interrupts.hold_back()
    try:
        descriptor = _lock(temporary, target)
        try:
            interrupts.let_through()
            os.ftruncate(descriptor, 0)
            yield temporary
        except BaseException:
            with suppress(FileNotFoundError):
                temporary.unlink()
            raise
        finally:
            os.close(descriptor)
    finally:
        interrupts.let_through()


def _lock(temporary: Path, target: Path) -> int:
    def opened() -> int:
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            return os.open(temporary, os.O_RDWR | os.O_CREAT, 0o644)
        except OSError as error:
            raise BuildError(
                f"无法在 {target.parent} 写文件：{error.strerror}。",
                f"Cannot write in {target.parent}: {error.strerror}.",
            ) from error

    descriptor = locked(temporary, opened)
    if descriptor is None:
        raise BuildError(
            f"另一个进程正在生成 {target.name}；请等它结束再试。",
            f"Another process is building {target.name}; try again when it has ended.",
        )
    return descriptor


def sync(path: Path) -> None:
    """Have a file, or the names in a folder, written to the disk itself."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def create(connection: sqlite3.Connection) -> None:
    """Write the empty schema, the form, the notes and the rules into a new database.

    Whoever reads the file over a network reads the definitions first. So they stand together at its beginning, those of
    the views and SQLite's own statistics among them, and bare: what the comments say is in `dictionary`.
    """
    mark(connection)
    connection.execute("ANALYZE")
    for name in ("schema.sql", "search.sql", "views.sql"):
        connection.executescript(re.sub(r"\s*--.*", "", _resource(name)))
    for table, rows in form_rows():
        insert(connection, table, rows)
    insert(connection, "form_notes", [(code, *note.message) for code, note in NOTES.items()])
    insert(connection, "checks", [_rule_row(rule) for rule in RULES])
    insert(connection, "dictionary", sorted(dictionary_rows()))


def _rule_row(rule: Rule) -> Row:
    told = (*rule.meaning, *rule.correction, *examples.told(rule))
    return (rule.id, *rule.title, rule.formula, rule.severity, rule.basis, rule.version, *told)


def insert(connection: sqlite3.Connection, table: str, rows: list[Row]) -> None:
    """Insert whole rows, in the order of the table's columns."""
    if rows:
        places = ",".join("?" * len(rows[0]))
        connection.executemany(f"INSERT INTO {table} VALUES ({places})", rows)  # noqa: S608 - our own table names


def name_rows(connection: sqlite3.Connection) -> list[Row]:
    """The search index of the agencies' names, the first found first: search.sql tells what the numbers are."""
    names = connection.execute("SELECT length(name) << 32 | id, name FROM agencies ORDER BY 1")
    return [(number, bigrams.terms(name)) for number, name in names]


def _resource(name: str) -> str:
    return (files("govreports") / name).read_text(encoding="utf-8")


def _fill(
    connection: sqlite3.Connection,
    entries: Iterable[Entry],
    tell: Callable[[Revised], object],
    corrections: Sequence[Correction],
    leave_out: Callable[[Correction], object],
) -> Counter[Outcome]:
    # The file is thrown away when anything fails, so it needs no journal of its own.
    for pragma in ("journal_mode=OFF", "synchronous=OFF", "foreign_keys=OFF", "cache_size=-65536"):
        connection.execute(f"PRAGMA {pragma}")
    create(connection)
    counts: Counter[Outcome] = Counter()
    writer = Writer(connection)
    connection.execute("BEGIN")
    for entry in entries:
        counts[entry.fate.outcome] += 1
        writer.add(entry)
    for revised in writer.finish():
        counts["loaded"] -= 1
        counts[revised.outcome] += 1
        tell(revised)
    check_crosswise(connection)
    for left_out in write_corrections(connection, corrections):
        leave_out(left_out)
    insert(connection, NAMES, name_rows(connection))
    connection.execute("COMMIT")
    connection.executescript(_resource("totals.sql"))
    database = sqlite_utils.Database(connection)
    for table, columns in INDEXES:
        database.table(table).create_index(columns)
    database.analyze()
    return counts


class Writer:
    """Gathers the rows of reports, gives them their numbers, and writes them table by table."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._rows: dict[str, list[Row]] = {}
        self._agencies: dict[object, int] = {}
        self._regions: set[str] = set()
        self._reports = self._findings = self._inputs = 0
        self._versions: list[Version] = []

    def add(self, entry: Entry) -> None:
        """Take one input and its fate."""
        self._inputs += 1
        fate = entry.fate
        self._put(
            "load_log",
            (self._inputs, entry.name, entry.document_id, fate.outcome, fate.stage, *fate.message, entry.url),
        )
        if fate.record and entry.document_id:
            self._put("documents", (entry.document_id, entry.name, *fate.record.document, int(entry.kept)))
            self._report(fate.record)

    def finish(self) -> list[Revised]:
        """Write what is still waiting, and sort out which reports are versions of others."""
        self._flush()
        revised = revise(self._connection, self._versions)
        if revised:
            of_agencies = "SELECT region_code FROM agencies WHERE region_code IS NOT NULL"
            self._regions = {code for (code,) in self._connection.execute(of_agencies)}
        self._rows.update(region_rows(self._regions))
        self._flush()
        return revised

    def _report(self, record: Record) -> None:
        self._reports += 1
        id = self._reports
        self._versions.append(Version(id, self._inputs, record.key))
        self._put("reports", (id, record.slug, self._agency(record.agency), *record.report))
        if record.proactive:
            self._put("proactive", (id, *record.proactive))
        if record.reviews:
            self._put("reviews", (id, *record.reviews))
        for table in ("evidence", "requests", "sections", "cell_notes", "check_results"):
            rows: tuple[Row, ...] = getattr(record, table)
            self._rows.setdefault(table, []).extend((id, *row) for row in rows)
        for row in record.findings:
            self._findings += 1
            self._put("findings", (self._findings, id, *row))
        self._put("provenance", (id, record.spans, record.places))
        self._put(SEARCH, (id, *record.search))
        if id % REPORTS_AT_ONCE == 0:
            self._flush()

    def _agency(self, agency: Row | None) -> int | None:
        if agency is None:
            return None
        slug, _, region, _ = agency
        if slug not in self._agencies:
            self._agencies[slug] = len(self._agencies) + 1
            self._put("agencies", (self._agencies[slug], *agency))
            if region:
                self._regions.add(str(region))
        return self._agencies[slug]

    def _put(self, table: str, row: Row) -> None:
        self._rows.setdefault(table, []).append(row)

    def _flush(self) -> None:
        for table, rows in self._rows.items():
            insert(self._connection, table, rows)
            rows.clear()


def _verify(connection: sqlite3.Connection, counts: Counter[Outcome]) -> None:
    """The file must be sound, its references must hold, and the log must add up."""
    (sound,) = connection.execute("PRAGMA integrity_check").fetchone()
    dangling = connection.execute("PRAGMA foreign_key_check").fetchone()
    logged = dict(connection.execute("SELECT outcome, count(*) FROM load_log GROUP BY outcome"))
    (reports,) = connection.execute("SELECT count(*) FROM reports").fetchone()
    if sound != "ok" or dangling or logged != dict(counts) or reports != counts["loaded"]:
        raise BuildError(
            f"新数据库未通过自检（{sound}；悬空引用 {dangling}；计数 {logged}），旧数据库未动。",
            f"The new database fails its checks ({sound}; dangling {dangling}; counts {logged}); the old one is kept.",
        )
