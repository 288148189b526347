"""A web page -> document."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborDocumentOptions, LexborHTMLParser

from govreports.readers.html import content, scan
from govreports.readers.html.charset import decode
from govreports.readers.html.flow import flow
from govreports.readers.html.marks import marks_of
from govreports.readers.html.meta import metadata
from govreports.readers.html.tables import lines
from govreports.readers.kinds import UnreadableError
from govreports.readers.loss import loss
from govreports.readers.rows import PRINTED_BAR, enclosed
from govreports.report import Document, Problem

_TABLE_TAG = re.compile(r"<(/?)(table|tbody|thead|tfoot|tr|td|th|caption|colgroup|col)\b", re.IGNORECASE)

_LONGEST_CELL = 1_000
_LAST_CELL = re.compile(r"<t[dh]\b(?:(?!</?t)[\s\S])*\Z", re.IGNORECASE)
CUT_SHORT = Problem(
    "网页在一个数字中间断了，可能没有存完；这个数字未录入。",
    "The page ends within a figure, so that it was perhaps not saved to its end; the figure is not read.",
)

_OPTIONS = LexborDocumentOptions.WO_EVENTS  # nothing listens to the tree


def read_html(data: bytes, media_type: str = "text/html") -> Document:
    """Turn a web page into a document: what it shows, but for its menus, a row of a table on a line with bars.

    Raises UnreadableError when the page holds more than a report does, is only a frame, or shows no text.
    """
    markup, charset, problems = decode(data)
    markup = markup.replace("\x00", "\ufffd")
    if _ends_within_a_figure(markup):
        markup += PRINTED_BAR
        problems = (*problems, CUT_SHORT)
    scan.check(markup)
    sketch = scan.sketch(markup)
    scan.check_tags(sketch)
    shown = scan.shown(sketch)
    written = sketch.written
    tree = _parsed(markup, scan.cells(sketch))
    if "frameset" in written and tree.css_first("frameset"):
        raise _only_a_frame()
    found = content.chosen(lines(flow(tree.root, marks_of(tree, written)))) if tree.root else []
    if not any(map(content.is_content, found)):
        if tree.css_first("iframe"):
            raise _only_a_frame()
        raise UnreadableError(
            "网页没有可见的文字，内容可能由脚本生成；请在浏览器中打开后再保存。",
            "The page shows no text; scripts may write it: open the page in a browser and save it from there.",
        )
    lost = loss(shown, "\n".join(line.text for line in found))
    text = "\n".join(line.text for line in found if content.is_content(line))
    return Document(
        text,
        media_type,
        charset,
        metadata(tree, markup, shown),
        problems=(*problems, *content.left_out(found), *((lost,) if lost else ())),
        enclosed=enclosed(text),
    )


def _ends_within_a_figure(markup: str) -> bool:
    """Whether the page ends in an open cell behind a digit: another one may have followed."""
    return markup[-1:].isdigit() and _LAST_CELL.search(markup, max(0, len(markup) - _LONGEST_CELL)) is not None


def _only_a_frame() -> UnreadableError:
    return UnreadableError(
        "这是框架网页，报告在它的框架里；请打开并保存框架里的那一页。",
        "The page is only a frame around others; open and save the page inside the frame that holds the report.",
    )


def _parsed(markup: str, cells: int) -> LexborHTMLParser:
    """The tree of a page with all its cells. Parsers drop the tags of cells that stand in no table, and 1 and 2 are 12.

    So a table is opened for such cells; where that does not help either, every cell becomes a line.
    """
    tree = LexborHTMLParser(markup, options=_OPTIONS)
    if len(tree.css("td,th")) > cells:  # what the sketch took for unseen is seen
        cells = scan.cells_at_most(markup)
    for mended in (_opened, _as_lines):
        if len(tree.css("td,th")) >= cells:
            return tree
        tree = LexborHTMLParser(mended(markup), options=_OPTIONS)
    return tree


def _opened(markup: str) -> str:
    """The markup with a table opened before each row or cell outside of one."""
    depth = 0

    def tag(found: re.Match[str]) -> str:
        nonlocal depth
        end, name = found[1], found[2].lower()
        if name == "table":
            depth = max(0, depth - 1) if end else depth + 1
        elif name in ("tr", "td", "th") and not depth and not end:
            depth = 1
            return f"<table>{found[0]}"
        return found[0]

    return _TABLE_TAG.sub(tag, markup)


def _as_lines(markup: str) -> str:
    return _TABLE_TAG.sub(r"<\1div ", markup)
