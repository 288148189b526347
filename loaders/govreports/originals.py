"""The files that a database was made of, kept in a folder beside it, each named by the SHA-256 of its bytes."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from govreports.database import BuildError


def folder_of(database: Path) -> Path:
    """Where the originals of a database are kept."""
    return database.with_name(f"{database.name}.originals")


def keeper(folder: Path) -> Callable[[str, bytes], None]:
    """A function that keeps a file under its id. What is there already is whole and stays.

    A file gets its name only when all of it is on disk, so that a killed build leaves whole files, which the next one
    finds, and at most one beginning with a dot, which the next one writes over. It raises BuildError where the folder
    cannot be written.
    """

    def keep(id: str, data: bytes) -> None:
        target = folder / id
        if not target.exists():
            try:
                folder.mkdir(parents=True, exist_ok=True)
                _write(folder / ".part", target, data)
            except OSError as error:
                raise BuildError(
                    f"无法在 {folder} 存放原件：{error.strerror}。",
                    f"The originals cannot be kept in {folder}: {error.strerror}.",
                ) from error

    return keep


def _write(part: Path, target: Path, data: bytes) -> None:
    with part.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    part.replace(target)
