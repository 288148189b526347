"""Figures across several columns or rows, whatever cells stand beside them: none moves into another column."""

from __future__ import annotations

import re
from random import Random

import pytest
from govreports.form import requests
from govreports.parse import parse
from govreports.report import Input

from benchmarks.figures import Recipe, make
from benchmarks.web import render

WIDTH = len(requests.COLUMNS)
PLAIN: frozenset[str] = frozenset()
_FIGURE = re.compile(r"<td>[0-9]+</td>")


@pytest.mark.parametrize("padded", [False, True], ids=["", "a column of remarks behind"])
@pytest.mark.parametrize("direction", ["colspan", "rowspan"])
@pytest.mark.parametrize("seed", range(8))
def test_a_merged_figure_moves_no_other(seed: int, direction: str, padded: bool) -> None:
    rng = Random(seed)  # noqa: S311 - test data
    form = make(Recipe(seed, "2021", "2021", busy=70))
    ids = list(form.of("requests"))
    lines = render(form, PLAIN, PLAIN, 1, ("utf-8",)).decode().split("\n")
    start = next(number for number, line in enumerate(lines) if requests.CORNER.zh in line)
    cells = [number for number, line in enumerate(lines[start:], start) if _FIGURE.fullmatch(line)][: len(ids)]
    if padded:
        for last in range(WIDTH - 1, len(cells), WIDTH):
            lines[cells[last]] += "<td></td>"
    merged = set()
    for row in rng.sample(range(0, len(ids) // WIDTH - 1, 2), 4):
        first = row * WIDTH + rng.randrange(WIDTH - 1)
        other = first + (1 if direction == "colspan" else WIDTH)
        lines[cells[first]] = lines[cells[first]].replace("<td>", f"<td {direction}=2>", 1)
        lines[cells[other]] = _FIGURE.sub("", lines[cells[other]])
        merged |= {ids[first], ids[other]}
    report = parse(Input("page.html", "\n".join(lines).encode())).report
    assert report
    found = report.tables["requests"].cells
    assert all(found[id].value is None for id in merged)
    assert all(found[id].value == form.cells[id].value for id in ids if id not in merged)
