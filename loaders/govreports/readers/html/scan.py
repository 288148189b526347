"""What can be told from a page's markup without parsing it: whether it is safe to parse, and what it shows.

Both are taken in another way than the parser's, so that each can be held against the other.
"""

from __future__ import annotations

import re
from html import unescape
from typing import NamedTuple

from govreports.form.model import Text
from govreports.readers import limits

# What is never shown, with its content; up to the end of the page where it is not closed.
_UNSEEN = re.compile(
    r"<(?=[!st])(?:!--(?:-?>|.*?(?:--!?>|\Z))|(script|style|template|title)\b.*?(?:</\1\b[^<>]*>?|\Z))",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(r"<([^<>]+)")
_BEHIND_A_TAG = re.compile(r">([^<]+)")
_FRAME_CONTENT = re.compile(r"""^iframe\b.*?\ssrcdoc\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE | re.DOTALL)
_ATTRIBUTE_ENDS = re.compile(r"""[\s/"'=]""")
_CELL = re.compile(r"<t[dh]\b", re.IGNORECASE)
_CELL_NAMES = ("td", "th", "TD", "TH", "Td", "Th")
_NAME = re.compile(r"(/?)([a-z][^\s/]*)")
# Elements that end where their like begins, or at once, and so do not nest by being left open.
_FLAT = frozenset(
    [
        "p",
        "td",
        "th",
        "tr",
        "li",
        "br",
        "img",
        "hr",
        "input",
        "meta",
        "link",
        "option",
        "dd",
        "dt",
        "thead",
        "tbody",
        "tfoot",
        "col",
        "area",
        "base",
        "wbr",
    ]
)
# With fewer tags than this no page nests deeply enough to cost more than a moment.
_FEW_TAGS = 5_000


# No character has so long a number; Python refuses to read one of thousands of digits.
_ENDLESS_NUMBER = re.compile(r"&#(?:[0-9]{20,}|[xX][0-9a-fA-F]{20,});?")


class Sketch(NamedTuple):
    """A page by its markup alone: its tags as written, without angle brackets; each of them once; its texts.

    `unseen` is all that is never shown, comments and scripts.
    """

    tags: list[str]
    kinds: frozenset[str]
    texts: list[str]
    unseen: list[str]

    @property
    def written(self) -> str:
        """Every word that any element can be written with, in lower case."""
        return " ".join((*self.kinds, *self.unseen)).lower()


def sketch(markup: str) -> Sketch:
    """Take markup apart, without its comments, scripts, styles, templates and its title.

    A ">" inside a value lets a little of its tag through as text, which does no harm.
    """
    unseen: list[str] = []

    def aside(found: re.Match[str]) -> str:
        unseen.append(found[0])
        return ""

    seen = _UNSEEN.sub(aside, markup)
    tags = _TAG.findall(seen)
    return Sketch(tags, frozenset(tags), _BEHIND_A_TAG.findall(f">{seen}"), unseen)


def check(markup: str) -> None:
    """Raise UnreadableError when there is more markup, or more tags, than a parser should be given."""
    if len(markup) > limits.MARKUP:
        limits.refuse(Text("字符数", "characters of markup"), limits.MARKUP)
    if len(markup) > 2 * limits.TAGS < markup.count("<"):
        limits.refuse(Text("标签数", "tags"), limits.TAGS)


def check_tags(page: Sketch) -> None:
    """Raise UnreadableError when a tag has more attributes, or tags nest deeper, than a parser should be given."""
    few = 2 * limits.ATTRIBUTES  # each ends with one of two marks at the least
    if any(len(tag) > few and len(_ATTRIBUTE_ENDS.findall(tag)) > few for tag in page.kinds):
        limits.refuse(Text("一个标签内的属性数", "attributes in one tag"), limits.ATTRIBUTES)
    if len(page.tags) > _FEW_TAGS and _nests_too_deeply(page.tags):
        limits.refuse(Text("标签嵌套层数", "levels of nested tags"), limits.DEPTH)


def _nests_too_deeply(tags: list[str]) -> bool:
    """Whether elements nest more deeply than is allowed. An end tag closes all that was opened since its start tag."""
    inside: list[str] = []
    count: dict[str, int] = {}
    for tag in tags:
        name = _NAME.match(tag.lower())
        if not name or name[2] in _FLAT:
            continue
        if not name[1]:
            inside.append(name[2])
            count[name[2]] = count.get(name[2], 0) + 1
            if len(inside) > limits.DEPTH:
                return True
        elif count.get(name[2]):
            while (last := inside.pop()) != name[2]:
                count[last] -= 1
            count[name[2]] -= 1
    return False


def shown(page: Sketch) -> str:
    """The characters that a page shows, in order, those of frames written into it last."""
    frames = [found for tag in page.kinds if tag[:6].lower() == "iframe" and (found := _FRAME_CONTENT.match(tag))]
    text = "".join(page.texts).replace("&nbsp;", " ")  # most references, and spaces do not count
    text = _ENDLESS_NUMBER.sub("\ufffd", text) if "&#" in text else text
    return unescape(text) + "".join(shown(sketch(unescape(one[1] or one[2] or ""))) for one in frames)


def cells(page: Sketch) -> int:
    """How many cells of tables the markup opens."""
    opening = {tag for tag in page.kinds if tag[:2] in _CELL_NAMES and not tag[2:3].isalnum()}
    return sum(map(opening.__contains__, page.tags))


def cells_at_most(markup: str) -> int:
    """How many cells it opens when nothing of it is unseen."""
    return len(_CELL.findall(markup))
