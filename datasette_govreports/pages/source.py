"""The source text of a report with every figure's place marked, so that a link can show it."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import NamedTuple

from markupsafe import Markup


class Place(NamedTuple):
    """A stretch of the text and the id that links to it use. An empty stretch is a place too."""

    start: int
    end: int
    id: str


def marked_lines(text: str, places: Iterable[Place]) -> tuple[Markup, ...]:
    """The lines of the text, escaped, with a `mark` element at each place.

    Marks must nest and stay within their line, so one that reaches beyond its line, or out of another that it starts
    in, is cut short there: its beginning is what a link needs. Places outside the text are left out.
    """
    out: list[str] = []
    open_until: list[int] = []
    position = 0
    for place in sorted(_within_lines(text, places), key=lambda p: (p.start, -p.end, p.id)):
        position = _close(out, text, position, open_until, place.start)
        out.append(escape(text[position : place.start]))
        position = place.start
        out.append(f'<mark id="{escape(place.id)}">')
        open_until.append(min([place.end, *open_until]))
    position = _close(out, text, position, open_until, len(text))
    out.append(escape(text[position:]))
    return tuple(Markup(line) for line in "".join(out).split("\n"))  # noqa: S704 - every part is escaped above


def _within_lines(text: str, places: Iterable[Place]) -> Iterable[Place]:
    for place in places:
        if 0 <= place.start <= place.end <= len(text):
            line_end = text.find("\n", place.start)
            yield place if line_end < 0 else place._replace(end=min(place.end, line_end))


def _close(out: list[str], text: str, position: int, open_until: list[int], until: int) -> int:
    """Write the ends of the marks that end by `until`; returns how far the text is written."""
    while open_until and open_until[-1] <= until:
        end = open_until.pop()
        out.append(escape(text[position:end]) + "</mark>")
        position = max(position, end)
    return position


def line_of(text: str, offset: int) -> int:
    """Number of the line that holds a character, from 1."""
    return text.count("\n", 0, offset) + 1
