"""What styles say of text that its paragraphs and runs do not say themselves: hidden, raised, struck out, numbered."""

from __future__ import annotations

from typing import NamedTuple

from lxml.etree import _Element

from govreports.readers.docx.names import (
    DSTRIKE,
    ILVL,
    NUMID,
    NUMPR,
    PPR,
    RPR,
    STRIKE,
    VAL,
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

    def over(self, below: Look) -> Look:
        """This look where it says something, else the one below."""
        return Look(
            below.hidden if self.hidden is None else self.hidden,
            below.struck if self.struck is None else self.struck,
            below.raised if self.raised is None else self.raised,
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
        on(properties, VANISH), (struck or twice) if struck is None or twice else struck, said(properties, VERTALIGN)
    )


def item_of(properties: _Element | None) -> Item:
    """What the properties of a paragraph say of a list."""
    numbering = properties.find(NUMPR) if properties is not None else None
    if numbering is None:
        return Item(None, None)
    return Item(said(numbering, NUMID), number(numbering, ILVL, 0, DEEPEST_LEVEL))


def read_styles(root: _Element | None) -> dict[str, Style]:
    """Id -> style, for the styles that say anything of the above."""
    if root is None:
        return {}
    own = {style.get(f"{W}styleId", ""): style for style in root.iter(f"{W}style")}
    found = {id: _resolved(id, own) for id in own}
    return {id: style for id, style in found.items() if style != NOTHING}


def default_style(root: _Element | None) -> str | None:
    """The id of the style that paragraphs without one have."""
    for style in root.iter(f"{W}style") if root is not None else ():
        if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in {"1", "true", "on"}:
            return style.get(f"{W}styleId")
    return None


NOTHING = Style(PLAIN, Item(None, None))


def _resolved(id: str, own: dict[str, _Element]) -> Style:
    look, item = NOTHING
    for _ in range(LONGEST_CHAIN):  # a style may be based on itself in a damaged file
        style = own.get(id)
        if style is None:
            break
        look = look.over(look_of(style.find(RPR)))
        below = item_of(style.find(PPR))
        item = Item(
            item.list if item.list is not None else below.list, item.level if item.level is not None else below.level
        )
        based = style.find(f"{W}basedOn")
        id = based.get(VAL, "") if based is not None else ""
    return Style(look, item)
