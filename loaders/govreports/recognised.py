"""Which figures of a recognised document may be used: those that the report's own arithmetic confirms.

A program that guesses letters from a picture guesses wrong now and then, and guesses the same shape wrong each time. So
a figure needs a sum (R1-R4) that holds with every one of its figures read, and must stand in none that fails. A sum of
several numbers confirms all of them, and any sum its zeros. Where a number only stands twice, as part and as total,
both could be the same wrong guess: there one is confirmed when the other is, by another sum.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from govreports.form import TableName, identities
from govreports.notes import NOTES
from govreports.report import Cell, Line, Table, Value

A_COPY = 2  # numbers other than 0 in a sum that only says that two are the same


class Sum(NamedTuple):
    """A sum whose figures were all read: whether it holds, its zeros, and its other numbers."""

    holds: bool
    zeros: frozenset[int]
    numbers: frozenset[int]


def confirmed(tables: Mapping[TableName, Table]) -> dict[TableName, Table]:
    """The tables of a recognised document, each figure confirmed or without its value, and noted so."""
    return {name: _table(table) for name, table in tables.items()}


def _table(table: Table) -> Table:
    usable = _usable(list(_sums(table)))
    return table._replace(cells_of_rows=tuple(_row(line, usable) for line in table.lines))


def _row(line: Line, usable: Collection[int]) -> tuple[Cell, ...]:
    return tuple(_cell(cell, id in usable) for id, cell in zip(line.figure_ids, line.cells, strict=True))


def _cell(cell: Cell, usable: bool) -> Cell:
    if cell.value is None:
        if cell.status in ("missing", "ambiguous"):
            return cell
        return _noted(cell, None, "recognised_unconfirmed" if cell.raw else "nothing_recognised")
    return _noted(cell, cell.value, "recognised_confirmed") if usable else _noted(cell, None, "recognised_unconfirmed")


def _noted(cell: Cell, value: Value, note: str) -> Cell:
    return cell._replace(value=value, status=NOTES[note].status, note=note)


def _sums(table: Table) -> Iterator[Sum]:
    values = table.values
    for identity in identities(table.name, table.edition):
        sides = [[values.get(id) for id in side] for side in (identity.left, identity.right)]
        left, right = (sum(value for value in side if value is not None) for side in sides)
        if identity.relation == "sums" and not any(None in side for side in sides):
            ids = (*identity.left, *identity.right)
            zeros = frozenset(id for id in ids if values[id] == 0)
            yield Sum(left == right, zeros, frozenset(ids) - zeros)


def _usable(sums: list[Sum]) -> set[int]:
    contradicted = {id for one in sums if not one.holds for id in one.zeros | one.numbers}
    holding = [one for one in sums if one.holds]
    usable: set[int] = set()
    for one in holding:
        usable |= one.zeros | (one.numbers if len(one.numbers) > A_COPY else frozenset())
    usable -= contradicted
    while more := {id for one in holding if one.numbers & usable for id in one.numbers} - usable - contradicted:
        usable |= more
    return usable
