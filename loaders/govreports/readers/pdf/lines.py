"""Characters put together to lines, and lines to paragraphs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from govreports.readers.pdf.frames import Box, Frame
from govreports.readers.pdf.model import DEEP, TALL, Char

# Shares of the size of the font: how far apart lines of one height may stand, and what gap is a space.
SAME_LINE = 0.35
GAP = 0.25
GAP_OF_WIDE = 1.0
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
    for char in sorted(chars, key=lambda char: char.base):
        if found and char.base - found[-1][0].base <= SAME_LINE * min(char.size, found[-1][0].size):
            found[-1].append(char)
        else:
            found.append([char])
    return [sorted(row, key=lambda char: char.left) for row in found]


def text_of(row: Sequence[Char]) -> str:
    """The characters of one line, with a space wherever a gap shows one."""
    parts: list[str] = []
    for number, char in enumerate(row):
        if number and _apart(row[number - 1], char):
            parts.append(" ")
        parts.append(" " if char.text.isspace() else char.text)
    return " ".join("".join(parts).split())


def _apart(one: Char, other: Char) -> bool:
    share = GAP_OF_WIDE if wide(one.text) and wide(other.text) else GAP
    return other.left - one.right > share * min(one.size, other.size)


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
    turns = sorted({char.turns for char in chars})
    return joined(text_of(row) for turn in turns for row in rows_of(c for c in chars if c.turns == turn))


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
