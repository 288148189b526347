"""The form's labels stand in `form/` and nowhere else, so that a correction to one is a correction to all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from govreports.form import SECTIONS, Text, proactive, requests, reviews

from tests.support.places import ROOT, SCHEMA

# Shorter labels are everyday words: 规章, 其他, 总计.
SHORTEST = 3
FORM = ROOT / "loaders" / "govreports" / "form"


def _texts() -> Iterator[Text]:
    yield from (row.label for row in (*proactive.ROWS, *requests.ROWS))
    for block in proactive.BLOCKS:
        yield block.item
        yield from (row.label for row in block.rows)
        yield from (column.label for column in block.columns)
    yield from (column.label for column in (*requests.COLUMNS, *reviews.COLUMNS))
    yield from (group.label for group in (*requests.GROUPS, requests.APPLICANTS, requests.ORGANISATIONS))
    yield from (group.label for group in (reviews.LITIGATION, *(group for _, group in reviews.BLOCKS)))
    yield from (section.heading for section in SECTIONS)
    yield from (proactive.CORNER, requests.CORNER)


def _labels() -> list[str]:
    """Every label as words alone: a remark in brackets, a unit or a number before it does not make it another label."""
    bare = {re.split("[（(]", re.sub(r"^(（.）|[一二三四五六]、)", "", text.zh))[0] for text in _texts()}
    return sorted((label for label in bare if len(re.findall(r"[\u3400-\u9fff]", label)) >= SHORTEST), key=len)


def _files() -> Iterator[Path]:
    for folder in ("loaders", "datasette_govreports"):
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in (".py", ".sql", ".html", ".po", ".css", ".js") and FORM not in path.parents:
                yield path


def test_no_other_file_repeats_a_label() -> None:
    labels = _labels()
    assert "行政许可" in labels
    repeated = [
        f"{path.relative_to(ROOT)}:{number}: {label}"
        for path in _files()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        for label in labels
        if label in line
    ]
    assert repeated == [], "take these from govreports.form, or from the form_* tables:\n" + "\n".join(repeated)


def test_the_files_looked_at_are_those_of_both_packages() -> None:
    looked_at = {path.relative_to(ROOT).parts[0] for path in _files()}
    assert looked_at == {"loaders", "datasette_govreports"}
    assert SCHEMA in set(_files())
