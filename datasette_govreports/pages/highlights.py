"""The key figures of one report, named by the form itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from datasette_govreports.pages.cells import number
from datasette_govreports.pages.form import Value, Values

if TYPE_CHECKING:
    from datasette_govreports.pages.book import Book

ROWS = ("new", "granted", "partly_granted")
GROUPS = ("denied", "unavailable", "unprocessed")
FAVOURABLE = ("granted", "partly_granted")
FIRST_OUTCOME = "granted"


class Highlight(NamedTuple):
    """One key figure.

    label: what the form calls it
    text: the number; empty where it or a part of it is not known
    share: share of all outcomes in percent; empty where that says nothing
    """

    label: str
    text: str
    share: str


def highlights(book: Book, held: Mapping[str, Values]) -> tuple[Highlight, ...]:
    """Requests received, what became of them, and the cases about them."""
    requests = _requests(book, held["requests"]) if "requests" in held else ()
    reviews = _reviews(book, held["reviews"]) if "reviews" in held else ()
    return (*requests, *reviews)


def share(part: Value, whole: Value) -> str:
    """A share in percent; empty when a number is not known, the whole is 0, or the part is larger than it."""
    return f"{100 * part / whole:.1f}%" if part is not None and whole and part <= whole else ""


def total_of(parts: list[Value]) -> Value:
    """The sum, or None when a part is not known: NULL is never 0."""
    known = [part for part in parts if part is not None]
    return sum(known) if known and len(known) == len(parts) else None


def outcomes(book: Book, totals: Mapping[str, Value]) -> list[tuple[str, int | None]]:
    """The outcomes of one report, groups added up, named by the form. A sum that lacks a row is None.

    totals: of the rows that the report's table holds, by code
    """
    parts: dict[str, list[Value]] = {}
    for row in book.rows:
        if row.group and row.code in totals and row.code != "total":
            parts.setdefault(row.outcome, []).append(totals[row.code])
    return [(label, _whole(total_of(values))) for label, values in parts.items()]


def outcome_names(book: Book) -> list[str]:
    """The names of all outcomes in the order of the form, the newest edition's where the two differ."""
    return list(dict.fromkeys(row.outcome for row in book.rows if row.group and row.code not in {"total", "other"}))


def totals_by_row(book: Book, held: Values) -> dict[str, Value]:
    """The figures for all applicants that a table holds, by row."""
    return {row.code: held[row.total] for row in book.rows if row.total in held}


def _whole(value: Value) -> int | None:
    return None if value is None else int(value)


def _requests(book: Book, held: Values) -> Iterator[Highlight]:
    totals = {row.code: held.get(row.total) for row in book.rows}
    for row in book.rows:
        if row.code in ROWS:
            of_all = "" if row.code == "new" else share(totals[row.code], totals["total"])
            yield Highlight(row.name, number(totals[row.code]), of_all)
    for group in GROUPS:
        inside = [row for row in book.rows if row.group == group]
        value = total_of([totals[row.code] for row in inside])
        yield Highlight(inside[0].outcome, number(value), share(value, totals["total"]))


def _reviews(book: Book, held: Values) -> Iterator[Highlight]:
    """One for each heading at the top of the table: the totals below it, added up."""
    for label, ids in book.blocks:
        yield Highlight(label, number(total_of([held.get(figure) for figure in ids])), "")
