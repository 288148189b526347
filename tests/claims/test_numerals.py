"""Counts in prose, against a writer of Chinese numerals of the tests' own."""

from __future__ import annotations

import re

import pytest
from govreports.claims.numerals import NUMBER, count
from hypothesis import given
from hypothesis import strategies as st

DIGITS = "零一二三四五六七八九"


def written(number: int) -> str:
    """A number below a hundred million as it is said: 105 is 一百零五."""
    if number >= 10_000:
        low = number % 10_000
        return f"{written(number // 10_000)}万" + ((("零" if low < 1000 else "") + written(low)) if low else "")
    text, gap = "", False
    for scale, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, scale)
        if digit:
            text += ("零" if gap and text else "") + DIGITS[digit] + name
        gap = not digit
    return text or DIGITS[0]


@given(st.integers(0, 99_999_999))
def test_a_number_written_out_is_read_back(number: int) -> None:
    assert re.fullmatch(NUMBER, written(number))
    assert count(written(number)) == number


@given(st.integers(0, 10**9))
def test_digits_are_read_back(number: int) -> None:
    for printed in (str(number), f"{number:,}"):
        assert re.fullmatch(NUMBER, printed)
        assert count(printed) == number
        wide = printed.translate({ord(c): ord(c) + 0xFEE0 for c in "0123456789,"})
        assert count(wide) == number


@pytest.mark.parametrize(
    ("printed", "number"), [("十二", 12), ("两百", 200), ("两千零三", 2003), ("〇", 0), ("一十五", 15), ("十", 10)]
)
def test_other_ways_of_saying_it(printed: str, number: int) -> None:
    assert count(printed) == number


@pytest.mark.parametrize("printed", ["一二", "二〇二〇", "十十", "百", "万", "一百五", "三万二", "十百", "二二十"])
def test_what_is_no_number_or_could_be_two_is_none(printed: str) -> None:
    assert count(printed) is None
