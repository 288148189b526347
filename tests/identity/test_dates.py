"""When a report was published, and dates that say something else."""

import pytest
from govreports.report import ManifestRow

from tests.identity.pages import TITLE, page, rows

LINES = [
    ("发布日期: 2021-01-15 17:55", "2021-01-15"),
    ("发布日期:2021-01-15", "2021-01-15"),
    ("发布时间：2021年01月31日", "2021-01-31"),
    ("发布时间：2021 年 1 月 31 日", "2021-01-31"),
    ("时间:2021/1/5", "2021-01-05"),
    ("日期：2021.01.05 来源:本站", "2021-01-05"),
    ("日期：２０２１－０１－０５", "2021-01-05"),
    ("日 期:\u30002021-01-05", "2021-01-05"),
    ("来源:时间:2021年01月31日", "2021-01-31"),
    ("来源: 柳北区工信局\xa0\xa0| \xa0\xa0发布日期: 2021-01-15 17:55 \xa0\xa0", "2021-01-15"),
    ("发布日期 | 2021-01-15 |", "2021-01-15"),
    ("发布日期:\r\n2021-01-15", "2021-01-15"),
    ("发布日期:[2021-01-15]", "2021-01-15"),
    ("信息公开日期:2021-01-15", "2021-01-15"),
    ("发布日期:二〇二一年一月十五日", "2021-01-15"),
    ("发布日期:二〇二一年十二月三十一日", "2021-12-31"),
    ("发布日期:2021-01-15 字号:大\n发布日期:2021年1月15日", "2021-01-15"),
    ("生成日期:2020-12-30 发布日期:2021-01-15", "2021-01-15"),
    # Written, entered, counted, or the clock of the page: not published.
    ("成文日期:2021-01-10", None),
    ("更新时间:2021-01-10", None),
    ("当前时间:2021-03-05", None),
    ("今天是2021年3月5日 星期五", None),
    ("日期:2021年3月5日 星期五", None),
    ("办公时间:2021年1月4日起", None),
    ("统计时间:2020年1月1日至2020年12月31日", None),
    ("时间:2020年1月1日至2020年12月31日", None),
    ("时间:202111日至20211231日", None),
    ("发布机构:柳北区教育局", None),
    ("2021-01-15", None),
]


@pytest.mark.parametrize(("line", "day"), LINES)
def test_the_head_says_when_it_was_published(line: str, day: str | None) -> None:
    identity = page(f"{TITLE}\n{line}\n")
    row, *_ = rows(identity, "published_on")

    assert identity.published_on == day
    assert row.source == ("none" if day is None else "date_line")


REFUSED = [
    ("发布日期:2021-02-30", "发布日期印作“2021-02-30”，不是一个日期。"),
    ("发布日期:2021-13-01", "发布日期印作“2021-13-01”，不是一个日期。"),
    ("发布日期: 202111日", "发布日期印作“202111日”，不是一个日期。"),
    ("发布日期:1970-01-01", "发布日期印作“1970-01-01”，不是一个日期。"),
    ("发布日期:2020-12-31", "所印日期2020-12-31早于2020年度结束，不可能是本报告的发布日期。"),
    ("发布日期:2020-01-15", "所印日期2020-01-15早于2020年度结束，不可能是本报告的发布日期。"),
    ("发布日期:2021-01-15 发布日期:2021-01-16", "正文之前有几个不同的发布日期，不能确定是哪一个。"),
    ("", "没有找到发布日期。"),
]


@pytest.mark.parametrize(("line", "note"), REFUSED)
def test_a_date_that_cannot_be_right_is_refused(line: str, note: str) -> None:
    identity = page(f"{TITLE}\n{line}\n")
    (row,) = rows(identity, "published_on")

    assert (identity.published_on, row.value, row.source) == (None, None, "none")
    assert row.note_zh == note
    assert row.note_en


def test_a_date_before_the_end_of_the_year_is_held_against_the_year_too() -> None:
    (row,) = rows(page(f"{TITLE}\n发布日期:2020-01-15\n"), "year")

    assert row.value == "2020"
    assert row.note_zh == "所印的发布日期早于该年度结束。"


def test_a_date_long_after_the_year_is_kept_with_a_doubt() -> None:
    identity = page(f"{TITLE}\n发布日期:2023-05-06\n")
    (row,) = rows(identity, "published_on")

    assert identity.published_on == "2023-05-06"
    assert row.note_en == "About a year or more after the report was due: it may be the date when the site was moved."


def test_a_date_stands_without_a_year() -> None:
    identity = page("发布日期:2021-01-15\n")

    assert (identity.year, identity.published_on) == (None, "2021-01-15")


SIGNATURES = [
    ("柳北区教育局\n2021年1月15日", "2021-01-15"),
    ("柳北区教育局\n\n2021年1月15日 \u2002\n\n\n主办单位:柳北区\n网站标识码:4502050001", "2021-01-15"),
    ("\r\n柳北区教育局\r\n2021年1月15日\r\n", "2021-01-15"),
    ("二〇二一年一月十五日", "2021-01-15"),
    ("2021-01-15", "2021-01-15"),
    ("2021年1月15日\n下载", None),
    ("报告于2021年1月15日公布。", None),
    ("更新日期:2023-01-15", None),
    ("柳北区教育局\n2020年1月15日", None),
    ("柳北区教育局\n2021年1月15日" + "\n页脚" * 200, None),
]


@pytest.mark.parametrize(("tail", "day"), SIGNATURES)
def test_a_date_alone_on_its_line_at_the_end_is_that_of_the_signature(tail: str, day: str | None) -> None:
    identity = page(TITLE, tail=tail)

    assert identity.published_on == day
    assert rows(identity, "published_on")[0].source == ("none" if day is None else "signature")


def test_the_head_comes_before_the_signature() -> None:
    assert page(f"{TITLE}\n发布日期:2021-01-20", tail="柳北区教育局\n2021年1月15日").published_on == "2021-01-20"


def test_the_page_s_metadata_say_when_where_its_text_does_not() -> None:
    stamp = (("pubdate", "2021-02-03 04:05:06"),)
    signed = page(TITLE, tail="柳北区教育局\n2021年1月15日", metadata=stamp)
    (row,) = rows(signed, "published_on")

    assert (signed.published_on, row.source, row.span) == ("2021-02-03", "metadata", None)
    assert page(f"{TITLE}\n发布日期:2021-01-20", metadata=stamp).published_on == "2021-01-20"
    for told in ("", "soon", "2020-02-03", "2021-02-30"):
        assert page(TITLE, metadata=(("pubdate", told),)).published_on is None, told


FETCHED = [
    ("2021-01-19", "2021-01-20", "2021-01-20"),  # a page counts its days eight hours before a manifest in UTC
    ("2021-01-20T23:59:59Z", "2021-01-20", "2021-01-20"),
    ("2021-01-18", "2021-01-20", None),
    ("2021-01-18T00:00:00Z", "2021-01-20", None),
    ("yesterday", "2021-01-20", "2021-01-20"),
    (None, "2021-01-20", "2021-01-20"),
]


@pytest.mark.parametrize(("retrieved", "day", "published"), FETCHED)
def test_a_report_was_not_published_after_it_was_fetched(
    retrieved: str | None, day: str, published: str | None
) -> None:
    identity = page(f"{TITLE}\n发布日期:{day}", manifest=ManifestRow("a.txt", retrieved_at=retrieved))
    row, *_ = rows(identity, "published_on")

    assert identity.published_on == published
    if published is None:
        assert row.note_en == (
            f"The printed date {day} lies after 2021-01-18, when the page was fetched: it is not that of publication."
        )
