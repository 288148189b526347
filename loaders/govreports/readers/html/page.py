"""A web page -> document."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborDocumentOptions, LexborHTMLParser

from govreports.readers.html import content, scan
from govreports.readers.html.charset import decode
from govreports.readers.html.flow import Line, flow
from govreports.readers.html.marks import marks_of
from govreports.readers.html.meta import metadata
from govreports.readers.html.tables import lines
from govreports.readers.kinds import UnreadableError
from govreports.readers.loss import loss
from govreports.report import Document

_TABLE_TAG = re.compile(r"<(/?)(table|tbody|thead|tfoot|tr|td|th)\b[^<>]*>", re.IGNORECASE)

_OPTIONS = LexborDocumentOptions.WO_EVENTS  # nothing listens to the tree


def read_html(data: bytes, media_type: str = "text/html") -> Document:
    """Turn a web page into a document: what it shows, but for its menus, a row of a table on a line with bars.

    Raises UnreadableError when the page holds more than a report does, is only a frame, or shows no text.
    """
    markup, charset, problems = decode(data)
    markup = markup.replace("\x00", "\ufffd")
    scan.check(markup)
    sketch = scan.sketch(markup)
    scan.check_tags(sketch)
    shown = scan.shown(sketch)
    tree = _parsed(markup, scan.cells(sketch))
    found = content.chosen(lines(flow(tree.root, marks_of(tree, sketch.kinds)))) if tree.root else []
    if not found:
        raise UnreadableError(
            "网页没有可见的文字，内容可能由脚本生成；请在浏览器中打开后再保存。",
            "The page shows no text; scripts may write it: open the page in a browser and save it from there.",
        )
    lost = loss(shown, "\n".join(line.text for line in found))
    return Document(
        "\n".join(line.text for line in found if content.is_content(line)),
        media_type,
        charset,
        metadata(tree, markup, shown),
        problems=(*problems, *content.left_out(found), *((lost,) if lost else ())),
    )


def _parsed(markup: str, cells: int) -> LexborHTMLParser:
    """The tree of a page. Cells that stand in no table would run together, so bars are put between them."""
    tree = LexborHTMLParser(markup, options=_OPTIONS)
    if tree.css_first("frameset"):
        raise UnreadableError(
            "这是框架网页，报告在它的框架里；请打开并保存框架里的那一页。",
            "The page is only a frame around others; open and save the page inside the frame that holds the report.",
        )
    if len(tree.css("td,th")) < cells:
        return LexborHTMLParser(_TABLE_TAG.sub(_as_bar, markup), options=_OPTIONS)
    return tree


def _as_bar(tag: re.Match[str]) -> str:
    """A cell as the bar before it, a row as the line it stands on: as `readers.rows` writes them."""
    end, name = tag[1], tag[2].lower()
    if name in ("td", "th"):
        return "" if end else " | "
    return " |<br>" if end and name == "tr" else "<br>"
