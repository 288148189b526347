"""When a report was published: the line under its title, else the date under its signature."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from govreports.form.model import Text
from govreports.identity import remarks
from govreports.identity.evidence import Found, evidence, nothing
from govreports.identity.head import Head
from govreports.identity.numerals import DATE, FIRST_YEAR, LAST_YEAR, read_date
from govreports.identity.signature import Signature
from govreports.report import Evidence
from govreports.spans import Span

_LABEL = re.compile(r"(?:日[^\S\r\n]*期|时[^\S\r\n]*间)[^\S\r\n]*[:：|｜]?[\s\[【（(]*")
_PUBLISHED = ("发布", "公开", "公布", "发表")
_HAN = re.compile(r"[\u3400-\u9fff]")
# 时间:2020年1月1日至… is a period, 日期:2021年3月5日 星期五 the clock of the page.
_NOT_A_DAY = re.compile(r"\s*(?:至|到|起|星期|[-－—–~～]\s*\d)")
# A manifest counts days in UTC, a page in Beijing.
_DAY_ELSEWHERE = timedelta(days=1)
_WORDS = re.compile(r"[^\s|｜]{0,12}\d[^\s|｜]{0,12}")


def published(
    where: Head, signature: Signature | None, stamp: str | None, year: int | None, retrieved: str | None
) -> tuple[list[Evidence], Text | None]:
    """Rows about the date of publication, the first holding it; and what it says against the year, if anything.

    `stamp` is what the page's metadata say, `retrieved` when the page was fetched, as the manifest says.
    """
    found = _labelled(where.text, where.head)
    if not found and stamp and DATE.match(stamp):
        found = [Found(stamp, "metadata", None)]
    if not found and signature:
        found = [Found(where.text[slice(*signature.day)], "signature", signature.day)]
    if not found:
        return [nothing("published_on", remarks.NO_DATE)], None
    days = {_day(f) for f in found}
    if len(days) > 1:
        return [nothing("published_on", remarks.DATES_DIFFER, found[0].span)], None
    return _judge(found[0], days.pop(), year, _fetched(retrieved))


def _judge(
    found: Found, day: date | None, year: int | None, fetched: date | None
) -> tuple[list[Evidence], Text | None]:
    if day is None or not FIRST_YEAR < day.year <= LAST_YEAR:
        return [nothing("published_on", remarks.not_a_date(found.value), found.span)], None
    dated = found._replace(value=day.isoformat())
    if year is not None and day.year <= year:
        return [nothing("published_on", remarks.too_early(dated.value, year), found.span)], remarks.YEAR_AND_DATE
    if fetched and day > fetched + _DAY_ELSEWHERE:
        return [nothing("published_on", remarks.after_retrieval(dated.value, fetched.isoformat()), found.span)], None
    late = year is not None and day.year > year + 1
    return [evidence("published_on", dated, remarks.LATE if late else None)], None


def _fetched(printed: str | None) -> date | None:
    """The day of a time such as 2024-05-06T07:08:09Z; None for anything else."""
    match = DATE.match(printed) if printed else None
    return read_date(match) if match else None


def _day(found: Found) -> date | None:
    match = DATE.match(found.value)
    return read_date(match) if match else None


def _labelled(text: str, head: Span) -> list[Found]:
    """What stands after 发布日期 and the like; after a bare 时间 or 日期 only when there is no such line."""
    plain: list[Found] = []
    of_publication: list[Found] = []
    for label in _LABEL.finditer(text, *head):
        before = text[max(head.start, label.start() - 4) : label.start()]
        if before.rstrip().endswith(_PUBLISHED):
            of_publication += _after(text, Span(label.end(), head.end), True)
        elif not _HAN.match(before[-1:]):
            plain += _after(text, Span(label.end(), head.end), False)
    return of_publication or plain


def _after(text: str, rest: Span, certain: bool) -> Iterator[Found]:
    """The date at the start of `rest`; where it is certain that one is meant, the words that stand there instead."""
    match = DATE.match(text, *rest)
    if match and not _NOT_A_DAY.match(text, match.end(), rest.end):
        yield Found(match[0], "date_line", Span(*match.span()))
    elif certain and not match and (words := _WORDS.match(text, *rest)):
        yield Found(words[0], "date_line", Span(*words.span()))
