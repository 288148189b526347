"""Why a readable file is not a report."""

from __future__ import annotations

from govreports.match import Matched
from govreports.report import Problem

# The blank form has dozens of row labels; a page that quotes the form a few.
LABELS_OF_A_FORM = 15
# A report without tables keeps most of its six headings.
HEADINGS_OF_A_REPORT = 3
# A report of the years before the form has a title and some pages of text; a notice or a link list has less.
LENGTH_OF_A_REPORT = 400

EMPTY = Problem("文件是空的。", "The file is empty.")
BLANK_FORM = Problem(
    "文件只有表样的文字，没有任何数字：是空白表样，不是报告。",
    "The file holds the labels of the form and no figure: it is the blank form, not a report.",
)
NO_REPORT = Problem(
    "文件没有年报的数据表，六个部分的标题也不足三个：不是年报，可能是通知、目录或链接列表。",
    "The file has no table of the form and fewer than three of its six headings: "
    "it is not a report; it may be a notice, a catalogue or a list of links.",
)


def refusal(text: str, matched: Matched, title: str | None) -> Problem | None:
    """The reason why a text is not a report, None when it is one. `title` is the report's title where it has one."""
    if not text.strip():
        return EMPTY
    if matched.tables:
        return None
    if matched.labelled_rows >= LABELS_OF_A_FORM:
        return BLANK_FORM
    if len(matched.headings) >= HEADINGS_OF_A_REPORT:
        return None
    if title and len(text) >= LENGTH_OF_A_REPORT:
        return None
    return NO_REPORT
