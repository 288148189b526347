"""The text between one label and the next, cut into cells.

Every way a page can have been turned into text is met here and nowhere else: pipes or tabs round the cells, a line
for each cell, a line for each row, everything on one line. What differs is told by the stretch of text itself.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from govreports.spans import Span

BARS = str.maketrans("\t｜│┃", "||||")
# A cell that begins with such a character is no figure: it is another label, a heading or prose.
_WORD = re.compile(r"(?:[(（][一二三四五六七八九十0-9]{1,2}[)）]|[0-9]{1,2}[、.．])?\s*[\u3400-\u9fff]")
_FIGURE_WORDS = ("无", "增", "减")
_PAGE_NUMBER = re.compile(r"[-–—]\s*[0-9]+\s*[-–—]|第\s*[0-9]+\s*页.*")
_MARKDOWN_RULE = re.compile(r"^[ \t]*\|?(?:[ \t]*:?-{3,}:?[ \t]*\|)*[ \t]*:?-{3,}:?[ \t]*\|?[ \t]*$", re.MULTILINE)
# A word, together with the brackets that follow it: 22(其中修订 16 件) is one.
_TOKEN = re.compile(r"[^\s(（]*[(（][^()（）\n]*[)）]\S*|\S+")


class Piece(NamedTuple):
    """One cell: its text without surrounding white space, and its place from the beginning of the zone."""

    raw: str
    span: Span


class Zone(NamedTuple):
    """The cells after one label.

    `layout` names the way they stand; `explicit` says that empty cells would show; `cut` that a word ended the zone
    before the next label did; `line_breaks` that cells which share lines are spread over several lines.
    """

    pieces: tuple[Piece, ...]
    layout: str
    explicit: bool
    cut: bool = False
    line_breaks: bool = False


@lru_cache(maxsize=16384)
def split(text: str) -> Zone:
    """Cut the text after a label into cells. Cached: most rows of most reports are the same few texts."""
    barred = text.translate(BARS) if any(bar in text for bar in "\t｜│┃") else text
    if "---" in barred:
        barred = _MARKDOWN_RULE.sub(lambda rule: " " * len(rule.group()), barred)
    if "|" in barred:
        return _barred(barred, tabbed="\t" in text and "|" not in text)
    return _unbarred(text)


def _barred(text: str, tabbed: bool) -> Zone:
    first_line, newline, _ = text.partition("\n")
    if first_line.replace("|", "").strip():
        pieces = _between_bars(first_line)
        if newline:
            return Zone(tuple(pieces), "tab_row" if tabbed else "pipe_row", explicit=True)
        pieces, cut = _until_word(pieces)
        return Zone(tuple(pieces), "outer_table", explicit=True, cut=cut)
    pieces, cut = _until_word(_between_bars(text))
    return Zone(tuple(pieces), "tab_cell" if tabbed else "pipe_cell", explicit=True, cut=cut)


def _between_bars(text: str) -> list[Piece]:
    """Cells between bars; a line end inside is one more delimiter. The ends count only when something is there."""
    parts = text.split("|")
    last = len(parts) - 1
    pieces: list[Piece] = []
    position = 0
    for number, part in enumerate(parts):
        lines = list(_lines(part, position)) if not part.isspace() and part else []
        if lines:
            pieces.extend(lines)
        elif 0 < number < last:
            pieces.append(Piece("", Span(position, position)))
        position += len(part) + 1
    return _joined(pieces)


def _lines(text: str, offset: int) -> list[Piece]:
    pieces = []
    for line in text.split("\n"):
        raw = line.strip()
        if raw:
            start = offset + line.index(raw)
            pieces.append(Piece(raw, Span(start, start + len(raw))))
        offset += len(line) + 1
    return pieces


def _joined(pieces: list[Piece]) -> list[Piece]:
    """Brackets at the beginning of the zone are what is left of a wrapped label, not a cell."""
    if pieces and pieces[0].raw[:1] in ("(", "（") and not re.search(r"[0-9０-９]", pieces[0].raw):
        return pieces[1:]
    return pieces


def _unbarred(text: str) -> Zone:
    lines = [line for line in _joined(_lines(text, 0)) if not _PAGE_NUMBER.fullmatch(line.raw)]
    lines, cut = _until_word(lines)
    beside_label = bool(lines) and "\n" not in text[: lines[0].span.start]
    if not beside_label and not (len(lines) == 1 and " " in lines[0].raw):
        return Zone(tuple(lines), "bare_cell", explicit=False, cut=cut)
    layout = "spaced_row" if "\n" in text else "flat"
    words = [_words(line) for line in lines]
    pieces, cut_inside = _until_word([word for line in words for word in line])
    return Zone(tuple(pieces), layout, explicit=False, cut=cut or cut_inside, line_breaks=len(words) > 1)


def _words(line: Piece) -> list[Piece]:
    offset = line.span.start
    return [
        Piece(match.group(), Span(offset + match.start(), offset + match.end())) for match in _TOKEN.finditer(line.raw)
    ]


def _until_word(pieces: list[Piece]) -> tuple[list[Piece], bool]:
    for number, piece in enumerate(pieces):
        if _WORD.match(piece.raw) and not piece.raw.startswith(_FIGURE_WORDS):
            return pieces[:number], True
    return pieces, False
