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
LONGEST_CELL = 200

MONEY_UNITS: dict[str, Decimal] = {"亿元": Decimal(10_000), "万元": Decimal(1), "元": Decimal("0.0001")}
COUNT_UNITS = ("件", "条", "项", "个", "次", "人次", "份", "宗", "起")
DASHES = "-‐‑‒–—―─/\\"
LONGEST_DASH = 2
WORDS_FOR_NOTHING = ("无",)
INCREASE, DECREASE = ("增加", "增"), ("减少", "减")

# Full-width forms, one character for one. NFKC would also turn 5² into 52.
_FOLD = str.maketrans({chr(code + 0xFEE0): chr(code) for code in range(0x21, 0x7F)} | {"−": "-", "﹣": "-"})
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
_LIKE_THOUSANDS = re.compile(r"[0-9]{1,3}\.[0-9]{3}")  # 1.234 is one thousand to some
_PLAIN = re.compile(r"0|[1-9][0-9]{0,14}")
_APART = re.compile(r"[+-]?[0-9][0-9,.]*(?:\s+[0-9][0-9,.]*)+")


Parts = dict[str, str | None]


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
    unit that the header prints for a money column, None when it prints none. Of a unit not in `MONEY_UNITS` nothing is
    read.
    """
    if _PLAIN.fullmatch(raw) and (kind != "money" or unit == "万元"):
        return Reading(float(raw) if kind == "money" else int(raw), PRINTED, "")
    text = " ".join(raw.translate(_FOLD).split()).strip(_INVISIBLE).strip()
    if not text:
        return BLANK
    if text in WORDS_FOR_NOTHING or (not text.strip(DASHES) and len(text) <= LONGEST_DASH):
        return DASH
    if _APART.fullmatch(text):
        return _noted("digits_apart")
    match = _NUMBER.fullmatch(text) if len(text) <= LONGEST_CELL else None
    return _interpret(match, kind, unit) if match else NOT_A_NUMBER


def _interpret(match: re.Match[str], kind: FigureKind, header_unit: str | None) -> Reading:
    part = match.groupdict()
    doubt = _doubt(part, kind)
    if doubt:
        return _noted(doubt)
    digits = (part["whole"] or "").replace(",", "")
    number = Decimal(digits + (part["fraction"] or ""))
    if part["sign"] == "-" or part["words"] in DECREASE:
        number = -number
    if kind == "money":
        return _money(number, _unit(part), header_unit, part["beside"] or "")
    note = _count_note(part, number, kind, digits)
    value: Value = int(number) if number == number.to_integral_value() else float(number)
    return _noted(note, value) if note else Reading(value, PRINTED, "")


def _unit(part: Parts) -> str | None:
    return part["unit"] or part["unit_inside"]


def _doubt(part: Parts, kind: FigureKind) -> str:
    """Why what looks like a number is none for certain; empty when it is one."""
    unit = _unit(part)
    whole, fraction = part["whole"] or "", part["fraction"] or ""
    sign_misplaced = part["words"] and (kind != "change" or part["sign"])
    unit_misplaced = unit and (unit in MONEY_UNITS) != (kind == "money")
    if sign_misplaced or unit_misplaced:
        return "not_a_number"
    negative_or_note = part["open"] and not unit
    money_beside = kind == "money" and "元" in (part["beside"] or "")
    decimal_or_thousands = kind != "money" and _LIKE_THOUSANDS.fullmatch(whole + fraction)
    zero_thousands = "," in whole and whole.startswith("0")
    if negative_or_note or money_beside or decimal_or_thousands or zero_thousands:
        return "two_readings"
    digits = whole.replace(",", "")
    if (fraction and len(digits + fraction) > MOST_DIGITS) or int(digits) > LARGEST:
        return "too_large"
    return ""


def _count_note(part: Parts, number: Decimal, kind: FigureKind, digits: str) -> str:
    """The note that a count or a change needs, the weightiest first; empty for a plain number."""
    if part["words"]:
        return "sign_in_words"
    if part["beside"]:
        return "words_beside"
    if part["fraction"]:
        return "not_whole"
    if part["sign"] and kind == "count":
        return "sign_unexpected"
    if _unit(part):
        return "unit_beside"
    return "zeros_in_front" if digits != str(abs(int(number))) else ""


def _money(number: Decimal, unit: str | None, header_unit: str | None, beside: str) -> Reading:
    """Money in 万元. A unit in the cell wins over the header's; with neither, the number is stored as printed."""
    said = unit or header_unit
    if said and said not in MONEY_UNITS:
        return _noted("unit_unknown")
    value = float(number * MONEY_UNITS[said]) if said else float(number)
    if said and said != "万元" and number:
        return _noted("unit_converted", value)
    if not said and number:
        return _noted("unit_not_printed", value)
    if beside:
        return _noted("words_beside", value)
    return Reading(value, PRINTED, "")
