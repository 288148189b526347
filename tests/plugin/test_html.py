"""Every type of page, in both languages, is valid HTML."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from tests.plugin.conftest import ROOT, Serve
from tests.plugin.extension import MADE, extend
from tests.plugin.people import BODY, BROKEN, NEWER, people
from tests.plugin.test_pages import PAGES

VALIDATOR = ROOT / "node_modules/html-validate/bin/html-validate.mjs"
RULES = Path(__file__).with_name("htmlvalidate.json")


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
    broken = _complaints(tmp_path, ["<!DOCTYPE html><p><div></p>", *pages])
    assert broken.pop("0.html"), "the validator reads the files"
    assert broken == {}


def _complaints(folder: Path, pages: list[str]) -> dict[str, list[tuple[int, str, str]]]:
    """What html-validate says of each page: line, rule, message."""
    for number, html in enumerate(pages):
        (folder / f"{number}.html").write_text(html, encoding="utf-8")
    assert VALIDATOR.exists(), "no html-validate: `make test` installs it"
    done = subprocess.run(
        ["node", VALIDATOR, "--config", RULES, "--formatter", "json", folder / "*.html"],  # noqa: S607 - as PATH says
        capture_output=True,
        text=True,
        check=False,
    )
    return {
        Path(page["filePath"]).name: [(told["line"], told["ruleId"], told["message"]) for told in page["messages"]]
        for page in json.loads(done.stdout)
    }
