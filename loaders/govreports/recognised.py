"""Which figures of a recognised document may be used: those that the report's own arithmetic confirms.

A program that guesses letters from a picture guesses wrong now and then, and guesses the same shape wrong each time. So
a figure needs a sum (R1-R4) that holds with every one of its figures read, and none that fails. A sum in which the only
number that is not 0 stands twice, as part and as total, could be one guess made twice: it confirms its zeros, and the
number only together with a second sum.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from govreports.form import Identity, TableName, identities
from govreports.notes import NOTES
from govreports.report import Cell, Line, Table, Value

ENOUGH = 2  # what a figure needs; a sum of several numbers gives it at once, one of a number and its copy half of it
A_COPY = 2  # numbers other than 0 in such a sum


class Support(NamedTuple):
    """What the sums in which a figure stands say of it."""

    strength: int = 0
    contradicted: bool = False


def confirmed(tables: Mapping[TableName, Table]) -> dict[TableName, Table]:
    """The tables of a recognised document, each figure confirmed or without its value, and noted so."""
    return {name: _table(table) for name, table in tables.items()}


def _table(table: Table) -> Table:
    support = _support(table)
    return table._replace(lines=tuple(_line(line, support) for line in table.lines))


def _line(line: Line, support: Mapping[int, Support]) -> Line:
    cells = zip(line.figure_ids, line.cells, strict=True)
    return line._replace(cells=tuple(_cell(cell, support.get(id, Support())) for id, cell in cells))


def _cell(cell: Cell, support: Support) -> Cell:
    if cell.value is None:
        if cell.status in ("missing", "ambiguous"):
            return cell
        return _noted(cell, None, "recognised_unconfirmed" if cell.raw else "nothing_recognised")
    if support.strength >= ENOUGH and not support.contradicted:
        return _noted(cell, cell.value, "recognised_confirmed")
    return _noted(cell, None, "recognised_unconfirmed")


def _noted(cell: Cell, value: Value, note: str) -> Cell:
    return cell._replace(value=value, status=NOTES[note].status, note=note)


def _support(table: Table) -> dict[int, Support]:
    values = table.values
    found: dict[int, Support] = {}
    for identity in identities(table.name, table.edition):
        operands = {id: values.get(id) for id in (*identity.left, *identity.right)}
        if identity.relation != "sums" or None in operands.values():
            continue
        held = _holds(identity, values)
        numbers = sum(1 for value in operands.values() if value)
        for id, value in operands.items():
            before = found.get(id, Support())
            strength = 1 if value and numbers == A_COPY else ENOUGH
            found[id] = Support(before.strength + held * strength, before.contradicted or not held)
    return found


def _holds(identity: Identity, values: Mapping[int, Value]) -> bool:
    left, right = (sum(values[id] or 0 for id in side) for side in (identity.left, identity.right))
    return left == right
