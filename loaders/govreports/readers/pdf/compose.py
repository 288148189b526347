"""Pages put together to one text: lines to paragraphs, the parts of a table to one table, all with their places."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from govreports.places import Place
from govreports.readers.loss import loss
from govreports.readers.pdf.frames import Box
from govreports.readers.pdf.furniture import page_number, repeated_head, rest_of_row
from govreports.readers.pdf.lines import Line, joined, wide
from govreports.readers.pdf.model import UNREADABLE, Page
from govreports.readers.pdf.tables import Cell, Table
from govreports.readers.rows import BAR, PRINTED_BAR, enclosed, row
from govreports.report import Document, Problem
from govreports.spans import Span


class Content(NamedTuple):
    """A page in reading order: lines and tables from the top."""

    page: Page
    blocks: tuple[Line | Table, ...]


class Piece(NamedTuple):
    """A stretch of a paragraph or a cell, and where it stands."""

    text: str
    page: int
    box: Box


Paragraph = list[Piece]
Row = list[Piece]


class Composed(NamedTuple):
    """The text, the places of its stretches, and what was left out of it on purpose."""

    text: str
    places: tuple[Place, ...]
    left_out: str


def ordered(page: Page, lines: Iterable[Line], tables: Iterable[Table]) -> Content:
    """Lines and tables by their height on the page."""
    return Content(page, tuple(sorted((*lines, *tables), key=lambda block: (block.box.top, block.box.left))))


def composed(contents: Sequence[Content]) -> Composed:
    """One text of all pages."""
    left_out: list[str] = []
    writer = _Writer()
    paragraphs: list[_Printed] = []
    table: _Part | None = None
    for content in contents:
        for block in content.blocks:
            if isinstance(block, Table):
                writer.paragraphs(paragraphs)
                paragraphs = []
                writer.rows(_rows(block, table, content.page, writer, left_out))
                table = _Part(block, content.page.number)
            elif page_number(block, content.blocks, content.page.frame):
                left_out.append(block.text)
            else:
                table = None
                paragraphs.append(_Printed(block, content))
    writer.paragraphs(paragraphs)
    return Composed(writer.text, tuple(writer.places), "".join(left_out))


def document_of(
    contents: Sequence[Content],
    media_type: str,
    told: tuple[tuple[str, str], ...],
    problems: tuple[Problem, ...],
    *,
    recognised: bool,
) -> Document:
    """The document that pages make, with what was lost of them."""
    whole = composed(contents)
    pages = [content.page for content in contents]
    text = whole.text + whole.left_out + "".join(page.left_out for page in pages)
    lost = loss("".join(page.source for page in pages), text)
    hidden = _hidden([page.number for page in pages if page.hides], whole.text.count(UNREADABLE))
    found = tuple(problem for problem in (*problems, lost, hidden) if problem)
    return Document(whole.text, media_type, None, told, whole.places, found, recognised, enclosed(whole.text))


def _hidden(pages: Sequence[int], count: int) -> Problem | None:
    if not pages:
        return None
    where = ", ".join(map(str, pages))
    return Problem(
        f"第 {where} 页有 {count} 个字符读不出（字体没有给出文字、两个字符重叠，或有线穿过），以“{UNREADABLE}”代替。",
        f"On page {where} {count} characters cannot be read, as their font does not tell them, two overlap or a line "
        f"runs through them; “{UNREADABLE}” stands for them.",
    )


class _Part(NamedTuple):
    """The part of a table that stands on one page."""

    table: Table
    page: int


def _rows(block: Table, before: _Part | None, page: Page, writer: _Writer, left_out: list[str]) -> list[Row]:
    """The rows of a table; where it goes on from the page before, without what was printed there already."""
    goes_on = before and before.page < page.number
    skipped = repeated_head(before.table, block) if before and goes_on else 0
    left_out += [cell.text for cells in block.rows[:skipped] for cell in cells]
    rows = list(block.rows[skipped:])
    if before and goes_on and (rest := rest_of_row(before.table.rows[-1], rows[0])):
        writer.prolong([_piece(cell, page) for cell in rest])
        del rows[0]
    return [[_piece(cell, page) for cell in cells] for cells in rows]


def _piece(cell: Cell, page: Page) -> Piece:
    return Piece(cell.text, page.number, page.shown.seen_from(page.frame, cell.box))


class _Printed(NamedTuple):
    """A line and the page that it stands on."""

    line: Line
    content: Content


class _Writer:
    """Gathers lines of text and the places in them."""

    def __init__(self) -> None:
        self._written: list[tuple[str, list[tuple[int, int, Piece]]]] = []
        self._last_row: Row = []

    def paragraphs(self, printed: Sequence[_Printed]) -> None:
        """Write lines as paragraphs, each as one line."""
        for paragraph in _paragraphs(printed):
            self._paragraph(paragraph)

    def rows(self, rows: Iterable[Row]) -> None:
        """Write the rows of a table."""
        for pieces in rows:
            self._row(pieces)

    def prolong(self, rest: Row) -> None:
        """Add the rest of a row to the last one; each cell stays where it began."""
        kept, begun = self._last_row[: -len(rest)], self._last_row[-len(rest) :]
        self._written.pop()
        self._row([*kept, *map(_one, begun, rest)])

    def _row(self, pieces: Row) -> None:
        line = row(piece.text for piece in pieces)
        bars = [number for number, character in enumerate(line) if character == BAR]
        stretches = [(start + 1, end, piece) for (start, end), piece in zip(pairwise(bars), pieces, strict=True)]
        self._written.append((line, stretches))
        self._last_row = pieces

    def _paragraph(self, paragraph: Paragraph) -> None:
        line = ""
        stretches = []
        for piece in paragraph:
            text = piece.text.replace(BAR, PRINTED_BAR)
            line = joined((line, text))
            stretches.append((len(line) - len(text), len(line), piece))
        self._written.append((line, stretches))

    @property
    def text(self) -> str:
        """All that was written."""
        return "\n".join(line for line, _ in self._written)

    @property
    def places(self) -> Iterator[Place]:
        """The places of all stretches, in order."""
        offset = 0
        for line, stretches in self._written:
            for start, end, piece in stretches:
                yield Place(Span(offset + start, offset + end), piece.page, piece.box)
            offset += len(line) + 1


def _one(begun: Piece, rest: Piece) -> Piece:
    """A cell of two parts. It stands where its figure does."""
    stands = begun if begun.text or not rest.text else rest
    return stands._replace(text=joined((begun.text, rest.text)))


# --- paragraphs -----------------------------------------------------------------------------------------------------

_BEGINS = re.compile(
    r"[(（]?\s*[一二三四五六七八九十]{1,3}\s*[)）、.．]|[(（]\s*[0-9０-９]{1,2}\s*[)）]|[0-9０-９]{1,2}\s*[.．、](?![0-9])"
)
LONG = 12  # characters; only lines that are no shorter show where the margins are
FULL = 2.0  # a line goes on when it ends within so many letters of the right margin
INDENT = 0.8  # and the next begins within so many of the left one


def _paragraphs(printed: Sequence[_Printed]) -> Iterator[Paragraph]:
    """Lines joined where one fills its width and the next is not set in."""
    paragraph: Paragraph = []
    before: _Printed | None = None
    for one in printed:
        if before and not _goes_on(before, one):
            yield paragraph
            paragraph = []
        page = one.content.page
        paragraph.append(Piece(one.line.text, page.number, page.shown.seen_from(page.frame, one.line.box)))
        before = one
    if paragraph:
        yield paragraph


def _goes_on(one: _Printed, other: _Printed) -> bool:
    size = one.line.size
    if _BEGINS.match(other.line.text) or abs(size - other.line.size) > size / 4:
        return False
    if not (wide(one.line.text[-1]) or wide(other.line.text[0])) or len(one.line.text) < LONG:
        return False
    right = max((line.box.right for line in _long_lines(one.content)), default=0.0)
    left = min((line.box.left for line in _long_lines(other.content)), default=0.0)
    return one.line.box.right >= right - FULL * size and other.line.box.left <= left + INDENT * size


def _long_lines(content: Content) -> Iterator[Line]:
    for block in content.blocks:
        if isinstance(block, Line) and len(block.text) >= LONG:
            yield block
