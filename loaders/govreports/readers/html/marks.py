"""Which elements of a page are hidden, keep their place unseen, stand apart from their neighbours, or lead elsewhere.

Styles are taken from the elements themselves and from the plainest rules of the page's own style sheet. What another
file says of them is not known.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Literal, NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

Mark = Literal["apart", "turned", "menu", "unseen", "hidden"]


def _style(says: str, mark: Mark) -> tuple[re.Pattern[str], Mark]:
    return re.compile(rf"(?:^|[;\s])(?:{says})", re.IGNORECASE), mark


_ZERO = r"\s*:\s*0(?:\.0*)?(?:px|pt|em|rem|%)?\s*(?:[;!]|$)"
# What a style says, and the mark that it gives; the first that fits counts.
STYLES: tuple[tuple[re.Pattern[str], Mark], ...] = (
    _style(r"display\s*:\s*none|mso-hide\s*:\s*all", "hidden"),
    _style(rf"visibility\s*:\s*(?:hidden|collapse)|font-size{_ZERO}|opacity{_ZERO}", "unseen"),
    _style(r"unicode-bidi\s*:\s*(?:bidi|isolate)-override", "turned"),
    _style(r"display\s*:\s*(?:block|inline-block|flex|inline-flex|grid|table|list-item)", "apart"),
    _style(r"float\s*:\s*(?:left|right)|position\s*:\s*(?:absolute|fixed)", "apart"),
    _style(r"vertical-align\s*:\s*(?:super|sub|text-top|text-bottom)", "apart"),
    _style(r"text-decoration[a-z-]*\s*:[^;]*line-through", "apart"),
    # Unseen on white paper, and seen on a dark ground.
    _style(r"color\s*:\s*(?:transparent|white\b|#f{3}(?:f{3})?\b|rgb\(\s*255\s*,\s*255\s*,\s*255\s*\))", "apart"),
)

# What parts of a page call themselves when they lead elsewhere: elements, roles, and words in their class or id.
_LEADS_AWAY = frozenset(("nav", "aside", "navigation", "menu"))
_NAME = re.compile(
    r"(?:^|[\s_-])(?:(?:top|main|left|right|sub|side|site)?(?:nav|navi|navbar|navigation|menus?)|bread|breadcrumbs?|crumbs?"
    r"|side-?bar|relate|related|relation|pagination|pager)(?:$|[\s_\d-])",
    re.IGNORECASE,
)
# More than this share of a page is no menu, whatever it is called.
_LARGEST_MENU = 0.4

_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
# @media and the like hold for another screen, or for paper.
_AT_BLOCK = re.compile(r"@[^{};@]*+(?:;|\{(?:[^{}]*+\{[^{}]*+\})*+[^{}]*+\})")
_PLAIN_SELECTOR = re.compile(r"(?:[a-z][a-z0-9]*)?[.#][A-Za-z_][\w-]*")
# What leads to an element by way of others around it; what a pointer or a place in a list decides is left alone.
_LONGER_SELECTOR = re.compile(r"[\w.#-]+(?:(?:\s*>\s*|\s+)[\w.#-]+){0,3}")
_SETS_APART = re.compile(
    r"(?:^|[;\s])(?:vertical-align\s*:\s*(?:super|sub|text-)|text-decoration[a-z-]*\s*:[^;]*line-through"
    r"|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all)",
    re.IGNORECASE,
)
_DISPLAY = re.compile(r"(?:^|[;\s])display\s*:\s*([a-z-]+)", re.IGNORECASE)
_MOST_RULES = 200


# Id of an element -> what it is: `hidden` is not there, `unseen` keeps an empty place, `menu` leads elsewhere,
# `turned` is shown from right to left, `apart` does not join what stands beside it. An element without a mark is plain.
Marks = dict[int, Mark]


# A word that an element cannot be marked without, and the elements that have it. Most pages use few of them; looking at
# every element takes longer than parsing.
_STYLE_WORDS = (
    *("display", "mso-hide", "visibility", "font-size:0", "font-size: 0", "opacity", "float", "position"),
    *("vertical-align", "line-through", "unicode-bidi", "transparent"),
    *("color:white", "color: white", "color:#fff", "color: #fff", "color:rgb(255", "color: rgb(255"),
)
_NAME_WORDS = ("nav", "menu", "bread", "crumb", "side", "relat", "pagination", "pager")
_SELECTORS: dict[str, str] = {
    **{word: f'[style*="{word}" i]' for word in _STYLE_WORDS},
    **{word: f'[class*="{word}" i],[id*="{word}" i],[role*="{word}" i]' for word in _NAME_WORDS},
    "nav": '[class*="nav" i],[id*="nav" i],[role="navigation"],nav',
    "aside": "aside",
    "hidden": "[hidden]",
    "dialog": "dialog",
}


def marks_of(tree: LexborHTMLParser, written: str) -> Marks:
    """Mark the elements of a page. What is hidden is no menu.

    `written` holds every word that they are written with, in lower case.
    """
    marks: Marks = {}
    menus: list[LexborNode] = []
    selectors = [selector for word, selector in _SELECTORS.items() if word in written]
    for node in tree.css(",".join(selectors)) if selectors else ():
        said = node.attributes
        if "hidden" in said or (node.tag == "dialog" and "open" not in said):
            marks[node.mem_id] = "hidden"
        elif mark := _by_style(said.get("style")):
            marks[node.mem_id] = mark
        if _is_menu(node.tag, said.get("role"), said.get("class"), said.get("id")):
            menus.append(node)
    marks |= {id: "menu" for id in _small(menus, tree.body) if marks.get(id) not in ("hidden", "unseen")}
    by_rules = _by_rules(tree)
    return by_rules | marks | {id: mark for id, mark in by_rules.items() if mark == "hidden"}


@lru_cache(maxsize=1024)
def _by_style(said: str | None) -> Mark | None:
    """Cached: a page has thousands of styles, and most of them are the same few."""
    return next((mark for pattern, mark in STYLES if pattern.search(said or "")), None)


class Rules(NamedTuple):
    """Selectors of a page's own rules: of what they hide for certain, and of what at least does not join its line."""

    hiding: list[str]
    apart: list[str]


def _by_rules(tree: LexborHTMLParser) -> Marks:
    """What the page's own rules say."""
    rules = _rules(style.text() for style in tree.css("style"))
    marks: Marks = {node.mem_id: "apart" for selector in rules.apart[:_MOST_RULES] for node in tree.css(selector)}
    # Scripts may show it again, so nothing that holds a table is taken for hidden.
    for selector in rules.hiding[:_MOST_RULES]:
        marks |= {node.mem_id: "hidden" for node in tree.css(selector) if not node.css_first("table")}
    return marks


def _rules(sheets: Iterable[str]) -> Rules:
    hidden: dict[str, bool] = {}
    apart: dict[str, None] = {}
    for sheet in sheets:
        for rule in _AT_BLOCK.sub("", _COMMENT.sub("", sheet)).split("}"):
            selectors, _, body = rule.rpartition("{")
            said = [selector.strip() for selector in selectors.split(",")]
            if display := _DISPLAY.findall(body):
                hidden |= dict.fromkeys(said, display[-1].lower() == "none")
            if _SETS_APART.search(body):
                apart |= dict.fromkeys(said)
    hiding = [selector for selector, none in hidden.items() if none]
    plain = [selector for selector in hiding if _PLAIN_SELECTOR.fullmatch(selector)]
    return Rules(plain, [selector for selector in (*apart, *hiding) if _LONGER_SELECTOR.fullmatch(selector)])


@lru_cache(maxsize=1024)
def _is_menu(tag: str | None, role: str | None, *names: str | None) -> bool:
    return tag in _LEADS_AWAY or role in _LEADS_AWAY or any(name and _NAME.search(name) for name in names)


def _small(menus: list[LexborNode], body: LexborNode | None) -> Iterator[int]:
    """Those of the menus that can be such: a part of the page, without a table."""
    most = _LARGEST_MENU * len(body.text()) if menus and body else 0
    return (node.mem_id for node in menus if not node.css_first("table") and len(node.text()) <= most)
