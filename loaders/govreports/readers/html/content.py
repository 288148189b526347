"""Which lines of a page are the report, and which lead elsewhere. What is left out is counted."""

from __future__ import annotations

from collections.abc import Iterable

from govreports.readers.grid import is_figure
from govreports.readers.html.flow import Line
from govreports.readers.html.meta import WEBSITE_CODE
from govreports.report import Problem

# A line that is mostly links is an entry of a menu or of a list of other pages. Longer ones are paragraphs.
LINKED = 0.5
LONGEST_ENTRY = 120
_SENTENCE_END = "。"
# When the menus would be nearly the whole page, they are its content, or a link was left open.
MOST_MENUS = 0.95


def chosen(lines: Iterable[Line]) -> list[Line]:
    """The lines, those that lead elsewhere marked as `menu`."""
    every = list(lines)
    menus = {number for number, line in enumerate(every) if line.linked and _leads_away(line)}
    shown = _length(line for line in every if is_content(line)) if menus else 0
    if _length(every[number] for number in menus) > MOST_MENUS * shown:
        return every
    return [line._replace(part="menu") if number in menus else line for number, line in enumerate(every)]


def is_content(line: Line) -> bool:
    """Whether a line belongs to the text of the document."""
    return line.part in ("text", "heading")


def _leads_away(line: Line) -> bool:
    """Whether a line is an entry of a menu.

    A heading is none, nor is the line with the website's code, which tells whose site it is, nor what can be a figure.
    """
    if line.part != "text" or len(line.text) > LONGEST_ENTRY or _SENTENCE_END in line.text:
        return False
    letters = sum(map(str.isalpha, line.text))  # a date beside a link is part of its entry
    entry = line.linked >= LINKED * letters and not is_figure(line.text)
    return entry and not WEBSITE_CODE.search(line.text)


def left_out(lines: Iterable[Line]) -> tuple[Problem, ...]:
    """What a reader should know of those parts of the page that are shown and are not in the text."""
    length = _length(line for line in lines if line.part in ("menu", "control"))
    if not length:
        return ()
    return (
        Problem(
            f"网页的导航、链接列表等 {length} 个字符与报告无关，未收入正文。",
            f"{length} characters of menus and lists of links on the page are not part of the text.",
        ),
    )


def _length(lines: Iterable[Line]) -> int:
    return sum(len(line.text) for line in lines)
