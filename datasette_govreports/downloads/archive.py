"""Files in one zip: the same files and the same day give the same bytes."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

FOLDER = "govreports"
READABLE = 0o644 << 16


class Zip(NamedTuple):
    """What goes into a zip: files of a folder, and further texts by name."""

    names: tuple[str, ...]
    texts: Mapping[str, str]


def write(path: Path, source: Path, zipped: Zip, day: date) -> None:
    """A zip of files of `source` and of texts, all in a folder of its own."""
    with ZipFile(path, "w") as archive:
        for name, text in zipped.texts.items():
            archive.writestr(_entry(name, day), text)
        for name in zipped.names:
            entry = _entry(name, day)
            entry.file_size = (source / name).stat().st_size  # tells it whether the old format is large enough
            with (source / name).open("rb") as file, archive.open(entry, "w") as target:
                shutil.copyfileobj(file, target, 2**20)


def _entry(name: str, day: date) -> ZipInfo:
    entry = ZipInfo(f"{FOLDER}/{name}", (day.year, day.month, day.day, 0, 0, 0))
    entry.compress_type, entry.external_attr = ZIP_DEFLATED, READABLE
    return entry
