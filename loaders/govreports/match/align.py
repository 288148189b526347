"""Which cell belongs to which column, and how sure that is.

As many cells as columns: each to its own. More cells, with empty ones visible: the columns begin where everything
outside them is empty. Fewer cells, or empty ones that left no trace: only the row's own arithmetic can tell, and
where it leaves more than one way the row's figures are not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import combinations, islice

from govreports.form.model import FigureKind
from govreports.match import rows
from govreports.match.cells import WORDS, Zone, split
from govreports.match.known import Known
from govreports.match.rows import Columns, Piece, Row, Stance, Sums, stance
from govreports.match.tuples import make
from govreports.notes import NOTES
from govreports.numbers import read
from govreports.report import PRINTED, Cell, Value

# For each column the position of its cell, None where its cell left no trace.
Placement = tuple[int | None, ...]


def read_row(columns: Columns, text: str) -> Row | None:
    """Read the cells after a label into columns, whatever they hold; None where the label begins a sentence, or another
    label stands between it and the figures."""
    zone = split(text)
    if zone.prose or _begins_with_a_label(zone.pieces):
        return None
    width, count = len(columns.kinds), len(zone.pieces)
    if zone.explicit and count >= width:
        return _placed_by_blanks(text, zone, columns)
    signs = _SIGNS.get(zone.layout, 0)
    if 0 < zone.resumed < width:
        how = stance(zone.layout, signs | rows.VANISHED | rows.INTRUDED)
        return _unplaced_row(text, zone.pieces, width, "cells_too_many", how)
    if count == width and not zone.line_breaks:
        return _row(zone.pieces, columns, stance(zone.layout, signs, trusts_count=True, fixed=True))
    if count == 0 and not zone.cut and not zone.explicit:
        return Row((_EMPTY,) * width, (None,) * width, 0, stance(zone.layout, signs | rows.VANISHED))
    return _placed_by_arithmetic(text, zone, columns)


_SIGNS = {"bare_cell": rows.BARE, "spaced_row": rows.SHARES_LINE}


# What stands before a row's figures and has a number as the form's rows have, or is as long as they are.
_LABEL = re.compile(r"[(（]?(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})[)）.．、]\s*[\u3400-\u9fff]|[\u3400-\u9fff]{8}")


def _begins_with_a_label(pieces: Iterable[Piece]) -> bool:
    for raw, _ in pieces:
        if raw:
            return not raw.isdigit() and _LABEL.match(raw) is not None
    return False


def _row(pieces: Sequence[Piece], columns: Columns, stance: Stance, kept: Sequence[Piece] = ()) -> Row:
    """The row that has one piece for each column."""
    offsets = tuple([start for _, start in pieces])
    return make(Row, (_cells(pieces, columns), offsets, _reach(pieces), stance, kept))


def _reach(pieces: Sequence[Piece]) -> int:
    """How far the last piece that holds anything reaches."""
    for raw, start in reversed(pieces):
        if raw:
            return start + len(raw)
    return 0


def at_offset(row: Row, columns: Columns, offset: int) -> Row:
    """A row with visible blanks when its columns begin at the given piece."""
    return _row(row.pieces[offset : offset + len(columns.kinds)], columns, row.stance, row.pieces)


def by_arithmetic(row: Row, columns: Columns, offsets: Iterable[int]) -> Row | None:
    """The row where the columns begin, when its arithmetic leaves one of the offsets, noted; else None.

    Only plain numbers can be summed.
    """
    every = [at_offset(row, columns, offset) for offset in offsets]
    ways = [way for way in every if _possible(_values(way.cells), columns.sums)]
    if len(ways) != 1 or not _proven(_values(ways[0].cells), columns.sums):
        return None
    if any(cell.note and cell.value is not None for cell in ways[0].cells):
        return None
    return ways[0]._replace(cells=tuple(map(_by_arithmetic, ways[0].cells)))


def _values(cells: Sequence[Cell]) -> list[Value]:
    return [cell.value for cell in cells]


def contradicts(cells: Sequence[Cell], sums: Sums) -> bool:
    """Whether a sum of the row fails; a sum that lacks a figure does not."""
    return any(_holds(_values(cells), parts, total) is False for parts, total in sums)


def unplaced(row: Row, note: str) -> Row:
    """The same row without its values, because nothing places them for certain."""
    return row._replace(cells=tuple([Cell(None, NOTES[note].status, cell.raw, None, note) for cell in row.cells]))


def unread(row: Row, note: str) -> Row:
    """The same row without its values, whatever its table as a whole would settle of it."""
    return unplaced(row, note)._replace(stance=stance(row.stance.layout), pieces=())


def confirmed(cells: Sequence[Cell], sums: Sums) -> bool:
    """Whether the row's sums hold, empty cells counting as nothing, with every total printed and none of them zero.

    A sum of zeros holds wherever its cells stand.
    """
    values = _values(cells)
    return bool(sums) and all(
        values[total] and sum(values[part] or 0 for part in parts) == values[total] for parts, total in sums
    )


def _placed_by_blanks(text: str, zone: Zone, columns: Columns) -> Row:
    pieces, width = zone.pieces, len(columns.kinds)
    surplus = len(pieces) - width
    inside = [number for number, (raw, _) in enumerate(pieces) if raw and not WORDS[raw]]
    if inside:
        choices = tuple(range(max(0, inside[-1] - width + 1), min(inside[0], surplus) + 1))
    else:  # all cells are empty, wherever the columns begin, or hold words that are none of the form's
        choices = tuple(range(surplus + 1)) if any(raw for raw, _ in pieces) else ()
    certain = len(choices) == 1 and len(inside) == width
    signs = (_bar_signs(zone) if choices else 0) | (rows.DOUBTFUL if len(choices) > 1 else 0)
    if zone.open_end and choices and choices[-1] < surplus:
        signs |= rows.TERMINATED
    fixed = len(choices) == 1
    how = stance(zone.layout, signs, choices, certain, surplus, zone.open_end, fixed=fixed)
    if inside and not choices:
        return _unplaced_row(text, pieces, width, "cells_too_many", how)
    begin = choices[0] if choices else 0
    return _row(pieces[begin : begin + width], columns, how, pieces if len(choices) > 1 else ())


def _bar_signs(zone: Zone) -> int:
    ends = (rows.LINE_ENDS if True in zone.ends else 0) | (rows.NO_LINE_ENDS if False in zone.ends else 0)
    return ends | (rows.UNTERMINATED if zone.unterminated else 0) | (rows.GAPS if zone.gaps else 0)


def _placed_by_arithmetic(text: str, zone: Zone, columns: Columns) -> Row:
    """Place what the number of cells does not place; only plain numbers can be summed."""
    pieces = [piece for piece in zone.pieces if piece[0]] if zone.explicit else zone.pieces
    width = len(columns.kinds)
    signs = _SIGNS.get(zone.layout, 0) | rows.VANISHED
    known = _figures("count", None)
    readings = [known[raw] for raw, _ in pieces]
    if columns.sums and all(reading.status == PRINTED for reading in readings):
        values = [reading.value for reading in readings]
        possible = (p for p in _placements(len(pieces), width) if _possible(_filled(values, p), columns.sums))
        ways = list(islice(possible, 2))
        if len(ways) == 1 and _proven(_filled(values, ways[0]), columns.sums):
            more = len(pieces) > width
            summed = signs | (rows.INTRUDED if more else 0)
            return _placed(pieces, ways[0], columns, stance(zone.layout, summed, summed="more" if more else "fewer"))
    note = "cells_too_many" if len(pieces) > width else "cells_vanished"
    return _unplaced_row(text, pieces, width, note, stance(zone.layout, signs))


def _placements(count: int, width: int) -> Iterator[Placement]:
    """Every way to put cells into columns in order: some columns go empty, or one cell too many is left out."""
    if count in (width, width + 1):
        yield from combinations(range(count), width)
    elif 0 < count < width:
        for places in combinations(range(width), count):
            placement: list[int | None] = [None] * width
            for piece, place in enumerate(places):
                placement[place] = piece
            yield tuple(placement)


def _filled(values: Sequence[Value], placement: Placement) -> list[Value]:
    """The value in each column, None where no piece is put."""
    return [None if piece is None else values[piece] for piece in placement]


def _possible(values: Sequence[Value], sums: Sums) -> bool:
    """Whether the sums allow these values. An empty part counts as nothing; without its total a sum decides nothing."""
    return all(
        values[total] is None or sum(values[part] or 0 for part in parts) == values[total] for parts, total in sums
    )


def _proven(values: Sequence[Value], sums: Sums) -> bool:
    """Whether there is a total for each sum: a row that contradicts itself is possible where its total is left out."""
    return bool(sums) and all(values[total] is not None for _, total in sums)


def _holds(values: Sequence[int | float | None], parts: tuple[int, ...], total: int) -> bool | None:
    operands = [values[part] for part in parts]
    if values[total] is None or None in operands:
        return None
    return sum(operand for operand in operands if operand is not None) == values[total]


def _by_arithmetic(cell: Cell) -> Cell:
    if cell.note:
        return cell
    note = "placed_by_arithmetic"
    return cell._replace(status=NOTES[note].status, note=note)


def _cells(pieces: Sequence[Piece], columns: Columns) -> tuple[Cell, ...]:
    """What the pieces say, one for each column."""
    return tuple([cells[raw] for (raw, _), cells in zip(pieces, figures_of(columns), strict=True)])


@cache
def figures_of(columns: Columns) -> tuple[Known[str, Cell], ...]:
    """For each column what its cells say, by their text."""
    return tuple([_figures(kind, columns.unit) for kind in columns.kinds])


@cache
def _figures(kind: FigureKind, unit: str | None) -> Known[str, Cell]:
    def said(raw: str) -> Cell:
        value, status, note = read(raw, kind, unit)
        return make(Cell, (value, status, raw, None, note))

    return Known(said)


def _placed(pieces: Sequence[Piece], placement: Placement, columns: Columns, stance: Stance) -> Row:
    """The pieces that arithmetic gives the columns, noted, and nothing in the others."""
    placed = [_NOTHING if piece is None else pieces[piece] for piece in placement]
    cells = tuple(map(_by_arithmetic, _cells(placed, columns)))
    offsets = tuple([None if piece is None else pieces[piece][1] for piece in placement])
    return Row(cells, offsets, _reach(placed), stance)


_NOTHING: Piece = ("", 0)
_EMPTY = Cell(None, NOTES["empty_cell"].status, "", None, "empty_cell")


def _unplaced_row(text: str, pieces: Sequence[Piece], width: int, note: str, stance: Stance) -> Row:
    """A row whose figures stay unread: every cell shows all that the row holds."""
    filled = [piece for piece in pieces if piece[0]]
    begin, end = (filled[0][1], _reach(filled)) if filled else (None, 0)
    raw = text[begin:end] if filled else ""
    return Row((Cell(None, NOTES[note].status, raw, None, note),) * width, (begin,) * width, end, stance)
