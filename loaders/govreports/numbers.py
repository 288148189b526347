"""The only place that reads a number: one cell's text -> value, status and note.

Nothing is repaired and nothing is guessed. What is not certainly one number has no value, and a status that says why.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from govreports.form.model import FigureKind
from govreports.notes import NOTES
from govreports.report import PRINTED, Value

# JSON readers and spreadsheets keep whole numbers exactly up to here, and 15 digits of any decimal fraction.
LARGEST = 2**53 - 1
MOST_DIGITS = 15

MONEY_UNITS: dict[str, Decimal] = {"亿元": Decimal(10_000), "万元": Decimal(1), "元": Decimal("0.0001")}
COUNT_UNITS = ("件", "条", "项", "个", "次", "人次", "份", "宗", "起")
DASHES = "-‐‑‒–—―─/\\"  # noqa: RUF001 - the look-alikes are the point
WORDS_FOR_NOTHING = ("无",)
INCREASE, DECREASE = ("增加", "增"), ("减少", "减")

# Full-width forms, one character for one. NFKC would also turn 5² into 52.
_FOLD = str.maketrans(
    {chr(code + 0xFEE0): chr(code) for code in range(0x21, 0x7F)} | {"−": "-", "﹣": "-"}  # noqa: RUF001 - minus signs
)
_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff"

_UNITS = "|".join(sorted((*MONEY_UNITS, *COUNT_UNITS), key=len, reverse=True))
_NUMBER = re.compile(
    rf"""
    (?P<bold>\*\*)?
    (?P<words>{"|".join((*INCREASE, *DECREASE))})? \s*
    (?P<open>\()? (?P<sign>[+-])? \s*
    (?P<whole>[0-9]{{1,3}}(?:,[0-9]{{3}})+|[0-9]+) (?P<fraction>\.[0-9]+)?
    (?(open)\)) \s*
    (?: (?P<unit>{_UNITS}) | \((?P<unit_inside>{_UNITS})\) )? \s*
    (?P<beside> \([^()]*\) | [,:;]?\s*其中.* )? \s*
    (?(bold)\*\*)
    """,
    re.VERBOSE | re.DOTALL,
)
_APART = re.compile(r"[+-]?[0-9][0-9,.]*(?:\s+[0-9][0-9,.]*)+")


class Reading(NamedTuple):
    """What a cell says. `value` is None unless it is certain; `note` is a code of `notes.NOTES`, empty when printed."""

    value: Value
    status: str
    note: str


def _noted(note: str, value: Value = None) -> Reading:
    return Reading(value, NOTES[note].status, note)


BLANK = _noted("empty_cell")
DASH = _noted("dash_printed")
NOT_A_NUMBER = _noted("not_a_number")


def read(raw: str, kind: FigureKind = "count", unit: str | None = "万元") -> Reading:
    """Read the text of one cell.

    `kind` is the figure's kind in the form: counts and changes come back as they are, money in 万元. `unit` is the
    unit that the header prints for a money column, None when it prints none.
    """
    if raw.isascii() and raw.isdigit() and kind != "money" and (raw[0] != "0" or raw == "0") and len(raw) < 16:
        return Reading(int(raw), PRINTED, "")
    text = raw.translate(_FOLD).strip().strip(_INVISIBLE).strip()
    if not text:
        return BLANK
    if text in WORDS_FOR_NOTHING or (len(text) <= 2 and not text.strip(DASHES)):
        return DASH
    if _APART.fullmatch(text):
        return _noted("digits_apart")
    match = _NUMBER.fullmatch(text)
    return _interpret(match, kind, unit) if match else NOT_A_NUMBER


def _interpret(match: re.Match[str], kind: FigureKind, header_unit: str | None) -> Reading:
    part = match.groupdict()
    unit = part["unit"] or part["unit_inside"]
    beside = part["beside"] or ""
    if part["words"] and (kind != "change" or part["sign"]):
        return NOT_A_NUMBER
    if unit and (unit in MONEY_UNITS) != (kind == "money"):
        return NOT_A_NUMBER
    if part["open"] and not unit:
        return _noted("two_readings")  # a bracketed number is a note to some and a negative to others
    if kind == "money" and "元" in beside:
        return _noted("two_readings")
    if kind != "money" and part["fraction"] and len(part["fraction"]) == 4 and len(part["whole"]) <= 3:
        return _noted("two_readings")  # 1.234 is one thousand to some
    digits = part["whole"].replace(",", "")
    if len(digits + (part["fraction"] or "")) > MOST_DIGITS or int(digits) > LARGEST:
        return _noted("too_large")
    number = Decimal(digits + (part["fraction"] or ""))
    if part["sign"] == "-" or part["words"] in DECREASE:
        number = -number
    if kind == "money":
        return _money(number, unit, header_unit, beside)
    note = _count_note(part, number, kind, digits)
    value: Value = int(number) if number == number.to_integral_value() else float(number)
    return _noted(note, value) if note else Reading(value, PRINTED, "")


def _count_note(part: dict[str, str | None], number: Decimal, kind: FigureKind, digits: str) -> str:
    """The note that a count or a change needs, the weightiest first; empty for a plain number."""
    if part["words"]:
        return "sign_in_words"
    if part["beside"]:
        return "words_beside"
    if part["fraction"]:
        return "not_whole"
    if part["sign"] and kind == "count":
        return "sign_unexpected"
    if part["unit"] or part["unit_inside"]:
        return "unit_beside"
    return "zeros_in_front" if digits != str(abs(int(number))) else ""


def _money(number: Decimal, unit: str | None, header_unit: str | None, beside: str) -> Reading:
    """Money in 万元. A unit in the cell wins over the header's; with neither, the number is stored as printed."""
    said = unit or header_unit
    value = float(number * MONEY_UNITS[said]) if said else float(number)
    if said and said != "万元" and number:
        return _noted("unit_converted", value)
    if not said and number:
        return _noted("unit_not_printed", value)
    if beside:
        return _noted("words_beside", value)
    return Reading(value, PRINTED, "")
