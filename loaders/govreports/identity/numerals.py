"""Years and dates as reports print them: in ASCII, full-width or Chinese digits."""

import re
from datetime import date

FIRST_YEAR = 2008  # the Regulations came into force
LAST_YEAR = 2100

_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_CHINESE_YEAR = "二[〇○零][〇○零一二三四五六七八九]{2}"
_GAP = r"[^\S\r\n]*"

# Four digits that no digit touches: where a character was lost, as in 202111日, nothing is read.
YEAR = rf"(?:(?<!\d)\d{{4}}(?!\d)|{_CHINESE_YEAR})"

DATE = re.compile(
    rf"(?<!\d)(\d{{4}}){_GAP}(?:年{_GAP}(\d{{1,2}}){_GAP}月{_GAP}(\d{{1,2}}){_GAP}[日号]"
    rf"|([-－/／.．]){_GAP}(\d{{1,2}}){_GAP}\4{_GAP}(\d{{1,2}})(?!\d))"
    rf"|({_CHINESE_YEAR}){_GAP}年{_GAP}([一二三四五六七八九十]{{1,2}}){_GAP}月{_GAP}([一二三四五六七八九十]{{1,3}}){_GAP}日"
)


def number(printed: str) -> int:
    """The value of digits of any kind, or of a Chinese number below 100. Raises ValueError for anything else."""
    tens, ten, ones = printed.partition("十")
    if ten:
        return 10 * int(tens.translate(_DIGITS) or 1) + int(ones.translate(_DIGITS) or 0)
    return int(printed.translate(_DIGITS))


def plausible(printed: str) -> int | None:
    """The year that a match of `YEAR` stands for, when a report can be about it."""
    year = number(printed)
    return year if FIRST_YEAR <= year <= LAST_YEAR else None


def read_date(match: re.Match[str]) -> date | None:
    """The day that a match of `DATE` stands for; None when the calendar has no such day."""
    year, month, day = (printed for i, printed in enumerate(match.groups(), 1) if printed and i != 4)
    try:
        return date(number(year), number(month), number(day))
    except ValueError:
        return None
