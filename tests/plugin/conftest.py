"""A real database, built by the command from samples/, and Datasette serving it in this process."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
import sys
import sysconfig
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from datasette.app import Datasette
from playwright.sync_api import Browser

from tests.plugin.extension import MADE, extend
from tests.support.browsing import launched
from tests.support.places import ROOT

Serve = Callable[..., Any]
SAMPLES = (
    "anju_2023.txt",
    "anonymous_bureau_2020.txt",
    "liubei_industry_2020.txt",
    "nantong_emergency_2020.txt",
    "zhumadian_investment_2019.txt",
)


@pytest.fixture(scope="session")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `govreports load samples` makes."""
    path = tmp_path_factory.mktemp("samples") / "govreports.db"
    command = Path(sysconfig.get_path("scripts")) / "govreports"
    subprocess.run([command, "load", ROOT / "samples", "--db", path, "--jobs", "1"], check=True, stdout=sys.stderr)
    return path


@pytest.fixture(scope="session")
def extended(database: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with reports made by hand."""
    path = tmp_path_factory.mktemp("extended") / "govreports.db"
    shutil.copy(database, path)
    extend(path)
    return path


@pytest.fixture
def connection(extended: Path) -> Iterator[sqlite3.Connection]:
    """The extended database, read as the pages read it."""
    db = sqlite3.connect(f"file:{extended}?mode=ro", uri=True)
    db.row_factory = sqlite3.Row
    yield db
    db.close()


@pytest_asyncio.fixture
async def serve(extended: Path) -> AsyncIterator[Serve]:
    """Starts Datasette over the extended database, or over another, with settings and metadata."""
    started: list[Any] = []

    async def start(path: Path = extended, files: Sequence[str] = (), **options: Any) -> Any:
        datasette = Datasette(list(files), immutables=[str(path)], **options)
        started.append(datasette)
        await datasette.invoke_startup()
        return datasette

    yield start
    for datasette in started:
        _close(datasette)


@pytest_asyncio.fixture
async def client(serve: Serve) -> Any:
    """A client of Datasette over the extended database."""
    return (await serve()).client


def _close(datasette: Any) -> None:
    for database in [*datasette.databases.values(), getattr(datasette, "_internal_database", None)]:
        if database is not None:
            database.close()


@pytest.fixture(scope="session")
def goldens() -> Mapping[str, Any]:
    """The figures of the samples, transcribed by eye, by name of the sample."""
    read = [json.loads(path.read_text(encoding="utf-8")) for path in sorted((ROOT / "tests/goldens").glob("*.json"))]
    return {golden["sample"]: golden for golden in read if golden.get("sample")}


@pytest.fixture
def slugs(connection: sqlite3.Connection) -> dict[str, str]:
    """Slug by file name, the reports made by hand by their own."""
    rows = connection.execute("SELECT name, slug FROM reports JOIN documents ON documents.id = document_id")
    return {**dict(rows.fetchall()), **{slug: slug for slug in MADE}}


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium."""
    with launched() as browser:
        yield browser
