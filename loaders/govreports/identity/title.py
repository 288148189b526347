"""The title of a report: the lines before the body that are one, and which of several belongs to this report."""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from govreports.divisions import is_listed
from govreports.form.model import Text
from govreports.identity import remarks
from govreports.identity.body import same_body
from govreports.identity.names import has_place, is_body, is_place
from govreports.identity.numerals import YEAR, plausible
from govreports.identity.spacing import squeeze, stretch
from govreports.identity.words import GOES_ON, LINKS, NOT_TITLES, either
from govreports.spans import Span

REACH = 160  # characters that a title can take, white space included
LINES = 3
WORDS = 8  # last words of a line that are tried as its title

_WORD = r"""[^\d,，。;；!！?？、《》〈〉“”"\s]"""
_KIND = r"(?:年度)?(?:工作)?(?:情况)?的?(?:年度)?(?:工作)?(?:报告|年报)"
_SCOPE = "(?:本级|本部门|部门|本机关|机关|全[省市区县镇乡])?"
_TAIL = r"(?:[（(][^（）()]{1,16}[）)])?[》〉]?"
_YEAR_FIRST = re.compile(
    rf"[《〈]?(?:关于)?(?P<before>{_WORD}{{0,45}}?)(?:关于)?(?P<year>{YEAR})(?P<nian>年度?)?{_SCOPE}(?P<after>{_WORD}{{0,45}}?)"
    rf"(?P<of>政府|政务)?信息公开(?:工作)?{_KIND}{_TAIL}"
)
_YEAR_LAST = re.compile(
    rf"[《〈]?(?:关于)?(?P<before>{_WORD}{{0,45}}?)(?:关于)?(?P<of>政府|政务)?信息公开(?:工作)?"
    rf"(?:(?P<year>{YEAR})(?P<nian>年度?){_KIND}|{_KIND}[（(](?P<bracketed>{YEAR})年?度?[）)])[》〉]?"
)

# Where a title can end: 报告 or 年报, perhaps with a bracket, and then white space, a separator or the end.
_END = re.compile(r"[告报）)》〉](?=[\s>»›→|｜_\-—【】]|\Z)")
_BREAK = re.compile(r"[\s>»›→|｜:：【】]+")
_NOT_TITLE = re.compile(either((*NOT_TITLES, *LINKS)))
# 发布日期 below a title is a line of its own, 发布工作的通知 the rest of a longer title.
_GOES_ON = re.compile(rf"\s*(?:{either(GOES_ON)})(?!日期|时间|机构|机关|单位|部门|人|者|于|\s*[:：])")
_LINK = re.compile(rf"(?:{either(LINKS)})[\s:：>]*\Z")
_YEAR_ABOVE = re.compile(r"\d年度?\s*[\r\n]\s*\Z")
_LINE_END = re.compile(r"\s*[\r\n]\s*")
_FONT_SIZES = "大中小"  # links of many sites, at times one on a line
_HAN = re.compile(r"[\u3400-\u9fff]")


class Title(NamedTuple):
    """A title found: as printed, with the year it names and its subject, squeezed; '' when it names none."""

    value: str
    span: Span
    year: int
    year_span: Span
    subject: str
    subject_span: Span


class _Reading(NamedTuple):
    """A title within squeezed text: the year, and where year and subject stand in it."""

    year: int
    year_at: tuple[int, int]
    subject_at: tuple[int, int]
    subject: str


def candidates(text: str, head: Span, fits: Callable[[str], bool]) -> list[Title]:
    """Every line of the head, or run of up to three lines, that reads as a title of a report.

    `fits` says whether a body or place named on a line of its own can be the subject of this report.
    """
    titles = []
    for end in _END.finditer(text, *head):
        title = _ending_at(text, Span(head.start, end.end()), fits)
        if title and not _GOES_ON.match(text, end.end(), head.end):
            titles.append(title)
    return titles


def choose(text: str, titles: list[Title], year: int | None) -> Title | Text:
    """The title of this report, or why it is not known. `year` is the one that the text itself speaks of."""
    if not titles:
        return remarks.NO_TITLE
    if _one_report(titles):
        return _fullest(titles)
    pool = [title for title in titles if year in (None, title.year)]
    if pool and _one_report(pool):
        return _fullest(pool)
    alone = [title for title in pool if _alone(text, title, titles)]
    return alone[-1] if alone else remarks.SEVERAL_TITLES


def _one_report(titles: list[Title]) -> bool:
    """Whether all the titles name one year, and one body as far as they name any."""
    subjects = [title.subject for title in titles if title.subject]
    return len({title.year for title in titles}) == 1 and all(same_body(s, subjects[0]) for s in subjects)


def _fullest(titles: list[Title]) -> Title:
    return next((title for title in titles if is_body(title.subject)), titles[0])


def _alone(text: str, title: Title, titles: list[Title]) -> bool:
    """Whether no other title stands next to this one, as in a list of links, with at most a date between."""
    for other in titles:
        first, second = sorted((title.span, other.span))
        if first != second and other.value != title.value and not _HAN.search(text, first.end, second.start):
            return False
    return True


def _ending_at(text: str, within: Span, fits: Callable[[str], bool]) -> Title | None:
    """The title that ends where `within` does: a whole line if it can be one, else its last words, else more lines."""
    starts = list(_starts(text, within))
    same_line = [start for start, crossed in starts if not crossed]
    order = [*same_line[-1:], *same_line[:-1][:WORDS], *(start for start, crossed in starts if crossed)]
    loose = None
    for start in order:
        reading = _read(text, Span(start, within.end))
        if reading and (not reading.subject or is_body(reading.subject) or is_place(reading.subject)):
            return _with_name_before(text, Span(start, within.end), reading, starts, fits)
        loose = loose or (reading and (start, reading))
    return _title(text, Span(loose[0], within.end), loose[1]) if loose else None


def _starts(text: str, within: Span) -> Iterator[tuple[int, int]]:
    """Where a title that ends with `within` can start, nearest first, and how many line ends lie between.

    On the line of its end any word can be the first; above, only whole lines that nothing separates from it.
    """
    crossed = 0
    low = max(within.start, within.end - REACH)
    breaks = list(_BREAK.finditer(text, low, within.end))
    for found in reversed(breaks):
        barrier = not found[0].isspace()
        line_end = "\n" in found[0] or "\r" in found[0] or found.start() == within.start
        if not crossed or (line_end and not barrier):
            yield found.end(), crossed
        crossed += line_end
        if barrier or crossed == LINES:
            return
    if low == within.start and (not breaks or breaks[0].start() > low):
        yield low, crossed


def _read(text: str, span: Span) -> _Reading | None:
    """Read a stretch of text as one whole title."""
    raw = text[span.start : span.end]
    squeezed = squeeze(raw)
    if "信息公开" not in squeezed:
        return None
    match = _YEAR_FIRST.fullmatch(squeezed) or _YEAR_LAST.fullmatch(squeezed)
    if not match or _in_menu(text, span):
        return None
    year_group = "year" if match["year"] else "bracketed"
    year = plausible(match[year_group])
    subject_at = _subject(match)
    subject = squeezed[subject_at[0] : subject_at[1]]
    if year is None or _NOT_TITLE.search(squeezed):
        return None
    if year_group == "year" and not match["nian"] and not _nian_only_lost(match, raw):
        return None
    return _Reading(year, match.span(year_group), subject_at, subject)


def _in_menu(text: str, span: Span) -> bool:
    """Whether the words before say that this is a link, or the last year of a list stands above the next entry."""
    before = (max(0, span.start - 8), span.start)
    several_lines = _LINE_END.search(text, span.start, span.end)
    return bool(_LINK.search(text, *before) or (several_lines and _YEAR_ABOVE.search(text, *before)))


def _nian_only_lost(match: re.Match[str], raw: str) -> bool:
    """Whether 2023政府信息公开 lacks nothing but its 年: words stand between, or a line ends there, otherwise."""
    return bool(match["of"]) and match.end("year") == match.start("of") and not _LINE_END.search(raw)


def _subject(match: re.Match[str]) -> tuple[int, int]:
    """Where the subject stands: before the year or after it. Words in both places are no name together."""
    start, end = match.span("before")
    if match.re is _YEAR_FIRST and match["after"]:
        start, end = start if end > start else match.start("after"), match.end("after")
    overlap = match["of"] == "政府" and match.start("of") == end and match.string.startswith("人民", end - 2)
    return start, end + 2 * overlap  # 人民政府信息公开: the name goes on into what follows


def _with_name_before(
    text: str, span: Span, reading: _Reading, starts: list[tuple[int, int]], fits: Callable[[str], bool]
) -> Title:
    """Take in the word or line before a title, when that is the name that it lacks or the beginning of its name."""
    start = next((start for start, _ in starts if start < span.start), None)
    if start is not None and _belongs(squeeze(text[start : span.start]), reading.subject, text, fits):
        longer = Span(start, span.end)
        span, reading = (longer, whole) if (whole := _read(text, longer)) else (span, reading)
    return _title(text, span, reading)


def _belongs(before: str, subject: str, text: str, fits: Callable[[str], bool]) -> bool:
    """Whether what stands before a title is part of it, and not the site or a menu."""
    if not subject:
        return (is_body(before) or is_listed(before)) and fits(before)
    if not is_body(before + subject):
        return False
    lone = len(before) == 1 and before not in _FONT_SIZES
    return lone or (is_place(before) and not has_place(subject)) or before + subject in text


def _title(text: str, span: Span, reading: _Reading) -> Title:
    value = _LINE_END.sub("", text[span.start : span.end])
    year_span = stretch(text, span.start, *reading.year_at)
    return Title(value, span, reading.year, year_span, reading.subject, stretch(text, span.start, *reading.subject_at))
