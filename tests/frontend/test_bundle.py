"""The scripts are small, are loaded where they are needed only, and name what they hold."""

from __future__ import annotations

import json
import re

from benchmarks.browser import compressed
from benchmarks.hosting import STATIC
from tests.support.places import ROOT

TEMPLATES = ROOT / "datasette_govreports/templates/govreports"


def test_scripts_and_wasm_are_at_most_700_kilobytes() -> None:
    assert 400 < compressed() <= 700


def test_only_two_pages_load_a_script() -> None:
    loading = {path.name for path in TEMPLATES.rglob("*.html") if "<script" in path.read_text(encoding="utf-8")}
    assert loading == {"sql.html", "search.html"}


def test_the_licences_of_all_that_is_bundled_are_told() -> None:
    told = (STATIC / "bundle/LICENSES.txt").read_text(encoding="utf-8")
    named = set(re.findall(r"^((?:@[\w.-]+/)?[\w.-]+) \d[\w.-]* \((?:MIT|Apache-2\.0)\)$", told, re.MULTILINE))
    ours = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))["devDependencies"]
    assert {name for name in ours if name.startswith(("@codemirror/", "@sqlite.org/", "@lezer/"))} <= named
    assert len(named) == len(re.findall(r"^\S+ \d\S* \(", told, re.MULTILINE))
