"""What html-validate says of pages."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path

from tests.support.places import ROOT

_VALIDATOR = ROOT / "node_modules/html-validate/bin/html-validate.mjs"
_RULES = Path(__file__).with_name("htmlvalidate.json")
_INVALID = "<!DOCTYPE html><p><div></p>"


def complaints(folder: Path, pages: Sequence[str]) -> dict[int, list[str]]:
    """What is wrong with each page that is not valid, by its place in the sequence. Pages are written to the folder."""
    for number, html in enumerate([*pages, _INVALID]):
        (folder / f"{number}.html").write_text(html, encoding="utf-8")
    assert _VALIDATOR.exists(), "no html-validate: `make test` installs it"
    done = subprocess.run(
        ["node", _VALIDATOR, "--config", _RULES, "--formatter", "json", folder / "*.html"],  # noqa: S607 - as PATH says
        capture_output=True,
        text=True,
        check=False,
    )
    told = {
        int(Path(page["filePath"]).stem): [f"line {m['line']}: {m['ruleId']}: {m['message']}" for m in page["messages"]]
        for page in json.loads(done.stdout)
    }
    assert told.pop(len(pages)), "the validator does not read the files"
    return told
