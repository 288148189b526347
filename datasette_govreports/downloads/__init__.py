"""The files of the whole database: every table in every format, the database itself, and what describes them."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from datasette_govreports import workers
from datasette_govreports.downloads import archive, csvw, facts
from datasette_govreports.downloads.archive import Zip
from datasette_govreports.downloads.files import File, Task, described, make, opened, tasks
from datasette_govreports.downloads.package import package
from datasette_govreports.downloads.published import BY_YEAR, tables
from datasette_govreports.formats import WHOLE

__all__ = ["DATABASE", "File", "Maker", "Making", "Piece", "write"]

DATABASE = "govreports.db"
PACKAGE = "datapackage.json"
ARCHIVE = "govreports-csv.zip"
SUMS = "SHA256SUMS"

SQLITE = "application/vnd.sqlite3"
ZIPPED = "application/zip"
JSON = "application/json; charset=utf-8"
PLAIN = "text/plain; charset=utf-8"

Piece = Task | Zip


def write(
    database: Path,
    into: Path,
    *,
    address: str = "",
    jobs: int = 1,
    by_year: int = BY_YEAR.rows,
) -> tuple[File, ...]:
    """Fill a folder that is new or empty with the files of a database.

    address: where the folder will be on the web, ending in a slash, as far as that is known
    jobs: how many processes work at it
    by_year: number of rows above which a table also comes year by year

    Returns all files: those of the whole first, then those of the tables by name. The same database gives the same
    bytes. Raises OSError where a file cannot be written, sqlite3.Error where the database cannot be read.
    """
    making = Making(database, into, address=address, by_year=by_year)
    for files in workers.run(jobs, making.maker, making.pieces()):
        making.add(files)
    return making.finish()


@dataclass(frozen=True, slots=True)
class Maker:
    """Does pieces of work, in whatever process it is sent to: files in a folder, of a database, dated a day."""

    database: Path
    into: Path
    day: date

    def __call__(self, piece: Piece) -> tuple[File, ...]:
        """Make the files of a piece."""
        if isinstance(piece, Task):
            return make(piece, self.database, self.into, self.day)
        path = self.into / ARCHIVE
        archive.write(path, self.into, piece, self.day)
        return (described(path, "ZIP", ZIPPED),)


class Making:
    """The files of one database on their way: first pieces that any process can make, then what describes them all.

    database: the copy that is among the files, and from which everything is read: nobody changes it meanwhile
    """

    def __init__(self, database: Path, into: Path, *, address: str = "", by_year: int = BY_YEAR.rows) -> None:
        into.mkdir(parents=True, exist_ok=True)
        self._into, self.database = into, into / DATABASE
        shutil.copyfile(database, self.database)
        self._copy = described(self.database, "SQLite", SQLITE)
        with closing(opened(self.database)) as db:
            self._about = facts.facts(db, self._copy.sha256, address)
            self._tables = tables(db, by_year)
        self._tasks = list(tasks(self._tables, [form for form in WHOLE if form.available]))
        self._planned = [file.name for task in self._tasks for file in task.files]
        self._words = [_text(into / name, text, PLAIN) for name, text in facts.words(self._about, self._tables).items()]
        self._made: dict[str, File] = {}

    def maker(self) -> Maker:
        """What makes the pieces."""
        return Maker(self.database, self._into, self._about.made_on)

    def __len__(self) -> int:
        """How many pieces there are."""
        return len(self._tasks) + 1

    def pieces(self) -> Iterator[Piece | None]:
        """The pieces, large ones first; None while the next one needs others that are not done."""
        yield from sorted(self._tasks, key=lambda task: (task.year != (), -task.rows))  # the zip needs whole tables
        plain = [table.plain for table in self._tables]
        while not self._made.keys() >= set(plain):
            yield None
        described_here = [*self._words, *(self._made[name] for name in plain)]
        zipped = _json(package(self._about, self._tables, described_here))
        yield Zip(tuple(file.name for file in described_here), {PACKAGE: zipped})

    def add(self, files: Iterable[File]) -> None:
        """Take note of a piece that is done."""
        self._made.update((file.name, file) for file in files)

    @property
    def done(self) -> bool:
        """Whether all pieces are done."""
        return len(self._made) == len(self._planned) + 1

    def finish(self) -> tuple[File, ...]:
        """Write what describes the files; returns all: those of the whole first, then those of the tables by name."""
        about, published, into = self._about, self._tables, self._into
        rows = [self._made[name] for name in self._planned]
        descriptions = [
            _text(into / csvw.name(table.name), _json(csvw.alone(about, table)), csvw.MEDIA_TYPE)._replace(
                table=table.name
            )
            for table in published
        ]
        whole = [self._copy, self._made[ARCHIVE], *self._words]
        whole.append(_text(into / csvw.GROUP, _json(csvw.group(about, published)), csvw.MEDIA_TYPE))
        whole.append(_text(into / PACKAGE, _json(package(about, published, [*whole, *rows])), JSON))
        everything = sorted([*whole, *rows, *descriptions], key=lambda file: file.name)
        sums = _text(into / SUMS, "".join(f"{file.sha256}  {file.name}\n" for file in everything), PLAIN)
        return (*whole, sums, *sorted([*rows, *descriptions], key=lambda file: file.table))


def _text(path: Path, text: str, media_type: str) -> File:
    path.write_text(text, encoding="utf-8")
    return described(path, path.suffix.removeprefix(".") or "txt", media_type)


def _json(told: dict[str, Any]) -> str:
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"
