"""The text between one label and the next, cut into cells.

Every way a page can have been turned into text is met here and nowhere else: pipes or tabs round the cells, a line
for each cell, a line for each row, everything on one line. What differs is told by the stretch of text itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import takewhile
from typing import NamedTuple

from govreports.match.known import Known
from govreports.match.rows import Piece

BARS = str.maketrans("\t｜│┃", "||||")
_OTHER_BAR = re.compile(r"[\t｜│┃]")
# A cell that begins so is no figure: it is another label, its numbering, a heading or prose.
_WORD = re.compile(
    r"(?:[(（]\s*(?:[一二三四五六七八九十]+\s*[)）]|$)|[(（]?\s*[\u3400-\u9fff]"
    r"|(?:[(（][0-9]{1,2}[)）]|[0-9]{1,2}[、.．])\s*(?:[\u3400-\u9fff]|$))"
)
_FIGURE_WORDS = ("无", "增", "减")
_SENTENCE = re.compile(r"^[^(（].*[，。；]")
_BEGINS_PAGE_NUMBER = frozenset("-–—第")
_PAGE_NUMBER = re.compile(r"[-–—]\s*[0-9]+\s*[-–—]|第\s*[0-9]+\s*页.*|[0-9]{1,3}\s*/\s*[0-9]{1,3}")
_A_NUMBER = re.compile(r"[0-9][0-9,.]*")
_MARKDOWN_RULE = re.compile(r"^[ \t]*\|?(?:[ \t]*:?-{3,}:?[ \t]*\|)*[ \t]*:?-{3,}:?[ \t]*\|?[ \t]*$", re.MULTILINE)
# A word, together with the remark in brackets that follows it: 22 (其中修订 16 件) is one.
_TOKEN = re.compile(
    r"[^\s(（]+\s?[(（]\s?(?:其中|内含|含|包括|另)[^()（）\n]*[)）]\S*"
    r"|[^\s(（]*[(（](?!\s*[一二三四五六七八九十]+\s*[)）])[^()（）\n]*[)）]\S*"
    r"|[^\s(（]+|\S+"
)
_DIGIT = re.compile(r"[0-9０-９]")


class Zone(NamedTuple):
    """The cells after one label, and what the way they stand says of them."""

    pieces: Sequence[Piece]
    layout: str
    explicit: bool  # an empty cell would show
    cut: bool = False  # a word ended the zone before the next label did
    line_breaks: bool = False  # cells which share lines are spread over several lines
    ends: frozenset[bool] = frozenset()  # whether a line end, or not, stands between a figure and the bar after it
    open_end: bool = False  # the last piece is what follows the last bar: an empty cell, or nothing at all
    unterminated: bool = False  # no bar follows the last cell
    prose: bool = False  # a sentence goes on behind the figures, so that they are no row
    gaps: bool = False  # some cells are parted by a line end alone, though bars part others
    resumed: int = 0  # numbers behind the word that ended it: the rest of the row, or a row of another label


def split(text: str) -> Zone:
    """Cut the text after a label into cells."""
    barred = text.translate(BARS) if _OTHER_BAR.search(text) else text
    if "---" in barred:
        barred = _MARKDOWN_RULE.sub(lambda rule: " " * len(rule.group()), barred)
    if "|" in barred:
        return _barred(barred, "tab" if "\t" in text and "|" not in text else "pipe")
    return _unbarred(text)


def _barred(text: str, bar: str) -> Zone:
    first_line, line_end, _ = text.partition("\n")
    if first_line.replace("|", "").strip():  # a row a line
        parts = first_line.split("|")
        pieces, gaps = _between_bars(parts)
        if line_end:
            return _ended(pieces, f"{bar}_row", parts[-1], gaps)
        pieces, cut = _until_word(pieces)  # the next label begins after the last bar
        return Zone(pieces, "outer_table", explicit=True, cut=cut, gaps=gaps)
    parts = text.split("|")
    whole, gaps = _between_bars(parts)
    pieces, cut = _until_word(whole)
    if cut and not pieces:  # nothing but another label after the bars of this line: a row of empty cells
        return _ended(_between_bars(first_line.split("|"))[0], f"{bar}_row", "", gaps)
    # Few of the parts differ.
    ends = frozenset([part.rstrip(" ")[-1] == "\n" for part in {*parts[1:-1]} if part and not part.isspace()])
    if len(pieces) < len(whole):
        return Zone(pieces, f"{bar}_cell", explicit=True, cut=cut, gaps=gaps, ends=ends)
    return _ended(pieces, f"{bar}_cell", parts[-1], gaps, ends)


def _ended(pieces: Sequence[Piece], layout: str, last: str, gaps: bool, ends: frozenset[bool] = frozenset()) -> Zone:
    """A zone of bars to its end. Whether what follows the last bar is a cell, other rows tell; tabs only part cells."""
    closed = not last or last.isspace()
    unterminated = not closed or layout.startswith("tab")
    return Zone(pieces, layout, explicit=True, open_end=closed, unterminated=unterminated, gaps=gaps, ends=ends)


def _between_bars(parts: Sequence[str]) -> tuple[list[Piece], bool]:
    """Cells between bars, and whether a line end, which is one more delimiter, stands inside one.

    What stands before the first bar is the end of the label, unless it holds digits.
    """
    first = parts[0]
    pieces = _before_bars(first) if first.strip() else []
    gaps = bool(pieces)
    position = len(first) + 1
    for part in parts[1:]:
        raw = part.strip()
        if "\n" in raw:
            pieces += _lines(part, position)
            gaps = True
        else:
            pieces.append((raw, position + part.find(raw)))
        position += len(part) + 1
    return pieces, gaps


def _before_bars(text: str) -> list[Piece]:
    own_line, newline, below = text.partition("\n")
    lines = _lines(text, 0) if _DIGIT.search(own_line) else _lines(below, len(own_line + newline))
    return _joined([line for line in lines if not WORDS[line[0]]])


def _lines(text: str, offset: int) -> list[Piece]:
    pieces = []
    for line in text.split("\n"):
        if raw := line.strip():
            pieces.append((raw, offset + line.find(raw)))
        offset += len(line) + 1
    return pieces


def _joined(pieces: list[Piece]) -> list[Piece]:
    """Without what is left of the label: brackets or quotes that hold no digit."""
    while pieces and pieces[0][0][0] in _LEFT_OF_A_LABEL and not _DIGIT.search(pieces[0][0]):
        pieces = pieces[1:]
    return pieces


_LEFT_OF_A_LABEL = frozenset("(（\"“”‘’'」』:：，、,")


def _unbarred(text: str) -> Zone:
    lines = _joined(_lines(text, 0))
    beside_label = bool(lines) and "\n" not in text[: lines[0][1]]
    own = 1 if beside_label else 0
    lines = lines[:own] + [line for line in lines[own:] if not _is_page_number(line[0])]
    if beside_label:
        lines = [lines[0], *_until_word(lines[1:])[0]]
        cut = False
        resumed = 0
    else:
        whole = lines
        lines, cut = _until_word(whole)
        resumed = len([*takewhile(_A_NUMBER.fullmatch, (raw for raw, _ in whole[len(lines) + 1 :]))]) if cut else 0
    if not beside_label and not (len(lines) == 1 and len(_words(lines[0])) > 1):
        return Zone(lines, "bare_cell", explicit=False, cut=cut, resumed=resumed)
    layout = "spaced_row" if "\n" in text else "flat"
    words = [_words(line) for line in lines]
    # Below a row that has a line to itself, a lone figure is the page's number.
    words = [line for number, line in enumerate(words) if number == 0 or len(line) > 1 or len(words[0]) == 1]
    every = _joined([word for line in words for word in line])
    pieces, cut_inside = _until_word(every)
    prose = cut_inside and _SENTENCE.search(every[len(pieces)][0]) is not None
    return Zone(pieces, layout, explicit=False, cut=cut or cut_inside, line_breaks=len(words) > 1, prose=prose)


def _is_page_number(line: str) -> bool:
    return (line[0] in _BEGINS_PAGE_NUMBER or "/" in line) and _PAGE_NUMBER.fullmatch(line) is not None


def _words(line: Piece) -> list[Piece]:
    raw, offset = line
    return [(match.group(), offset + match.start()) for match in _TOKEN.finditer(raw)]


@lru_cache(maxsize=4096)
def count_cells(text: str) -> int:
    """How many cells after a label hold anything."""
    return sum(1 for piece in split(text).pieces if piece[0])


def shares_line(line: str) -> bool:
    """Whether a line holds several cells."""
    barred = line.translate(BARS)
    if "|" in barred:
        return sum(1 for part in barred.split("|") if part.strip()) > 1
    return len(_TOKEN.findall(line)) > 1


def _is_word(raw: str) -> bool:
    if not raw or raw.isdigit():
        return False
    return _WORD.match(raw) is not None and not raw.startswith(_FIGURE_WORDS)


# Whether a cell holds words rather than a figure or something in its place, by its text.
WORDS = Known(_is_word, most=4096)


def _until_word(pieces: list[Piece]) -> tuple[list[Piece], bool]:
    for number, (raw, _) in enumerate(pieces):
        if WORDS[raw]:
            return pieces[:number], True
    return pieces, False
