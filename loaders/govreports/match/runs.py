"""Which labels belong together, told by the labels alone, before any figure is looked at.

Rows that follow each other as the form prints them are one printed table. Tables are found by their row labels, so a
missing or garbled heading costs nothing, and a label that stands alone in the narrative starts no table.

Most reports print the same labels in the same order, so each order is looked at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from govreports.form import TableName, proactive, requests
from govreports.match.labels import Label

# Place of each row in its table.
_PLACES: dict[TableName, dict[str, int]] = {
    "proactive": {row.code: place for place, row in enumerate(proactive.ROWS)},
    "requests": {row.code: place for place, row in enumerate(requests.ROWS)},
}
_OF_REQUESTS = _PLACES["requests"]
FEWEST_ROWS = 3

# Two labels of section 三 are also column heads; they are rows only where the rows before them say so.
_OUTCOMES = range(_OF_REQUESTS["granted"], _OF_REQUESTS["total"])
_AFTER = {
    "total": _OUTCOMES,
    "other_rest": range(_OF_REQUESTS["unprocessed_complaint"], _OF_REQUESTS["other_rest"]),
}
# The last of the heads of section 四, which lead to its one row. Words among them are rows elsewhere.
LAST_HEAD = "litigation_after_reconsideration"
_SHARED = ("total", "other_rest")


@dataclass(frozen=True, eq=False, slots=True)
class Run:
    """The labels of one printed table, from its first head to its last row, and where in them its rows stand.

    The rows are in the form's order. Compared by identity: plans are looked up by it, and `_run` makes each only once.
    """

    labels: tuple[Label, ...]
    rows: Mapping[str, int]
    first_row: int  # the place of the first of them


class Placed(NamedTuple):
    """A printed table with labelled rows, and where its first label stands."""

    run: Run
    first: int


class Head(NamedTuple):
    """The head of section 四: where it begins, its last label, and the label where the table ends at the latest.

    Words that are rows elsewhere can stand before `first`; `top` is the first of them.
    """

    top: int
    first: int
    last: int
    end: int | None


class Outline(NamedTuple):
    """What an order of labels tells. Numbers are places in it."""

    proactive: tuple[Placed, ...]
    requests: tuple[Placed, ...]
    reviews: tuple[Head, ...]
    sections: tuple[int, ...]
    heads_side_by_side: tuple[int, ...]  # column heads that another one follows
    labelled_rows: int


@lru_cache(maxsize=4096)
def outline(labels: tuple[Label, ...]) -> Outline:
    """Find the tables and the section headings in an order of labels."""
    places: dict[str, list[int]] = {"row": [], "column": [], "mark": [], "section": []}
    for place, label in enumerate(labels):
        places[label.kind].append(place)
    heads = set(places["column"])
    return Outline(
        _runs(labels, places["row"], "proactive"),
        _runs(labels, places["row"], "requests"),
        tuple(_head(labels, place) for place in places["mark"] if labels[place].code == LAST_HEAD),
        tuple(places["section"]),
        tuple(place for place in places["column"] if place + 1 in heads),
        len(places["row"]),
    )


def _runs(labels: Sequence[Label], places: Iterable[int], table: TableName) -> tuple[Placed, ...]:
    """The printed tables of one kind: rows in the form's order, three or more."""
    found: list[dict[str, int]] = [{}]
    heads: set[int] = set()
    places_of_rows = _PLACES[table]
    last = -1
    for place in places:
        label = labels[place]
        code = label.code
        if label.table != table:
            continue
        if code in _AFTER:
            if place - 1 in heads or (place and _heads_columns(labels[place - 1])):
                heads.add(place)  # printed again after a page break, between rows
                continue
            if last not in _AFTER[code]:
                continue
        own = places_of_rows[code]
        if own <= last:
            found.append({})
        found[-1][code] = place
        last = own
    return tuple(_placed(labels, rows) for rows in found if len(rows) >= FEWEST_ROWS)


def _heads_columns(label: Label) -> bool:
    return label.kind == "mark" and label.table == "requests"


def _placed(labels: Sequence[Label], rows: Mapping[str, int]) -> Placed:
    first = _first(labels, min(rows.values()))
    own = tuple(labels[first : max(rows.values()) + 1])
    return Placed(_run(own, tuple((code, place - first) for code, place in rows.items())), first)


@lru_cache(maxsize=4096)
def _run(labels: tuple[Label, ...], rows: tuple[tuple[str, int], ...]) -> Run:
    return Run(labels, dict(rows), min(place for _, place in rows))


def _first(labels: Sequence[Label], place: int) -> int:
    """Where the table of a label begins: with its first head, or with the label itself."""
    table = labels[place].table
    while place and labels[place - 1].table == table and labels[place - 1].kind != "section":
        place -= 1
    return place


def _head(labels: Sequence[Label], last: int) -> Head:
    after = range(last + 1, len(labels))
    first = top = _first(labels, last)
    while top and _of_the_head(labels[top - 1]):
        top -= 1
    return Head(top, first, last, next((place for place in after if not _of_the_head(labels[place])), None))


def _of_the_head(label: Label) -> bool:
    return label.kind != "section" and (label.table == "reviews" or (label.kind == "row" and label.code in _SHARED))
