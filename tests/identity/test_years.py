"""The year a report is about, where no title says it."""

import pytest

from tests.identity.pages import NO_YEAR, TITLE, identified, page, rows

INTRODUCTIONS = [
    ("本报告统计期限自2020年1月1日起至2020年12月31日止。", 2020),
    ("数据统计时段为2020年1月1日至12月31日。", 2020),
    ("统计期限为２０２０年１月１日－１２月３１日。", 2020),
    ("统计期限自 2020 年 01 月 01 日起,至 2020 年 12 月 31 日止。", 2020),
    ("统计期限自2020年1月1日\n起至2020年12月31日止。", 2020),
    ("特向社会公布2019年本级机关信息公开年度报告。", 2019),
    ("现公布2020年度政府信息公开工作年度报告。", 2020),
    ("依据《关于做好2021年政府信息公开工作年度报告编制工作的通知》,现公布2020年政府信息公开年度报告。", 2020),
    # The period is what the figures cover; a report spoken of beside it can be another.
    ("本报告与2019年政府信息公开年度报告相衔接,统计期限自2020年1月1日起至2020年12月31日止。", 2020),
    ("统计期限自2020年1月1日起至2021年12月31日止。", None),
    ("统计期限自2019年12月1日起至2020年11月30日止。", None),
    ("统计期限202111日至20211231日。", None),
    ("统计期限自2021年1月1日至20211231日。", None),
    ("根据国办公开办函〔202130号编写本报告。", None),
    ("根据国办公开办函〔2021〕30号编写本报告。", None),
    ("根据《关于2021年政府信息公开工作年度报告有关事项的通知》编写本报告。", None),
    ("比较2019年政府信息公开年度报告和2020年政府信息公开年度报告。", None),
    ("现公布1987年政府信息公开年度报告。", None),
]


@pytest.mark.parametrize(("introduction", "year"), INTRODUCTIONS)
def test_the_introduction_says_the_year(introduction: str, year: int | None) -> None:
    identity = page(introduction)

    assert identity.year == year
    assert rows(identity, "year")[0].source == ("none" if year is None else "introduction")


OPENINGS = [
    ("2020年,我局继续推进信息公开。", 2020),
    ("2020年，我局继续推进信息公开。", 2020),
    ("\u3000\u30002020年我局继续推进信息公开。", 2020),
    ("2020年度，柳北区教育局继续推进信息公开。", 2020),
    ("２０２０年，本局继续推进信息公开。", 2020),
    ("二〇二〇年,我局继续推进信息公开。", 2020),
    ("在2020年,我局继续推进信息公开。", 2020),
    ("(一)主动公开\n2020年,柳北区推进信息公开。2019年,公开9件。", 2020),
    ("2020年,我局比2019年多公开9件,2021年将继续。", 2020),
    ("我局继续推进信息公开。2020年我局公开9件。", 2020),
    ("我局2020年公开9件,2020年度没有收到申请。", 2020),
    ("我局2019年公开8件,2020年公开9件。", None),
    ("《条例》2019年修订施行以后,我局继续推进信息公开。", None),
    ("至2025年,实现各项目标。", None),
    ("2021年1月15日,我局召开会议。", None),
    ("对照2035年远景目标,继续推进信息公开。", None),
    ("在“十四五”(2021-2025年)期间继续推进信息公开。", None),
    ("建局以来(1999年)继续推进信息公开。", None),
    ("202111日至20211231日,我局公开9件。", None),
    ("自2021年起,我局公开9件。", None),
    ("", None),
]


@pytest.mark.parametrize(("opening", "year"), OPENINGS)
def test_the_opening_of_section_1_says_the_year(opening: str, year: int | None) -> None:
    identity = page(opening=opening)

    assert identity.year == year
    assert rows(identity, "year")[0].source == ("none" if year is None else "opening")


def test_the_title_comes_before_introduction_and_opening_and_their_dissent_is_kept() -> None:
    introduction = "统计期限自2019年1月1日起至2019年12月31日止。"
    identity = page(f"{TITLE}\n{introduction}", opening="2018年,我局继续推进信息公开。")
    told = rows(identity, "year")

    assert identity.year == 2020
    assert [(row.source, row.value) for row in told] == [
        ("title", "2020"),
        ("introduction", "2019"),
        ("opening", "2018"),
    ]
    assert told[0].note_en == "Sources disagree: the introduction says 2019, the opening of section 1 says 2018."
    assert told[0].note_zh == "说法不一：引言写的是“2019”，第一部分开头写的是“2018”。"


def test_sources_that_agree_are_one_row() -> None:
    identity = page(f"{TITLE}\n现公布2020年政府信息公开年度报告。", opening="2020年,我局公开9件。")
    (row,) = rows(identity, "year")

    assert (row.source, row.note_zh, row.note_en) == ("title", None, None)


def test_without_headings_earlier_reports_spoken_of_do_not_count() -> None:
    assert identified(f"{NO_YEAR}按时公布2019年政府信息公开年度报告。").year is None
    assert identified("统计期限自2020年1月1日起至2020年12月31日止。").year == 2020
