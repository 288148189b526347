"""Notes on cells and findings about them: what stands beside a figure, and which mark leads there."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from markupsafe import Markup, escape

from datasette_govreports.pages.book import Book, Check
from datasette_govreports.pages.form import Figure, Value

# A page has room for so many different prints under one note, and for so much of each.
PRINTED = 6
LONGEST = 200
# And for so many findings: the first of them always, the others while their words, in bytes, fit.
FINDINGS_SHOWN = 8
ALWAYS_SHOWN = 3
WORDS = 450
MARKED = 7


class CellNote(NamedTuple):
    """Why a cell is not simply a printed number.

    status: blank, dash, missing, unreadable, annotated, converted, ambiguous or recognised
    code: what the status rests on
    raw: what is printed
    """

    status: str
    code: str
    raw: str


@dataclass(frozen=True, slots=True)
class Footnote:
    """One explanation below the tables, shared by all cells that it fits.

    mark: letter that the cells carry
    status: status of those cells
    message: explanation
    printed: what is printed, with the labels of the cells that it is printed for, in reading order
    more: how many more things are printed
    """

    mark: str
    status: str
    message: str
    printed: tuple[tuple[str, tuple[str, ...]], ...]
    more: int


@dataclass(frozen=True, slots=True)
class Correction:
    """What the publisher or a reader says of a figure, which stays as it is printed.

    number: number on this page, from 1
    figure: the figure
    note: what is said
    link: where it is said; only http and https; or None
    published_on: its date
    """

    number: int
    figure: Figure
    note: str
    link: str | None
    published_on: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One contradiction, or one note on what is worth knowing.

    number: number on this page, from 1
    check_id: rule that fails
    check: what that rule is
    explained: whether the page explains the rule here, at the first finding of it
    quote: the sentence that it rests on; empty where it rests on no words
    pieces: what does not agree, in plain words: stretches of text, each with the sum that follows it, or none
    expected: what the formula gives
    actual: what the report says
    """

    number: int
    check_id: str
    check: Check
    explained: bool
    quote: str
    pieces: tuple[tuple[str, str], ...]
    expected: Value
    actual: Value

    @property
    def told(self) -> Markup:
        """What does not agree, each sum set apart."""
        return told(self.pieces)


class Pointer(NamedTuple):
    """What a finding points at, by id of the figure.

    cells: figures involved
    suspects: figures that the arithmetic points to
    """

    cells: tuple[int, ...]
    suspects: tuple[int, ...]


CELLS = """
SELECT report_id, table_name, row_code, column_name, status, note, raw FROM cell_notes WHERE report_id IN ({keys})
"""


def cell_notes(rows: Iterable[sqlite3.Row], book: Book) -> dict[int, CellNote]:
    """The notes on a report's cells by figure id; the same in every language."""
    found = ((book.named.get((table, row, column)), CellNote(*rest)) for _, table, row, column, *rest in rows)
    return {figure_id: note for figure_id, note in found if figure_id}


Reasons = Mapping[tuple[str, str], Sequence[int]]  # figures by the code and the status of their notes


def reasons(notes: Mapping[int, CellNote], order: Iterable[int]) -> Reasons:
    """The figures that share a footnote, in reading order."""
    noted: dict[tuple[str, str], list[int]] = {}
    for figure in order if notes else ():
        note = notes.get(figure)
        if note:
            noted.setdefault((note.code, note.status), []).append(figure)
    return noted


def marks(found: Reasons) -> dict[int, str]:
    """The letters that cells carry: the first few of each footnote, since the cell itself shows its status."""
    told = {code: (letters(i), figures[:MARKED]) for i, ((code, _), figures) in enumerate(found.items())}
    return {figure: letter for letter, figures in told.values() for figure in figures}


def footnotes(notes: Mapping[int, CellNote], found: Reasons, book: Book) -> tuple[Footnote, ...]:
    """One footnote for each reason, lettered in reading order."""
    told = {
        code: Footnote(letters(i), status, book.notes[code], *_printed(figures, notes, book.figures))
        for i, ((code, status), figures) in enumerate(found.items())
    }
    return tuple(told.values())


def _printed(
    figures: Iterable[int], notes: Mapping[int, CellNote], known: Mapping[int, Figure]
) -> tuple[tuple[tuple[str, tuple[str, ...]], ...], int]:
    """What is printed, as much of it as a page has room for, and how many more things are printed."""
    raws: dict[str, list[str]] = {}
    for figure in figures:
        raws.setdefault(notes[figure].raw, []).append(known[figure].label)
    shown = tuple((raw[:LONGEST], tuple(where)) for raw, where in islice(raws.items(), PRINTED))
    return shown, len(raws) - len(shown)


def letters(i: int) -> str:
    """a to z, then aa, ab, …"""
    head, tail = divmod(i, 26)
    return (letters(head - 1) if head else "") + chr(ord("a") + tail)


CORRECTIONS = """
SELECT report_id, form_figures.id, note, link, published_on
FROM corrections JOIN form_figures USING (table_name, row_code, column_name) JOIN form_sections USING (table_name)
WHERE report_id IN ({keys}) ORDER BY number, form_figures.id, published_on, line
"""


def corrections(rows: Iterable[sqlite3.Row], book: Book) -> tuple[Correction, ...]:
    """What is said of a report's figures, in the order of the form, then by date; numbered for the page."""
    return tuple(
        Correction(number, book.figures[figure], note, web_address(link), published_on)
        for number, (_, figure, note, link, published_on) in enumerate(rows, 1)
    )


def web_address(link: str | None) -> str | None:
    """An address that a page may lead to: of no other scheme than http and https."""
    return link if link and link.startswith(("http://", "https://")) else None


FINDINGS = f"""
SELECT report_id, findings.id, check_id, severity, table_name, location, expected, actual, cells, suspects,
    message_zh, message_en, start, length,
    trim(substr(text, start + 1, min(length, {LONGEST}))) AS quote
FROM findings JOIN checks ON checks.id = check_id JOIN reports ON reports.id = report_id
JOIN documents ON documents.id = document_id
WHERE report_id IN ({{keys}}) ORDER BY severity = 'note', findings.id
"""  # noqa: S608 - a number of ours


def findings(rows: Sequence[sqlite3.Row], book: Book) -> tuple[Finding, ...]:
    """A report's findings, notes behind contradictions, else in the order of the database, numbered for the page."""
    message = f"message_{book.language.code}"
    first = {row["check_id"]: number for number, row in reversed(list(enumerate(rows, 1)))}
    return tuple(
        Finding(
            number,
            row["check_id"],
            book.checks[row["check_id"]],
            first[row["check_id"]] == number,
            row["quote"] or "",
            pieces(row[message]),
            row["expected"],
            row["actual"],
        )
        for number, row in enumerate(rows, 1)
    )


def pointers(rows: Iterable[sqlite3.Row], book: Book) -> tuple[Pointer, ...]:
    """What each of a report's findings points at, in their order; the same in every language."""
    return tuple(
        Pointer(*(tuple(_figures(book, row["table_name"], row[column])) for column in ("cells", "suspects")))
        for row in rows
    )


def room_for(rows: Sequence[sqlite3.Row]) -> int:
    """How many of a report's findings a page shows; the same in both languages."""
    room = WORDS
    for number, row in enumerate(rows[:FINDINGS_SHOWN]):
        room -= max(len(row["message_zh"].encode()), len(row["message_en"].encode())) + len(
            (row["quote"] or "").encode()
        )
        if room < 0 and number >= ALWAYS_SHOWN:
            return number
    return min(len(rows), FINDINGS_SHOWN)


SUM = re.compile(r"(-?[\d.?]+(?: [-+] [\d.?]+)+ = -?[\d.?]+)")


def pieces(message: str) -> tuple[tuple[str, str], ...]:
    """Cut a message behind each sum, such as `1 + 0 - 2 = -1`."""
    *parts, rest = SUM.split(message)
    return (*zip(parts[::2], parts[1::2], strict=True), (rest, ""))


def told(pieces: Iterable[tuple[str, str]]) -> Markup:
    """Such pieces as HTML, each sum set apart."""
    drawn = (f'{escape(text)}<span class="sum">{added}</span>' if added else escape(text) for text, added in pieces)
    return Markup("".join(drawn))  # noqa: S704 - a sum is digits and signs, the rest is escaped


def _figures(book: Book, table: str, cells: str) -> Iterable[int]:
    return (book.cells[table, name] for name in json.loads(cells) if (table, name) in book.cells)
