"""Figures that a drawn line strikes out: nobody can say what of them still counts."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from operator import attrgetter

from govreports.readers.pdf.model import UNREADABLE, Char, Rule, Rules

# How far above the line that they stand on digits are struck out, in shares of the font's size; below it they are
# underlined, above it there is a line over them.
LOW, HIGH = 0.12, 0.55
# A line that strikes out runs on beyond what it strikes by no more than this share; a ruling line does.
BEYOND = 1.0

_AT = attrgetter("at")


def struck(chars: Sequence[Char], rules: Rules) -> tuple[list[Char], Rules]:
    """Characters, digits that a line runs through being unreadable; and the lines that are no such strokes."""
    lines = sorted(rules.across)
    seen: list[Char] = []
    through: dict[Rule, list[Char]] = {}
    for char in chars:
        crossing = _through(char, lines) if char.text.isdigit() and not char.turns else []
        seen.append(char._replace(text=UNREADABLE) if crossing else char)
        for line in crossing:
            through.setdefault(line, []).append(char)
    if not through:
        return seen, rules
    return seen, rules._replace(across=tuple(line for line in rules.across if not _only_strikes(line, through)))


def _through(char: Char, lines: Sequence[Rule]) -> list[Rule]:
    """The lines, given from the top, that run through the middle of a character."""
    first = bisect_left(lines, char.base - HIGH * char.size, key=_AT)
    last = bisect_right(lines, char.base - LOW * char.size, key=_AT)
    return [line for line in lines[first:last] if line.start <= char.x <= line.end]


def _only_strikes(line: Rule, through: dict[Rule, list[Char]]) -> bool:
    """Whether a line begins and ends with the digits that it runs through."""
    digits = through.get(line, ())
    return any(line.start >= one.left - BEYOND * one.size for one in digits) and any(
        line.end <= one.right + BEYOND * one.size for one in digits
    )
