"""Wholes and parts, and rates, in sentences written and read by hand."""

from __future__ import annotations

from decimal import Decimal

import pytest
from govreports.claims import divisions, rates, sentences
from govreports.spans import Span


def divided(text: str) -> list[tuple[int, list[int], bool]]:
    """Whole, parts and whether they are all there is, of each division."""
    found = divisions(sentences(text, Span(0, len(text))))
    return [(d.whole.value, [part.value for part in d.parts], d.complete) for d in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "全年共公开信息239条,其中市政府网站公开信息22条,商务网站公开信息102条,其他渠道公开信息115条,有效。",
            [(239, [22, 102, 115], True)],
        ),
        ("公开信息9条，其中网站公开4条，微信公开3条。", [(9, [4, 3], False)]),
        ("公开信息9条，包括网站公开4条、微信公开3条、其它2条。", [(9, [4, 3, 2], True)]),
        ("公开信息9条，其中甲类4条，乙的3条。", []),  # parts of different kinds may overlap
        ("公开信息9条，其中网站公开4条。", []),  # one part is no division
        ("公开信息9条，其中网站公开4件，微信公开3件。", []),  # another unit
        ("公开信息900余条，其中网站公开4条，微信公开3条。", []),
        ("公开信息9条。其中网站公开4条，微信公开3条。", []),  # another sentence
        ("网站公开4条，微信公开3条。", []),
        ("全年公开信息239条。按渠道分，有网站102条、微信79条、其他渠道36条。", [(239, [102, 79, 36], True)]),
        ("全年公开信息239条。另外开会3次。按渠道分，有网站102条、其他渠道36条。", []),  # another sentence between
    ],
)
def test_divisions(text: str, expected: list[tuple[int, list[int], bool]]) -> None:
    assert divided(text) == expected


def test_the_places_of_whole_and_parts() -> None:
    text = "前。公开信息1,239条，其中网站公开4条，微信公开１２条。"
    (division,) = divisions(sentences(text, Span(0, len(text))))
    assert [text[slice(*part.span)] for part in (division.whole, *division.parts)] == ["1,239", "4", "１２"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("办结率100%。", ["100"]),
        ("办结率达98.5％，满意率99%。", ["98.5"]),
        ("按时办结率100%。", []),  # of those settled, how many in time
        ("及时答复率为100%。", []),
        ("“办结率100%”。", []),
    ],
)
def test_rates(text: str, expected: list[str]) -> None:
    assert [rate.percent for rate in rates(sentences(text, Span(0, len(text))))] == list(map(Decimal, expected))
