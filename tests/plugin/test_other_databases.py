"""Databases that are none of this release's: Datasette shows them as it shows any, and the terminal says why."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from govreports.shape import SHAPE, refusal

from tests.plugin.conftest import Serve


@pytest.fixture
def older(database: Path, tmp_path: Path) -> Path:
    """A database of another shape, without what a page asks for."""
    path = tmp_path / "older.db"
    shutil.copy(database, path)
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("ALTER TABLE checks DROP COLUMN example_zh")
        db.execute(f"PRAGMA user_version = {SHAPE + 1}")
    return path


@pytest.mark.asyncio
async def test_another_release_is_told_of_and_shown_as_any_database(
    serve: Serve, older: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    client = (await serve(older)).client
    assert capsys.readouterr().err == "\n".join(refusal(older)) + "\n"
    home = await client.get("/")
    assert (home.status_code, 'href="/older"' in home.text) == (200, True)
    assert (await client.get("/older/reports.json?_shape=array")).json()
    for path in ("/reports/1", "/checks/R1", "/en/data"):
        assert (await client.get(path)).status_code == 404, path


@pytest.mark.asyncio
async def test_our_own_is_found_beside_another_release(
    serve: Serve, older: Path, database: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    datasette = await serve(older, files=[str(database)])
    assert str(older) in capsys.readouterr().err
    assert 'href="/older"' not in (await datasette.client.get("/")).text
    assert (await datasette.client.get("/checks/R1")).status_code == 200


@pytest.mark.asyncio
async def test_what_holds_no_reports_is_nobodys_business(
    serve: Serve, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "birds.db"
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("CREATE TABLE birds (name TEXT)")
    client = (await serve(path)).client
    assert capsys.readouterr().err == ""
    assert (await client.get("/")).status_code == 200
