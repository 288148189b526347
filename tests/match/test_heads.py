"""Columns that stand in another order than the form's: their figures are not read, and the others are."""

from __future__ import annotations

import pytest
from govreports.form import BY_ID
from govreports.match import match
from govreports.match.heads import requests_in_order, reviews_in_order
from govreports.report import Value

ABOVE = (
    "二、主动公开政府信息情况\n第二十条第（一）项\n信息内容 | {heads}\n规章 | 1 | 2 | 3\n行政规范性文件 | 4 | 5 | 6\n"
)
REST = "第二十条第（五）项\n信息内容 | 本年处理决定数量\n行政许可 | 7\n"
REQUESTS = """三、收到和处理政府信息公开申请情况
（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和） | 申请人情况
{heads}
一、本年新收政府信息公开申请数量 | 1 | 2 | 3 | 4 | 5 | 6 | 21
二、上年结转政府信息公开申请数量 | 6 | 5 | 4 | 3 | 2 | 1 | 21
三、本年度办理结果 | （一）予以公开 | 7 | 7 | 7 | 7 | 7 | 7 | 42
（七）总计 | 7 | 7 | 7 | 7 | 7 | 7 | 42
四、结转下年度继续办理 | 0 | 0 | 0 | 0 | 0 | 0 | 0
"""
RESULTS = "结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计"
REVIEWS = "行政复议 | 行政诉讼\n{first} | {blocks}\n{second} | {third}\n" + " | ".join(map(str, range(1, 16))) + "\n"
BLOCKS = "未经复议直接起诉 | 复议后起诉"
ORGANISATIONS = "商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他"


def values(text: str) -> dict[str, Value]:
    """The figures read, by address."""
    return {BY_ID[id].address: value for t in match(text).tables.values() for id, value in t.values.items()}


@pytest.mark.parametrize(
    "heads",
    [
        f"自然人 | 法人或其他组织 | 总计\n{ORGANISATIONS}",
        f"自然人 | {ORGANISATIONS} | 总计",
        f"总计\n自然人 | 法人或其他组织\n{ORGANISATIONS}",  # a total as high as the whole head begins above
        f"法人或其他组织\n自然人 | 总计\n{ORGANISATIONS}",  # words in the middle of a cell two lines high
        f"法人或其他组织\n自然人 | {ORGANISATIONS} | 总计",
        "自然人 | 法人或 | 总计\n商业 | 科研 | 社会公益组织 | 法律服务 | 其他",
        f"自然人 | 法人或其他组织 | 总计\n{ORGANISATIONS}\n" * 2,
    ],
)
def test_heads_in_the_forms_order_are_read_however_they_are_printed(heads: str) -> None:
    assert requests_in_order(heads)
    assert values(REQUESTS.format(heads=heads))["new.research"] == 3


@pytest.mark.parametrize(
    "heads",
    [
        f"总计 | 自然人 | 法人或其他组织\n{ORGANISATIONS}",
        f"法人或其他组织 | 自然人 | 总计\n{ORGANISATIONS}",
        f"{ORGANISATIONS} | 自然人 | 总计",
        "自然人 | 法人或其他组织 | 总计\n科研机构 | 商业企业 | 社会公益组织 | 法律服务机构 | 其他",
        "自然人\n商业\n企业\n社会公益组织\n科研机构\n法律服务机构\n其他\n总计",
        "法人或其他组织\n自然人\n总计\n商业企业\n科研机构\n社会公益组织\n法律服务机构\n其他",
    ],
)
def test_applicants_in_another_order_are_not_read(heads: str) -> None:
    table = match(REQUESTS.format(heads=heads)).tables["requests"]
    assert {(cell.value, cell.note) for _, cell in table.figures if cell.raw} == {(None, "columns_in_another_order")}


@pytest.mark.parametrize(
    ("first", "blocks", "read"),
    [
        (RESULTS, BLOCKS, True),
        ("结果 | 结果纠正 | 其他 | 尚未 | 总计", BLOCKS, True),
        ("结果纠正 | 结果维持 | 其他结果 | 尚未审结 | 总计", BLOCKS, False),
        ("总计 | 结果维持 | 结果纠正 | 其他结果 | 尚未审结", BLOCKS, False),
        (RESULTS, "复议后起诉 | 未经复议直接起诉", False),
    ],
)
def test_results_and_blocks_in_another_order_are_not_read(first: str, blocks: str, *, read: bool) -> None:
    head = REVIEWS.format(first=first, blocks=blocks, second=first, third=first)
    tables = match(REQUESTS.format(heads="") + "四、政府信息公开行政复议、行政诉讼情况\n" + head).tables
    assert [cell.value for _, cell in tables["reviews"].figures] == (list(range(1, 16)) if read else [None] * 15)


def test_litigation_before_reconsideration_is_not_read() -> None:
    results = RESULTS.replace(" | ", "\n")
    assert reviews_in_order(f"行政复议\n行政诉讼\n{results}\n{BLOCKS}\n{results}\n{results}\n")
    assert not reviews_in_order(f"行政诉讼\n行政复议\n{BLOCKS}\n{results}\n{results}\n{results}\n")


def test_results_of_cells_over_two_lines_are_printed_on_both() -> None:
    swapped = "结果纠正 | 结果维持 | 其他结果 | 尚未审结 | 总计"
    for own, in_order in ((RESULTS, True), (swapped, False)):
        third = " | ".join((own, RESULTS, RESULTS))
        assert reviews_in_order(f"行政复议 | 行政诉讼\n{own} | {BLOCKS}\n{third}\n") is in_order


def test_a_head_that_is_printed_again_after_a_page_break_is_no_disorder() -> None:
    head = f"行政复议\n行政诉讼\n{RESULTS}\n{BLOCKS}\n{RESULTS}\n{RESULTS}\n"
    assert reviews_in_order(head * 2)


@pytest.mark.parametrize(
    "heads",
    ["本年废止件数 | 本年制发件数 | 现行有效件数", "现行有效件数 | 本年制发件数 | 本年废止件数"],
)
def test_documents_in_another_order_are_not_read_and_other_items_are(heads: str) -> None:
    read = values(ABOVE.format(heads=heads) + REST)
    assert (read["regulations_issued"], read["normative_documents_in_force"]) == (None, None)
    assert read["licensing_decisions"] == 7


def test_documents_in_the_forms_order_are_read() -> None:
    read = values(ABOVE.format(heads="本年制发件数 | 本年废止件数 | 现行有效件数") + REST)
    assert (read["regulations_issued"], read["normative_documents_in_force"]) == (1, 6)


def test_labels_behind_their_figures_give_no_row_the_figures_of_the_next() -> None:
    lines = (
        ABOVE.format(heads="本年制发件数 | 本年废止件数 | 现行有效件数") + REST + REQUESTS.format(heads="")
    ).splitlines()
    turned = "\n".join(" | ".join(reversed(line.split(" | "))) for line in lines)
    assert set(values(turned).values()) == {None}


def test_a_serial_number_before_a_label_is_no_figure() -> None:
    assert values(REQUESTS.format(heads="").replace("\n一、", "\n1 | 一、"))["new.total"] == 21
