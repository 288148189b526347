"""What styles say of text that its paragraphs and runs do not say themselves: hidden, raised, struck out, numbered."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property
from typing import NamedTuple

from lxml.etree import _Element

from govreports.readers.docx.names import (
    COLOUR,
    DSTRIKE,
    ILVL,
    NUMID,
    NUMPR,
    POSITION,
    PPR,
    RPR,
    STRIKE,
    VANISH,
    VERTALIGN,
    W,
    number,
    on,
    said,
)

DEEPEST_LEVEL = 8
LONGEST_CHAIN = 20
LARGEST_ID = 10**9


class Look(NamedTuple):
    """How a run is shown. None where nothing is said, so that a style below may say it."""

    hidden: bool | None = None
    struck: bool | None = None
    raised: str | None = None  # superscript, subscript or baseline
    white: bool | None = None  # unseen on paper, and seen on a dark ground

    def over(self, below: Look) -> Look:
        """This look where it says something, else the one below."""
        return Look(
            below.hidden if self.hidden is None else self.hidden,
            below.struck if self.struck is None else self.struck,
            below.raised if self.raised is None else self.raised,
            below.white if self.white is None else self.white,
        )


PLAIN = Look()


class Item(NamedTuple):
    """The list and the level that a paragraph is an item of. Each None where nothing is said; list "0" is no list."""

    list: str | None
    level: int | None


class Style(NamedTuple):
    """What one style says, with all that it is based on."""

    look: Look
    item: Item


def look_of(properties: _Element | None) -> Look:
    """What the properties of a run say themselves."""
    if properties is None or not len(properties):
        return PLAIN
    struck, twice = on(properties, STRIKE), on(properties, DSTRIKE)
    return Look(
        on(properties, VANISH),
        (struck or twice) if struck is None or twice else struck,
        _raised(properties),
        is_white(said(properties, COLOUR)) or None,
    )


def _raised(properties: _Element) -> str | None:
    """By its kind of script, or else by how far it stands above its line or below."""
    script, height = said(properties, VERTALIGN), said(properties, POSITION)
    if script is not None or height is None:
        return script
    return "subscript" if height.startswith("-") else "superscript" if height.strip("0") else "baseline"


def is_white(colour: str | None) -> bool:
    """Whether a colour is that of the paper."""
    return colour is not None and colour.upper() == "FFFFFF"


def item_of(properties: _Element | None) -> Item:
    """What the properties of a paragraph say of a list."""
    numbering = properties.find(NUMPR) if properties is not None else None
    if numbering is None:
        return Item(None, None)
    return Item(said(numbering, NUMID), number(numbering, ILVL, 0, DEEPEST_LEVEL))


NOTHING = Style(PLAIN, Item(None, None))
# A file whose styles name none of these says nothing by them.
_TELLING = (b"vanish", b"strike", b"vertAlign", b"position", b"FFFFFF", b"ffffff", b"numPr")


class Styles:
    """The styles of one document by their id. Unpacked when the first is asked for; read when it may say something."""

    def __init__(self, unpacked: Callable[[], bytes], read: Callable[[bytes], _Element]) -> None:
        self._unpacked, self._read = unpacked, read
        self._own: dict[str, _Element] | None = None
        self._known: dict[str | None, Style] = {None: NOTHING}

    def __getitem__(self, id: str | None) -> Style:
        """A style, with all that it is based on; one that says nothing where there is none."""
        if id not in self._known:
            self._known[id] = self._resolved(id or "")
        return self._known[id]

    def matters(self, id: str | None) -> bool:
        """Whether text in this style is more than plain text."""
        return self[id] != NOTHING

    def hiding(self, ids: Iterable[str]) -> set[str]:
        """Those of some styles that hide text."""
        return {id for id in ids if self[id].look.hidden}

    @cached_property
    def _part(self) -> bytes:
        """What the file says of styles; nothing where it says nothing by them."""
        part = self._unpacked()
        return part if any(word in part for word in _TELLING) else b""

    def _resolved(self, id: str) -> Style:
        look, item = NOTHING
        for _ in range(LONGEST_CHAIN):  # a style may be based on itself in a damaged file
            style = self._all().get(id)
            if style is None:
                break
            look = look.over(look_of(style.find(RPR)))
            below = item_of(style.find(PPR))
            item = Item(
                below.list if item.list is None else item.list, below.level if item.level is None else item.level
            )
            id = said(style, f"{W}basedOn") or ""
        return Style(look, item)

    def _all(self) -> dict[str, _Element]:
        if self._own is None:
            root = self._read(self._part) if self._part else None
            styles = root.iter(f"{W}style") if root is not None else ()
            self._own = {style.get(f"{W}styleId", ""): style for style in styles}
        return self._own
