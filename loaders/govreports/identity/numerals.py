"""Years and dates as reports print them: in ASCII, full-width or Chinese digits."""

import re
from datetime import date

FIRST_YEAR = 2008  # the Regulations came into force
LAST_YEAR = 2100

_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_GAP = r"[^\S\r\n]*"

# Four digits that no digit touches: where a character was lost, as in 202111日, nothing is read. The pattern begins
# with a set of characters, so that a search runs at full speed from one to the next.
YEAR = r"[\d二](?<!\d\d)(?:(?<=\d)\d{3}(?!\d)|(?<=二)[〇○零][〇○零一二三四五六七八九]{2})"

_PART = "(\\d{1,2}|[一二三四五六七八九十]{1,3})"
DATE = re.compile(
    rf"({YEAR}){_GAP}(?:年{_GAP}{_PART}{_GAP}月{_GAP}{_PART}{_GAP}[日号]"
    rf"|([-－/／.．]){_GAP}(\d{{1,2}}){_GAP}\4{_GAP}(\d{{1,2}})(?!\d))"
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
    year, month, day = match.group(1, 5, 6) if match[4] else match.group(1, 2, 3)
    try:
        return date(number(year), number(month), number(day))
    except ValueError:
        return None
