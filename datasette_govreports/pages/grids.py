"""The official form's tables, drawn from the database's `form_cells`: lines, headers, and which cell heads which."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from datasette_govreports.language import Language
from datasette_govreports.pages.form import Figure, Slot
from datasette_govreports.pages.stencil import stencil


@dataclass(frozen=True, slots=True)
class Grid:
    """One table of one edition.

    edition: edition of the form
    figure_ids: its figures in reading order
    units: their units
    stencil: its HTML with holes for them
    """

    edition: str
    figure_ids: tuple[int, ...]
    units: tuple[str, ...]
    stencil: str


def grid(db: sqlite3.Connection, table: str, edition: str, figures: Mapping[int, Figure], language: Language) -> Grid:
    """One table as the form prints it, cut into the parts of an HTML table.

    Headers that recur further down stand with the figures below them, and each figure names its own.
    """
    rows = db.execute(
        f"SELECT y, x, height, width, role, label_{language.code}, figure_id FROM form_cells"  # noqa: S608
        " WHERE table_name = ? AND edition = ? ORDER BY y, x",
        (table, edition),
    )
    lines: dict[int, list[Slot]] = {}
    for y, x, height, width, role, label, figure_id in rows:
        lines.setdefault(y, []).append(Slot(y, x, height, width, role, label or "", figure_id))
    blocks = _blocks([tuple(line) for line in lines.values()])
    head = [line for line in blocks[0] if _is_header(line)] if len(blocks) == 1 else []
    bodies = [blocks[0][len(head) :], *blocks[1:]]
    headers = {figure: " ".join(ids) for block in blocks for figure, ids in _headers(table, block)} if not head else {}
    ids = tuple(slot.figure_id for line in lines.values() for slot in line if slot.figure_id)
    totals = {id for id, figure in figures.items() if figure.row == "total"}
    units = tuple(dict.fromkeys(figures[id].unit for id in ids))
    return Grid(edition, ids, units, stencil(table, head, bodies, headers, totals))


def _is_header(line: Sequence[Slot]) -> bool:
    return all(slot.role in {"corner", "columns", "column"} for slot in line)


def _blocks(lines: Sequence[tuple[Slot, ...]]) -> list[list[tuple[Slot, ...]]]:
    """Cut the lines before each header that follows figures."""
    blocks: list[list[tuple[Slot, ...]]] = []
    for line in lines:
        if not blocks or (_is_header(line) and not _is_header(blocks[-1][-1])):
            blocks.append([])
        blocks[-1].append(line)
    return blocks


def _headers(table: str, block: Sequence[Sequence[Slot]]) -> Iterable[tuple[int, list[str]]]:
    """(figure id, ids of its headers). With recurring headers `scope` alone would add those of the blocks above."""
    slots = [slot for line in block for slot in line]
    for figure in slots:
        if figure.figure_id:
            yield figure.figure_id, [f"{table[0]}{s.id}" for s in slots if _heads(s, figure)]


def _heads(header: Slot, figure: Slot) -> bool:
    if header.role in {"column", "columns"}:
        return header.heads_column_of(figure)
    return header.role in {"row", "rows"} and header.heads_row_of(figure)
