"""What a spreadsheet shows of a number: the format of its cell applied, as far as that can be done exactly."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation, localcontext
from functools import lru_cache
from typing import NamedTuple

GENERAL = "General"
# The formats that files name by a number only, as they show in China.
_YEAR_MONTH, _MONTH_DAY, _YEAR_MONTH_DAY = 'yyyy"年"m"月"', 'm"月"d"日"', 'yyyy"年"m"月"d"日"'
BUILT_IN: dict[int, str] = {
    0: GENERAL,
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    49: "@",
    14: "yyyy/m/d",
    20: "h:mm",
    21: "h:mm:ss",
    22: "yyyy/m/d h:mm",
    30: "m-d-yy",
    32: 'h"时"mm"分"',
    37: "#,##0;(#,##0)",
    38: "#,##0;(#,##0)",
    39: "#,##0.00;(#,##0.00)",
    40: "#,##0.00;(#,##0.00)",
    5: '"¥"#,##0;"¥"-#,##0',
    6: '"¥"#,##0;"¥"-#,##0',
    7: '"¥"#,##0.00;"¥"-#,##0.00',
    8: '"¥"#,##0.00;"¥"-#,##0.00',
    **dict.fromkeys((41, 42), '#,##0;-#,##0;"-";@'),
    **dict.fromkeys((43, 44), '#,##0.00;-#,##0.00;"-"??;@'),
    **dict.fromkeys((27, 36, 50, 52, 57), _YEAR_MONTH),
    **dict.fromkeys((28, 29, 51, 53, 54, 58), _MONTH_DAY),
    31: _YEAR_MONTH_DAY,
}

# A spreadsheet calculates with fifteen digits and shows no more: the rest is how machines keep fractions.
_FIFTEEN = Context(prec=15, rounding=ROUND_HALF_UP)
_WIDEST_GENERAL = 11
_TOO_LONG = 60

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|[\\!](?P<escaped>.)|(?P<space>_.|\*.)|\[(?P<bracket>[^\]]*)\]'
    r"|(?P<general>General)|(?P<digits>[0#?][0#?,]*(?:\.[0#?]*)?,*|\.[0#?]+)|(?P<percent>%)|(?P<text>@)"
    r"|(?P<date>y+|m+|d+|h+|s+)|(?P<literal>[-+$ ():/,.¥￥年月日时分秒元件条项个次份万亿])|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_CURRENCY = re.compile(r"\$([^-]*)(?:-[0-9A-Fa-f]+)?")
_COLOURS = frozenset({"black", "blue", "cyan", "green", "magenta", "red", "white", "yellow"})

FIRST_DAY, LAST_DAY = 1, 2_958_465
LEAP_DAY_THAT_WAS_NONE = 60


class Token(NamedTuple):
    """One piece of a format: what kind of thing it is, and its text."""

    kind: str
    text: str


def shown(value: str, code: str, since_1904: bool) -> str | None:
    """The text that a number is shown as under a format; None where the format is not one that is known here."""
    try:
        number = Decimal(value)
    except InvalidOperation:
        return None
    if not number.is_finite() or abs(number.adjusted()) > _TOO_LONG:
        return None
    number = _FIFTEEN.plus(number)
    sections = _sections(code)
    if sections is None:
        return None
    tokens, unsigned = _section(sections, number)
    if any(token.kind == "date" for token in tokens):
        return _date(number, tokens, since_1904)
    if not tokens:
        return ""
    text = _number(abs(number), tokens)
    return text if text is None or unsigned or number >= 0 or not _digits_in(text) else f"-{text}"


def shown_text(text: str, code: str) -> str:
    """What a cell shows of a text: all of it, unless its format has a section for texts that leaves it out."""
    sections = _sections(code)
    if sections is None or len(sections) <= _TEXT_SECTION:
        return text
    return text if any(token.kind in {"text", "general"} for token in sections[_TEXT_SECTION]) else ""


_TEXT_SECTION = 3


def general(number: Decimal) -> str:
    """A number as a cell without a format shows it: up to eleven characters, no zeros at the end."""
    number = _FIFTEEN.plus(number)
    whole = len(str(abs(int(number))))
    if whole > _WIDEST_GENERAL:
        return f"{number:.5E}"
    places = max(0, _WIDEST_GENERAL - whole - 1)
    text = f"{_rounded(number, places):f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    if text not in {"-0", "0"}:
        return text
    return f"{number:.5E}" if number else "0"


def _rounded(number: Decimal, places: int) -> Decimal:
    with localcontext(prec=200, rounding=ROUND_HALF_UP):
        return number.quantize(Decimal(1).scaleb(-places))


@lru_cache(maxsize=1024)
def _sections(code: str) -> tuple[tuple[Token, ...], ...] | None:
    """The sections of a format; None where one holds what is not known here."""
    sections: list[list[Token]] = [[]]
    for found in _TOKEN.finditer(code):
        kind = found.lastgroup or "other"
        text = found[kind]
        if kind == "other" and text == ";":
            sections.append([])
            continue
        token = _token(kind, text)
        if token is None:
            return None
        if token.text:
            sections[-1].append(token)
    known = all(sum(token.kind in {"digits", "general"} for token in section) <= 1 for section in sections)
    return tuple(map(tuple, sections)) if known and len(sections) <= _TEXT_SECTION + 1 else None


def _token(kind: str, text: str) -> Token | None:
    if kind in {"quoted", "escaped", "literal"}:
        return Token("literal", text)
    if kind == "space":
        return Token("literal", "")
    if kind == "bracket":
        return _bracket(text)
    return None if kind == "other" else Token(kind, text)


def _bracket(text: str) -> Token | None:
    """A colour or a currency. Conditions, Chinese numerals and hours beyond a day are not known here."""
    currency = _CURRENCY.fullmatch(text)
    if currency:
        return Token("literal", currency[1])
    return Token("literal", "") if text.lower() in _COLOURS else None


def _section(sections: Sequence[tuple[Token, ...]], number: Decimal) -> tuple[tuple[Token, ...], bool]:
    """The section for a number, and whether it shows the sign itself."""
    if number < 0 and len(sections) > 1:
        return sections[1], True
    if not number and len(sections) > 2:  # noqa: PLR2004 - positive; negative; zero
        return sections[2], True
    return sections[0], False


def _number(number: Decimal, tokens: Sequence[Token]) -> str | None:
    parts = []
    for token in tokens:
        if token.kind == "digits":
            hundredfold = 100 ** sum(other.kind == "percent" for other in tokens)
            parts.append(_with_digits(number * hundredfold, token.text))
        elif token.kind in {"general", "text"}:
            parts.append(general(number))
        else:
            parts.append(token.text)
    return "".join(parts).strip()


def _with_digits(number: Decimal, pattern: str) -> str:
    """A number in a pattern such as #,##0.00."""
    whole_pattern, point, fraction_pattern = pattern.partition(".")
    scaled = fraction_pattern if point else whole_pattern
    commas = len(scaled) - len(scaled.rstrip(","))
    places = len(fraction_pattern.rstrip(","))
    whole, _, fraction = f"{_rounded(number.scaleb(-3 * commas), places):f}".partition(".")
    whole = whole.lstrip("0").rjust(whole_pattern.count("0"), "0")
    if "," in whole_pattern.rstrip(","):
        whole = _grouped(whole)
    optional = len(fraction_pattern.rstrip(",")) - len(fraction_pattern.rstrip(",").rstrip("#?"))
    while optional and fraction.endswith("0"):
        fraction, optional = fraction[:-1], optional - 1
    return whole + (point and "." + fraction)


def _grouped(whole: str) -> str:
    return re.sub(r"(?<=[0-9])(?=(?:[0-9]{3})+$)", ",", whole)


def _digits_in(text: str) -> bool:
    return any(character in "123456789" for character in text)


# --- dates ------------------------------------------------------------------------------------------------------------


def _date(number: Decimal, tokens: Sequence[Token], since_1904: bool) -> str | None:
    """A day, counted as spreadsheets count; in their first calendar 1900 was a leap year."""
    serial = int(number)
    day = serial + (1462 if since_1904 else 0)
    if not FIRST_DAY <= day <= LAST_DAY or number < 0 or day == LEAP_DAY_THAT_WAS_NONE:
        return None
    shift = 0 if day > LEAP_DAY_THAT_WAS_NONE else 1
    found = date(1899, 12, 30) + timedelta(days=day + shift)
    seconds = round((number - serial) * 86_400)
    if seconds == 86_400:  # noqa: PLR2004 - the last half second of a day
        return None
    return "".join(_dated(tokens, found, seconds)).strip()


def _dated(tokens: Sequence[Token], day: date, seconds: int) -> Iterator[str]:
    clock = {"h": seconds // 3600, "s": seconds % 60}
    after_hour = False
    for token in tokens:
        letter = token.text[0].lower()
        if token.kind != "date":
            yield token.text
            continue
        if letter == "y":
            yield str(day.year) if len(token.text) > 2 else f"{day.year % 100:02}"  # noqa: PLR2004 - yy, yyyy
            continue
        if letter == "m" and not after_hour:
            number = day.month
        elif letter == "m":
            number = seconds // 60 % 60
        else:
            number = clock.get(letter, day.day)
        after_hour = letter in "hs"
        yield str(number).rjust(min(len(token.text), 2), "0")
