"""The form as rows of the database's `form_*` tables."""

from collections.abc import Iterator
from functools import cache

from govreports.form import proactive, requests, reviews
from govreports.form.editions import EDITION_FACTS, SECTIONS
from govreports.form.figures import FIGURES
from govreports.form.layout import all_cells
from govreports.form.model import EDITIONS, Figure, Text

Rows = list[tuple[object, ...]]


def form_rows() -> Iterator[tuple[str, Rows]]:
    """(table, rows) for every `form_*` table of the form, parents before children, in the order of the schema."""
    yield (
        "form_editions",
        [(e.id, e.name.zh, e.name.en, e.document, e.issued_on, e.first_year, e.last_year) for e in EDITION_FACTS],
    )
    yield "form_sections", [(s.number, s.heading.zh, s.heading.en, s.table) for s in SECTIONS]
    yield "form_request_groups", [(g.code, g.label.zh, g.label.en, g.parent) for g in requests.GROUPS]
    yield (
        "form_request_rows",
        [
            (
                r.id,
                r.code,
                r.number,
                r.label.zh,
                r.label.en,
                r.group,
                r.article,
                *(int(e in r.editions) for e in EDITIONS),
            )
            for r in requests.ROWS
        ],
    )
    yield "form_figures", [_figure(f) for f in FIGURES]
    yield (
        "form_cells",
        [
            (c.table, c.edition, c.y, c.x, c.height, c.width, c.role)
            + ((c.label.zh, c.label.en) if c.label else (None, None))
            + (c.figure_id,)
            for c in all_cells()
        ],
    )


def _figure(figure: Figure) -> tuple[object, ...]:
    label = figure_label(figure)
    return (
        figure.id,
        figure.table,
        figure.row,
        figure.name,
        label.zh,
        label.en,
        figure.unit.zh,
        figure.unit.en,
        figure.kind,
    )


def figure_label(figure: Figure) -> Text:
    """Row and column labels of a figure, joined; a figure of both editions is named as in the later one."""
    row, column = _labels()[figure.table, figure.row, figure.column]
    return Text(f"{row.zh} · {column.zh}", f"{row.en} · {column.en}")


@cache
def _labels() -> dict[tuple[str, str, str], tuple[Text, Text]]:
    labels: dict[tuple[str, str, str], tuple[Text, Text]] = {}
    for block in proactive.BLOCKS:
        for row in block.rows:
            for column in block.columns:
                labels["proactive", row.code, column.code] = (row.label, column.label)
    for row in requests.ROWS:
        for column in requests.COLUMNS:
            labels["requests", row.code, column.code] = (row.label, column.label)
    for _, group in reviews.BLOCKS:
        for column in reviews.COLUMNS:
            labels["reviews", group.code, column.code] = (group.label, column.label)
    return labels
