"""The log of a folder: one line an address, only ever added to. What it says is done is not done again."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, Literal, NamedTuple

from govreports.fetch.reasons import Reason

Outcome = Literal["fetched", "unchanged", "forbidden", "refused", "failed"]
OUTCOMES: tuple[Outcome, ...] = ("fetched", "unchanged", "forbidden", "refused", "failed")
BEGUN, ENDED = "begun", "ended"


class Entry(NamedTuple):
    """What became of one address in one run.

    `fetched`: its content is in `file`; `unchanged`: that is still the file of an earlier run; `forbidden`: the site's
    robots.txt; `refused`: not an address that may be asked; `failed`: it was tried, `reason` and `detail` say what
    happened. `url` is the address as listed, `final_url` where redirects led. Times are UTC, by the clock of this
    machine; `retrieved_at` is when the content of `file` first came. `warc` and `warc_end` say where the archive ended
    when this was written.
    """

    at: str
    url: str
    outcome: Outcome
    reason: Reason | None = None
    detail: str = ""
    status: int | None = None
    final_url: str = ""
    file: str = ""
    sha256: str = ""
    size: int = 0
    media_type: str = ""
    retrieved_at: str = ""
    etag: str = ""
    last_modified: str = ""
    agency: str = ""
    region_code: str = ""
    year: str = ""
    kind: str = "asked"
    parent: str = ""
    attachments: tuple[str, ...] = ()
    listed: tuple[str, ...] = ()
    tries: int = 1
    warc: str = ""
    warc_end: int = 0

    def said(self) -> dict[str, Any]:
        """What the line holds: everything that says something."""
        return {name: value for name, value in self._asdict().items() if value not in ("", None, 0, ())}


class Log:
    """What has been done, as a folder's log tells it.

    settled: addresses of the run under way, done with; empty when the last run came to its end
    latest: for each address that was ever fetched, the entry that names its file
    files: for each file, the last entry that names it
    """

    def __init__(self, path: Path) -> None:
        self.settled: dict[str, Entry] = {}
        self.latest: dict[str, Entry] = {}
        self.files: dict[str, Entry] = {}
        self.archived: dict[str, int] = {}
        self._running = False
        for line in _lines(path):
            self._read(line)
        self._descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)

    def begin(self, at: str) -> None:
        """Go on with the run under way, or begin one."""
        if not self._running:
            self._write({"run": BEGUN, "at": at})

    def end(self, at: str) -> None:
        """Note that every address of the run is done with."""
        self._write({"run": ENDED, "at": at})

    def add(self, entry: Entry) -> None:
        """Note what became of an address. When this returns it is on the disk."""
        self._take(entry)
        self._write(entry.said())

    def close(self) -> None:
        """Close the file."""
        os.close(self._descriptor)

    def _write(self, said: dict[str, Any]) -> None:
        os.write(self._descriptor, json.dumps(said, ensure_ascii=False).encode() + b"\n")
        os.fsync(self._descriptor)

    def _read(self, said: dict[str, Any]) -> None:
        if "run" in said:
            self._running = said["run"] == BEGUN
            self.settled.clear()
            return
        lists: dict[str, Any] = {name: tuple(said[name]) for name in ("attachments", "listed") if name in said}
        self._take(Entry(**(said | lists)))

    def _take(self, entry: Entry) -> None:
        self.settled[entry.url] = entry
        if entry.file:
            self.latest[entry.url] = entry
            self.files[entry.file] = entry
        if entry.warc:
            self.archived[entry.warc] = max(entry.warc_end, self.archived.get(entry.warc, 0))


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    """The whole lines of a log; a last one that was cut off is removed from the file."""
    with suppress(FileNotFoundError), path.open("r+b") as file:
        for line in file:
            if not line.endswith(b"\n"):
                file.truncate(file.seek(0, os.SEEK_END) - len(line))
                return
            yield json.loads(line)
