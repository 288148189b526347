"""The year a report is about, as its introduction and the opening of section 一 say it."""

import re
from collections.abc import Iterator

from govreports.identity.evidence import Found
from govreports.identity.numerals import YEAR, number, plausible
from govreports.spans import Span

_SPOKEN_OF = re.compile(rf"({YEAR})\s*年")

# What follows the year where it begins the period that the figures cover, and the year where that ends, if printed.
_ONE = r"\s*[0０]?[1１]\s*"
_PERIOD = re.compile(
    rf"{_ONE}月{_ONE}日\s*起?\s*[,，]?\s*(?:至|到|止|[-－—–―~～]+)\s*(?:({YEAR})\s*年)?"
    r"\s*[1１]\s*[2２]\s*月\s*[3３]\s*[1１]\s*日"
)
# What follows it where a report is spoken of, and where that is only the subject of a notice or of rules.
# A line that ends with the report is no sentence, but a title or a link.
_REPORT = re.compile(r"度?[^,，。;；《》\d]{0,30}?信息公开[^,，。;；《》\d]{0,8}?报告(?=\S)")
_NOT_THIS_REPORT = re.compile(r"[^,，。;；《]{0,30}?(?:通知|公告|公示|格式|要求|模板|函)")

# In 2025年底, 2019年修订, 2021年1月 the year is that of an event or an aim.
_OF_AN_EVENT = re.compile(
    r"\s*(?:\d|底|末|初|前|起|以来|以前|以后|远景|规划|目标|修订|修正|施行|实施|颁布|版|行动|计划)"
)
_BEFORE_AN_EVENT = frozenset("到至自从于-－—–―~～、")
_FIRST_SENTENCE = re.compile(
    rf"\s*(?:[（(]?\s*[一1１]\s*[）)、.．][^\r\n。]{{0,30}}[\r\n]\s*)?在?({YEAR})\s*年度?\s*(?:[,，]|我|本[^年]|全[省市区县州镇乡])"
)


def spoken_of(text: str, within: Span) -> list[re.Match[str]]:
    """Every plausible year that stands there with its 年; the first group is the year."""
    return [match for match in _SPOKEN_OF.finditer(text, *within) if plausible(match[1])]


def mentions(text: str, introduction: Span, spoken: list[re.Match[str]]) -> list[re.Match[str]]:
    """Those years of which the introduction names a report in a sentence, but not in the name of a notice."""
    return [
        match
        for match in spoken
        if (report := _REPORT.match(text, match.end(), introduction.end))
        and not _NOT_THIS_REPORT.match(text, report.end(), introduction.end)
    ]


def years(text: str, opening: Span, spoken: list[re.Match[str]], mentioned: list[re.Match[str]]) -> list[Found]:
    """The year by the introduction, then by the opening of section 一, as far as each says one.

    In the introduction it is that of the period which the figures cover, else that of the report being introduced.
    """
    periods = [match for match in spoken if _is_period(text, match)]
    first = _FIRST_SENTENCE.match(text, *opening)
    return [
        *_only(periods or mentioned, "introduction"),
        *_only([first] if first else _only_year_spoken_of(text, opening), "opening"),
    ]


def _is_period(text: str, start: re.Match[str]) -> bool:
    """Whether a year goes from its first day to its last there."""
    match = _PERIOD.match(text, start.end())
    return match is not None and (match[1] is None or number(match[1]) == number(start[1]))


def _only_year_spoken_of(text: str, opening: Span) -> list[re.Match[str]]:
    """Where the opening names its year, when it names no other, in any connection."""
    spoken = spoken_of(text, opening)
    return [m for m in spoken if not _is_event(text, m)] if len({number(m[1]) for m in spoken}) == 1 else []


def _is_event(text: str, match: re.Match[str]) -> bool:
    return text[match.start() - 1 : match.start()] in _BEFORE_AN_EVENT or bool(_OF_AN_EVENT.match(text, match.end()))


def _only(matches: list[re.Match[str]], source: str) -> Iterator[Found]:
    """What the matches agree on in their first group, at the first of them."""
    agreed = {plausible(match[1]) for match in matches}
    year = agreed.pop() if len(agreed) == 1 else None
    if year is not None:
        yield Found(str(year), source, Span(*matches[0].span(1)))
