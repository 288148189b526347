"""What counts as a figure, for all readers alike: merged figures are marked, merged labels are not."""

from __future__ import annotations

import pytest
from govreports.readers import read
from govreports.readers.grid import ACROSS, is_figure

FIGURES = (
    "",
    "5",
    "５",
    "1,234",
    "+2",
    "减44",
    "增加1",
    "无",
    "-",
    "/",
    "5宗",
    "5 人次",
    "1424.4万元",
    "22(其中修订 16 件)",
    "5²",
)
WORDS = ("规章", "（四）无法提供", "无法提供", "减免情况", "第20条", "总计", "N/A", "4.无正当理由")


@pytest.mark.parametrize("text", FIGURES)
def test_figures_and_what_stands_in_their_place(text: str) -> None:
    assert is_figure(text)


@pytest.mark.parametrize("text", WORDS)
def test_words(text: str) -> None:
    assert not is_figure(text)


def test_a_merged_figure_with_its_unit_is_marked_on_a_web_page() -> None:
    page = (
        "<table><tr><td>信息内容<td>本年制发件数<td>本年废止件数<td>现行有效件数</tr>"
        "<tr><td>规章<td colspan=2>5宗<td>7<td></tr>"
        "<tr><td>行政规范性文件<td>1<td>2<td>3<td></tr></table>"
    ).encode()
    assert f"| 规章 | 5宗{ACROSS} | {ACROSS} | 7 |" in read(page).text
