"""Charts as numbers: where each bar begins and ends. The templates draw them; every chart has its table.

Bars, columns and parts are tuples, which templates take apart at once; their numbers are there as text, too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import NamedTuple

from datasette_govreports.pages.highlights import share

# Units of the drawings, about a pixel on a phone.
WIDTH = 340
LABEL = 112
VALUE = 74
ROW = 26
HEIGHT = 130
GROUND = 104
TOP = 22
YEAR = 46  # room for the year before a bar
LINE = 17  # from the top of a row to the line that its words stand on
INSET = 5  # from the top of a row to its bar


class Bar(NamedTuple):
    """One bar with its words.

    name: what it stands for
    value: its number
    number: the same as it is shown
    share: its share in percent, or nothing
    y: its top
    width: its length
    """

    name: str
    value: int
    number: str
    share: str
    y: int
    width: float


@dataclass(frozen=True, slots=True)
class Bars:
    """Bars that lie below each other, from the same edge.

    kind: outcomes, whose bars are parts of one whole, or funnel, where each is a part of the one above
    bars: the bars
    height: height of the drawing
    reports: how many reports the numbers rest on
    """

    kind: str
    bars: tuple[Bar, ...]
    height: int
    reports: int

    @property
    def drawn(self) -> list[tuple[str | float, ...]]:
        """Of each bar the name and the number beside it with the lines that they stand on, the top and the length."""
        return [
            (y + LINE, name, y + INSET, y + INSET, width, y + LINE, share or number)
            for name, _, number, share, y, width in self.bars
        ]

    @property
    def told(self) -> list[tuple[str, str, str]]:
        """The same in words: of each bar its name, its number, and its share in brackets."""
        return [(bar.name, bar.number, f" ({bar.share})" if bar.share else "") for bar in self.bars]

    @property
    def rows(self) -> list[tuple[str, str, str]]:
        """The same as a table."""
        return [(bar.name, bar.number, bar.share) for bar in self.bars]


class Column(NamedTuple):
    """One year of a series.

    year: the year
    value: its number; None where no report gives it
    number: the same as it is shown; empty where no report gives it
    x: left edge
    middle: middle of the column
    y: top
    width: breadth
    height: length
    """

    year: int
    value: int | None
    number: str
    x: float
    middle: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Trend:
    """A series over the years: a column for each year that gives the figure, a gap for each that does not.

    columns: one for each year
    width: breadth of the drawing
    gaps: years without the figure
    """

    columns: tuple[Column, ...]
    width: int
    gaps: tuple[int, ...]

    @property
    def drawn(self) -> Iterator[tuple[bool, list[tuple[str | float, ...]]]]:
        """Columns and gaps in turn, as many as stand together: whether they are columns, and what is drawn of each."""
        for known, columns in groupby(self.columns, key=lambda column: column.value is not None):
            if known:
                yield (
                    True,
                    [
                        (x, y, width, height, middle, y - 6, number, middle, year)
                        for year, _, number, x, middle, y, width, height in columns
                    ],
                )
            else:
                yield False, [(column.middle, column.middle, column.year) for column in columns]

    def told(self, nothing: str) -> list[tuple[str, str]]:
        """The same in words: each year with its number. `nothing`: what stands where no report gives it."""
        return [(str(column.year), column.number or nothing) for column in self.columns]


class Part(NamedTuple):
    """One outcome of one year in a stacked bar.

    value: its number
    number: the same as it is shown
    share: its share of the year
    x: where it begins
    width: its length
    fill: number of its pattern
    """

    value: int
    number: str
    share: str
    x: float
    width: float
    fill: int


class Stack(NamedTuple):
    """The outcomes of one year side by side; together they are the year.

    year: the year
    y: top
    parts: every outcome, those that did not occur among them
    """

    year: int
    y: int
    parts: tuple[Part, ...]

    @property
    def drawn(self) -> list[tuple[float, ...]]:
        """Of each that occurred its pattern, where it begins, its top and its length."""
        return [(fill, x, self.y + 3, width) for value, _, _, x, width, fill in self.parts if value]

    @property
    def rows(self) -> list[tuple[str, str]]:
        """All of them as a table: number and share."""
        return [(part.number, part.share) for part in self.parts]


@dataclass(frozen=True, slots=True)
class Stacks:
    """The outcomes of several years, one bar a year, each as long as the others.

    names: the outcomes
    years: the years that give every outcome
    height: height of the drawing
    """

    names: tuple[str, ...]
    years: tuple[Stack, ...]
    height: int

    @property
    def legend(self) -> Iterator[tuple[int, str]]:
        """Each outcome with the number of its pattern."""
        return enumerate(self.names)

    @property
    def told(self) -> Iterator[tuple[int, list[tuple[str, str]]]]:
        """The same in words: of each year the outcomes that occurred, each with its number."""
        for year, _, parts in self.years:
            yield year, [(name, part.number) for name, part in zip(self.names, parts, strict=True) if part.value]

    def named(self, names: Mapping[str, str]) -> Stacks:
        """The same with these names in place of its own."""
        return replace(self, names=tuple(names[name] for name in self.names))


def outcomes(values: Sequence[tuple[str, int | None]], reports: int = 1) -> Bars | None:
    """Parts of one whole. None where a part is not known: a whole that lacks a part would mislead."""
    known = [(name, value) for name, value in values if value is not None]
    whole = sum(value for _, value in known)
    return _bars("outcomes", known, whole, reports) if whole and len(known) == len(values) else None


def funnel(steps: Sequence[tuple[str, int | None]], reports: int = 1) -> Bars | None:
    """Steps that each are a part of the one before. None where one is not known or is larger than the one before."""
    known = [(name, value) for name, value in steps if value is not None]
    numbers = [value for _, value in known]
    if len(numbers) < len(steps) or not numbers or not numbers[0] or numbers != sorted(numbers, reverse=True):
        return None
    return _bars("funnel", known, numbers[0], reports)


def _bars(kind: str, rows: Sequence[tuple[str, int]], whole: int, reports: int) -> Bars:
    room = WIDTH - LABEL - VALUE
    bars = tuple(
        Bar(name, value, f"{value:,}", share(value, whole), i * ROW, round(room * value / whole, 1))
        for i, (name, value) in enumerate(rows)
    )
    return Bars(kind, bars, len(bars) * ROW, reports)


def trend(values: Mapping[int, int | None], years: Sequence[int]) -> Trend | None:
    """A column for each of these years. None where fewer than two give the figure: that is no series."""
    known = [value for year in years if (value := values.get(year)) is not None]
    if len(known) < len("ab"):
        return None
    step, largest = max(46, WIDTH / max(len(years), 1)), max(*known, 1)
    columns = []
    for i, year in enumerate(years):
        value = values.get(year)
        height = round((GROUND - TOP) * (value or 0) / largest, 1)
        x, middle = round(i * step + step * 0.18, 1), round(i * step + step / 2, 1)
        number = "" if value is None else f"{value:,}"
        columns.append(Column(year, value, number, x, middle, GROUND - height, round(step * 0.64, 1), height))
    gaps = tuple(column.year for column in columns if column.value is None)
    return Trend(tuple(columns), round(step * len(years)), gaps)


def stacks(years: Mapping[int, Sequence[tuple[str, int | None]]]) -> Stacks | None:
    """Years that lack an outcome, or have none, are left out. None where no year is left."""
    whole = {
        year: {name: value for name, value in values if value is not None} for year, values in sorted(years.items())
    }
    told = {year: held for year, held in whole.items() if len(held) == len(years[year]) and any(held.values())}
    names = tuple(dict.fromkeys(name for held in told.values() for name in held))
    bars = tuple(Stack(year, i * ROW, tuple(_parts(names, held))) for i, (year, held) in enumerate(told.items()))
    return Stacks(names, bars, len(bars) * ROW) if bars else None


def _parts(names: Sequence[str], held: Mapping[str, int]) -> Iterator[Part]:
    x, total = float(YEAR), sum(held.values())
    for fill, name in enumerate(names):
        value = held.get(name, 0)
        width = (WIDTH - YEAR) * value / total
        yield Part(value, f"{value:,}", share(value, total), round(x, 1), round(width, 1), fill)
        x += width
