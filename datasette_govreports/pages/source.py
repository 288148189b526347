"""The source text of a report with every figure's place marked, so that a link can show it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import NamedTuple

from govreports.places import Place as OnPage
from markupsafe import Markup

# Characters: what is shown round a place, how far the ends of its line may be, and the least that is left out.
AROUND = 24
LINE = 120
GAP = 80


class Place(NamedTuple):
    """A stretch of the text and the id that links to it use. An empty stretch is a place too.

    `title` says where it stands on a page of the source; empty where that is not known.
    """

    start: int
    end: int
    id: str
    title: str = ""


def marked_lines(text: str, places: Iterable[Place]) -> tuple[Markup, ...]:
    """The lines of the text, escaped, with a `mark` element at each place.

    Marks must nest and stay within their line, so one that reaches beyond its line, or out of another that it starts
    in, is cut short there: its beginning is what a link needs. Places outside the text are left out.
    """
    return tuple(map(Markup, marked(text, _within_lines(text, places), 0, len(text)).split("\n")))


def marked(text: str, places: Iterable[Place], start: int, last: int) -> str:
    """A stretch of the text, as `marked_lines` has it, as one string. The places are as `_within_lines` has them."""
    clean = escape if _SPECIAL.search(text, start, last) else str
    out: list[str] = []
    ends: list[int] = []  # of the marks that are open
    position = start
    for first, until, id, title in places:
        while ends and ends[-1] <= first:
            end = ends.pop()
            out.append(f"{clean(text[position:end])}</mark>")
            position = max(position, end)
        said = f' title="{escape(title)}"' if title else ""
        out.append(f'{clean(text[position:first])}<mark id="{id}"{said}>')
        position = first
        ends.append(min(until, ends[-1]) if ends else until)
    while ends:
        out.append(f"{clean(text[position : ends[-1]])}</mark>")
        position = max(position, ends.pop())
    out.append(clean(text[position:last]))
    return "".join(out)


_SPECIAL = re.compile("[&<>\"']")


def _within_lines(text: str, places: Iterable[Place]) -> list[Place]:
    """The places inside the text, each cut short at the end of its line, in their order, outer ones first."""
    found = []
    for place in places:
        if 0 <= place.start <= place.end <= len(text):
            line_end = text.find("\n", place.start, place.end)
            found.append(place if line_end < 0 else place._replace(end=line_end))
    return sorted(found, key=lambda place: (place.start, -place.end, place.id))


def line_of(text: str, offset: int) -> int:
    """Number of the line that holds a character, from 1."""
    return text.count("\n", 0, offset) + 1


def sheets_of(text: str, places: Iterable[OnPage]) -> tuple[int | None, ...]:
    """For each line of the text the page of the source on which its first place stands; None where none does."""
    found: list[int | None] = [None] * (text.count("\n") + 1)
    line = position = 0
    for place in places:
        line += text.count("\n", position, place.span.start)
        position = place.span.start
        found[line] = found[line] or place.page
    return tuple(found)


_BETWEEN = "</li><li>"  # two lines


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of the text round the places marked in it.

    line: number of its first line, from 1
    skipped: characters left out before it
    html: its lines, as HTML
    sheets: the page of the source on which each of them stands, where it is the first on it, else None; empty where the
        source has no pages
    """

    line: int
    skipped: int
    html: str
    sheets: tuple[int | None, ...]

    @property
    def lines(self) -> tuple[Markup, ...]:
        """Its lines."""
        return tuple(map(Markup, self.html.split("\n")))

    @property
    def length(self) -> int:
        """Characters that it takes on a page."""
        return len(self.html) + (len(_BETWEEN) - 1) * self.html.count("\n")

    @property
    def items(self) -> Markup:
        """Its lines as items of a list."""
        return Markup(f"<li>{self.html}</li>".replace("\n", _BETWEEN))  # noqa: S704 - `marked` escapes


def stretches(text: str, places: Sequence[Place], on_pages: Sequence[OnPage] = ()) -> tuple[tuple[Stretch, ...], int]:
    """The parts of the text in which something is marked, and how many characters are left out behind the last.

    `on_pages` are places of the text on the pages of its source.
    """
    sheets = sheets_of(text, on_pages) if on_pages else ()
    marks = _within_lines(text, places)
    starts = [place.start for place in marks]
    shown, position, line = [], 0, 1
    for start, end in _parts(text, places):
        line += text.count("\n", position, start)
        inside = marks[bisect_left(starts, start) : bisect_right(starts, end)]
        html = marked(text, inside, start, end)
        shown.append(Stretch(line, start - position, html, _turns(sheets[line - 1 : line + html.count("\n")])))
        line += html.count("\n")
        position = end
    return tuple(shown), len(text) - position


def _turns(sheets: Iterable[int | None]) -> tuple[int | None, ...]:
    """Each page where it is first met."""
    turns: list[int | None] = []
    last = None
    for sheet in sheets:
        turns.append(sheet if sheet != last else None)
        last = sheet or last
    return tuple(turns)


def _parts(text: str, places: Iterable[Place]) -> Iterator[tuple[int, int]]:
    """Stretches round the places, from line to line where the lines are short; what is close is joined."""
    start = end = line = -1  # the line that the last place ends in, by its end
    most = len(text)
    for begins, ends, *_ in sorted(place for place in places if 0 <= place.start <= place.end <= most):
        if not line - LINE <= ends <= line:
            line = text.find("\n", ends)
            line = most if line < 0 else line
        last = line if line - ends <= LINE else ends + AROUND
        if start >= 0 and (begins - end <= GAP or _from(text, begins) - end <= GAP):
            end = max(end, last)
            continue
        if start >= 0:
            yield start, end
        start, end = _from(text, begins), last
    if start >= 0:
        yield start, len(text) if len(text) - end <= GAP else end


def _from(text: str, place: int) -> int:
    before = max(0, place - AROUND)
    line = text.rfind("\n", 0, before) + 1
    first = line if before - line <= LINE else before
    return 0 if first <= GAP else first


POINTS_IN_A_CENTIMETRE = 72 / 2.54


def title_of(place: OnPage | None) -> str:
    """A place on a page of the source: number of the page, and how far from its left and its top."""
    if place is None:
        return ""
    left, top = (side / POINTS_IN_A_CENTIMETRE for side in place.box[:2])
    return f"{place.page} · {left:.1f} × {top:.1f} cm"
