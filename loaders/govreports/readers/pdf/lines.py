"""Characters put together to lines, and lines to paragraphs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import NamedTuple

from govreports.readers.pdf.frames import Box, Frame
from govreports.readers.pdf.model import DEEP, TALL, Char

# Shares of the size of the font: how far apart lines of one height may stand, and what gap is a space.
SAME_LINE = 0.35
GAP = 0.25
GAP_OF_WIDE = 1.0
NOTE_SIZE, NOTE_RISE = 0.9, 0.1  # beside a digit, one that is smaller or stands off its line belongs to a note
WIDE = "\u2e80"  # from here on characters are as wide as high, and words have no spaces between
QUOTES = "“”‘’…—·"


class Line(NamedTuple):
    """One line of text and its place in the frame of the page's text."""

    text: str
    box: Box
    size: float


def rows_of(chars: Iterable[Char]) -> list[list[Char]]:
    """Characters that stand on one line, from the top; each line from the left. All in one frame."""
    found: list[list[Char]] = []
    first: Char | None = None
    for char in sorted(chars, key=_BASE):
        if first is not None and char.base - first.base <= SAME_LINE * min(char.size, first.size):
            found[-1].append(char)
        else:
            found.append([char])
            first = char
    for row in found:
        row.sort(key=_LEFT)
    return found


_BASE, _LEFT = attrgetter("base"), attrgetter("left")


def by_turns(chars: Sequence[Char]) -> list[Sequence[Char]]:
    """Characters that are turned alike, nearly always all of them."""
    turns = sorted({char.turns for char in chars})
    return [chars] if len(turns) == 1 else [[char for char in chars if char.turns == turn] for turn in turns]


def text_of(row: Sequence[Char]) -> str:
    """The characters of one line, with a space wherever a gap shows one."""
    parts: list[str] = []
    before: Char | None = None
    for char in row:
        if before is not None and _apart(before, char):
            parts.append(" ")
        parts.append(char.text)
        before = char
    return " ".join("".join(parts).split())


def _apart(one: Char, other: Char) -> bool:
    gap, size = other.left - one.right, min(one.size, other.size)
    if one.text.isdigit() and other.text.isdigit() and _set_apart(one, other):
        return True
    return gap > GAP * size and (gap > GAP_OF_WIDE * size or not (wide(one.text) and wide(other.text)))


def _set_apart(one: Char, other: Char) -> bool:
    """Whether a digit is raised, lowered or smaller beside another, as the number of a note is."""
    smaller, larger = sorted((one.size, other.size))
    return smaller < NOTE_SIZE * larger or abs(one.base - other.base) > NOTE_RISE * larger


def wide(character: str) -> bool:
    """Whether a character belongs to a script that has no spaces between words."""
    return character >= WIDE or character in QUOTES


def joined(texts: Iterable[str]) -> str:
    """Lines put together: without a space where the script has none, so that two figures never become one."""
    whole = ""
    for text in texts:
        if whole and text and not (wide(whole[-1]) and wide(text[0])):
            whole += " "
        whole += text
    return whole


def cell_text(chars: Sequence[Char]) -> str:
    """All lines of a cell as one, whichever way they are turned."""
    if len(chars) == 1:
        return "".join(chars[0].text.split())
    return joined(text_of(row) for own in by_turns(chars) for row in rows_of(own))


def lines(chars: Sequence[Char], frame: Frame) -> list[Line]:
    """Text outside of tables, line by line from the top; what is turned otherwise comes last."""
    found: list[Line] = []
    for turn in sorted({char.turns for char in chars}):
        own = frame.turned(frame.turns + turn)
        for row in rows_of(char for char in chars if char.turns == turn):
            text = text_of(row)
            if text:
                found.append(Line(text, frame.seen_from(own, _around(row)), max(char.size for char in row)))
    return found


def _around(row: Sequence[Char]) -> Box:
    printed = [char for char in row if not char.text.isspace()]
    return Box(
        min(char.left for char in printed),
        min(char.base - char.size * TALL for char in printed),
        max(char.right for char in printed),
        max(char.base + char.size * DEEP for char in printed),
    )
