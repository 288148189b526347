"""What a page says of itself outside its text: its fields, its title, where it was saved from, its website code."""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser

from govreports.readers import limits

Metadata = tuple[tuple[str, str], ...]

# Fields that tell browsers and search engines how to treat the page.
_TECHNICAL = frozenset(
    [
        "viewport",
        "renderer",
        "generator",
        "robots",
        "format-detection",
        "referrer",
        "theme-color",
        "progid",
        "originator",
    ]
)
# Browsers write down where a page was saved from.
_SAVED_FROM = re.compile(r"<!-- saved from url=\([0-9]+\)(\S{1,500}) -->")
WEBSITE_CODE = re.compile(r"网站标识码\s*[:：]?\s*([A-Za-z]{2}[0-9]{8}|[0-9]{10})(?![0-9])")


def metadata(tree: LexborHTMLParser, markup: str, text: str) -> Metadata:
    """Name in lower case and value, in the order of the page; `text` is all that the page shows.

    Beside the fields of the page itself: `title`, `saved_from` and `website_code`, where there are such.
    """
    found = ((name.strip().lower(), " ".join(value.split())) for name, value in _all(tree, markup, text))
    kept = [(name[: limits.FIELD], value[: limits.FIELD]) for name, value in found if name and value]
    return tuple(dict.fromkeys(field for field in kept if field[0] not in _TECHNICAL))[: limits.FIELDS]


def _all(tree: LexborHTMLParser, markup: str, text: str) -> Iterator[tuple[str, str]]:
    if saved := _SAVED_FROM.search(markup, 0, limits.FIELD):
        yield "saved_from", saved[1]
    found = tree.css("title,meta[content]")
    if title := next((each for each in found if each.tag == "title"), None):
        yield "title", title.text()
    if code := WEBSITE_CODE.search(text):
        yield "website_code", code[1]
    for field in found:
        attributes = field.attributes if field.tag == "meta" else {}
        yield attributes.get("name") or attributes.get("property") or "", attributes.get("content") or ""
