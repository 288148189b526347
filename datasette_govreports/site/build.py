"""One build of the static site: all files into a folder beside the target, and then the two change places."""

from __future__ import annotations

import sqlite3
import tempfile
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import NamedTuple

from datasette_govreports import downloads
from datasette_govreports.site import output, workers
from datasette_govreports.site.address import Address
from datasette_govreports.site.errors import SiteError
from datasette_govreports.site.output import Output
from datasette_govreports.site.painter import DATABASE, Painter, connect
from datasette_govreports.site.plan import SECTIONS, Task, tasks

# What a database of ours has, this release's: an older one has not what the pages ask for.
TABLES = frozenset({"reports", "form_cells", "report_sources", "region_totals", "dictionary", "check_results"})


class Counts(NamedTuple):
    """Files of the new site: written, or kept as they were; and files of the old one that are gone."""

    written: int
    kept: int
    removed: int


Progress = Callable[[int, int], object]  # pieces of work done since the last call, and how many there are in all


def build(
    database: Path,
    target: Path,
    address: Address,
    jobs: int,
    progress: Progress = lambda done, of: None,
    before_replacing: Callable[[], object] = lambda: None,
) -> Counts:
    """Write the site of a database to `target`, in so many processes.

    Raises SiteError where the database or the folder is none of ours, or another build is under way; whatever
    happens, the target is the old site or the whole new one, and the new one after `before_replacing` was called.
    """
    require_ours(database)
    output.require_ours(target)
    target = target.resolve()
    with output.exclusive(target) as room:
        scratch = Path(tempfile.mkdtemp(dir=room))
        new = scratch / "site"
        new.mkdir(mode=0o755)
        out = Output(str(new), str(target))
        # The pages are made from the very file that stands beside them, even if a new one takes its place meanwhile.
        origin, root = address
        data = scratch / "data"
        files = downloads.write(database, data, address=f"{origin}{root}data/" if origin else "", jobs=jobs)
        fates = Counter[str](out.take(f"data/{file.name}", data / file.name) for file in files)
        start = partial(writer, new / DATABASE, Path(f"{database}.originals"), files, address, out)
        with closing(connect(new / DATABASE)) as connection:
            pieces = tasks(connection)
        for done in workers.run(jobs, start, pieces):
            fates.update(done)
            progress(1, len(pieces))
        output.flush(new)
        before_replacing()
        old = output.replace(target, new, room)
        gone = output.count(old) if old else 0
    return Counts(fates["changed"] + fates["added"], fates["kept"], gone - fates["kept"] - fates["changed"])


def require_ours(database: Path) -> None:
    """Raise SiteError where a file is not a database of the loaders."""
    try:
        with closing(connect(database)) as connection:
            names = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
    except sqlite3.Error:
        names = set()
    if not names >= TABLES:
        raise SiteError(
            f"{database} 不是这一版 govreports load 生成的数据库：请先用 govreports load 生成。",
            f"{database} is not a database of this release's govreports load: make one with govreports load first.",
        )


class Writer:
    """Does tasks: makes the files of some keys."""

    def __init__(self, painter: Painter, out: Output) -> None:
        self._painter, self._out = painter, out

    def __call__(self, task: Task) -> Counter[str]:
        """Write the files of a task; returns how many had each fate."""
        fates: Counter[str] = Counter()
        for path, content in SECTIONS[task.section].files(self._painter, task.keys):
            put = self._out.put(path, content) if isinstance(content, bytes) else self._out.take(path, content)
            fates[put] += 1
        return fates


def writer(database: Path, originals: Path, files: tuple[downloads.File, ...], address: Address, out: Output) -> Writer:
    """What a worker starts with."""
    return Writer(Painter(database, originals, files, address), out)
