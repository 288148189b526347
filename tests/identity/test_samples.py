"""The samples, and the published reports they follow where those are at hand, against what a person read."""

import json
import os
from pathlib import Path

import pytest

from tests.identity.pages import identified

ROOT = Path(__file__).resolve().parents[2]
FACTS = ("year", "title", "agency", "region_code", "scope", "published_on")
GOLDENS = [json.loads(path.read_text("utf-8")) for path in sorted((ROOT / "tests" / "goldens").glob("*.json"))]
FILES = [(ROOT / "samples" / golden["sample"], golden) for golden in GOLDENS]
if originals := os.environ.get("GOVREPORTS_REAL_REPORTS"):
    FILES += [(Path(originals) / golden["original"], golden) for golden in GOLDENS]


def test_there_are_goldens() -> None:
    assert len(GOLDENS) >= 5


@pytest.mark.parametrize(("path", "golden"), FILES, ids=[path.name for path, _ in FILES])
def test_a_report_is_identified_as_a_person_read_it(path: Path, golden: dict[str, object]) -> None:
    identity = identified(path.read_bytes().decode("utf-8"))

    assert {fact: getattr(identity, fact) for fact in FACTS} == {fact: golden[fact] for fact in FACTS}


@pytest.mark.parametrize("golden", GOLDENS, ids=[golden["sample"] for golden in GOLDENS])
@pytest.mark.parametrize(("printed", "instead"), [("\n", "\r\n"), ("\xa0", "\u3000"), (":", "："), (",", "，")])
def test_line_ends_blanks_and_punctuation_make_no_difference(
    golden: dict[str, object], printed: str, instead: str
) -> None:
    text = (ROOT / "samples" / str(golden["sample"])).read_text("utf-8").replace(printed, instead)
    identity = identified(text)

    assert {fact: getattr(identity, fact) for fact in FACTS} == {fact: golden[fact] for fact in FACTS}
