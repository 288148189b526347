"""Titles as real pages print them, and lines that look like one."""

import pytest

from tests.identity.pages import NO_YEAR, TITLE, page, printed, rows

BUREAU = "柳北区教育局"

# What is printed; title, year and agency.
PRINTED = [
    (TITLE, TITLE, 2020, BUREAU),
    ("柳北区教育局2020年度政府信息公开工作报告", "柳北区教育局2020年度政府信息公开工作报告", 2020, BUREAU),
    ("柳北区教育局2020年政府信息公开工作年报", "柳北区教育局2020年政府信息公开工作年报", 2020, BUREAU),
    ("柳北区教育局2020年政府信息公开年报", "柳北区教育局2020年政府信息公开年报", 2020, BUREAU),
    ("柳北区教育局2020年信息公开年度报告", "柳北区教育局2020年信息公开年度报告", 2020, BUREAU),
    ("2020年柳北区教育局政府信息公开工作年度报告", "2020年柳北区教育局政府信息公开工作年度报告", 2020, BUREAU),
    ("2020年度柳北区教育局政府信息公开年度报告", "2020年度柳北区教育局政府信息公开年度报告", 2020, BUREAU),
    ("柳北区教育局政府信息公开工作2020年度报告", "柳北区教育局政府信息公开工作2020年度报告", 2020, BUREAU),
    ("柳北区教育局政府信息公开工作年度报告(2020年)", "柳北区教育局政府信息公开工作年度报告(2020年)", 2020, BUREAU),
    ("柳北区教育局政府信息公开年度报告（2020年度）", "柳北区教育局政府信息公开年度报告（2020年度）", 2020, BUREAU),
    ("柳北区教育局政府信息公开年度报告（2020）", "柳北区教育局政府信息公开年度报告（2020）", 2020, BUREAU),
    (
        "柳北区教育局关于2020年政府信息公开工作情况的报告",
        "柳北区教育局关于2020年政府信息公开工作情况的报告",
        2020,
        BUREAU,
    ),
    ("关于柳北区教育局2020年政府信息公开工作的报告", "关于柳北区教育局2020年政府信息公开工作的报告", 2020, BUREAU),
    ("《柳北区教育局2020年政府信息公开工作年度报告》", "《柳北区教育局2020年政府信息公开工作年度报告》", 2020, BUREAU),
    ("2020年政府信息公开工作年度报告", "2020年政府信息公开工作年度报告", 2020, None),
    ("政府信息公开工作年度报告(2020年)", "政府信息公开工作年度报告(2020年)", 2020, None),
    ("柳北区２０２０年政府信息公开工作年度报告", "柳北区２０２０年政府信息公开工作年度报告", 2020, "柳北区"),
    ("柳北区教育局二〇二〇年政府信息公开工作年度报告", "柳北区教育局二〇二〇年政府信息公开工作年度报告", 2020, BUREAU),
    (
        "二○二〇年度柳北区教育局政府信息公开工作年度报告",
        "二○二〇年度柳北区教育局政府信息公开工作年度报告",
        2020,
        BUREAU,
    ),
    ("柳北区教育局 2020年政府信息公开工作年度报告", "柳北区教育局 2020年政府信息公开工作年度报告", 2020, BUREAU),
    (
        "柳北区教育局\xa02020\u2002年政府\u3000信息公开工作年度报告",
        "柳北区教育局\xa02020\u2002年政府\u3000信息公开工作年度报告",
        2020,
        BUREAU,
    ),
    (
        "柳 北 区 教 育 局 2020 年 政 府 信 息 公 开 年 度 报 告",
        "柳 北 区 教 育 局 2020 年 政 府 信 息 公 开 年 度 报 告",
        2020,
        BUREAU,
    ),
    ("首页 > 政务公开 > 柳北区教育局2020年政府信息公开工作年度报告", TITLE, 2020, BUREAU),
    ("当前位置:首页>>信息公开年报>>柳北区教育局2020年政府信息公开工作年度报告", TITLE, 2020, BUREAU),
    ("标题:柳北区教育局2020年政府信息公开工作年度报告", TITLE, 2020, BUREAU),
    ("名　　称： | 柳北区教育局2020年政府信息公开工作年度报告 |", TITLE, 2020, BUREAU),
    ("柳北区教育局2020年政府信息公开工作年度报告_柳北区人民政府网站", TITLE, 2020, BUREAU),
    ("【柳北区教育局2020年政府信息公开工作年度报告】", TITLE, 2020, BUREAU),
    ("柳北区教育局2020年度本级政府信息公开年度报告", "柳北区教育局2020年度本级政府信息公开年度报告", 2020, BUREAU),
    ("柳北区教育局\n政府信息公开年度报告\n（2020年度）", "柳北区教育局政府信息公开年度报告（2020年度）", 2020, BUREAU),
    # 政府 belongs to both when only one is printed.
    ("2020年柳北区人民政府信息公开年度报告", "2020年柳北区人民政府信息公开年度报告", 2020, "柳北区人民政府"),
    ("柳北区人民政府信息公开年度报告(2020年)", "柳北区人民政府信息公开年度报告(2020年)", 2020, "柳北区人民政府"),
    ("2020年柳北区人民政府政府信息公开年报", "2020年柳北区人民政府政府信息公开年报", 2020, "柳北区人民政府"),
    # 柳北区政府信息公开 can be cut either way, and means the same.
    ("2020年柳北区政府信息公开年度报告", "2020年柳北区政府信息公开年度报告", 2020, "柳北区"),
    # The character 年 was lost; no other reading is left.
    ("柳北区教育局2023政府信息公开工作年度报告", "柳北区教育局2023政府信息公开工作年度报告", 2023, BUREAU),
    # The title of an extract with its line about date and source.
    (f"{TITLE} 发布日期:2021-01-15 来源:柳北区教育局", TITLE, 2020, BUREAU),
    (
        "柳北区教育局 2020年政府信息公开工作年度报告 发布日期:2021-01-15",
        "柳北区教育局 2020年政府信息公开工作年度报告",
        2020,
        BUREAU,
    ),
    # 日期 and the like below a title do not continue it.
    (f"{TITLE}\n发布日期:2021-01-15", TITLE, 2020, BUREAU),
    (f"{TITLE}\n发布机构:柳州市柳北区人民政府", TITLE, 2020, BUREAU),
    (f"网站支持IPv6\n2020\n\n{TITLE}", TITLE, 2020, BUREAU),
]


@pytest.mark.parametrize(("head", "title", "year", "agency"), PRINTED, ids=[row[0] for row in PRINTED])
def test_a_title_is_read(head: str, title: str, year: int, agency: str | None) -> None:
    identity = page(head + "\n")

    assert (identity.title, identity.year, printed(identity)) == (title, year, agency)


def test_a_title_split_anywhere_over_two_lines_is_read_whole() -> None:
    for cut in range(1, len(TITLE)):
        for line_end in ("\n", "\r\n", "\n\n", " \n\u3000\n\xa0"):
            identity = page(f"导航\n\n{TITLE[:cut]}{line_end}{TITLE[cut:]}\n", opening="柳北区教育局公开9件。")
            assert (identity.title, identity.year, printed(identity)) == (TITLE, 2020, BUREAU), (cut, line_end)


def test_a_menu_above_a_title_is_not_taken_for_the_beginning_of_it() -> None:
    for menu in ("首页", "大\n中\n小", "柳北区政务", "返回", "柳北区", "柳州市柳北区人民政府"):
        identity = page(f"{menu}\n{TITLE}\n")
        assert (identity.title, printed(identity)) == (TITLE, BUREAU), menu


def test_a_title_split_over_three_lines_is_read_whole() -> None:
    assert page("柳北区教育局\n2020年政府信息公开\n工作年度报告\n").title == TITLE


def test_a_title_split_into_words_on_one_line_of_many_is_read() -> None:
    head = "首页 政务公开 柳北区教育局 2020年政府信息公开工作年度报告 来源:本站 时间:2021年1月15日 现予公布。"
    identity = page(head)

    assert identity.title == "柳北区教育局 2020年政府信息公开工作年度报告"
    assert (printed(identity), identity.published_on) == (BUREAU, "2021-01-15")


def test_the_first_of_a_title_given_twice_is_kept() -> None:
    identity = page(f"{TITLE}\n\n来源: 柳北区\n\n柳北区教育局2020年\n\n政府信息公开工作年度报告\n")
    (row,) = rows(identity, "title")

    assert identity.title == TITLE
    assert row.span is not None
    assert row.span.start == 0


def test_a_title_with_a_name_is_kept_before_one_without() -> None:
    assert page(f"2020年政府信息公开工作年度报告\n发布:本站\n{TITLE}\n").title == TITLE


NO_TITLES = [
    "",
    "关于做好2020年政府信息公开工作年度报告编制工作的通知",
    "关于发布2020年政府信息公开工作年度报告的公告",
    "国务院办公厅政府信息与政务公开办公室关于政府信息公开工作年度报告有关事项的通知",
    "关于做好柳北区2020年政府信息公开工作年度报告\n编制发布工作的通知",
    "关于柳北区2020年政府信息公开工作年度报告\n的通知",
    "政府信息公开工作年度报告",
    "柳北区教育局2020年工作总结",
    "柳北区教育局2020年法治政府建设年度报告",
    "柳北区教育局1999年政府信息公开工作年度报告",
    "柳北区教育局20201年政府信息公开工作年度报告",
    "2023\n政府信息公开工作年度报告",
    "2023年\n2022年\n政府信息公开年报",
    "关于《柳北区教育局2020年政府信息公开工作年度报告》的公示",
    "柳北区教育局2020-2021学年政府信息公开工作年度报告",
    "统计期限202111日至20211231日\n政府信息公开工作年度报告",
    "国办公开办函〔202130号\n政府信息公开工作年度报告",
    "〔202130号政府信息公开工作年度报告",
    "202111政府信息公开工作年度报告",
]


@pytest.mark.parametrize("head", NO_TITLES)
def test_what_is_no_title_is_not_taken_for_one(head: str) -> None:
    identity = page(head + "\n")
    (row,) = rows(identity, "title")

    assert (identity.title, identity.year, printed(identity)) == (None, None, None)
    assert row.source == "none"
    assert row.note_zh
    assert row.note_en


def test_a_sentence_about_the_report_is_not_its_title() -> None:
    identity = page("现将柳北区教育局2020年政府信息公开工作年度报告公布如下。\n")

    assert (identity.title, identity.year, printed(identity)) == (None, 2020, BUREAU)


MENU = "".join(f"柳北区教育局{year}年政府信息公开工作年度报告\n" for year in (2018, 2019, 2021))


def test_the_title_that_stands_alone_is_told_from_links_to_other_years() -> None:
    head = f"{MENU}\n返回列表\n\n{TITLE}\n字号:大 中 小\n"
    identity = page(head)

    assert (identity.title, identity.year) == (TITLE, 2020)


def test_the_title_that_agrees_with_the_text_is_told_from_links_to_other_years() -> None:
    identity = page(f"{MENU}{TITLE}\n", opening="2020年,我局继续推进信息公开。")

    assert (identity.title, identity.year) == (TITLE, 2020)


def test_titles_that_cannot_be_told_apart_are_not_chosen_from() -> None:
    identity = page(MENU)
    (row,) = rows(identity, "title")

    assert (identity.title, identity.year, printed(identity)) == (None, None, None)
    assert row.note_en == "Several titles of reports stand before the body; which is this one's is not certain."


def test_titles_that_contradict_the_text_are_not_chosen_from() -> None:
    identity = page(MENU, opening="2020年,我局继续推进信息公开。")

    assert (identity.title, identity.year, printed(identity)) == (None, 2020, None)


def test_links_to_the_reports_of_other_bodies_are_not_chosen_from() -> None:
    links = "柳北区财政局2020年政府信息公开工作年度报告\n柳北区卫生健康局2020年政府信息公开工作年度报告\n"

    assert page(links, opening=NO_YEAR).title is None
    assert page(f"{links}返回列表\n{TITLE}\n").title == TITLE


def test_the_site_above_a_title_is_not_its_agency() -> None:
    head = "柳州市柳北区人民政府\n2020年政府信息公开工作年度报告\n"

    assert printed(page(head, opening="2020年,我局继续推进信息公开。")) is None
    assert printed(page(head, opening="2020年,全区继续推进信息公开。")) == "柳州市柳北区人民政府"


def test_a_place_above_a_title_is_its_subject_where_the_text_speaks_for_the_place() -> None:
    head = "柳北区\n2020年政府信息公开工作年度报告\n"

    assert page(head, opening="2020年,全区公开9件。").agency == "柳州市柳北区人民政府"
    for opening in ("2020年,我局公开9件,全区学校公开8件。", "2020年,公开9件。", "2020年,全市公开9件。"):
        assert page(head, opening=opening).agency is None, opening


def test_words_round_the_year_are_not_put_together_to_a_name() -> None:
    identity = page("柳北区2020年教育局政府信息公开工作年度报告\n")

    assert (identity.year, printed(identity)) == (2020, None)
