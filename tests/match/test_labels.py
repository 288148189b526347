"""Where labels begin and end, and what is left between them."""

from __future__ import annotations

import re

from govreports.form import requests
from govreports.match.labels import LONGEST_ZONE, find, zeroed
from hypothesis import given, settings
from hypothesis import strategies as st

WORDS = ["行政许可", "行政处罚", "其 他", "总计", "一、总体情况", "（一）予以公开", "规章", "2.重复申请"]
BETWEEN = [
    " | 0 | 1 |\n",
    "\n\n",
    " ",
    "",
    "，",
    "（注）",
    " (其中：其他) ",
    "7",
    "|",
    "\n（三）不予公开 | ",
    "办" * 800,
]
PAIRS = st.lists(st.tuples(st.sampled_from(BETWEEN), st.sampled_from(WORDS)), max_size=12)


@settings(deadline=None)
@given(PAIRS, st.sampled_from(BETWEEN))
def test_labels_and_zones_follow_each_other_without_loss(pairs: list[tuple[str, str]], last: str) -> None:
    text = "".join(gap + word for gap, word in pairs) + last
    found = find(text)
    places = range(len(found.labels))
    following = [*map(found.start, places), len(text)][1:]
    for place, behind in zip(places, following, strict=True):
        start, end = found.start(place), found.end(place)
        assert start < end <= behind
        assert found.zone(place) == zeroed(text[end:behind][:LONGEST_ZONE])
        assert zeroed(text[start:end]).startswith(found.number(place))


@given(st.text())
def test_a_zeroed_text_differs_in_its_digits_alone(text: str) -> None:
    assert zeroed(text) == re.sub("[0-9]", "0", text)


def test_a_label_begins_where_a_cell_begins() -> None:
    text = "办理行政许可\n（一）规章 | 0 |，行政处罚\n2. 行政强制（含代履行）\n5"
    assert [label.code for label in find(text).labels] == ["regulations", "coercion"]


def test_a_quote_that_ends_a_label_belongs_to_it_behind_a_space_too() -> None:
    variants = [variant.text for row in requests.ROWS for variant in row.variants]
    printed = next(text for text in variants if text.endswith('"'))
    for text in (printed, printed[:-1] + ' "', printed.replace('"', " “ ", 1), " ".join(printed)):
        found = find("\n" + text + " | 0 |")
        assert [found.span(0)] == [(1, 1 + len(text))]
        assert found.zone(0) == " | 0 |"


def test_numbering_and_remark_belong_to_the_label() -> None:
    text = "全年\n（二）部分公开（区分处理的，只计这一情形，不计其他情形）\n5"
    found = find(text)
    assert found.number(0) == "（二）"
    assert text[found.start(0) : found.end(0)] == text[3:-2]
    assert found.zone(0) == "\n0"


def test_the_corner_cell_beside_a_heading_is_no_remark_on_it() -> None:
    text = "三、收到和处理政府信息公开申请情况 （本列数据的勾稽关系为：第一项加第二项之和） 申请人情况"
    found = find(text)
    assert [label.code for label in found.labels] == ["3", "corner", "applicants"]
    assert text[found.start(0) : found.end(0)] == "三、收到和处理政府信息公开申请情况"
