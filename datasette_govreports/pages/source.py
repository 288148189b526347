"""The source text of a report with every figure's place marked, so that a link can show it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import NamedTuple

from govreports.places import Place as OnPage
from markupsafe import Markup

from datasette_govreports.language import Language

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
    out: list[str] = []
    open_until: list[int] = []
    position = 0
    for place in sorted(_within_lines(text, places), key=lambda p: (p.start, -p.end, p.id)):
        position = _close(out, text, position, open_until, place.start)
        out.append(escape(text[position : place.start]))
        position = place.start
        title = f' title="{escape(place.title)}"' if place.title else ""
        out.append(f'<mark id="{escape(place.id)}"{title}>')
        open_until.append(min([place.end, *open_until]))
    position = _close(out, text, position, open_until, len(text))
    out.append(escape(text[position:]))
    return tuple(Markup(line) for line in "".join(out).split("\n"))  # noqa: S704 - every part is escaped above


def _within_lines(text: str, places: Iterable[Place]) -> Iterable[Place]:
    for place in places:
        if 0 <= place.start <= place.end <= len(text):
            line_end = text.find("\n", place.start)
            yield place if line_end < 0 or place.end <= line_end else place._replace(end=line_end)


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


def sheets_of(text: str, places: Iterable[OnPage]) -> tuple[int | None, ...]:
    """For each line of the text the page of the source on which its first place stands; None where none does."""
    found: list[int | None] = [None] * (text.count("\n") + 1)
    line = position = 0
    for place in places:
        line += text.count("\n", position, place.span.start)
        position = place.span.start
        found[line] = found[line] or place.page
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of the text round the places marked in it.

    line: number of its first line, from 1
    skipped: characters left out before it
    lines: its lines
    sheets: for each of them the page of the source that it stands on, or None
    """

    line: int
    skipped: int
    lines: tuple[Markup, ...]
    sheets: tuple[int | None, ...]


def stretches(text: str, places: Sequence[Place], on_pages: Iterable[OnPage] = ()) -> tuple[tuple[Stretch, ...], int]:
    """The parts of the text in which something is marked, and how many characters are left out behind the last.

    `on_pages` are places of the text on the pages of its source.
    """
    sheets = sheets_of(text, on_pages)
    shown, position = [], 0
    for start, end in _parts(text, places):
        inside = [Place(p.start - start, p.end - start, p.id, p.title) for p in places if start <= p.start <= end]
        line, lines = line_of(text, start), marked_lines(text[start:end], inside)
        shown.append(Stretch(line, start - position, lines, sheets[line - 1 : line - 1 + len(lines)]))
        position = end
    return tuple(shown), len(text) - position


def _parts(text: str, places: Sequence[Place]) -> Iterator[tuple[int, int]]:
    """Stretches round the places, from line to line where the lines are short; what is close is joined."""
    start = end = -1
    for place in sorted(p for p in places if 0 <= p.start <= p.end <= len(text)):
        first, last = _from(text, place.start), _until(text, place.end)
        if start >= 0 and first - end <= GAP:
            end = max(end, last)
            continue
        if start >= 0:
            yield start, end
        start, end = first, last
    if start >= 0:
        yield start, len(text) if len(text) - end <= GAP else end


def _from(text: str, place: int) -> int:
    before = max(0, place - AROUND)
    line = text.rfind("\n", 0, before) + 1
    first = line if before - line <= LINE else before
    return 0 if first <= GAP else first


def _until(text: str, place: int) -> int:
    line = text.find("\n", place)
    line = len(text) if line < 0 else line
    return line if line - place <= LINE else place + AROUND


POINTS_IN_A_CENTIMETRE = 72 / 2.54
ON_A_PAGE = {
    "zh": "第 {page} 页，距左边 {left:.1f} 厘米、距上边 {top:.1f} 厘米",
    "en": "page {page}, {left:.1f} cm from the left and {top:.1f} cm from the top",
}


def title_of(place: OnPage | None, language: Language) -> str:
    """A place on a page in words."""
    if place is None:
        return ""
    left, top = (side / POINTS_IN_A_CENTIMETRE for side in place.box[:2])
    return ON_A_PAGE[language.code].format(page=place.page, left=left, top=top)
