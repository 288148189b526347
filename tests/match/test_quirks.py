"""One test for each way in which real pages bend the form's tables, on the smallest text that shows it."""

from __future__ import annotations

import pytest
from govreports.form import BY_ID
from govreports.match import Matched, match
from govreports.report import Cell


def cell(matched: Matched, address: str) -> Cell:
    """The cell with an address such as `new.total` or `fees_amount`."""
    found = [c for t in matched.tables.values() for id, c in t.cells.items() if BY_ID[id].address == address]
    assert len(found) == 1, f"{address} is there {len(found)} times"
    return found[0]


def values(matched: Matched, row: str) -> list[object]:
    """The seven values of a row of section 三."""
    columns = ("natural_person", "business", "research", "public_interest", "legal_service", "other", "total")
    return [cell(matched, f"{row}.{column}").value for column in columns]


def notes(matched: Matched, row: str) -> set[str]:
    """The notes on a row of section 三."""
    table = matched.tables["requests"]
    return {c.note for id, c in table.cells.items() if BY_ID[id].row == row}


PIPES = """三、收到和处理政府信息公开申请情况
一、本年新收政府信息公开申请数量 | 7 | 0 | 0 | 0 | 0 | 1 | 8 | |
二、上年结转政府信息公开申请数量 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | |
三、本年度办理结果 | (一)予以公开 | 4 | 0 | 0 | 0 | 0 | 0 | 4 |
(二)部分公开(区分处理的,只计这一情形,不计其他情形) | {partly} | |
(六)其他处理 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | |
(七)总计 | 7 | 0 | 0 | 0 | 0 | 1 | 8 | |
"""
BARE = """三、收到和处理政府信息公开申请情况
一、本年新收政府信息公开申请数量

7

0

0

0

0

1

8

二、上年结转政府信息公开申请数量

{carried}

三、本年度办理结果

(一)予以公开

4

0

0

0

0

0

4

(六)其他处理

四、结转下年度继续办理

0

0

0

0

0

0

0

四、政府信息公开行政复议、行政诉讼情况
"""


def test_an_empty_cell_between_pipes_is_blank_and_not_zero() -> None:
    matched = match(PIPES.format(partly="3 | | 0 | | | 0 | 3"))
    assert values(matched, "partly_granted") == [3, None, 0, None, None, 0, 3]
    assert cell(matched, "partly_granted.business").status == "blank"


def test_dashes_and_words_between_pipes_are_told_apart() -> None:
    matched = match(PIPES.format(partly="- | / | — | 无 | 见附件 | １２ | 12"))
    assert values(matched, "partly_granted") == [None, None, None, None, None, 12, 12]
    columns = ("natural_person", "business", "research", "public_interest")
    assert {cell(matched, f"partly_granted.{column}").status for column in columns} == {"dash"}
    assert cell(matched, "partly_granted.legal_service").status == "unreadable"


def test_too_few_pipes_leave_the_row_unread_and_the_others_alone() -> None:
    matched = match(PIPES.format(partly="3 | 0 | 3"))
    assert values(matched, "partly_granted") == [None] * 7
    assert notes(matched, "partly_granted") == {"cells_vanished"}
    assert values(matched, "granted") == [4, 0, 0, 0, 0, 0, 4]


def test_too_many_numbers_leave_the_row_unread() -> None:
    matched = match(PIPES.format(partly="1 | 2 | 3 | 4 | 5 | 6 | 7 | 8"))
    assert values(matched, "partly_granted") == [None] * 7
    assert notes(matched, "partly_granted") == {"cells_too_many"}


def test_cells_that_vanish_without_trace_leave_the_row_unread() -> None:
    matched = match(BARE.format(carried="2\n\n2"))
    assert values(matched, "carried_over") == [None] * 7
    assert notes(matched, "carried_over") == {"cells_vanished"}
    assert values(matched, "new") == [7, 0, 0, 0, 0, 1, 8]


def test_the_arithmetic_may_leave_one_way_to_place_what_is_left() -> None:
    """Eight numbers of which one stands for itself: without the first the others add up."""
    matched = match(BARE.format(carried="9\n1\n2\n3\n4\n5\n6\n21"))
    assert values(matched, "carried_over") == [1, 2, 3, 4, 5, 6, 21]
    assert notes(matched, "carried_over") == {"placed_by_arithmetic"}


def test_a_total_that_is_not_there_proves_nothing() -> None:
    """Six numbers of which none is the sum of others: the total is missing, or the row contradicts itself."""
    matched = match(BARE.format(carried="1\n2\n3\n4\n5\n6"))
    assert values(matched, "carried_over") == [None] * 7
    assert notes(matched, "carried_over") == {"cells_vanished"}


def test_two_numbers_in_one_cell_beside_an_empty_one_leave_the_row_unread() -> None:
    """A bar may have been lost between them."""
    matched = match(PIPES.format(partly="1 2 | 3 | 4 | 5 | 6 | 7 |"))
    assert values(matched, "partly_granted") == [None] * 7
    assert values(matched, "granted") == [4, 0, 0, 0, 0, 0, 4]


def test_figures_behind_another_label_are_not_of_the_row() -> None:
    """The label of the row itself lost a character; that of its group is a row of its own in the older edition."""
    damaged = "(六)其他处理 | 1.申人无正当理由逾期不补正 | 0 |"
    matched = match(PIPES.format(partly="0 | 0 | 0 | 0 | 0 | 0 | 0").replace("(六)其他处理 | 0 |", damaged))
    assert values(matched, "other") == [None] * 7
    assert values(matched, "total") == [7, 0, 0, 0, 0, 1, 8]


def test_a_row_with_nothing_after_its_label_is_blank() -> None:
    matched = match(BARE.format(carried="0\n" * 7))
    assert values(matched, "other") == [None] * 7
    assert notes(matched, "other") == {"empty_cell"}


def test_a_page_number_inside_a_row_is_left_out_when_the_sum_tells() -> None:
    matched = match(BARE.format(carried="2\n0\n0\n0\n0\n1\n3\n\n17"))
    assert values(matched, "carried_over") == [2, 0, 0, 0, 0, 1, 3]
    assert notes(matched, "carried_over") == {"placed_by_arithmetic"}


def test_a_page_number_between_dashes_is_no_cell() -> None:
    matched = match(BARE.format(carried="2\n0\n0\n- 12 -\n0\n0\n1\n3"))
    assert values(matched, "carried_over") == [2, 0, 0, 0, 0, 1, 3]
    assert notes(matched, "carried_over") == {""}


def test_where_cells_vanish_a_full_row_that_contradicts_itself_is_not_believed() -> None:
    """Seven numbers may be six and a page number: (六)其他处理 shows that empty cells vanish in this text."""
    matched = match(BARE.format(carried="1\n0\n0\n0\n0\n1\n5"))
    assert values(matched, "carried_over") == [None] * 7
    assert notes(matched, "carried_over") == {"table_unsound"}


def test_a_garbled_label_loses_its_own_row_only() -> None:
    matched = match(PIPES.format(partly="0 | 0 | 0 | 0 | 0 | 0 | 0").replace("(一)予以公开", "(一)予口公开"))
    assert notes(matched, "granted") == {"row_not_found"}
    assert values(matched, "carried_over") == [0] * 7
    assert values(matched, "partly_granted") == [0] * 7


def test_spaces_inside_a_label_do_not_hide_it() -> None:
    matched = match(PIPES.format(partly="0 | 0 | 0 | 0 | 0 | 0 | 0").replace("其他处理", "其 他\u3000处\u00a0理"))
    assert values(matched, "other") == [0] * 7
    assert matched.tables["requests"].edition == "2019"


def test_the_later_form_heads_three_rows_with_what_was_one() -> None:
    later = PIPES.replace(
        "(六)其他处理 |",
        "(六)其他处理 | 1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请 "
        "| 1 | 0 | 0 | 0 | 0 | 0 | 1 |\n"
        "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | |\n"
        "3.其他 |",
    )
    matched = match(later.format(partly="0 | 0 | 0 | 0 | 0 | 0 | 0"))
    assert matched.tables["requests"].edition == "2021"
    assert values(matched, "other_not_corrected") == [1, 0, 0, 0, 0, 0, 1]
    assert values(matched, "other_rest") == [0] * 7


def test_the_same_table_twice_with_other_figures_leaves_what_differs_unread() -> None:
    once = PIPES.format(partly="3 | 0 | 0 | 0 | 0 | 0 | 3")
    matched = match(once + once.replace("| 4 | 0 | 0 | 0 | 0 | 0 | 4 |", "| 5 | 0 | 0 | 0 | 0 | 0 | 4 |"))
    assert values(matched, "granted") == [None, 0, 0, 0, 0, 0, 4]
    assert cell(matched, "granted.natural_person").note == "printed_twice"
    assert len(matched.problems) == 1
    assert match(once + once).problems == ()


SECTION_TWO_2021 = """二、主动公开政府信息情况
第二十条第(一)项 | |||
信息内容 | 本年(2023)制发件数 | 本年废止件数 | 现行有效件数 (历史累计) |
规章 | 0 | 0 | 0 |
规范性文件 | 2 | 1 | 13 |
其他主动公开文件 | 55 | 66 | 77 |
第二十条第(五)项 | |||
信息内容 | 本年度处理决定数量 | ||
行政许可 | 22(其中修订 16 件) | ||
第二十条第(六)项 | |||
信息内容 | 本年处理决定数量 | ||
行政处罚 | (1386)条 | ||
行政强制 | | ||
第二十条第(八)项 | |||
信息内容 | 本年收费金额(单位:万元) | ||
行政事业性收费 | 251000元 | ||
"""
PROCUREMENT = """第二十条第(九)项 | |||
信息内容 | 采购项目数量 | 采购总金额{unit} | |
政府集中采购 | 3 | {amount} | |
"""


def test_section_two_of_2021_with_the_labels_and_values_as_found() -> None:
    matched = match(SECTION_TWO_2021)
    table = matched.tables["proactive"]
    assert table.edition == "2021"
    told = {BY_ID[id].name: (c.value, c.status) for id, c in table.cells.items()}
    assert told == {
        "regulations_issued": (0, "printed"),
        "regulations_repealed": (0, "printed"),
        "regulations_in_force": (0, "printed"),
        "normative_documents_issued": (2, "printed"),
        "normative_documents_repealed": (1, "printed"),
        "normative_documents_in_force": (13, "printed"),
        "licensing_decisions": (22, "annotated"),
        "penalties_decisions": (1386, "annotated"),
        "coercion_decisions": (None, "blank"),
        "fees_amount": (25.1, "converted"),
    }


def test_an_item_of_the_other_edition_is_read_as_what_it_is_and_the_edition_left_open() -> None:
    matched = match(SECTION_TWO_2021 + PROCUREMENT.format(unit="(单位:万元)", amount="1424.4万元"))
    assert matched.tables["proactive"].edition is None
    assert cell(matched, "procurement_projects").value == 3
    assert cell(matched, "procurement_amount").value == 1424.4
    assert cell(matched, "normative_documents_in_force").value == 13
    assert len(matched.problems) == 1


def test_the_unit_in_the_head_of_a_money_column_counts() -> None:
    amounts = {
        unit: cell(match(SECTION_TWO_2021 + PROCUREMENT.format(unit=unit, amount="180,000")), "procurement_amount")
        for unit in ("(单位:元)", "(单位：万元)", "", "\n(单位:元)")
    }
    assert [(c.value, c.note) for c in amounts.values()] == [
        (18.0, "unit_converted"),
        (180000.0, ""),
        (180000.0, "unit_not_printed"),
        (18.0, "unit_converted"),
    ]


def test_a_unit_that_is_not_yuan_is_not_read_as_yuan() -> None:
    for unit in ("(单位:千元)", "(万美元)", "\n(单位：百万元)"):
        matched = match(SECTION_TWO_2021 + PROCUREMENT.format(unit=unit, amount="125"))
        assert cell(matched, "procurement_amount")[:2] == (None, "unreadable")
    for unit in ("(金额单位：万 元)", "（人民币：万元）", "（计量单位万元）"):
        matched = match(SECTION_TWO_2021 + PROCUREMENT.format(unit=unit, amount="125"))
        assert cell(matched, "procurement_amount")[:2] == (125.0, "printed")


def test_words_of_the_form_in_the_narrative_are_no_table() -> None:
    prose = """一、总体情况
全年公布规章 2 件，办理行政许可 35 件。
行政许可
办理 35 件，其中变更 3 件。
行政处罚
作出 12 件。
行政强制
未发生。
二、主动公开政府信息情况
"""
    matched = match(prose + SECTION_TWO_2021.split("\n", 1)[1])
    assert cell(matched, "licensing_decisions").value == 22
    assert cell(matched, "coercion_decisions").value is None
    assert match(prose).tables == {}


REVIEWS = """四、政府信息公开行政复议、行政诉讼情况
行政复议 | 行政诉讼 | |||||||||||||
结果维持 | 结果 | 其他 | 尚未 | 总计 | 未经复议直接起诉 | 复议后起诉 | ||||||||
结果 | 结果 | 其他 | 尚未 | 总计 | 结果 | 结果 | 其他 | 尚未 | 总计 | |||||
{row}
五、存在的主要问题及改进情况
"""


def review(row: str) -> list[object]:
    """The fifteen values of section 四."""
    return list(match(REVIEWS.format(row=row)).tables["reviews"].values.values())


def test_section_four_is_read_by_position_under_truncated_heads() -> None:
    figures = "3 | 1 | 0 | 2 | 6 | 1 | 0 | 0 | 0 | 1 | 0 | 0 | 0 | 0 | 0"
    expected = [3, 1, 0, 2, 6, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0]
    assert review(f"{figures} |") == expected
    assert review(f"| {figures} |") == expected
    assert review(figures.replace("|", "\t")) == expected
    assert review(figures.replace(" | ", " |\n") + " |") == expected
    assert review(figures.replace(" | ", "\n")) == expected
    assert review(figures.replace(" | ", " ")) == expected


def test_section_four_with_empty_cells_in_the_middle() -> None:
    assert review("3 | 1 | | 2 | 6 | 1 | | | | 1 | | | | | 0 |")[:5] == [3, 1, None, 2, 6]


def test_an_empty_first_cell_of_section_four_never_shifts_the_others() -> None:
    """What looks like padding at the end may be the row's own last cells, and the other way round."""
    full = [None, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]
    row = " | ".join("" if figure is None else str(figure) for figure in full)
    for printed in (f"{row} |", f"{row} | | |", f"| {row} |", f"| {row}"):
        assert review(printed) in (full, [None] * 15)


def test_a_heading_may_be_missing_and_the_table_is_still_found() -> None:
    without = PIPES.format(partly="0 | 0 | 0 | 0 | 0 | 0 | 0").split("\n", 1)[1]
    matched = match("二、主动公开政府信息情况\n" + without)
    assert values(matched, "new") == [7, 0, 0, 0, 0, 1, 8]
    assert [heading.number for heading in matched.headings] == [2]


def test_markdown_tables_with_their_rule_line() -> None:
    rows = PIPES.format(partly="0 | 0 | 0 | 0 | 0 | 0 | 0").splitlines()[1:]
    table = "\n".join(f"| {row.rstrip('| ')} |" for row in rows)
    rule = "|" + " --- |" * 8
    matched = match(f"## 三、收到和处理政府信息公开申请情况\n\n| 申请人情况 |\n{rule}\n{table}\n")
    assert values(matched, "new") == [7, 0, 0, 0, 0, 1, 8]
    assert values(matched, "total") == [7, 0, 0, 0, 0, 1, 8]


def test_carriage_returns_and_full_width_punctuation() -> None:
    text = PIPES.format(partly="0 | 0 | 0 | 0 | 0 | 0 | 0")
    text = text.translate(str.maketrans("(),|", "（），｜")).replace("\n", "\r\n")
    matched = match(text)
    assert values(matched, "new") == [7, 0, 0, 0, 0, 1, 8]
    assert values(matched, "partly_granted") == [0] * 7


def test_everything_on_one_line() -> None:
    flat = " ".join(PIPES.format(partly="0 | 0 | 0 | 0 | 0 | 0 | 0").replace("|", " ").split())
    matched = match(flat)
    assert values(matched, "new") == [7, 0, 0, 0, 0, 1, 8]
    assert values(matched, "granted") == [4, 0, 0, 0, 0, 0, 4]
    assert matched.tables["requests"].layout == "flat"


def test_an_empty_last_column_is_not_taken_for_what_follows_a_closing_bar() -> None:
    # Three cells of labels and seven of figures, without bars around them; no total is printed.
    matched = match(
        "三、收到和处理政府信息公开申请情况\n"
        "一、本年新收政府信息公开申请数量 |  |  | 6 |  |  |  |  |  | \n"
        "三、本年度办理结果 | (一)予以公开 |  | 6 |  |  |  |  |  | \n"
        "四、结转下年度继续办理 |  |  |  |  |  |  |  |  | \n"
    )
    assert values(matched, "granted") == [None] * 7
    assert notes(matched, "granted") == {"cells_vanished"}


def test_a_closing_bar_ends_a_row_where_another_row_shows_it() -> None:
    matched = match(
        "三、收到和处理政府信息公开申请情况\n"
        "一、本年新收政府信息公开申请数量 | 7 | 0 | 0 | 0 | 0 | 1 | 8 |\n"
        "三、本年度办理结果 | (一)予以公开 | 6 |  |  |  |  |  |  |\n"
        "四、结转下年度继续办理 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |\n"
    )
    assert values(matched, "granted") == [6, None, None, None, None, None, None]


@pytest.mark.parametrize(("written", "status"), [("〔图〕", "unreadable"), ("¥12", "unreadable"), ("", "blank")])
def test_a_row_without_figures_is_unreadable_where_its_cells_are_not_empty(written: str, status: str) -> None:
    results = "| 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 "
    head = f"| 行政复议 | 行政诉讼 |\n{results}| 未经复议直接起诉 | 复议后起诉 |\n{results * 2}|\n"
    rows = ("一、本年新收政府信息公开申请数量", "二、上年结转政府信息公开申请数量", "四、结转下年度继续办理")
    requests = "".join(f"| {row} {'| 0 ' * 7}|\n" for row in rows)
    matched = match(requests + head + f"| {written} " * 15 + "|\n", enclosed=True)
    assert {cell.status for _, cell in matched.tables["reviews"].figures} == {status}


def test_heads_that_are_printed_again_between_rows_part_no_table() -> None:
    corner = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
    heads = f"{corner} | 申请人情况\n自然人 | 法人或其他组织 | 总计\n商业企业 | 其他\n"
    rows = ("（一）予以公开", "（三）不予公开 | 1.属于国家秘密", "3.要求提供公开出版物", "四、结转下年度继续办理")
    first, *rest = (f"{row} | {number} | 0 | 0 | 0 | 0 | 0 | {number}\n" for number, row in enumerate(rows, 1))
    for cut in range(len(rest)):
        matched = match(heads + first + "".join(rest[:cut]) + heads + "".join(rest[cut:]))
        assert [values(matched, row)[0] for row in ("granted", "denied_state_secret", "carried_forward")] == [1, 2, 4]
        assert values(matched, "total") == [None] * 7


def test_a_page_number_of_two_is_no_cell() -> None:
    # One cell vanished and 3 / 5 stands for it: seven lines, and no figure in its column.
    matched = match(BARE.format(carried="1\n\n3 / 5\n\n2\n\n0\n\n0\n\n3\n\n6"))
    assert values(matched, "carried_over") == [None] * 7


def test_a_row_that_the_head_of_a_page_cuts_is_not_read() -> None:
    matched = match(BARE.format(carried="1\n2\n3\n4\n5\n6\n3\n乙局\n21"))
    assert values(matched, "carried_over") == [None] * 7
    assert values(matched, "granted") == [4, 0, 0, 0, 0, 0, 4]


PAGE_BREAK = """二、主动公开政府信息情况
第二十条第（一）项
信息内容
本年制发件数
本年废止件数
现行有效件数
规章
1
{vanished}行政规范性文件
4
5
6
第二十条第（五）项
信息内容
本年处理决定数量
行政许可
3
{page}第二十条第（六）项
信息内容
本年处理决定数量
行政处罚
7
行政强制
8
第二十条第（八）项
信息内容
本年收费金额（单位：万元）
行政事业性收费
0
"""


@pytest.mark.parametrize(
    ("vanished", "page", "licensing"),
    [
        ("", "", 3),  # it may be a page number, but nothing says that pages are numbered within the tables
        ("", "临江县水利局\n", None),
        ("2\n9\n", "临江县水利局\n", 3),  # cells do not vanish here
    ],
)
def test_a_number_before_the_head_of_a_page_may_be_the_pages(vanished: str, page: str, licensing: int | None) -> None:
    read = match(PAGE_BREAK.format(vanished=vanished, page=page))
    assert cell(read, "licensing_decisions").value == licensing
