"""One build of the static site: all files into a folder beside the target, and then the two change places."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from govreports.shape import is_ours, refusal

from datasette_govreports import workers
from datasette_govreports.downloads import File, Maker, Making, Piece
from datasette_govreports.site import files, output
from datasette_govreports.site.address import Address
from datasette_govreports.site.errors import SiteError
from datasette_govreports.site.output import Fate, Output
from datasette_govreports.site.painter import Painter, connect
from datasette_govreports.site.plan import SECTIONS, Task, tasks

# Files that are drawn before any of them is written: after each write the processor has to fetch anew what draws pages,
# which took a sixth of the time. They are some ten megabytes.
AT_ONCE = 120


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
    if not is_ours(database):
        raise SiteError(*refusal(database))
    output.require_ours(target)
    target = target.resolve()
    with output.exclusive(target) as room:
        scratch = Path(tempfile.mkdtemp(dir=room))
        new = scratch / "site"
        new.mkdir(mode=0o755)
        out = Output(str(new), str(target) if target.exists() else "")
        origin, root = address
        data = scratch / "data"
        # The pages are made from the very file that stands beside them, even if a new one takes its place meanwhile.
        making = Making(database, data, address=f"{origin}{root}data/" if origin else "")
        start = partial(writer, making.maker(), Path(f"{database}.originals"), address, out)
        with closing(connect(making.database)) as connection:
            pages = tasks(connection)
        work = _Work(making, pages)
        fates = Counter[str]()
        for done in workers.run(jobs, start, work.pieces()):
            fates.update(work.take(done))
            progress(1, len(making) + len(pages))
        fates.update(out.take(f"data/{file.name}", data / file.name) for file in work.downloads)
        output.flush(new)
        before_replacing()
        old = output.replace(target, new, room)
        gone = output.count(old) if old else 0
    return Counts(fates["changed"] + fates["added"], fates["kept"], gone - fates["kept"] - fates["changed"])


class _Work:
    """All that workers do for a site: downloads first, which take longest, then pages, last those that list them.

    downloads: the files of `data/`, once they are made
    """

    def __init__(self, making: Making, pages: list[Task]) -> None:
        self._making, self._pages = making, pages
        self.downloads: tuple[File, ...] = ()

    def pieces(self) -> Iterator[Piece | Task | None]:
        """What there is to do; None while there is nothing before something else is done."""
        yield from self._making.pieces()
        yield from (task for task in self._pages if not SECTIONS[task.section].lists_downloads)
        while not self._making.done:
            yield None
        self.downloads = self._making.finish()
        yield from (
            task._replace(downloads=self.downloads) for task in self._pages if SECTIONS[task.section].lists_downloads
        )

    def take(self, done: tuple[File, ...] | Counter[str]) -> Counter[str]:
        """Take note of what is done; returns how many pages had each fate."""
        if isinstance(done, Counter):
            return done
        self._making.add(done)
        return Counter()


class Writer:
    """Does what there is to do: makes downloads, or the pages of some keys."""

    def __init__(self, maker: Maker, painter: Painter, out: Output) -> None:
        self._maker, self._painter, self._out = maker, painter, out

    def __call__(self, piece: Piece | Task) -> tuple[File, ...] | Counter[str]:
        """Make downloads; or write the files of a task, and return how many had each fate."""
        if not isinstance(piece, Task):
            return self._maker(piece)
        fates: Counter[str] = Counter()
        self._painter.downloads = piece.downloads
        left = SECTIONS[piece.section].files(self._painter, piece.keys)
        while drawn := list(islice(left, AT_ONCE)):
            fates.update(map(self._put, drawn))
        return fates

    def _put(self, file: files.File) -> Fate:
        path, content = file
        return self._out.put(path, content) if isinstance(content, bytes) else self._out.take(path, content)


def writer(maker: Maker, originals: Path, address: Address, out: Output) -> Writer:
    """What a worker starts with."""
    return Writer(maker, Painter(maker.database, originals, address), out)
