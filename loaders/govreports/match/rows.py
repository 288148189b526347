"""A row of a table as it was read, with what it tells of the text it stands in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

from govreports.form.model import FigureKind
from govreports.report import Cell

# One cell as it is cut out: its text without surrounding white space, and where that starts.
Piece = tuple[str, int]
# Column positions of parts and of their total, within one row.
Sums = tuple[tuple[tuple[int, ...], int], ...]


@dataclass(frozen=True, eq=False, slots=True)
class Columns:
    """The columns of one row: the kind of each figure, the unit that a money header prints, the sums they obey.

    Compared by identity, because rows are looked up by it: `plan` makes each only once, for all rows that have them.
    """

    kinds: tuple[FigureKind, ...]
    unit: str | None
    sums: Sums


# What a row tells of the text it stands in, as bits of `Stance.signs`.
VANISHED = 1  # its number of cells shows that cells vanish or intrude
INTRUDED = 2  # it has one number too many
UNTERMINATED = 4  # no bar follows its last cell
GAPS = 8  # bars are missing between some of its cells
LINE_ENDS = 16  # a line end stands between a figure and the bar after it
NO_LINE_ENDS = 32  # or none does
BARE = 64  # a line for each cell, and no bars
SHARES_LINE = 128  # it has a line to itself, and no bars
DOUBTFUL = 256  # its columns may begin at more than one cell
TERMINATED = 512  # what follows its last bar is no cell, wherever its columns begin


@dataclass(frozen=True, eq=False, slots=True)
class Stance:
    """How a row stands in its text, and so how sure it is where its cells belong.

    Compared by identity: `stance` makes each only once, so that the rows of a table have few of them.
    """

    layout: str
    signs: int = 0
    choices: tuple[int, ...] = ()  # with visible blanks: the pieces at which the columns may begin
    certain: bool = False  # there is one choice, and no cell of it is empty
    surplus: int = 0  # cells beyond the columns
    open_end: bool = False  # the last cell is what follows the last bar, and may be none
    summed: Literal["", "fewer", "more"] = ""  # arithmetic alone places them, as there are fewer or more than columns
    trusts_count: bool = False  # nothing but the number of cells places them
    fixed: bool = False  # its cells stand where they do whatever its numbers are


stance = lru_cache(maxsize=4096)(Stance)


class Row(NamedTuple):
    """A row as read: one cell for each column, and where it begins, counted from the end of the label.

    Where cells stand is kept apart from what they say, so that rows share both: few things are said, in few places.
    The cells have no spans.
    """

    cells: tuple[Cell, ...]
    offsets: tuple[int | None, ...]  # None where the cell left no trace
    length: int  # how far the last cell that holds anything reaches
    stance: Stance
    pieces: Sequence[Piece] = ()  # all that there are, where there are several choices
