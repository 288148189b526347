"""Files of a site: what is as it was is kept, what differs is written, and all of it is put in place at once."""

from __future__ import annotations

import ctypes
import errno
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Literal, NamedTuple

from govreports.locks import locked

from datasette_govreports.site.errors import SiteError

Fate = Literal["kept", "changed", "added"]

MARKER = ".govreports-site"
MARKED = b"A site of datasette govreports build. The next build replaces this folder as a whole.\n"
_NAME = re.compile(r"[\w.\-]+(/[\w.\-]+)*", re.ASCII)
_EXCHANGE, _HERE = 2, -100  # RENAME_EXCHANGE and AT_FDCWD of Linux
_PIECE = 2**20


class Output(NamedTuple):
    """A site being written, beside the one that it will replace.

    new: folder that is written
    old: folder of the site as it stands; empty where there is none, and so nothing to compare with
    """

    new: str
    old: str

    def put(self, path: str, data: bytes) -> Fate:
        """Write a file, or keep the old one where it holds the same."""
        old, new = f"{self.old}/{path}", self._room(path)
        fate = _compared(old, data) if self.old else "added"
        if fate != "kept" or not _linked(old, new):
            with open(new, "wb") as file:  # noqa: PTH123 - a million times: pathlib would take a third of the time
                file.write(data)
        return fate

    def take(self, path: str, source: Path) -> Fate:
        """The same with a file that stands elsewhere. It is linked where it can be, and must not be changed later."""
        old, new = f"{self.old}/{path}", self._room(path)
        fate = _same(old, source) if self.old else "added"
        if not _linked(old if fate == "kept" else str(source), new):
            shutil.copyfile(source, new)
        return fate

    def _room(self, path: str) -> str:
        """The whole path of a file, its folder made. Names come from the database: none may lead elsewhere."""
        if not _NAME.fullmatch(path) or ".." in path.split("/"):
            raise SiteError(
                f"数据库里有不能用作文件名的地址：{path!r}。",
                f"The database holds an address that no file can have: {path!r}.",
            )
        whole = f"{self.new}/{path}"
        folder = whole.rpartition("/")[0]
        if not os.path.isdir(folder):  # noqa: PTH112 - as above
            os.makedirs(folder, exist_ok=True)  # noqa: PTH103 - as above
        return whole


def _compared(old: str, data: bytes) -> Fate:
    try:
        with open(old, "rb", buffering=0) as file:  # noqa: PTH123 - as above
            same = os.fstat(file.fileno()).st_size == len(data) and file.readall() == data
    except OSError:
        return "added"
    return "kept" if same else "changed"


def _same(old: str, source: Path) -> Fate:
    before = Path(old)
    if not before.is_file():
        return "added"
    if before.samefile(source):
        return "kept"
    if before.stat().st_size != source.stat().st_size:
        return "changed"
    with before.open("rb") as one, source.open("rb") as other:
        while piece := one.read(_PIECE):
            if piece != other.read(_PIECE):
                return "changed"
    return "kept"


def _linked(source: str, new: str) -> bool:
    """Give a file a second name. Not every file system can, and one file cannot have names without end."""
    try:
        os.link(source, new)
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            raise
        return False
    return True


# --- in place --------------------------------------------------------------------------------------------------------


def require_ours(target: Path) -> None:
    """Raise SiteError where the target is there and neither a site of ours nor empty."""
    if target.is_symlink() or target.exists():
        if target.is_dir() and (not any(target.iterdir()) or (target / MARKER).is_file()):
            return
        raise SiteError(
            f"{target} 已存在，且不是本程序生成的网站：请换一个目录，或先把它移开。",
            f"{target} exists and is not a site of this command: name another folder, or move it away first.",
        )


@contextmanager
def exclusive(target: Path) -> Iterator[Path]:
    """A folder beside the target that no other build of it has; gone afterwards, and with it what is in it."""
    room = target.with_name(f".{target.name}.building")
    descriptor = _lock(room, target)
    try:
        _put_back(room, target)
        remove(room, itself=False)
        yield room
    finally:
        remove(room)
        os.close(descriptor)


def _lock(room: Path, target: Path) -> int:
    def opened() -> int:
        try:
            room.mkdir(parents=True, exist_ok=True)
            return os.open(room, os.O_RDONLY | os.O_DIRECTORY)
        except OSError as error:
            raise SiteError(
                f"无法在 {target.parent} 写文件：{error.strerror}。",
                f"Cannot write in {target.parent}: {error.strerror}.",
            ) from error

    descriptor = locked(room, opened)
    if descriptor is None:
        raise SiteError(
            f"另一个进程正在生成 {target}；请等它结束再试。",
            f"Another process is building {target}; try again when it has ended.",
        )
    return descriptor


def replace(target: Path, new: Path, room: Path) -> Path | None:
    """Put the new site in the place of the old one; returns where the old one is now, None where there was none.

    On Linux the two change names in one step. Elsewhere, and on file systems that cannot, the old one is moved aside
    first; a build that is killed in that instant leaves no site, and the next one puts the old one back.
    """
    if not target.exists():
        new.rename(target)
        return None
    if _exchanged(target, new):
        return new
    aside = target.rename(room / _ASIDE)
    new.rename(target)
    return aside


_ASIDE = "old"


def _exchanged(one: Path, other: Path) -> bool:
    call = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    return call is not None and call(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0


def _put_back(room: Path, target: Path) -> None:
    aside = room / _ASIDE
    if aside.is_dir() and not target.exists():
        aside.rename(target)


def flush(folder: Path) -> None:
    """Have everything on the file system of a folder written to the disk itself."""
    call = getattr(ctypes.CDLL(None, use_errno=True), "syncfs", None)
    if call is None:
        os.sync()
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        call(descriptor)
    finally:
        os.close(descriptor)


def count(folder: Path) -> int:
    """How many files there are below a folder."""
    return sum(len(files) for _, _, files in os.walk(folder))


def remove(folder: Path, *, itself: bool = True) -> None:
    """Remove a folder and what is in it. Workers of a killed build may still write there: what is left is left."""
    for inside in list(folder.iterdir()) if folder.is_dir() else []:
        if inside.is_dir() and not inside.is_symlink():
            shutil.rmtree(inside, ignore_errors=True)
        else:
            inside.unlink(missing_ok=True)
    if itself:
        with suppress(OSError):
            folder.rmdir()
