"""The numbers of lists and headings, which Word counts anew each time and keeps nowhere in the text."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property
from typing import NamedTuple

from lxml.etree import _Element

from govreports.readers.counting import written
from govreports.readers.docx.names import ILVL, VAL, W, on, said, within
from govreports.readers.docx.styles import DEEPEST_LEVEL

LEVELS = DEEPEST_LEVEL + 1
_MOST = 10**6
_PLACEHOLDER = re.compile("%([1-9])")
_UNSEEN = frozenset({"bullet", "none"})


class Level(NamedTuple):
    """How the items of one level are numbered. `text` holds %1 … %9 for the numbers of the levels."""

    style: str
    text: str
    start: int
    restart: int | None  # the level, from 1, whose items begin this one anew; 0: none does
    decimal: bool  # whatever the styles are, all numbers are in digits


class Numbering:
    """The lists of one document and how far each has been counted. What the file says of them is read when needed."""

    def __init__(self, read: Callable[[], _Element | None]) -> None:
        self._read = read
        self._levels: dict[str, dict[int, Level]] = {}
        self._linked: dict[str, dict[str, int]] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[tuple[str, int]] = set()

    def level_of(self, list_id: str, style: str) -> int:
        """The level that a list keeps for the paragraphs of a style."""
        if list_id not in self._linked:
            self._linked[list_id] = {
                said(level, f"{W}pStyle") or "": within(level.get(ILVL), 0, DEEPEST_LEVEL) or 0
                for level in self._abstract_levels(list_id)
            }
        return self._linked[list_id].get(style, 0)

    def next(self, list_id: str, level: int) -> str:
        """Count one more item; its number as shown. Empty for a bullet."""
        levels = self._levels_of(list_id)
        own = levels.get(level)
        if own is None:
            return ""
        counts = self._counts.setdefault(self._family(list_id), [None] * LEVELS)
        self._restart(list_id, level, counts)
        count = counts[level]
        counts[level] = own.start if count is None else count + 1
        for deeper in range(level + 1, LEVELS):
            below = levels.get(deeper)
            if below is None or below.restart is None or 0 < level + 1 <= below.restart:
                counts[deeper] = None
        if own.style in _UNSEEN and not _PLACEHOLDER.search(own.text):
            return ""
        return self._shown(own, levels, counts)

    def _shown(self, own: Level, levels: dict[int, Level], counts: list[int | None]) -> str:
        def number(match: re.Match[str]) -> str:
            place = int(match[1]) - 1
            shown = levels.get(place)
            if shown is None or shown.style == "none":
                return ""
            count = counts[place]
            return written(shown.start if count is None else count, "decimal" if own.decimal else shown.style)

        return _PLACEHOLDER.sub(number, own.text)

    def _restart(self, list_id: str, level: int, counts: list[int | None]) -> None:
        """A list that starts a level at a number of its own does so once."""
        if (list_id, level) in self._begun:
            return
        self._begun.add((list_id, level))
        for override in self._overrides(list_id):
            start = override.find(f"{W}startOverride")
            if start is not None and (within(override.get(ILVL), 0, DEEPEST_LEVEL) or 0) == level:
                counts[level] = (within(start.get(VAL), 0, _MOST) or 0) - 1

    # --- what numbering.xml says ----------------------------------------------------------------------------------

    @cached_property
    def _elements(self) -> list[_Element]:
        root = self._read()
        return list(root) if root is not None else []

    @cached_property
    def _patterns(self) -> dict[str, _Element]:
        return {each.get(f"{W}abstractNumId", ""): each for each in self._elements if each.tag == f"{W}abstractNum"}

    @cached_property
    def _lists(self) -> dict[str, _Element]:
        return {each.get(f"{W}numId", ""): each for each in self._elements if each.tag == f"{W}num"}

    def _overrides(self, list_id: str) -> list[_Element]:
        own = self._lists.get(list_id)
        return own.findall(f"{W}lvlOverride") if own is not None else []

    def _family(self, list_id: str) -> str:
        """Lists made from one pattern are counted together."""
        own = self._lists.get(list_id)
        return (said(own, f"{W}abstractNumId") or "") if own is not None else ""

    def _abstract_levels(self, list_id: str) -> list[_Element]:
        abstract = self._patterns.get(self._family(list_id))
        if abstract is None:
            return []
        linked = said(abstract, f"{W}numStyleLink")
        if linked is not None:  # the pattern that another one stands for
            same = (a for a in self._patterns.values() if said(a, f"{W}styleLink") == linked)
            abstract = next(same, abstract)
        return abstract.findall(f"{W}lvl")

    def _levels_of(self, list_id: str) -> dict[int, Level]:
        if list_id not in self._levels:
            overriding = [level for override in self._overrides(list_id) for level in override.findall(f"{W}lvl")]
            self._levels[list_id] = {
                within(level.get(ILVL), 0, DEEPEST_LEVEL) or 0: _level(level)
                for level in (*self._abstract_levels(list_id), *overriding)
            }
        return self._levels[list_id]


def _level(element: _Element) -> Level:
    return Level(
        style=said(element, f"{W}numFmt") or "decimal",
        text=said(element, f"{W}lvlText") or "",
        start=_or(within(said(element, f"{W}start"), 0, _MOST), 1),
        restart=within(said(element, f"{W}lvlRestart"), 0, LEVELS),
        decimal=bool(on(element, f"{W}isLgl")),
    )


def _or(value: int | None, otherwise: int) -> int:
    return otherwise if value is None else value
