"""Every type of page, in both languages, is valid HTML."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.plugin.conftest import Serve
from tests.plugin.extension import MADE, extend
from tests.plugin.people import BODY, BROKEN, NEWER, people
from tests.plugin.test_pages import PAGES
from tests.support.validating import complaints


@pytest.fixture
def whole(database: Path, tmp_path: Path) -> Path:
    """The samples with everything that was made by hand."""
    path = tmp_path / "govreports.db"
    path.write_bytes(database.read_bytes())
    extend(path)
    people(path)
    return path


async def test_pages_are_valid(serve: Serve, whole: Path, tmp_path: Path) -> None:
    client = (await serve(whole)).client
    paths = [*PAGES, f"/agencies/{BODY}", *(f"/reports/{slug}" for slug in (*MADE, NEWER, BROKEN))]
    pages = [(await client.get(path)).text for path in [*paths, *(f"/en{path}" for path in paths), "/reports/nothing"]]
    assert complaints(tmp_path, pages) == {}
