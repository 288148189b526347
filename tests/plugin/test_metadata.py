"""metadata.yml describes what the database holds: nothing less, nothing more."""

from __future__ import annotations

import re
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.plugin.conftest import Serve
from tests.support.places import ROOT

METADATA: dict[str, Any] = yaml.safe_load((ROOT / "metadata.yml").read_text(encoding="utf-8"))
TABLES: dict[str, dict[str, Any]] = METADATA["databases"]["govreports"]["tables"]
RIGHTS = {"license": "CC BY 4.0", "license_url": "https://creativecommons.org/licenses/by/4.0/"}


def columns(path: Path) -> dict[str, set[str]]:
    """The tables and views of a database and their columns."""
    db = sqlite3.connect(path)
    names = db.execute(
        "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
        " AND name NOT LIKE '%\\_fts%' ESCAPE '\\'"
    ).fetchall()
    found = {name: {row[1] for row in db.execute(f"PRAGMA table_info({name})")} for (name,) in names}
    db.close()
    return found


def test_every_table_and_column_is_described_and_nothing_else(database: Path) -> None:
    assert {name: set(table["columns"]) for name, table in TABLES.items()} == columns(database)


@pytest.mark.parametrize("name", TABLES)
def test_descriptions_are_in_both_languages(name: str) -> None:
    table = TABLES[name]
    for text in (table["description"], *table["columns"].values()):
        chinese, dash, english = text.partition(" — ")
        assert dash, text
        assert re.search(r"[\u3400-\u9fff]|SHA-256", chinese), text
        assert re.match(r"[A-Za-z0-9]", english), text


def test_figures_have_their_unit() -> None:
    for name in ("proactive", "requests", "reviews"):
        for column, text in TABLES[name]["columns"].items():
            if column not in ("report_id", "row_id"):
                assert "单位：" in text, column
                assert "unit: " in text, column


def test_licence_and_source_are_repeated_and_the_units_key_is_not_used() -> None:
    for level in (METADATA, METADATA["databases"]["govreports"], *TABLES.values()):
        assert RIGHTS.items() <= level.items()
        assert level["source"]
        assert "units" not in level
        assert "queries" not in level


def test_file_is_up_to_date() -> None:
    command = [sys.executable, str(ROOT / "docs/metadata.py"), "--check"]
    assert subprocess.run(command, check=False).returncode == 0


async def test_datasette_shows_every_table_with_its_description(serve: Serve) -> None:
    datasette = await serve(metadata=METADATA)
    for name, table in TABLES.items():
        page = await datasette.client.get(f"/govreports/{name}")
        assert page.status_code == 200
        assert table["description"].split(" — ")[0] in page.text
        assert "CC BY 4.0" in page.text
