"""What can be told from a page's markup without parsing it: whether it is safe to parse, and what it shows.

Both are taken in another way than the parser's, so that each can be held against the other.
"""

from __future__ import annotations

import re
from html import unescape

from govreports.form.model import Text
from govreports.readers import limits

# What is never shown, with its content; up to the end of the page where it is not closed.
_UNSEEN = re.compile(
    r"<!--(?:-?>|.*?(?:--!?>|\Z))|<(script|style|template|title)\b.*?(?:</\1\b|\Z)", re.IGNORECASE | re.DOTALL
)
# A tag; quoted values may hold ">". Nothing in it matches in two ways, so it takes no longer than the page is long.
_TAG = re.compile(r"""<[a-zA-Z/!?](?:[^<>"']++|"[^"<]{0,4000}+"|'[^'<]{0,4000}+'|["'])*+>""")
_NAME = re.compile(r"<(/?)([a-zA-Z][^\s/>]*)")
_CELL = re.compile(r"<t[dh]\b", re.IGNORECASE)
_FRAME_CONTENT = re.compile(r"""<iframe\b[^<>]*?\ssrcdoc\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
# Each of these ends an attribute or parts two.
_MANY_ATTRIBUTES = re.compile(rf"""<[a-zA-Z](?:[^<>\s/"'=]*+[\s/"'=]){{{2 * limits.ATTRIBUTES}}}""")
# Elements that end where their like begins, or at once, and so do not nest by being left open.
_FLAT = frozenset("p td th tr li br img hr input meta link option dd dt thead tbody tfoot col area base wbr".split())
# With fewer tags than this no page nests deeply enough to cost more than a moment.
_FEW_TAGS = 5_000


def without_unseen(markup: str) -> str:
    """The markup without comments, scripts, styles, templates and its title."""
    return _UNSEEN.sub("", markup)


def check(markup: str) -> None:
    """Raise UnreadableError when markup holds more than a parser should be given."""
    if len(markup) > limits.MARKUP:
        limits.refuse(Text("字符数", "characters of markup"), limits.MARKUP)
    tags = markup.count("<")
    if tags > 2 * limits.TAGS:
        limits.refuse(Text("标签数", "tags"), limits.TAGS)
    if max(map(len, markup.split("<"))) > 2 * limits.ATTRIBUTES and _MANY_ATTRIBUTES.search(markup):
        limits.refuse(Text("一个标签内的属性数", "attributes in one tag"), limits.ATTRIBUTES)
    if tags > _FEW_TAGS and _depth(markup) > limits.DEPTH:
        limits.refuse(Text("标签嵌套层数", "levels of nested tags"), limits.DEPTH)


def _depth(markup: str) -> int:
    """How deep elements nest at most. An end tag closes all that was opened since its start tag."""
    inside: list[str] = []
    count: dict[str, int] = {}
    deepest = 0
    for closing, name in _NAME.findall(markup.lower()):
        if name in _FLAT:
            continue
        if not closing:
            inside.append(name)
            count[name] = count.get(name, 0) + 1
            deepest = max(deepest, len(inside))
        elif count.get(name):
            while (last := inside.pop()) != name:
                count[last] -= 1
            count[name] -= 1
    return deepest


def shown(seen: str) -> str:
    """The characters that markup without its unseen parts shows, in order, those of frames inside it last."""
    framed = [unescape(one or other) for one, other in _FRAME_CONTENT.findall(seen)] if "srcdoc" in seen else []
    return unescape(_TAG.sub("", seen)) + "".join(shown(without_unseen(frame)) for frame in framed)


def cells(seen: str) -> int:
    """How many cells of tables the markup opens."""
    return len(_CELL.findall(seen))
