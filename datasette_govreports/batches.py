"""Rows on their way into files, some hundred at a time, so that what is alike in them is made once."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property
from itertools import chain, islice
from typing import Any, Literal, NamedTuple

from datasette_govreports.sandbox import Row

ROWS_OF_A_BATCH = 250

Kind = Literal["integer", "number", "text", "bytes"]
Columns = Sequence[str]
Take = Callable[[Sequence[Any]], object]


class Head(NamedTuple):
    """What a file needs to know before its first row.

    columns: the names of its columns
    kinds: what each of them holds
    made_on: the day that a workbook says it was made on; the clock is no data
    """

    columns: Columns
    kinds: Sequence[Kind]
    made_on: date = date(2000, 1, 1)


class Batch:
    """Some rows, one at least, and what more than one format makes of them.

    columns: the names of the columns
    rows: the rows
    """

    def __init__(self, columns: Columns, rows: Sequence[Row]) -> None:
        self.columns, self.rows = columns, rows

    @cached_property
    def values(self) -> list[tuple[Any, ...]]:
        """The values of each column."""
        return list(zip(*self.rows, strict=True))

    @cached_property
    def csv(self) -> list[str]:
        """A line of CSV for each row."""
        return csv_lines(self.rows)


class _Lines(list[str]):
    """What takes the place of a file for csv.writer, which writes line by line."""

    write = list.append


def batches(columns: Columns, rows: Iterable[Row]) -> Iterator[Batch]:
    """Rows as they come, in batches."""
    left = iter(rows)
    while batch := list(islice(left, ROWS_OF_A_BATCH)):
        yield Batch(columns, batch)


def csv_lines(rows: Iterable[Row]) -> list[str]:
    """Lines of CSV as RFC 4180 has it, with their ends; empty for NULL."""
    rows = list(rows)
    if bytes in map(type, chain.from_iterable(rows)):
        rows = [tuple(map(plain, row)) for row in rows]
    lines = _Lines()
    csv.writer(lines).writerows(rows)
    return lines


def each(make: Callable[[Any], str], values: Sequence[Any]) -> Iterable[str]:
    """What is made of each value of a column; of equal values only once."""
    if float in map(type, values):  # 1 equals 1.0
        return map(make, values)
    made = {value: make(value) for value in set(values)}
    return map(made.__getitem__, values)


def plain(value: Any) -> Any:
    """Bytes as hexadecimal text; all else as it is."""
    return value.hex() if isinstance(value, bytes) else value
