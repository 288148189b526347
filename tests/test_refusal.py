"""What is no report is told so, with the reason; what is one is never turned away."""

from __future__ import annotations

import pytest
from govreports.form import TableName
from govreports.parse import parse
from govreports.report import Input

from tests.support.goldens import Printed, printed

EMPTY, BLANK_FORM, NO_REPORT = "empty", "blank form", "not a report"

NOTICE = """关于做好2023年政府信息公开工作年度报告编制和发布工作的通知
各乡镇人民政府、街道办事处,区直各部门:
根据《中华人民共和国政府信息公开条例》第四十九条、第五十条规定,现就编制2023年度报告有关事项通知如下。
一、各单位应当于2024年1月31日前公布本单位上一年度报告,并报送区政府办公室。
二、年度报告应当包括主动公开政府信息情况、收到和处理政府信息公开申请情况等内容,表格数据的勾稽关系应当准确。
三、报送材料请加盖公章。联系人:办公室信息科。
区人民政府办公室
2024年1月5日
"""

TITLES = "\n".join(
    f"{place}{year}年政府信息公开工作年度报告  {year + 1}-01-{day:02}"
    for day, place in enumerate(("市教育局", "市公安局", "市民政局", "市财政局", "市水利局", "市审计局"), 10)
    for year in (2021, 2022, 2023)
)

GUIDE = """政府信息公开指南
为了便于公民、法人和其他组织获取政府信息,编制本指南。
一、主动公开的信息
本机关主动公开机构职能、规范性文件、行政许可、行政处罚、行政强制、行政事业性收费等信息。
二、依申请公开
申请人可以当面提交、邮寄或者在网上提交申请。
三、不予公开的情形
属于国家秘密的政府信息,不予公开。
四、监督和救济
申请人对答复不服的,可以申请行政复议或者提起行政诉讼。
"""

FEE_RULES = """政府信息公开信息处理费管理办法
第一条 信息处理费可以按件计收,也可以按量计收。
第二条 按件计收适用于所有政府信息公开处理决定类型:10件以下(含10件)的不收费;11—30件(含30件)的部分,100元/件。
"""


def without_figures(source: Printed, put: str = "", keep: TableName | None = None) -> str:
    """The text of a report with its figures cut out: all labels, delimiters and words stay, and the table to keep."""
    parsed = source.parsed()
    assert parsed.report
    assert parsed.document
    text = parsed.document.text
    tables = [table for name, table in parsed.report.tables.items() if name != keep]
    for start, end in sorted((cell.span for t in tables for cell in t.cells.values() if cell.span), reverse=True):
        text = text[:start] + put + text[end:]
    return text


def tables_alone(source: Printed) -> str:
    """What stands from the first table to the last figure, without figures: the form as a ministry sends it out."""
    text = without_figures(source)
    begin = text.index("主动公开政府信息情况\n")
    return text[begin : text.rindex("尚未") + 100].partition("五、")[0]


def test_samples_are_reports() -> None:
    for source in printed():
        assert source.parsed().outcome == "loaded", source


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        pytest.param("", EMPTY, id="nothing"),
        pytest.param(" \n\u3000\t\r\n\u00a0", EMPTY, id="white space"),
        pytest.param("\ufeff", EMPTY, id="a mark alone"),
        pytest.param(NOTICE, NO_REPORT, id="notice"),
        pytest.param(TITLES, NO_REPORT, id="titles"),
        pytest.param(GUIDE, NO_REPORT, id="guide"),
        pytest.param(FEE_RULES, NO_REPORT, id="fee rules"),
        pytest.param("2023年政府信息公开工作年度报告", NO_REPORT, id="title alone"),
        pytest.param("0 | 0 | 0 |\n" * 30, NO_REPORT, id="figures without labels"),
    ],
)
def test_what_is_no_report_is_refused_with_its_reason(text: str, reason: str) -> None:
    refused(text, reason)


def refused(text: str, reason: str) -> None:
    """Require that a text is no report, for this reason, told in both languages."""
    parsed = parse(Input("x.txt", text.encode("utf-8")))
    assert (parsed.outcome, parsed.stage) == ("not_a_report", "match"), parsed.message
    assert reason in parsed.message.message_en
    assert parsed.message.message_zh.endswith("。")
    assert parsed.report is None
    assert parsed.document is None


@pytest.mark.parametrize("source", printed(), ids=str)
@pytest.mark.parametrize("put", ["", " ", "\u00a0"], ids=["nothing", "space", "nbsp"])
def test_a_form_without_a_figure_is_the_blank_form(source: Printed, put: str) -> None:
    refused(without_figures(source, put), BLANK_FORM)


@pytest.mark.parametrize("source", printed(), ids=str)
def test_the_blank_tables_alone_are_the_blank_form(source: Printed) -> None:
    refused(tables_alone(source), BLANK_FORM)


@pytest.mark.parametrize("source", printed(), ids=str)
def test_one_row_of_figures_makes_it_a_report(source: Printed) -> None:
    # A form that anyone has begun to fill in is theirs: it is loaded, and what it lacks is said.
    whole = source.parsed()
    read = parse(Input("x.txt", without_figures(source, keep="reviews").encode()))
    assert read.outcome == "loaded"
    assert read.report
    assert whole.report
    assert read.report.tables["reviews"].values == whole.report.tables["reviews"].values
    emptied = [table for name, table in read.report.tables.items() if name != "reviews"]
    assert {value for table in emptied for value in table.values.values()} == {None}


@pytest.mark.parametrize("source", printed(), ids=str)
def test_a_report_whose_tables_were_dropped_is_a_narrative(source: Printed) -> None:
    # Ten of 64 pages lost their tables: headings two, three and four follow each other.
    parsed = source.parsed()
    assert parsed.report
    assert parsed.document
    text = parsed.document.text
    for table in sorted(parsed.report.tables.values(), key=lambda table: -table.span.start):
        text = text[: table.span.start] + text[table.span.end :]
    read = parse(Input("x.txt", text.encode()))
    assert read.outcome == "loaded", read.message
    assert read.report
    assert read.report.tables == {}
    assert {section.number for section in read.report.sections} >= {1, 5, 6}


def test_a_report_of_the_years_before_the_form_is_a_narrative() -> None:
    body = "2014年,我局认真贯彻《中华人民共和国政府信息公开条例》,主动公开政府信息312条,受理申请4件,均按时答复。" * 10
    parsed = parse(Input("x.txt", f"某市水利局2014年政府信息公开工作年度报告\n{body}\n".encode()))
    assert parsed.outcome == "loaded"
    assert parsed.report
    assert parsed.report.tables == {}
    assert parsed.report.identity.year == 2014
