"""The six numbered sections: their headings, and their narrative without the tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from govreports.match.labels import Found, is_of_the_form
from govreports.match.tuples import make
from govreports.report import Heading, SectionText
from govreports.spans import Span

# A heading is numbered with a Chinese numeral and no brackets: (一) opens a subsection.
_HEADING_NUMBER = re.compile(r"[一二三四五六七八九十]+\s*[、.．,，:：]\s*")
# What stands at the foot of a page and belongs to no report.
_FOOTER_WORDS = "主办单位|主办|承办单位|承办|版权所有|网站标识码|网站地图|联系我们|.{0,12}ICP备|.{0,8}公网安备"
_FOOTER_SIGNS = ("主办", "承办", "版权所有", "网站标识码", "网站地图", "联系我们", "ICP备", "公网安备")
_FOOTER = re.compile(rf"^[ \t\u00a0\u3000]*(?:{_FOOTER_WORDS}).*\Z", re.MULTILINE | re.DOTALL)
_SENTENCE_END = "。"
_BLANK_LINES = re.compile(r"\n(?:[ \t\r\u00a0\u2002\u3000]*\n){2,}")
_LONE_NUMBER = re.compile(r"\n[ \t]*[0-9]{1,3}[ \t\r]*(?=\n|\Z)")
_NUMBER_BEFORE_WORDS = re.compile(r"\n[ \t]*[0-9]{1,3}[ \t\r]*\n\s*(?=([^\n]*[\u3400-\u9fff][^\n]*))")
_NOT_NARRATIVE = " \t\r\n|\u00a0\u2002\u3000\ufeff\u200b"


def headings(text: str, found: Found, places: Iterable[int]) -> list[Heading]:
    """The headings that divide the report: the longest series in the form's order, the later of two alike."""
    series: list[list[Heading]] = [[]]
    for place in places:
        span = found.span(place)
        number = found.number(place)
        if _numbers_a_section(number) if number else _has_a_line(text, span):
            heading = make(Heading, (int(found.labels[place].code), span))
            if series[-1] and heading.number <= series[-1][-1].number:
                series.append([])
            series[-1].append(heading)
    return max(reversed(series), key=len)


def _has_a_line(text: str, span: Span) -> bool:
    """Whether a heading has a line to itself."""
    start, end = span
    line_start = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", end)
    line = text[line_start : line_end if line_end >= 0 else len(text)]
    return line.strip(_NOT_NARRATIVE + "#*") == text[start:end].strip()


@lru_cache(maxsize=256)
def _numbers_a_section(number: str) -> bool:
    return _HEADING_NUMBER.fullmatch(number) is not None


def narratives(text: str, found: Sequence[Heading], tables: Iterable[Span]) -> tuple[SectionText, ...]:
    """The text of each section without its table. A section that holds its table only is left out."""
    sections = []
    ordered = sorted(tables)
    last = len(found) - 1
    for place, (number, span) in enumerate(found):
        end = found[place + 1].span.start if place < last else len(text)
        body = _without(text, span.end, end, ordered)
        if place == last and any(map(body.__contains__, _FOOTER_SIGNS)):
            body = _FOOTER.sub("", body)
        body = body.strip(_NOT_NARRATIVE)
        if "\n" in body:  # half of the sections are a table only, others are one paragraph
            body = _BLANK_LINES.sub("\n\n", body)
        if body or number not in (2, 3, 4):
            heading = text[span.start : span.end].strip()
            sections.append(make(SectionText, (number, heading, body)))
    return tuple(sections)


def opening(text: str, found: Sequence[Heading]) -> Span:
    """The span of the first section's text; empty when there is no such heading."""
    for place, heading in enumerate(found):
        if heading.number == 1:
            end = found[place + 1].span.start if place + 1 < len(found) else len(text)
            return make(Span, (heading.span.end, end))
    return Span(0, 0)


def stray_numbers(text: str, tables: Iterable[Span]) -> bool:
    """Whether a short number stands alone on a line outside the tables, as page numbers do, or in a table before a
    line that the form has not, as a page number stands before the head of the next page."""
    start = 0
    for begin, end in (*sorted(tables), (len(text), len(text))):
        if not all(map(is_of_the_form, _NUMBER_BEFORE_WORDS.findall(text, begin, end))):
            return True
        number = _LONE_NUMBER.search(text, start)
        if number is None:
            return False
        if number.start() < begin:
            return True
        start = max(start, end)
    return False


def _without(text: str, start: int, end: int, tables: Sequence[Span]) -> str:
    kept = []
    for begins, ends in tables:
        if start < ends and begins < end:
            before = text[start:begins]
            if _SENTENCE_END in before:  # else it is what is left of the table's head
                kept.append(before.strip(_NOT_NARRATIVE))
            start = ends
    if not kept:  # most sections hold no table
        return text[start:end]
    kept.append(text[start:end])
    return "\n".join([part for part in kept if part.strip(_NOT_NARRATIVE)])
