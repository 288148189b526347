"""The body a report is from, where the title does not name it, and names that are none."""

import pytest

from tests.identity.pages import TITLE, page, printed, rows

BARE = "2020年政府信息公开工作年度报告"
SIGNED = "柳北区教育局\n2021年1月15日\n"

# The head below a title without a name; agency and where it was read.
HEADS = [
    ("本报告由柳北区教育局编制。", "柳北区教育局", "introduction"),
    ("本报告依据《条例》要求,由柳北区教育局负责编写。", "柳北区教育局", "introduction"),
    ("本年度报告由柳北区\n教育局根据《条例》编制。", "柳北区教育局", "introduction"),
    ("由柳北区教育局组织编制本年度报告。", "柳北区教育局", "introduction"),
    ("现公布柳北区教育局2020年政府信息公开年度报告。", "柳北区教育局", "introduction"),
    ("根据《条例》规定,柳北区教育局2020年政府信息公开工作年度报告现予公布。", "柳北区教育局", "introduction"),
    ("如有疑问,请与柳北区教育局联系。", "柳北区教育局", "contact"),
    ("如有疑问,请直接与柳北区教育局办公室联系。", "柳北区教育局", "contact"),
    ("如有疑问,请与白沙镇人民政府党政综合办公室联系。", "白沙镇人民政府", "contact"),
    ("来源:柳北区教育局 作者:本站", "柳北区教育局", "source_line"),
    ("来 源：柳北区教育局\u2002| 浏览次数:9", "柳北区教育局", "source_line"),
    ("来源：白沙镇人民政府\n", "白沙镇人民政府", "source_line"),
    ("单位:柳北区教育局\n", "柳北区教育局", "unit_line"),
    ("填报单位：柳北区教育局 日期:2021-01-15", "柳北区教育局", "unit_line"),
    ("单 位: 柳北区教育局|", "柳北区教育局", "unit_line"),
]

NO_NAMES = [
    "本报告由市教育局编制。",
    "本报告由我局编制。",
    "本报告由本局办公室编制。",
    "本报告由各科室编制。",
    "《柳北区城市规划》由柳北区住房和城乡建设局编制。",
    "本报告由柳北区教育局编制。本报告由柳北区财政局汇总。",
    "特公告柳北区教育局2020年政府信息公开年度报告。",
    "结合市招商局工作情况,公布2019年信息公开年度报告。",
    "如有疑问,请与我局联系。",
    "如有疑问,请与市局办公室联系。",
    "如有疑问,请与市教育局联系。",
    # The office of a government above the towns speaks for the government as often as for itself.
    "如有疑问,请与柳北区人民政府办公室联系。",
    "本报告由柳北区人民政府办公室编制。",
    "如有疑问,请与白沙镇党政办公室联系。",
    "如有疑问,请与柳北区机构编制委员会办公室联系。",
    "来源:办公室",
    "来源:本站",
    "来源:市局",
    "来源:局办公室",
    "来源:柳北区融媒体中心",
    "数据来源:柳北区统计局",
    # Whose site it is says nothing about the page.
    "来源:柳州市柳北区人民政府",
    "发布机构:柳北区人民政府办公室",
    "主办单位:柳北区财政局",
    "发布单位:柳北区财政局",
    "单位:我局",
    "单位:件",
    "来源:***教育局",
    "来源:liubei教育局",
    "来源:时间:2021年01月31日",
    # Two places that name different bodies.
    "来源:柳北区财政局\n如有疑问,请与柳北区教育局联系。",
]


@pytest.mark.parametrize(("words", "agency", "source"), HEADS)
def test_the_head_names_the_agency(words: str, agency: str, source: str) -> None:
    identity = page(f"{BARE}\n\n{words}\n")

    assert printed(identity) == agency
    assert rows(identity, "agency")[0].source == source


@pytest.mark.parametrize("words", NO_NAMES)
def test_what_is_no_name_is_not_taken_for_one(words: str) -> None:
    identity = page(f"{BARE}\n\n{words}\n")
    row, *_ = rows(identity, "agency")

    assert printed(identity) is None
    assert (row.value, row.source) == (None, "none")
    assert row.note_zh
    assert row.note_en


def test_the_signature_names_the_agency() -> None:
    identity = page(BARE, tail=SIGNED)

    assert printed(identity) == "柳北区教育局"
    assert rows(identity, "agency")[0].source == "signature"


def test_a_source_that_the_signature_contradicts_is_not_believed() -> None:
    identity = page(f"{BARE}\n来源:柳北区财政局\n", tail=SIGNED)
    told = [(row.source, row.value) for row in rows(identity, "agency")]

    assert printed(identity) is None
    assert told == [("none", None), ("signature", "柳北区教育局"), ("source_line", "柳北区财政局")]


def test_a_source_of_another_kind_than_the_text_speaks_of_is_not_believed() -> None:
    head = f"{BARE}\n来源:柳北区政务服务中心\n"

    assert printed(page(head, opening="2020年,我局公开9件。")) is None
    assert printed(page(head, opening="2020年,我中心公开9件。")) == "柳北区政务服务中心"


def test_a_name_left_from_another_report_is_remarked_upon() -> None:
    identity = page(f"{TITLE}\n本报告由柳北区财政局编制。")
    told = rows(identity, "agency")

    assert [(row.source, row.value) for row in told] == [("title", "柳北区教育局"), ("introduction", "柳北区财政局")]
    assert told[0].note_zh == "说法不一：引言写的是“柳北区财政局”。"
    assert told[0].note_en == "Sources disagree: the introduction says 柳北区财政局."


SUBJECTS = [
    ("我局", "标题中的“我局”不是完整的机关名称。"),
    ("本局", "标题中的“本局”不是完整的机关名称。"),
    ("市局", "标题中的“市局”不是完整的机关名称。"),
    ("县人民政府办公室", "标题中的“县人民政府办公室”不是完整的机关名称。"),
    ("***教育局", "标题中的“***教育局”不是完整的机关名称。"),
    ("liubei教育局", "标题中的“liubei教育局”不是完整的机关名称。"),
    ("澳门葡京教育局", "标题中的“澳门葡京教育局”不是完整的机关名称。"),
    ("某某公司", "标题中的“某某公司”不是完整的机关名称。"),
    ("云山县", "标题只写了“云山县”，没有写明机关。"),
]


@pytest.mark.parametrize(("subject", "note"), SUBJECTS)
def test_a_subject_that_is_no_full_name_leaves_the_agency_open(subject: str, note: str) -> None:
    identity = page(f"{subject}{BARE}\n")
    (row,) = rows(identity, "agency")

    assert (identity.title, identity.year, printed(identity)) == (f"{subject}{BARE}", 2020, None)
    assert row.note_zh == note
    assert row.note_en
    assert subject in row.note_en


REAL_NAMES = [
    "本溪市教育局",
    "全椒县财政局",
    "贵阳市教育局",
    "无为市财政局",
    "将乐县教育局",
    "南通市体育彩票管理中心",
    "安居区福利彩票中心",
    "国家税务总局柳州市柳北区税务局",
    "南通市文化广电和旅游局（南通市文物局）",
    "新疆生产建设兵团第八师石河子市教育局",
]


@pytest.mark.parametrize("name", REAL_NAMES)
def test_a_name_is_not_refused_for_a_character_it_shares(name: str) -> None:
    assert printed(page(f"{name}{BARE}\n")) == name


def test_a_name_without_a_place_is_no_agency_by_itself_and_is_kept_in_the_evidence() -> None:
    for name in ("市财政局", "财政局", "住房和城乡建设局", "区政府", "高新区管委会", "城区教育局"):
        identity = page(f"{name}{BARE}\n")
        none, found = rows(identity, "agency")
        assert identity.agency is None
        assert none.note_zh == "名称中没有地名，网站也没有说明是哪里，不能确定是哪个机关。"
        assert (found.value, found.source) == (name, "title")


def test_the_report_of_a_place_is_that_of_its_government_and_not_of_a_bureau_to_call() -> None:
    for line in ("如有疑问,请与柳北区行政审批局联系。", "本报告由柳北区行政审批局编制。", "来源:柳北区教育局", ""):
        identity = page(f"柳北区2020年政府信息公开工作年度报告\n{line}\n")
        row, *_ = rows(identity, "agency")
        assert (identity.agency, row.value) == ("柳州市柳北区人民政府", "柳北区")
        assert (
            row.note_en == "Only the place is named: under the Regulations this is then the report of its government."
        )


def test_the_report_of_an_unlisted_place_is_not_that_of_a_bureau_to_call() -> None:
    head = "云山县2020年政府信息公开工作年度报告\n如有疑问,请与{}联系。\n"

    assert page(head.format("云山县行政审批局")).agency is None
    assert page(head.format("云山县人民政府")).agency == "云山县人民政府"


def test_white_space_in_a_name_is_removed() -> None:
    identity = page("柳\u3000北\xa0区\u2002教 育 局2020年政府信息公开工作年度报告\n")

    assert printed(identity) == "柳北区教育局"
