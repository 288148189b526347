"""One cell's text to a value and a status: everything that was seen printed, and everything that could deceive.

A wrong value is worse than none: what is not certainly one number must come back without a value.
"""

from __future__ import annotations

import time

import pytest
from govreports.form.model import FigureKind
from govreports.notes import NOTES
from govreports.numbers import LARGEST, read
from govreports.report import PRINTED, Value
from hypothesis import example, given
from hypothesis import strategies as st

KINDS: tuple[FigureKind, ...] = ("count", "change", "money")
UNITS = ("万元", "元", "亿元", None)

Case = tuple[str, Value, str]


def check(case: Case, kind: FigureKind, unit: str | None = "万元") -> None:
    """Require value and note; the status follows from the note."""
    raw, value, note = case
    reading = read(raw, kind, unit)
    assert (reading.value, reading.note) == (value, note)
    assert type(reading.value) is type(value)
    assert reading.status == (NOTES[note].status if note else PRINTED)


NO_VALUE: tuple[Case, ...] = (
    # An empty cell: nothing, or nothing that shows.
    *((raw, None, "empty_cell") for raw in ("", " ", "\u00a0", "\u2002", "\u3000", "\t", "\r\n", "\u200b", "\ufeff")),
    # A dash or a word for nothing is not 0.
    *(
        (raw, None, "dash_printed")
        for raw in ("-", "/", "—", "——", "－", "–", "−", "―", "／", "\\", "无", " 无 ", "--")
    ),
    # Digits apart: one number or several?
    *((raw, None, "digits_apart") for raw in ("1 2", "12 345", "1\n2", "1\u00a02", "1\u30002", "１ ２", "1 234 567")),
    # Brackets are a remark to some and a negative to others; a lone group after a point or a comma is either.
    *((raw, None, "two_readings") for raw in ("(5)", "（5）", "(-5)", "0,123")),
    # Words and signs that stand for no number here.
    *(
        (raw, None, "not_a_number")
        for raw in (
            *("○", "〇", "一", "十二", "零", "无项目", "约9", "9余", "9+", "若干", "见附件", "*", "?", "#REF!"),
            *("1,34", "1,2345", "12,34,567", ",123", "1,", "1.", ".5", "1.2.3", "1..2", "1'234", "1。5"),
            *("1e5", "1E5", "0x1F", "1_000", "1/2", "1-2", "1:2", "3%", "--1", "+-1", "1-", "∞", "NaN", "nan", "inf"),
            *("5²", "²", "½", "①", "Ⅴ", "٣", "१२", "𝟓", "5\u0301"),
            *("\x00", "5\x00", "\x005", "5\x1b[0m", "5\u202e", "(5", "5)", "5件6", "5件6件", "其中5"),
        )
    ),
)


@pytest.mark.parametrize("case", NO_VALUE, ids=lambda case: ascii(case[0]))
@pytest.mark.parametrize("kind", KINDS)
def test_what_is_not_certainly_a_number_has_no_value(case: Case, kind: FigureKind) -> None:
    check(case, kind)


@pytest.mark.parametrize(
    "case",
    [
        ("0", 0, ""),
        ("22", 22, ""),
        (" 22 ", 22, ""),
        ("\u00a022\u3000", 22, ""),
        ("\u200b22\ufeff", 22, ""),
        ("22\r\n", 22, ""),
        ("134,691", 134691, ""),
        ("1,234,567", 1234567, ""),
        ("１２", 12, ""),
        ("１３４，６９１", 134691, ""),
        ("**22**", 22, ""),  # bold, where a page became Markdown
        ("999999999999999", 999999999999999, ""),
        ("9007199254740991", 2**53 - 1, ""),
        ("9007199254740992", None, "too_large"),
        ("1152921504606846976", None, "too_large"),  # 2**60: a JSON reader would change it
        ("9" * 100, None, "too_large"),
        ("007", 7, "zeros_in_front"),
        ("00", 0, "zeros_in_front"),
        ("5件", 5, "unit_beside"),
        ("5 件", 5, "unit_beside"),
        ("5(件)", 5, "unit_beside"),
        ("(1386)条", 1386, "unit_beside"),
        ("3项", 3, "unit_beside"),
        ("22(其中修订 16 件)", 22, "words_beside"),
        ("22（其中修订 16 件）", 22, "words_beside"),
        ("22,其中修订16件", 22, "words_beside"),
        ("5件（含上年2件）", 5, "words_beside"),
        ("1.5", 1.5, "not_whole"),
        ("2.0", 2, "not_whole"),
        ("1.234", None, "two_readings"),  # one thousand to some, hardly more than one to others
        ("12.345", None, "two_readings"),
        ("+2", 2, "sign_unexpected"),
        ("-2", -2, "sign_unexpected"),
        ("−3", -3, "sign_unexpected"),
        ("－3", -3, "sign_unexpected"),
        ("减44", None, "not_a_number"),  # a count does not decrease
        ("增1", None, "not_a_number"),
        ("5万元", None, "not_a_number"),  # money where the form counts
        ("5元", None, "not_a_number"),
        ("5(万元)", None, "not_a_number"),
    ],
    ids=lambda case: ascii(case[0])[:40],
)
def test_counts(case: Case) -> None:
    check(case, "count")


@pytest.mark.parametrize(
    "case",
    [
        ("0", 0, ""),
        ("2", 2, ""),
        ("+2", 2, ""),
        ("-2", -2, ""),
        ("＋２", 2, ""),
        ("－２", -2, ""),
        ("−3", -3, ""),
        ("﹣3", -3, ""),
        ("-0", 0, ""),
        ("-1,234", -1234, ""),
        ("减44", -44, "sign_in_words"),
        ("增1", 1, "sign_in_words"),
        ("减 44", -44, "sign_in_words"),
        ("减少44", -44, "sign_in_words"),
        ("增加１", 1, "sign_in_words"),
        ("减0", 0, "sign_in_words"),
        ("减44项", -44, "sign_in_words"),
        ("增-3", None, "not_a_number"),
        ("减", None, "not_a_number"),
        ("44减", None, "not_a_number"),
        ("减增3", None, "not_a_number"),
        ("+2项", 2, "unit_beside"),
        ("-2(取消)", -2, "words_beside"),
        ("2/-1", None, "not_a_number"),
        ("-2 -1", None, "not_a_number"),
    ],
    ids=lambda case: ascii(case[0]),
)
def test_changes(case: Case) -> None:
    check(case, "change")


@pytest.mark.parametrize(
    ("case", "unit"),
    [
        (("0", 0.0, ""), "万元"),
        (("2031.9", 2031.9, ""), "万元"),
        (("18.8710", 18.871, ""), "万元"),
        (("1.234", 1.234, ""), "万元"),  # decimals are what money has
        (("134,691", 134691.0, ""), "万元"),
        (("1,234.5", 1234.5, ""), "万元"),
        (("1424.4万元", 1424.4, ""), "万元"),
        (("1424.4 万元", 1424.4, ""), "万元"),
        (("12(万元)", 12.0, ""), "万元"),
        (("１２．５", 12.5, ""), "万元"),
        (("251000元", 25.1, "unit_converted"), "万元"),
        (("251,000.00元", 25.1, "unit_converted"), "万元"),
        (("1.5亿元", 15000.0, "unit_converted"), "万元"),
        (("251000", 25.1, "unit_converted"), "元"),  # the header says yuan
        (("25.1万元", 25.1, ""), "元"),  # the cell knows better than its header
        (("1.5", 15000.0, "unit_converted"), "亿元"),
        (("2031.9", 2031.9, "unit_not_printed"), None),
        (("2031.9万元", 2031.9, ""), None),
        (("251000元", 25.1, "unit_converted"), None),
        (("0", 0.0, ""), None),  # nothing is nothing in any unit
        (("0元", 0.0, ""), "万元"),
        (("0.00", 0.0, ""), "元"),
        (("5(含税)", 5.0, "words_beside"), "万元"),
        (("5(其中3万元)", None, "two_readings"), "万元"),  # whose unit is it?
        (("5,其中3万元", None, "two_readings"), "元"),
        (("5件", None, "not_a_number"), "万元"),
        (("5美元", None, "not_a_number"), "万元"),
        (("5万", None, "not_a_number"), "万元"),
        (("￥5", None, "not_a_number"), "万元"),
        (("减5", None, "not_a_number"), "万元"),
        (("0.1234567890123456", None, "too_large"), "万元"),  # more digits than a spreadsheet keeps
        (("9" * 20, None, "too_large"), "万元"),
    ],
    ids=ascii,
)
def test_money(case: Case, unit: str | None) -> None:
    check(case, "money", unit)


# --- properties -----------------------------------------------------------------------------------------------------

# What cells are made of, so that examples come near to numbers instead of being rubbish throughout.
CELL_CHARACTERS = "0123456789０１５９,，.．+-−－—()（） \u00a0\u3000\n\t无增减加少件条万亿元其中含*/:;○一²٣\x00\u200b"
CELLS = st.one_of(st.text(), st.text(CELL_CHARACTERS), st.from_regex(r"\A[+-]?[0-9,.]{1,20}(件|万元|元)?\Z"))


@given(CELLS, st.sampled_from(KINDS), st.sampled_from(UNITS))
def test_any_text_is_answered(raw: str, kind: FigureKind, unit: str | None) -> None:
    reading = read(raw, kind, unit)
    assert (reading.status == PRINTED) == (reading.note == "")
    if reading.note:
        assert reading.status == NOTES[reading.note].status
    valued = reading.status in (PRINTED, "annotated", "converted")
    assert (reading.value is not None) == valued
    assert not isinstance(reading.value, bool)
    if isinstance(reading.value, int):
        assert kind != "money"
        assert abs(reading.value) <= LARGEST
    elif reading.value is not None:
        assert reading.value == reading.value
        assert abs(reading.value) < float("inf")


FULL_WIDTH = str.maketrans("0123456789,", "０１２３４５６７８９，")
WHOLE = st.integers(0, LARGEST)


@given(WHOLE, st.sampled_from(["{:d}", "{:,d}"]), st.booleans(), st.text(" \u00a0\u2002\u3000\n\t", max_size=3))
@example(LARGEST, "{:,d}", True, "\u3000")
@example(10**15, "{:d}", False, "")
def test_every_whole_number_reads_back_exactly(number: int, form: str, wide: bool, space: str) -> None:
    text = form.format(number)
    reading = read(space + (text.translate(FULL_WIDTH) if wide else text) + space)
    assert reading == (number, PRINTED, "")


@given(WHOLE, st.sampled_from(["+{:d}", "-{:d}", "＋{:,d}", "−{:,d}", "增{:d}", "减{:d}", "增加 {:d}", "减少{:,d}"]))
def test_every_change_reads_back_exactly(number: int, form: str) -> None:
    falls = form[0] in "-−减"
    assert read(form.format(number), "change").value == (-number if falls else number)


@given(st.integers(0, 10**11), st.integers(0, 4), st.sampled_from([("", 1), ("万元", 1), ("元", 10_000)]))
def test_every_amount_reads_back_as_the_nearest_float(units: int, places: int, said: tuple[str, int]) -> None:
    unit, divisor = said
    text = f"{units // 10**places}.{units % 10**places:0{places}d}" if places else str(units)
    # An int divided by an int is rounded once, so this is the float nearest to the amount.
    assert read(text + unit, "money").value == units / (10**places * divisor)


NUMBER = st.from_regex(r"\A[0-9]{1,4}(,[0-9]{3})?(\.[0-9]{1,2})?\Z")
GAP = st.text(" \u00a0\u2002\u3000\t\n\r", min_size=1, max_size=3)


@given(st.sampled_from(["", "+", "-", "增", "减"]), NUMBER, GAP, NUMBER, st.sampled_from(["", "件", "元", "万元"]))
def test_digits_that_stand_apart_are_never_one_number(sign: str, one: str, gap: str, two: str, unit: str) -> None:
    for kind in KINDS:
        assert read(f"{sign}{one}{gap}{two}{unit}", kind).value is None


@given(st.text("0123456789 ,.", min_size=1))
def test_a_value_has_the_digits_that_are_printed(raw: str) -> None:
    reading = read(raw)
    if reading.value is not None:
        assert reading.value == float(raw.replace(",", ""))


@pytest.mark.parametrize(
    "raw", ["1" + " " * 5000 + "x", "1" + "," * 5000, "(" * 5000, "1 " * 2500, "1" * 100_000 + "x"]
)
def test_long_rubbish_is_answered_at_once(raw: str) -> None:
    # A report has some two hundred cells, and a page can be made to hold anything.
    began = time.process_time()
    assert read(raw, "money").value is None
    assert time.process_time() - began < 0.1
