"""The year a report is about, where its title does not say: from the introduction, else from the opening of section 一."""

import re
from collections.abc import Iterator

from govreports.identity.evidence import Found
from govreports.identity.numerals import YEAR, plausible
from govreports.spans import Span

_ONE = r"\s*[0０]?[1１]\s*"
_PERIOD = re.compile(
    rf"({YEAR})\s*年{_ONE}月{_ONE}日\s*起?\s*[,，]?\s*(?:至|到|止|[-－—–―~～]+)\s*(?:({YEAR})\s*年)?"
    r"\s*[1１]\s*[2２]\s*月\s*[3３]\s*[1１]\s*日"
)
_MENTION = re.compile(rf"({YEAR})\s*年度?[^,，。;；《》\d]{{0,30}}?信息公开[^,，。;；《》\d]{{0,8}}?报告")
# A report is spoken of there, but as the subject of a notice or of rules.
_NOT_THIS_REPORT = re.compile(r"[^,，。;；《]{0,30}?(?:通知|格式|要求|模板|函)")

_SPOKEN_OF = re.compile(rf"({YEAR})\s*年")
# In 2025年底, 2019年修订, 2021年1月 the year is that of an event or an aim.
_OF_AN_EVENT = re.compile(r"\s*(?:\d|底|末|初|前|起|以来|以前|以后|远景|规划|目标|修订|修正|施行|实施|颁布|版|行动|计划)")
_BEFORE_AN_EVENT = frozenset("到至自从于-－—–―~～、")
_FIRST_SENTENCE = re.compile(
    rf"\s*(?:[（(]?\s*[一1１]\s*[）)、.．][^\r\n。]{{0,30}}[\r\n]\s*)?在?({YEAR})\s*年度?\s*(?:[,，]|我|本[^年]|全[省市区县州镇乡])"
)


def from_introduction(text: str, introduction: Span, titles: list[Span], speaks: bool) -> Found | None:
    """The year of the period that the figures cover, else of the report that is being introduced.

    `speaks` is False when the text has no headings: prose then runs on, and can speak of earlier reports.
    """
    periods = [m for m in _PERIOD.finditer(text, *introduction) if m[2] is None or plausible(m[2]) == plausible(m[1])]
    found = _only(periods, "introduction")
    if found or periods or not speaks:
        return found
    return _only(list(_mentions(text, introduction, titles)), "introduction")


def from_opening(text: str, opening: Span) -> Found | None:
    """The year that section 一 begins with, else the only one it speaks of."""
    return begins_with(text, opening) or _only_one_spoken_of(text, opening)


def begins_with(text: str, opening: Span) -> Found | None:
    """The year of a section 一 whose first sentence begins `2020年,` or `2020年我局`."""
    first = _FIRST_SENTENCE.match(text, *opening)
    return _only([first], "opening") if first else None


def _only_one_spoken_of(text: str, opening: Span) -> Found | None:
    spoken = [m for m in _SPOKEN_OF.finditer(text, *opening) if plausible(m[1])]
    if len({plausible(m[1]) for m in spoken}) != 1:
        return None
    return _only([m for m in spoken if not _is_event(text, m)], "opening")


def _is_event(text: str, match: re.Match[str]) -> bool:
    before = text[match.start() - 1] if match.start() else ""
    return before in _BEFORE_AN_EVENT or bool(_OF_AN_EVENT.match(text, match.end()))


def _mentions(text: str, introduction: Span, titles: list[Span]) -> Iterator[re.Match[str]]:
    for match in _MENTION.finditer(text, *introduction):
        in_title = any(title.start <= match.start(1) < title.end for title in titles)
        if not in_title and not _NOT_THIS_REPORT.match(text, match.end(), introduction.end):
            yield match


def _only(matches: list[re.Match[str]], source: str) -> Found | None:
    """What the matches agree on in their first group."""
    years = {plausible(match[1]) for match in matches}
    year = years.pop() if len(years) == 1 else None
    return Found(str(year), source, Span(*matches[0].span(1))) if year else None
