"""A folder of fetched files: the files, the manifest that `govreports load` reads, and, hidden from it, the rest.

DIR/manifest.csv            what is known of each file
DIR/<host>/<name>.html      the files, each version of an address by itself
DIR/.fetch/log.jsonl        one line an address
DIR/.fetch/warc/*.warc.gz   the originals
"""

from __future__ import annotations

import csv
import fcntl
import io
import os
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from govreports.database import sync
from govreports.fetch.addresses import Address
from govreports.fetch.log import Entry
from govreports.fetch.reasons import FetchError
from govreports.inputs import COLUMNS, MANIFEST

HIDDEN, INCOMING = ".fetch", "incoming"
ADDRESS_DIGITS, CONTENT_DIGITS = 12, 8


class Folder:
    """Where a run writes."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._hidden = path / HIDDEN
        self.log, self.archive = self._hidden / "log.jsonl", self._hidden / "warc"

    @contextmanager
    def held(self) -> Iterator[None]:
        """Keep other runs out. Raises FetchError when one is under way, or nothing can be written there."""
        try:
            self._hidden.mkdir(parents=True, exist_ok=True)
            descriptor = os.open(self._hidden / "lock", os.O_RDWR | os.O_CREAT, 0o644)
        except OSError as error:
            raise FetchError(
                f"无法在 {self.path} 写文件：{error.strerror}。", f"Cannot write in {self.path}: {error.strerror}."
            ) from error
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            yield
        except BlockingIOError:
            raise FetchError(
                f"另一个进程正在往 {self.path} 里取文件；请等它结束再试。",
                f"Another process is fetching into {self.path}; try again when it has ended.",
            ) from None
        finally:
            os.close(descriptor)

    def name(self, asked: Address, content: bytes, ending: str) -> str:
        """What the file of an address is called: its host, its address, and this very content."""
        digests = sha256(asked.url.encode()).hexdigest(), sha256(content).hexdigest()
        return f"{asked.host.replace(':', '_')}/{digests[0][:ADDRESS_DIGITS]}-{digests[1][:CONTENT_DIGITS]}{ending}"

    def receive(self, name: str, data: bytes) -> None:
        """Write a file that the log will name, out of sight until then."""
        self._hidden.joinpath(INCOMING).mkdir(exist_ok=True)
        _write(self._incoming(name), data)

    def show(self, name: str) -> None:
        """Put a file that the log names where it belongs."""
        path = self.path / name
        path.parent.mkdir(exist_ok=True)
        self._incoming(name).replace(path)
        sync(path.parent)

    def tidy(self, files: Collection[str]) -> None:
        """Do what a run that was killed left undone: show the files that the log names, remove the others."""
        named = {self._incoming(name): name for name in files}
        for path in self._hidden.glob(f"{INCOMING}/*"):
            if path in named:
                self.show(named[path])
            else:
                path.unlink()

    def _incoming(self, name: str) -> Path:
        return self._hidden / INCOMING / name.replace("/", "_")

    def write_manifest(self, files: dict[str, Entry]) -> None:
        """Write the manifest of all files that are still there, in the order of their names."""
        text = io.StringIO(newline="")
        writer = csv.writer(text)
        writer.writerow(COLUMNS)
        for name, entry in sorted(files.items()):
            if (self.path / name).exists():
                said = (name, entry.final_url, entry.agency, entry.region_code, entry.year, entry.retrieved_at)
                writer.writerow(said)
        temporary = self._hidden / MANIFEST
        _write(temporary, text.getvalue().encode())
        temporary.replace(self.path / MANIFEST)
        sync(self.path)


def _write(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
