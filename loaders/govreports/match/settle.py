"""Settling what single rows left open: by their table as a whole, and by the other tables of the document."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from operator import itemgetter
from typing import NamedTuple

from govreports.match import rows
from govreports.match.align import at_offset, by_arithmetic, confirmed, contradicts, unplaced
from govreports.match.drafts import Draft
from govreports.match.plan import Shape
from govreports.match.rows import Columns, Row, Stance, Sums
from govreports.match.standings import Standing
from govreports.match.tuples import make
from govreports.notes import NOTES
from govreports.report import Cell, Table


class Signs(NamedTuple):
    """What a document says about each of its rows."""

    vanishing: bool  # cells vanish or intrude
    intruded: bool  # some row has one number too many
    closed: bool  # rows end with a bar, so that what follows a last bar is no cell
    gaps: bool  # bars are missing between some cells
    bare: bool  # some rows have a line for each cell, and no bars
    doubtful: bool  # the columns of some rows may begin at more than one cell
    shares_lines: bool  # rows stand on a line each, so that a figure on a line of its own is out of place
    strays: bool = False  # numbers stand alone outside the tables, as page numbers do


@lru_cache(maxsize=4096)
def signs_of(standings: tuple[Standing, ...]) -> Signs:
    """Gather the signs from every row of every table; what only the text outside them tells is left to the caller."""
    signs = labelled = 0
    for standing in standings:
        signs |= standing.signs
        labelled |= standing.signs if standing.labelled else 0
    both_ends = rows.LINE_ENDS | rows.NO_LINE_ENDS
    uneven = signs & both_ends and any(standing.uneven for standing in standings)
    return Signs(
        vanishing=bool(signs & rows.VANISHED),
        intruded=bool(signs & rows.INTRUDED),
        closed=bool(labelled & rows.TERMINATED and not signs & rows.UNTERMINATED),
        gaps=bool(signs & rows.GAPS or signs & both_ends == both_ends or uneven),
        bare=bool(signs & rows.BARE),
        doubtful=bool(signs & rows.DOUBTFUL),
        shares_lines=bool(signs & rows.SHARES_LINE),
    )


class Sides(NamedTuple):
    """How many empty cells stand before and behind the columns, where all rows that show it agree."""

    lead: int | None
    trail: int | None


def settle(draft: Draft, drafts: Sequence[Draft], signs: Signs) -> Table:
    """The table with every cell either read or marked as not read."""
    settled = _rows(draft, drafts, signs)
    cells, offsets = tuple(map(_CELLS, settled)), tuple(map(_OFFSETS, settled))
    plan, starts, layout = draft.plan, draft.starts, draft.standing.layout
    fields = (draft.name, draft.edition, layout, draft.span, plan.codes, plan.figure_ids, starts, cells, offsets)
    return make(Table, fields)


_CELLS, _OFFSETS = map(itemgetter, map(Row._fields.index, ("cells", "offsets")))


def _rows(draft: Draft, drafts: Sequence[Draft], signs: Signs) -> list[Row]:
    counts = not (signs.vanishing or signs.shares_lines)
    if draft.standing.certain or (counts and draft.standing.counted):  # most tables
        return list(filter(None, draft.rows))
    return _one_by_one(draft, drafts, signs, counts)


def _one_by_one(draft: Draft, drafts: Sequence[Draft], signs: Signs, counts: bool) -> list[Row]:
    sides = _sides(draft, drafts, signs.closed) if signs.doubtful else _NO_SIDES
    labelled = draft.standing.labelled
    sure = {stance for stance in draft.standing.stances if stance.certain or (stance.trusts_count and counts)}
    return [
        row if row and row.stance in sure else _settled(shape, row, signs, sides, labelled)
        for shape, row in zip(draft.plan.shapes, draft.rows, strict=True)
    ]


_NO_SIDES = Sides(None, None)


def _sides(draft: Draft, drafts: Sequence[Draft], closed: bool) -> Sides:
    """By the rows of the table; where none of them shows it, by those of the other tables with labelled rows."""
    certain = _certain(draft.standing, closed)
    if not certain and draft.standing.labelled:
        labelled = [other.standing for other in drafts if other.standing.labelled]
        certain = [each for standing in labelled for each in _certain(standing, closed)]
    leads = {offset for _, offset in certain}
    trails = {stance.surplus - offset for stance, offset in certain}
    return Sides(leads.pop() if len(leads) == 1 else None, trails.pop() if len(trails) == 1 else None)


def _certain(standing: Standing, closed: bool) -> list[tuple[Stance, int]]:
    """How rows stand whose columns can begin at one place only, and that place."""
    choices = [(stance, _own_choices(stance, closed, standing.labelled)) for stance in standing.stances]
    return [(stance, own[0]) for stance, own in choices if len(own) == 1]


def _own_choices(stance: Stance, closed: bool, labelled: bool) -> tuple[int, ...]:
    """Where the columns may begin, by the row itself. What follows a closing bar is no cell, where other rows show it:
    that no row shows the contrary proves nothing of a table whose last column is empty.

    The row of section 四 has no label and no like, so that nothing tells a bar that opens it from one that closes it.
    """
    if stance.open_end and labelled and closed:
        return tuple(offset for offset in stance.choices if offset < stance.surplus)
    return stance.choices


def _settled(shape: Shape, row: Row | None, signs: Signs, sides: Sides, labelled: bool) -> Row:
    """A row of which its blanks alone do not make certain where its cells belong."""
    if row is None:
        return missing(len(shape.figure_ids))
    stance = row.stance
    if stance.choices:
        return _chosen(row, shape.columns, signs, sides, labelled)
    if stance.summed and (signs.strays or (signs.intruded and stance.summed == "fewer")):
        return unplaced(row, "cells_vanished")
    if stance.trusts_count and _doubted(row, shape.columns.sums, signs):
        return unplaced(row, "table_unsound")
    return row


def _doubted(row: Row, sums: Sums, signs: Signs) -> bool:
    """Whether the number of cells is not enough to place a row, for what else stands in the document."""
    if signs.shares_lines and row.stance.layout == "bare_cell":
        return not confirmed(row.cells, sums)
    if signs.vanishing and signs.strays and not sums:
        return True  # a page number may stand for a cell that vanished, and no sum would tell
    return signs.vanishing and contradicts(row.cells, sums)


def _chosen(row: Row, columns: Columns, signs: Signs, sides: Sides, labelled: bool) -> Row:
    """The row where the columns begin; unread when that, or a bar lost beside an empty cell, leaves a doubt.

    Two numbers in one cell may be two cells whose bar was lost, and an empty one would then hide that.
    """
    stance = row.stance
    offsets = set(_own_choices(stance, signs.closed, labelled))
    if len(offsets) > 1:
        told = {sides.lead, stance.surplus - sides.trail if sides.trail is not None else None} - {None}
        offsets = offsets & told if len(told) == 1 and offsets & told else offsets
    if len(offsets) != 1:
        summed = None if signs.gaps else by_arithmetic(row, columns, sorted(offsets))
        return summed or unplaced(row, "cells_vanished")
    offset = offsets.pop()
    chosen = row if offset == stance.choices[0] else at_offset(row, columns, offset)
    cells = chosen.cells
    if "" in map(_RAW, cells) and (signs.gaps or "digits_apart" in map(_NOTE, cells)):
        return unplaced(chosen, "cells_vanished")
    return chosen


_RAW, _NOTE = map(itemgetter, map(Cell._fields.index, ("raw", "note")))


@cache
def missing(width: int) -> Row:
    """A row that is not there."""
    cell = Cell(None, NOTES["row_not_found"].status, "", None, "row_not_found")
    return Row((cell,) * width, (None,) * width, 0, rows.stance(""))
