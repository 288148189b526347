"""The command on small sites, and what it leaves behind."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from warcio.archiveiterator import ArchiveIterator

from tests.support.commands import Ran, govreports


def listed(path: Path, urls: list[str], **columns: str) -> Path:
    """A list of addresses, all with the same columns."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(("url", *columns))
        writer.writerows((url, *columns.values()) for url in urls)
    return path


def fetched(into: Path, urls: list[str], *options: str, **columns: str) -> Ran:
    """Run the command to its end, with little patience and in English."""
    addresses = listed(into.with_name("urls.csv"), urls, **columns)
    usual = ("--delay", "0.01", "--seconds", "2", "--allow-private", "--lang", "en")
    return govreports("fetch", addresses, "--into", into, *usual, *options)


def log(into: Path) -> list[dict[str, Any]]:
    """The addresses of a log, with what became of them; a line that was cut off is left out."""
    path = into / ".fetch" / "log.jsonl"
    lines = path.read_bytes().split(b"\n")[:-1] if path.exists() else []
    return [said for said in map(json.loads, lines) if "run" not in said]


def manifest(into: Path) -> list[dict[str, str]]:
    """The manifest."""
    with (into / "manifest.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def originals(into: Path) -> Iterator[tuple[str, str, bytes]]:
    """Kind, address and content of every record of every WARC file; whatever cannot be read is an error."""
    for path in sorted((into / ".fetch" / "warc").iterdir()):
        with path.open("rb") as file:
            for record in ArchiveIterator(file, check_digests="raise"):
                url = record.rec_headers.get_header("WARC-Target-URI") or ""
                yield record.rec_type, url, record.content_stream().read()
