"""The folder of a server: a folder for each release, and `current`, a link to the one that is served.

    releases/<version>/govreports.db    the database, never changed
                       inspect.json     its row counts, so that Datasette need not count
                       metadata.yml     descriptions for Datasette's own pages, where they were given
                       datasette.sock   where its server listens
    current -> releases/<version>

nginx follows `current` once for each request: to the socket, and to the key of its cache. So a request is answered by
one release, and one step switches all of them.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

RELEASES, CURRENT = "releases", "current"
DATABASE, COUNTS, METADATA, SOCKET = "govreports.db", "inspect.json", "metadata.yml", "datasette.sock"
VERSION_LENGTH = 12
LONGEST_SOCKET = 107  # bytes of an address that Linux has room for


class PublishError(Exception):
    """A release that was not published; what was served before still is. Carries one sentence in each language."""

    def __init__(self, message_zh: str, message_en: str) -> None:
        super().__init__(message_zh, message_en)
        self.message_zh = message_zh
        self.message_en = message_en


def current(folder: Path) -> Path | None:
    """The release that is served."""
    link = folder / CURRENT
    return link.resolve() if link.is_symlink() else None


def others(folder: Path, release: Path) -> list[Path]:
    """All other releases that are still there."""
    return sorted(path for path in (folder / RELEASES).iterdir() if path != release and not path.name.startswith("."))


def prepare(database: Path, folder: Path, metadata: Path | None) -> Path:
    """A release of this database, whole or not there at all. Its name comes from its content."""
    with database.open("rb") as file:
        version = hashlib.file_digest(file, "sha256").hexdigest()[:VERSION_LENGTH]
    release = folder.resolve() / RELEASES / version
    if len(os.fsencode(release / SOCKET)) > LONGEST_SOCKET:
        raise PublishError(f"路径 {folder} 太长，请用短一些的。", f"The path {folder} is too long; use a shorter one.")
    if release.exists():
        return release
    unfinished = release.with_name(f".{version}")
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(parents=True)
    shutil.copyfile(database, unfinished / DATABASE)
    if metadata:
        shutil.copyfile(metadata, unfinished / METADATA)
    _count(unfinished)
    if os.geteuid() == 0:  # the server, which is not root, makes its socket there
        owner = folder.stat()
        os.chown(unfinished, owner.st_uid, owner.st_gid)
    os.sync()
    unfinished.rename(release)
    return release


def switch(folder: Path, release: Path) -> None:
    """Serve this release from now on; one step, seen by every request that starts after it."""
    link = folder / f".{CURRENT}"
    link.unlink(missing_ok=True)
    link.symlink_to(Path(RELEASES, release.name))
    link.replace(folder / CURRENT)


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Keep other publications of this folder out; the lock ends with the process, however it ends."""
    (folder / RELEASES).mkdir(parents=True, exist_ok=True)
    with (folder / ".publishing").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise PublishError(
                f"另一个进程正在向 {folder} 发布，请等它结束再试。",
                f"Another process is publishing to {folder}; try again when it has ended.",
            ) from None
        yield


def _count(release: Path) -> None:
    command = [sys.executable, "-m", "datasette", "inspect", DATABASE, "--inspect-file", COUNTS]
    ended = subprocess.run(command, cwd=release, capture_output=True, check=False)  # noqa: S603 - our own arguments
    if ended.returncode:
        raise PublishError(
            f"Datasette 打不开数据库：{ended.stderr.decode(errors='replace').strip()[-300:]}",
            f"Datasette cannot open the database: {ended.stderr.decode(errors='replace').strip()[-300:]}",
        )
