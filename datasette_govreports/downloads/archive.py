"""Files in one zip: the same files and the same day give the same bytes."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

FOLDER = "govreports"
READABLE = 0o644 << 16


def write(path: Path, source: Path, names: Iterable[str], texts: Mapping[str, str], day: date) -> None:
    """A zip of files of a folder and of further texts, all in a folder of its own."""
    with ZipFile(path, "w") as archive:
        for name, text in texts.items():
            archive.writestr(_entry(name, day), text)
        for name in names:
            entry = _entry(name, day)
            entry.file_size = (source / name).stat().st_size  # tells it whether the old format is large enough
            with (source / name).open("rb") as file, archive.open(entry, "w") as target:
                shutil.copyfileobj(file, target, 2**20)


def _entry(name: str, day: date) -> ZipInfo:
    entry = ZipInfo(f"{FOLDER}/{name}", (day.year, day.month, day.day, 0, 0, 0))
    entry.compress_type, entry.external_attr = ZIP_DEFLATED, READABLE
    return entry
