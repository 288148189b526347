"""Whole numbers written as lists number their items: 一, 十一, ①, iv, in the formats that Word knows by name."""

from __future__ import annotations

from collections.abc import Callable

DIGITS = "零一二三四五六七八九"
LEGAL_DIGITS = "零壹贰叁肆伍陆柒捌玖"
STEMS = "甲乙丙丁戊己庚辛壬癸"
BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
TEN, HUNDRED, THOUSAND, LARGEST = 10, 100, 1_000, 9_999
LETTERS = 26


def written(number: int, style: str) -> str:
    """A number as a list in this style shows it; in plain digits where the style has no sign for it."""
    write = STYLES.get(style)
    return (write(number) if write and 0 < number <= LARGEST else "") or str(number)


def in_words(number: int, digits: str = DIGITS, units: str = "十百千") -> str:
    """一, 十, 十一, 二十, 一百零一: as counted aloud, up to 9,999."""
    words, gap = "", False
    for place, unit in ((THOUSAND, units[2]), (HUNDRED, units[1]), (TEN, units[0]), (1, "")):
        digit = number // place % TEN
        if digit:
            words += (digits[0] if gap else "") + digits[digit] + unit
        gap = bool(words) and not digit
    return words


def _counted(number: int) -> str:
    """As in words, the ten to nineteen without their 一."""
    words = in_words(number)
    return words.removeprefix("一") if TEN <= number < 2 * TEN else words


def _counted_short(number: int) -> str:
    """As counted, from a hundred on digit by digit."""
    return _counted(number) if number < HUNDRED else _digit_by_digit(number)


def _digit_by_digit(number: int) -> str:
    return "".join("○一二三四五六七八九"[int(digit)] for digit in str(number))


def _legal(number: int) -> str:
    return in_words(number, LEGAL_DIGITS, "拾佰仟")


def _roman(number: int) -> str:
    text = ""
    for value, letters in ROMAN:
        text += letters * (number // value)
        number %= value
    return text


def _letter(number: int) -> str:
    """a to z, then aa, bb."""
    return chr(ord("a") + (number - 1) % LETTERS) * ((number - 1) // LETTERS + 1)


def _from(signs: str) -> Callable[[int], str]:
    return lambda number: signs[number - 1] if number <= len(signs) else ""


def _run(first: str, count: int) -> Callable[[int], str]:
    return _from("".join(chr(ord(first) + place) for place in range(count)))


CIRCLED = _from("".join(map(chr, (*range(0x2460, 0x2474), *range(0x3251, 0x3260), *range(0x32B1, 0x32C0)))))
_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")

STYLES: dict[str, Callable[[int], str]] = {
    "chineseCounting": _counted_short,
    "chineseCountingThousand": _counted,
    "taiwaneseCounting": _counted_short,
    "taiwaneseCountingThousand": _counted,
    "japaneseCounting": _counted,
    "koreanCounting": _counted,
    "ideographDigital": _digit_by_digit,
    "japaneseDigitalTenThousand": _digit_by_digit,
    "taiwaneseDigital": _digit_by_digit,
    "chineseLegalSimplified": _legal,
    "japaneseLegal": _legal,
    "ideographLegalTraditional": _legal,
    "ideographTraditional": _from(STEMS),
    "ideographZodiac": _from(BRANCHES),
    "decimalEnclosedCircle": CIRCLED,
    "decimalEnclosedCircleChinese": CIRCLED,
    "ideographEnclosedCircle": _run("㊀", 10),
    "decimalEnclosedParen": _run("⑴", 20),
    "decimalEnclosedFullstop": _run("⒈", 20),
    "decimalFullWidth": lambda number: str(number).translate(_WIDE),
    "decimalFullWidth2": lambda number: str(number).translate(_WIDE),
    "decimalZero": lambda number: f"{number:02}",
    "numberInDash": lambda number: f"- {number} -",
    "lowerLetter": _letter,
    "upperLetter": lambda number: _letter(number).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
}
