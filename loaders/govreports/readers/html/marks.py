"""Which elements of a page are hidden, keep their place unseen, stand apart from their neighbours, or lead elsewhere.

Styles are taken from the elements themselves and from the plainest rules of the page's own style sheet. What another
file says of them is not known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from selectolax.lexbor import LexborHTMLParser, LexborNode

Mark = Literal["hidden", "unseen", "menu", "apart"]

# A style that hides, one that leaves an empty place, and one that parts an element from the text around it.
_HIDDEN = re.compile(r"(?:^|[;\s])display\s*:\s*none|mso-hide\s*:\s*all", re.IGNORECASE)
_UNSEEN = re.compile(
    r"visibility\s*:\s*(?:hidden|collapse)|(?:^|[;\s])(?:font-size|opacity)\s*:\s*0(?:\.0*)?(?:px|pt|em|%)?\s*(?:[;!]|$)",
    re.IGNORECASE,
)
_APART = re.compile(
    r"display\s*:\s*(?:block|inline-block|flex|inline-flex|grid|table|list-item)|float\s*:\s*(?:left|right)"
    r"|position\s*:\s*(?:absolute|fixed)|vertical-align\s*:\s*(?:super|sub)|line-through|direction\s*:\s*rtl",
    re.IGNORECASE,
)
_STYLED = (
    '[style*="none" i],[style*="hid" i],[style*="collapse" i],[style*="display" i],[style*="float" i],'
    '[style*="position" i],[style*="super" i],[style*="sub" i],[style*="through" i],[style*="rtl" i],'
    '[style*="font-size:0" i],[style*="font-size: 0" i],[style*="opacity" i]'
)

# What parts of a page call themselves when they lead elsewhere.
_LEADS_AWAY = 'nav,aside,[role="navigation"],[role="menu"]'
_NAMED = '[class*="nav" i],[class*="menu" i],[class*="crumb" i],[class*="side" i],[class*="relat" i],[class*="page" i],' \
    '[id*="nav" i],[id*="menu" i],[id*="crumb" i],[id*="side" i],[id*="relat" i]'
_NAME = re.compile(
    r"(?:^|[\s_-])(?:(?:top|main|left|right|sub|side|site)?(?:nav|navi|navbar|navigation|menu|menus)|bread|breadcrumbs?|crumbs?"
    r"|side-?bar|relate|related|relation|pagination|pager)(?:$|[\s_\d-])",
    re.IGNORECASE,
)
# More than this share of a page is no menu, whatever it is called.
_LARGEST_MENU = 0.4

_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
# @media and the like hold for another screen, or for paper.
_AT_BLOCK = re.compile(r"@[^{};@]*+(?:;|\{(?:[^{}]*+\{[^{}]*+\})*+[^{}]*+\})")
_PLAIN_SELECTOR = re.compile(r"(?:[a-z][a-z0-9]*)?[.#][A-Za-z_][\w-]*")
_DISPLAY = re.compile(r"(?:^|[;\s])display\s*:\s*([a-z-]+)", re.IGNORECASE)
_MOST_RULES = 200


# Id of an element -> what it is: `hidden` is not there, `unseen` keeps an empty place, `menu` leads elsewhere, `apart`
# does not join what stands beside it. An element without a mark is plain.
Marks = dict[int, Mark]


def marks_of(tree: LexborHTMLParser) -> Marks:
    """Mark the elements of a page; where one could have several marks it has the strongest."""
    styled = [(node.mem_id, node.attributes.get("style") or "") for node in tree.css(_STYLED)]
    marks: Marks = {id: "apart" for id, style in styled if _APART.search(style)}
    marks |= {id: "menu" for id in _menus(tree)}
    marks |= {id: "unseen" for id, style in styled if _UNSEEN.search(style)}
    marks |= {id: "hidden" for id, style in styled if _HIDDEN.search(style)}
    marks |= {node.mem_id: "hidden" for node in tree.css("[hidden],dialog:not([open])")}
    marks |= {id: "hidden" for id in _by_rules(tree)}
    return marks


def _by_rules(tree: LexborHTMLParser) -> Iterator[int]:
    """What the page's own rules hide. Scripts may show it again, so nothing that holds a table is taken for hidden."""
    said: dict[str, bool] = {}
    for style in tree.css("style"):
        rules = _AT_BLOCK.sub("", _COMMENT.sub("", style.text()))
        for rule in rules.split("}"):
            selectors, _, body = rule.rpartition("{")
            display = _DISPLAY.findall(body)
            for selector in selectors.split(",") if display else ():
                said[selector.strip()] = display[-1].lower() == "none"
    hiding = [selector for selector, none in said.items() if none and _PLAIN_SELECTOR.fullmatch(selector)]
    for selector in hiding[:_MOST_RULES]:
        yield from (node.mem_id for node in tree.css(selector) if not node.css_first("table"))


def _menus(tree: LexborHTMLParser) -> Iterator[int]:
    found = [*tree.css(_LEADS_AWAY), *(node for node in tree.css(_NAMED) if _is_named(node))]
    if not found or tree.body is None:
        return
    most = _LARGEST_MENU * len(tree.body.text())
    yield from (node.mem_id for node in found if not node.css_first("table") and len(node.text()) <= most)


def _is_named(node: LexborNode) -> bool:
    attributes = node.attributes
    return any(_NAME.search(attributes.get(key) or "") for key in ("class", "id"))
