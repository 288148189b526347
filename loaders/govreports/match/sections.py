"""The six numbered sections: their headings, and their narrative without the tables."""

from __future__ import annotations

import re
from collections.abc import Sequence

from govreports.match.labels import Anchor
from govreports.report import Heading, SectionText
from govreports.spans import Span

# A heading is numbered with a Chinese numeral and no brackets: (一) opens a subsection.
_HEADING_NUMBER = re.compile(r"[一二三四五六七八九十]+\s*[、.．,，:：]\s*")
# What stands at the foot of a page and belongs to no report.
_FOOTER_WORDS = "主办单位|主办|承办单位|承办|版权所有|网站标识码|网站地图|联系我们|.{0,12}ICP备|.{0,8}公网安备"
_FOOTER = re.compile(rf"^[ \t\u00a0\u3000]*(?:{_FOOTER_WORDS}).*\Z", re.MULTILINE | re.DOTALL)
_SENTENCE_END = "。"
_BLANK_LINES = re.compile(r"\n(?:[ \t\r\u00a0\u2002\u3000]*\n){2,}")
_LONE_NUMBER = re.compile(r"\n[ \t]*[0-9]{1,3}[ \t\r]*(?=\n|\Z)")
_NOT_NARRATIVE = " \t\r\n|\u00a0\u2002\u3000\ufeff\u200b"


def headings(text: str, anchors: Sequence[Anchor]) -> list[Heading]:
    """The headings that divide the report: the longest series in the form's order, the later of two alike."""
    series: list[list[Heading]] = [[]]
    for anchor in anchors:
        if anchor.label.kind != "section" or not _opens_section(text, anchor):
            continue
        heading = Heading(int(anchor.label.code), Span(anchor.start, anchor.end))
        if series[-1] and heading.number <= series[-1][-1].number:
            series.append([])
        series[-1].append(heading)
    return max(reversed(series), key=len)


def _opens_section(text: str, anchor: Anchor) -> bool:
    if anchor.number:
        return _HEADING_NUMBER.fullmatch(anchor.number) is not None
    line_start = text.rfind("\n", 0, anchor.start) + 1
    line_end = text.find("\n", anchor.end)
    line = text[line_start : line_end if line_end >= 0 else len(text)]
    return line.strip(_NOT_NARRATIVE + "#*") == text[anchor.start : anchor.end].strip()


def narratives(text: str, found: Sequence[Heading], tables: Sequence[Span]) -> tuple[SectionText, ...]:
    """The text of each section without its table. A section that holds its table only is left out."""
    sections = []
    for place, heading in enumerate(found):
        end = found[place + 1].span.start if place + 1 < len(found) else len(text)
        body = _without(text, heading.span.end, end, tables)
        if place + 1 == len(found):
            body = _FOOTER.sub("", body)
        body = _BLANK_LINES.sub("\n\n", body).strip(_NOT_NARRATIVE)
        if body or heading.number not in (2, 3, 4):
            printed = text[heading.span.start : heading.span.end].strip()
            sections.append(SectionText(heading.number, printed, body))
    return tuple(sections)


def opening(text: str, found: Sequence[Heading]) -> Span:
    """The span of the first section's text; empty when there is no such heading."""
    for place, heading in enumerate(found):
        if heading.number == 1:
            end = found[place + 1].span.start if place + 1 < len(found) else len(text)
            return Span(heading.span.end, end)
    return Span(0, 0)


def stray_numbers(text: str, tables: Sequence[Span]) -> bool:
    """Whether a short number stands alone on a line outside the tables, as page numbers do."""
    return any(
        not any(table.start <= number.start() < table.end for table in tables) for number in _LONE_NUMBER.finditer(text)
    )


def _without(text: str, start: int, end: int, tables: Sequence[Span]) -> str:
    kept = []
    for table in sorted(tables):
        if start < table.end and table.start < end:
            before = text[start : max(start, table.start)]
            if _SENTENCE_END in before:  # else it is what is left of the table's head
                kept.append(before.strip(_NOT_NARRATIVE))
            start = min(table.end, end)
    kept.append(text[start:end])
    return "\n".join(part for part in kept if part.strip(_NOT_NARRATIVE))
