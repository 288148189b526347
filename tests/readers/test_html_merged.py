"""Figures across several columns or rows, whatever cells stand beside them: none moves into another column."""

from __future__ import annotations

import re
from random import Random
from typing import NamedTuple

import pytest
from govreports.form import requests
from govreports.parse import parse
from govreports.report import Input, Report

from benchmarks.figures import Form, Recipe, make
from benchmarks.web import render

WIDTH = len(requests.COLUMNS)
PLAIN: frozenset[str] = frozenset()
_FIGURE = re.compile(r"<td>[0-9]+</td>")


class Merged(NamedTuple):
    """A page in which some figures of section 三 are one cell, its form, and which figures these are."""

    data: bytes
    form: Form
    ids: frozenset[int]

    def check(self, report: Report | None) -> None:
        """Require that these figures, and no others, are unread."""
        assert report
        found = report.tables["requests"].cells
        ids = self.form.of("requests")
        assert all(found[id].value is None for id in self.ids)
        assert all(found[id].value == self.form.cells[id].value for id in ids if id not in self.ids)


def merged_page(seed: int, direction: str, padded: bool) -> Merged:
    """Four pairs of figures merged, side by side or one below the other; `padded`: with an empty column of remarks."""
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
    return Merged("\n".join(lines).encode(), form, frozenset(merged))


@pytest.mark.parametrize("padded", [False, True], ids=["", "a column of remarks behind"])
@pytest.mark.parametrize("direction", ["colspan", "rowspan"])
@pytest.mark.parametrize("seed", range(8))
def test_a_merged_figure_moves_no_other(seed: int, direction: str, padded: bool) -> None:
    page = merged_page(seed, direction, padded)
    page.check(parse(Input("page.html", page.data)).report)
