"""A published PDF's figures on pages of our own: the same tables, broken over pages in the same places."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from govreports.form import FIGURES, ID_OF, SECTIONS, requests, reviews
from govreports.report import Value

from benchmarks.figures import PLAIN, Form, Printed, Recipe, dice
from benchmarks.pdfs import Part, reportlab_pages
from benchmarks.tables import Cell, Grid, Pen, grid
from tests.support.places import PDF_GOLDENS

A4 = (595.0, 842.0)
NAME = "hongze_2023.json"


@cache
def golden() -> dict[str, Any]:
    """What a person read in the published PDF."""
    told: dict[str, Any] = json.loads((PDF_GOLDENS / NAME).read_text(encoding="utf-8"))
    return told


def figures() -> dict[int, Value]:
    """Its figures by id."""
    told = golden()
    found: dict[int, Value] = {
        figure.id: told["proactive"][figure.name]
        for figure in FIGURES
        if figure.table == "proactive" and figure.name in told["proactive"]
    }
    for table, columns in (("requests", requests.COLUMNS), ("reviews", reviews.COLUMNS)):
        for row, values in told[table].items():
            found |= {ID_OF[table, row, c.code]: v for c, v in zip(columns, values, strict=True)}
    return found


@cache
def drawn() -> bytes:
    """A PDF with these figures: tables broken over pages, a label written downwards, a label that lost letters."""
    return reportlab_pages(_parts(), dice(7), A4, foot="- {} -")


def _parts() -> Iterator[Part]:
    told = golden()
    recipe = Recipe(seed=1, proactive=told["proactive_edition"], requests=told["requests_edition"])
    cells = {id: Printed(str(value), value, PLAIN) for id, value in figures().items()}
    form, pen = Form(recipe, cells, sound=False), Pen(dice(1), frozenset())
    headings = [f"{'一二三四五六'[section.number - 1]}、{section.heading.zh}" for section in SECTIONS]
    proactive, of_requests, of_reviews = (grid(form, name, pen) for name in ("proactive", "requests", "reviews"))
    of_requests = _worn(of_requests)
    yield from (Part(text=told["agency"], heading=True), Part(text="2023 年政府信息公开工作年度报告", heading=True))
    yield from (Part(text=headings[0]), Part(text="全年更新信息 1136 条，收到申请 21 件。"), Part())
    yield from (Part(text=headings[1]), Part(grid=proactive[:8], table="proactive", whole=True), Part())
    yield Part(grid=proactive[8:], table="proactive", whole=True)
    cut = next(number for number, row in enumerate(of_requests) if row[0].text.startswith("3.补正"))
    yield from (Part(text=headings[2]), Part(grid=of_requests[:cut], table="requests", whole=True), Part())
    yield Part(grid=_carried_on(of_requests, cut), table="requests", whole=True)
    yield from (Part(text=headings[3]), Part(grid=of_reviews, table="reviews", whole=True))
    yield from (Part(text=headings[4]), Part(text="公开的内容还不够细。"), Part(text=headings[5]), Part(text="无。"))


def _worn(rows: Grid) -> Grid:
    """The label that lost two letters in the published file's font."""
    return [[cell._replace(text=cell.text.replace("法规禁止", "止")) for cell in row] for row in rows]


def _carried_on(rows: Sequence[list[Cell]], cut: int) -> Grid:
    """The rows after a page break, the cells that span it begun anew and empty."""
    spanning = [
        Cell("", cell.width, number + cell.height - cut)
        for number, row in enumerate(rows[:cut])
        for cell in row
        if number + cell.height > cut
    ]
    return [[*spanning, *rows[cut]], *rows[cut + 1 :]]
