"""The downloads of a real database with reports made by hand, and the readers of what was written."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import pytest

from datasette_govreports import downloads
from datasette_govreports.downloads import File
from datasette_govreports.downloads.files import opened
from datasette_govreports.downloads.published import Table, tables
from tests.plugin.conftest import database, extended

__all__ = ["database", "extended"]

# Tables with more rows also come year by year, so that the small database has some.
BY_YEAR = 10


class Written(NamedTuple):
    """A folder of downloads, what is in it, and what it was written from."""

    folder: Path
    files: tuple[File, ...]
    database: Path
    tables: dict[str, Table]

    def of(self, table: str) -> list[File]:
        """The files that hold rows of a table."""
        return [file for file in self.files if file.table == table and file.rows is not None]


@pytest.fixture(scope="session")
def written(extended: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Written]:
    """All downloads of the extended database."""
    folder = tmp_path_factory.mktemp("downloads") / "data"
    files = downloads.write(extended, folder, address="https://example.org/data/", by_year=BY_YEAR)
    with closing(opened(extended)) as db:
        yield Written(folder, files, extended, {table.name: table for table in tables(db, BY_YEAR)})
