"""Which cell belongs to which column, and how sure that is.

As many cells as columns: each to its own. More cells, with empty ones visible: the columns begin where everything
outside them is empty. Fewer cells, or empty ones that left no trace: only the row's own arithmetic can tell, and
where it leaves more than one way the row's figures are not read.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache, partial
from itertools import accumulate, combinations, islice
from typing import NamedTuple

from govreports.form.model import FigureKind
from govreports.match import rows
from govreports.match.cells import Zone, is_word, split
from govreports.match.known import Kept, Known
from govreports.match.rows import Columns, Piece, Row, Stance, Sums, stance
from govreports.notes import NOTES
from govreports.numbers import read
from govreports.report import PRINTED, Cell, Value
from govreports.spans import Span

# For each column the position of its cell, None where its cell left no trace.
Placement = tuple[int | None, ...]


@cache
def rows_in(columns: Columns) -> Known[str, Row | None]:
    """The rows that have these columns, by the text after their label: most rows of most reports are the same few."""
    return Known(partial(read_row, columns))


def read_row(columns: Columns, text: str) -> Row | None:
    """Read the cells after a label into columns; None where the label begins a sentence.

    Where cells begin and end is a matter of what stands between the numbers, and texts that differ in their numbers
    alone are many: that is looked at once.
    """
    parts = _NUMBERS.split(text)
    grown = [0, *accumulate([len(digits) - 1 for digits in parts[1::2]])]
    moulds, shape = _moulds[columns], "0".join(parts[::2])
    mould = moulds.get(shape)
    if mould is None:
        row = read_any_row(columns, text)
        moulds.keep(shape, _mould(row, columns, list(accumulate(map(len, parts)))[1::2], grown))
        return row
    if mould.stance is None:
        return None
    if not mould.places:
        return read_any_row(columns, text)
    unit = columns.unit
    cells = [
        _cell(text[(begin := start + grown[first]) : end + grown[last]], begin, kind, unit)
        for start, first, end, last, kind in mould.places
    ]
    reach, before = mould.reach
    return Row(tuple(cells), reach + grown[before], mould.stance)


# Digits to the end of a word, a thousand or a whole part: how many there are changes nothing about where cells stand.
# It does in what numbers a label, 12) or 12., or may do so.
_NUMBERS = re.compile(r"([0-9][0-9]*+(?![^\s|,.]|\.(?![0-9])))")


class Mould(NamedTuple):
    """How rows stand whose texts differ in their numbers alone, and where their cells do. No stance: they are no rows.

    A place is start and end of a cell, each with how many numbers are before it, and what kind of figure that is;
    `reach` is how far the row does. All count as if each number were one digit. Without places it matters what the
    numbers are: arithmetic places them, or several choices are open.
    """

    stance: Stance | None
    places: tuple[tuple[int, int, int, int, FigureKind], ...] = ()
    reach: tuple[int, int] = (0, 0)


# By columns, then by the text with 0 in place of each number.
_moulds: Known[Columns, Kept[str, Mould]] = Known(lambda _: Kept())


def _mould(row: Row | None, columns: Columns, ends: Sequence[int], grown: Sequence[int]) -> Mould:
    """The mould of a row, given where the numbers of its text end and how much longer than a digit they all are."""
    if row is None:
        return Mould(None)
    spans = [cell.span for cell in row.cells if cell.span and cell.note != "cells_too_many"]
    if row.pieces or row.stance.summed or row.stance.signs & rows.VANISHED or len(spans) < len(row.cells):
        return Mould(row.stance)

    def counted(position: int) -> tuple[int, int]:
        before = bisect_right(ends, position)
        return position - grown[before], before

    places = [(*counted(start), *counted(end), kind) for (start, end), kind in zip(spans, columns.kinds, strict=True)]
    return Mould(row.stance, tuple(places), counted(row.length))


def read_any_row(columns: Columns, text: str) -> Row | None:
    """Read the cells after a label into columns, whatever they hold; None where the label begins a sentence, or another
    label stands between it and the figures."""
    zone = split(text)
    if zone.prose or _is_label(next((raw for raw, _ in zone.pieces if raw), "")):
        return None
    width, count = len(columns.kinds), len(zone.pieces)
    if zone.explicit and count >= width:
        return _placed_by_blanks(text, zone, columns)
    signs = _SIGNS.get(zone.layout, 0)
    if count == width and not zone.line_breaks:
        cells = _cells(zone.pieces, columns)
        return Row(cells, _reach(cells), stance(zone.layout, signs, trusts_count=True))
    if count == 0 and not zone.cut and not zone.explicit:
        return Row((_EMPTY,) * width, 0, stance(zone.layout, signs | rows.VANISHED))
    return _placed_by_arithmetic(text, zone, columns)


_SIGNS = {"bare_cell": rows.BARE, "spaced_row": rows.SHARES_LINE}


# What stands before a row's figures and has a number as the form's rows have, or is as long as they are.
_LABEL = re.compile(r"[(（]?(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})[)）.．、]\s*[\u3400-\u9fff]|[\u3400-\u9fff]{8}")


def _is_label(raw: str) -> bool:
    return _LABEL.match(raw) is not None


def _reach(cells: Sequence[Cell]) -> int:
    """How far the last cell that holds anything reaches."""
    return next((cell.span.end for cell in reversed(cells) if cell.raw and cell.span), 0)


def at_offset(row: Row, columns: Columns, offset: int) -> tuple[Cell, ...]:
    """The cells of a row with visible blanks when its columns begin at the given piece."""
    return _cells(row.pieces[offset : offset + len(columns.kinds)], columns)


def by_arithmetic(row: Row, columns: Columns, offsets: Iterable[int]) -> tuple[Cell, ...] | None:
    """The cells where the columns begin, when the row's arithmetic leaves one of the offsets, noted; else None.

    Only plain numbers can be summed.
    """
    ways = [cells for offset in offsets if _possible(_values(cells := at_offset(row, columns, offset)), columns.sums)]
    if len(ways) != 1 or not _proven(_values(ways[0]), columns.sums):
        return None
    if any(cell.note and cell.value is not None for cell in ways[0]):
        return None
    return tuple(_by_arithmetic(cell) for cell in ways[0])


def _values(cells: Sequence[Cell]) -> list[Value]:
    return [cell.value for cell in cells]


def contradicts(cells: Sequence[Cell], sums: Sums) -> bool:
    """Whether a sum of the row fails; a sum that lacks a figure does not."""
    return any(_holds(_values(cells), parts, total) is False for parts, total in sums)


def unplaced(cells: Sequence[Cell], note: str) -> tuple[Cell, ...]:
    """The same cells without their values, because nothing places them for certain."""
    return tuple(Cell(None, NOTES[note].status, cell.raw, cell.span, note) for cell in cells)


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
    inside = [number for number, (raw, _) in enumerate(pieces) if raw and not is_word(raw)]
    if inside:
        choices = tuple(range(max(0, inside[-1] - width + 1), min(inside[0], surplus) + 1))
    else:  # all cells are empty, wherever the columns begin, or hold words that are none of the form's
        choices = tuple(range(surplus + 1)) if any(raw for raw, _ in pieces) else ()
    begin = choices[0] if choices else 0
    if inside and not choices:
        cells = _unplaced_row(text, pieces, width, "cells_too_many")
    else:
        cells = _cells(pieces[begin : begin + width], columns)
    certain = len(choices) == 1 and len(inside) == width
    signs = (_bar_signs(zone) if choices else 0) | (rows.DOUBTFUL if len(choices) > 1 else 0)
    if zone.open_end and choices and choices[-1] < surplus:
        signs |= rows.TERMINATED
    kept = pieces if len(choices) > 1 else ()
    return Row(cells, _reach(cells), stance(zone.layout, signs, choices, certain, surplus, zone.open_end), kept)


def _bar_signs(zone: Zone) -> int:
    ends = (rows.LINE_ENDS if True in zone.ends else 0) | (rows.NO_LINE_ENDS if False in zone.ends else 0)
    return ends | (rows.UNTERMINATED if zone.unterminated else 0) | (rows.GAPS if zone.gaps else 0)


def _placed_by_arithmetic(text: str, zone: Zone, columns: Columns) -> Row:
    """Place what the number of cells does not place; only plain numbers can be summed."""
    pieces = [piece for piece in zone.pieces if piece[0]] if zone.explicit else zone.pieces
    width = len(columns.kinds)
    signs = _SIGNS.get(zone.layout, 0) | rows.VANISHED
    readings = [read(raw) for raw, _ in pieces]
    if columns.sums and all(reading.status == PRINTED for reading in readings):
        values = [reading.value for reading in readings]
        possible = (p for p in _placements(len(pieces), width) if _possible(_filled(values, p), columns.sums))
        ways = list(islice(possible, 2))
        if len(ways) == 1 and _proven(_filled(values, ways[0]), columns.sums):
            noted = tuple(_by_arithmetic(cell) for cell in _placed(pieces, ways[0], columns))
            if len(pieces) > width:
                return Row(noted, _reach(noted), stance(zone.layout, signs | rows.INTRUDED, summed="more"))
            return Row(noted, _reach(noted), stance(zone.layout, signs, summed="fewer"))
    note = "cells_too_many" if len(pieces) > width else "cells_vanished"
    cells = _unplaced_row(text, pieces, width, note)
    return Row(cells, _reach(cells), stance(zone.layout, signs))


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
    """One piece for each column."""
    unit = columns.unit
    return tuple([_cell(raw, start, kind, unit) for (raw, start), kind in zip(pieces, columns.kinds, strict=True)])


@lru_cache(maxsize=65536)
def _cell(raw: str, start: int, kind: FigureKind, unit: str | None) -> Cell:
    """One cell as read. Cached: most cells of most rows are zeros in the same few places."""
    value, status, note = read(raw, kind, unit)
    return Cell(value, status, raw, Span(start, start + len(raw)), note)


def _placed(pieces: Sequence[Piece], placement: Placement, columns: Columns) -> tuple[Cell, ...]:
    """The pieces that a placement gives the columns, and nothing in the others."""
    cells = _cells([_NOTHING if piece is None else pieces[piece] for piece in placement], columns)
    return tuple(_EMPTY if piece is None else cell for piece, cell in zip(placement, cells, strict=True))


_NOTHING: Piece = ("", 0)
_EMPTY = Cell(None, NOTES["empty_cell"].status, "", None, "empty_cell")


def _unplaced_row(text: str, pieces: Sequence[Piece], width: int, note: str) -> tuple[Cell, ...]:
    """A row whose figures stay unread: every cell shows all that the row holds."""
    filled = [piece for piece in pieces if piece[0]]
    span = Span(filled[0][1], filled[-1][1] + len(filled[-1][0])) if filled else None
    raw = text[span.start : span.end] if span else ""
    return (Cell(None, NOTES[note].status, raw, span, note),) * width
