"""Everything around the tables: titles, introductions, narrative, page furniture. All invented, in plain words.

The words are those that the tables use too, since a reader must not take a sentence for a row.
"""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files
from random import Random
from typing import NamedTuple

PLACES = ("云山县", "东湾市", "石桥区", "南屏镇", "柳溪区", "白河市")
BODIES = ("人民政府", "财政局", "水务局", "教育局", "市场监督管理局", "住房和城乡建设局")

# Bodies that no county has, so that nothing is said of one that exists: for reports whose place is to be found.
NOWHERE_BODIES = ("云务局", "潮汐局", "星象观测局", "灯塔管理局", "风筝管理委员会", "石阶养护中心")

PLAIN = (
    "本年度信息公开工作平稳开展，各项任务按计划完成。",
    "门户网站全年更新信息{a}条，其中工作动态{b}条。",
    "通过微信公众号推送{a}期，阅读{b}次。",
    "全年收到申请{a}件，均按时答复。",
    "办公室负责日常工作，配有专人{b}名。",
    "组织培训{b}次，参加人员{a}人次。",
)
LONGER = (
    *PLAIN,
    "负责同志多次听取汇报，研究需要公开的事项，明确由办公室统筹，各科室配合，逐项落实到人。",
    "对群众关心的政策，除发布原文外，还用问答、图表等形式说明办理条件、所需材料和时限。",
    "收到来信来电后先登记，再转有关科室核实，答复前由专人核对文字和数据，全年没有超期的情况。",
    "发布前逐条审查，涉及国家秘密、商业秘密和个人隐私的内容不予上网，已发布的内容每季度复查一次。",
    "年初制定计划，年中抽查，年底评议，抽查发现的{b}个问题当月改正，评议结果与年度考核相连。",
)
NUMBERS = (
    "本年新收政府信息公开申请 {a} 件，上年结转 {b} 件，予以公开 {b} 件，不予公开 0 件。",
    "其中：自然人 {a} 件，商业企业 {b} 件，科研机构 0 件，其他 0 件，总计 {a} 件。",
    "全年办理行政许可 {a} 件，行政处罚 {b} 件，行政强制 0 件。",
    "制定规章 0 件，行政规范性文件 {b} 件，现行有效件数 {a} 件。",
    "行政复议 {b} 件，结果维持 {b} 件；行政诉讼 0 件。",
    "行政事业性收费 {a} 万元，比上年增 {b} 万元。",
    "部分公开 {b} 件，重复申请 {a} 件，结转下年度继续办理 {b} 件。",
)
BULLETS = (
    "1.行政许可",
    "2.行政处罚",
    "（一）规章",
    "（二）其他",
    "1.予以公开",
    "（七）总计",
    "3.其他",
    "（三）不予公开",
    "行政强制",
    "规范性文件",
)
PROBLEMS = (
    "公开的内容还不够细，更新有时不及时。",
    "下一步将补齐短板，加强{b}个方面的工作。",
    "业务人员对新规定掌握不全面，计划再办{b}期培训。",
)
OTHERS = ("无。", "无", "本年度没有收取信息处理费。", "无其他需要报告的事项。", "本年度收取信息处理费0元。")


class Setting(NamedTuple):
    """Who reports on which year."""

    agency: str
    year: int


def setting(rng: Random, first: int, last: int) -> Setting:
    """An agency that does not exist, and a report year."""
    return Setting(rng.choice(PLACES) + rng.choice(BODIES), rng.randint(first, last))


def somebody(rng: Random) -> str | None:
    """A body that no county has, in one that exists, three times out of four."""
    return rng.choice(_counties()) + rng.choice(NOWHERE_BODIES) if rng.randrange(4) else None


@cache
def _counties() -> tuple[str, ...]:
    """Counties that exist, with or without their city."""
    listed = (files("govreports.divisions") / "divisions.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(listed.splitlines()))
    cities = {row["code"]: row["name"] for row in rows if row["code"].endswith("00")}
    counties = [row for row in rows if not row["until"] and row["code"] not in cities]
    return tuple(
        (cities.get(f"{row['code'][:4]}00", "") if number % 2 else "") + row["name"]
        for number, row in enumerate(counties)
    )


def title(rng: Random, where: Setting) -> str:
    """One of the usual titles."""
    agency, year = where
    return rng.choice(
        (
            f"{agency}{year}年政府信息公开工作年度报告",
            f"{year}年{agency}政府信息公开工作年度报告",
            f"{year}年度{agency}政府信息公开工作年度报告",
        )
    )


def introduction(where: Setting) -> str:
    """The paragraph before section 一."""
    agency, year = where
    return (
        f"{agency}按照《中华人民共和国政府信息公开条例》编写本报告，数据统计期为{year}年1月1日至{year}年12月31日。"
        f"报告有总体情况、主动公开、申请办理、行政复议和行政诉讼、问题与改进、其他事项六个部分。"
    )


def narrative(rng: Random, kinds: frozenset[str]) -> list[str]:
    """Paragraphs of section 一; `kinds` may add length, sentences full of numbers and bullet headings."""
    told = [_fill(rng, text) for text in rng.sample(PLAIN, rng.randint(1, 4))]
    if "long_narrative" in kinds:
        told += [_paragraph(rng) for _ in range(rng.randint(4, 12))]
    if "numbers_in_prose" in kinds:
        told += [_fill(rng, text) for text in rng.sample(NUMBERS, 3)]
    rng.shuffle(told)
    if "bullet_headings" in kinds:
        for heading in rng.sample(BULLETS, 3):
            told.insert(rng.randrange(len(told) + 1), heading)
        told.append(_fill(rng, PLAIN[0]))
    return told


def _paragraph(rng: Random) -> str:
    return "".join(_fill(rng, rng.choice(LONGER)) for _ in range(rng.randint(2, 6)))


def problems(rng: Random, kinds: frozenset[str]) -> list[str]:
    """Paragraphs of section 五."""
    told = [_fill(rng, text) for text in rng.sample(PROBLEMS, 2)]
    if "numbers_in_prose" in kinds:
        told.append(_fill(rng, rng.choice(NUMBERS)))
    if "bullet_headings" in kinds:
        told = [rng.choice(BULLETS), *told]
    return told


def others(rng: Random) -> str:
    """The text of section 六."""
    return rng.choice(OTHERS)


def signature(rng: Random, where: Setting) -> list[str]:
    """Agency and date at the end of a report, which some leave out."""
    return rng.choice(([], [where.agency, f"{where.year + 1}年1月{rng.randint(2, 31)}日"]))


def masthead(rng: Random, where: Setting) -> list[str]:
    """What a web page prints before the report."""
    day = f"{where.year + 1}-01-{rng.randint(2, 31):02}"
    return [
        "首页 > 政务公开 > 政府信息公开年报",
        f"来源：{where.agency}　发布日期：{day} 09:{rng.randint(10, 59)}　浏览次数：{rng.randint(1, 999)}",
    ]


def footer(rng: Random) -> list[str]:
    """What a web page prints after the report."""
    return [
        "打印本页 | 关闭窗口",
        f"网站标识码：{rng.randint(1101000001, 6599999999)}",
        f"联系电话：0{rng.randint(100, 999)}-{rng.randint(2000000, 8999999)}",
    ]


def _fill(rng: Random, text: str) -> str:
    return text.format(a=rng.randint(10, 999), b=rng.randint(1, 9))
