"""Pages made to order: every way in which real reports say whose they are and when, with what is true of each.

The places are drawn from the committed list of divisions, the words are ours. What is true is put together here from
the list itself, without the reader's help.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Callable, Iterator
from random import Random
from typing import Any, NamedTuple

from tests.support.places import ROOT

OPENING = "机关各科室按分工做好有关工作。"
BUREAUS = ("教育局", "财政局", "水利局", "审计局", "应急管理局", "工业和信息化局", "市场监督管理局", "乡村振兴局")
SHORT = {"应急管理局": "应急局", "工业和信息化局": "工信局", "市场监督管理局": "市监局"}
BARE = "{year}年政府信息公开工作年度报告"


class Where(NamedTuple):
    """A division of the list: its code, its name, and the names of those that it lies in, the largest first."""

    code: str
    name: str
    above: tuple[str, ...]

    @property
    def full(self) -> str:
        """As a body of the place is called: a district with its city."""
        return (self.above[-1] if self.name.endswith("区") else "") + self.name


class Page(NamedTuple):
    """A page and what is true of it; None where nobody could tell. `doubt` says that a remark has to be made."""

    pattern: str
    text: str
    year: int | None
    region: str | None
    agency: str | None
    metadata: tuple[tuple[str, str], ...] = ()
    url: str | None = None


def _listed() -> list[dict[str, str]]:
    path = ROOT / "loaders/govreports/divisions/divisions.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _places() -> tuple[list[Where], list[Where]]:
    """Cities and counties that exist, whose name no other division ever had; and districts whose name several have."""
    rows = _listed()
    held = {row["code"]: row["name"] for row in rows}
    often = Counter(row["name"] for row in rows)
    unique: list[Where] = []
    shared: list[Where] = []
    for row in rows:
        code, name = row["code"], row["name"]
        above = tuple(held[c] for c in (code[:2] + "0000", code[:4] + "00") if c != code and c in held)
        if row["until"] or not above or code[4] == "7" or name[-1] not in "市区县旗州" or len(name) < 3:
            continue
        (unique if often[name] == 1 else shared).append(Where(code, name, above))
    alive = Counter(where.name for where in shared)
    return unique, [where for where in shared if alive[where.name] > 1 and where.name.endswith("区")]


UNIQUE, SHARED = _places()
COUNTIES = [where for where in UNIQUE if not where.code.endswith("00")]
CITIES = [where for where in UNIQUE if where.code.endswith("00") and where.name.endswith("市")]


def whole(head: str, opening: str = OPENING, tail: str = "") -> str:
    """A report without its tables."""
    return f"{head}\n一、总体情况\n{opening}\n二、主动公开政府信息情况\n六、其他需要报告的事项\n无。\n{tail}"


class Dice:
    """What one page is about."""

    def __init__(self, seed: int) -> None:
        self.rng = Random(seed)  # noqa: S311 - pages, not secrets
        self.year = self.rng.randint(2019, 2024)
        self.where = self.rng.choice(COUNTIES)
        self.bureau = self.rng.choice(BUREAUS)

    @property
    def name(self) -> str:
        return self.where.full + self.bureau

    @property
    def bare(self) -> str:
        return BARE.format(year=self.year)

    def printed(self) -> str:
        """The name in one of the lengths that reports print."""
        above = self.rng.choice((self.where.above[-1], "", "", "".join(self.where.above)))
        return above + self.where.name + self.rng.choice((self.bureau, SHORT.get(self.bureau, self.bureau)))

    def title(self, name: str) -> str:
        """A title in one of the usual forms."""
        form = self.rng.choice(
            (
                "{n}{y}年政府信息公开工作年度报告",
                "{y}年{n}政府信息公开工作年度报告",
                "{y}年度{n}政府信息公开年度报告",
                "{n}{y}年度政府信息公开工作报告",
                "{n}{y}年政府信息公开工作年报",
                "{n}关于{y}年政府信息公开工作情况的报告",
                "{n}政府信息公开工作年度报告({y}年)",
                "{n}\n{y}年政府信息公开工作年度报告",
                "{n}{y}年政府信息公开\n工作年度报告",
            )
        )
        return str(form.format(n=name, y=self.year))

    def page(self, text: str, **more: Any) -> Page:
        """A page whose body and division can be told, unless `more` says otherwise."""
        return Page("", text, self.year, self.where.code, self.name)._replace(**more)


def in_title(dice: Dice) -> Page:
    return dice.page(whole(dice.title(dice.printed())))


def in_title_twice(dice: Dice) -> Page:
    title = f"{dice.printed()}{dice.bare}"
    return dice.page(whole(f"{title}\n来源:办公室 发布日期:{dice.year + 1}-01-20\n{title}"))


def in_introduction(dice: Dice) -> Page:
    line = dice.rng.choice(("本报告由{}编制。", "本报告依据《条例》要求,由{}负责编写。", "由{}组织编制本年度报告。"))
    return dice.page(whole(f"{dice.bare}\n{line.format(dice.printed())}"))


def introduced_by_name(dice: Dice) -> Page:
    return dice.page(whole(f"现公布{dice.printed()}{dice.year}年政府信息公开年度报告。"))


def with_a_period(dice: Dice) -> Page:
    head = f"本报告由{dice.printed()}编制,统计期限自{dice.year}年1月1日起至{dice.year}年12月31日止。"
    return dice.page(whole(head))


def signed(dice: Dice) -> Page:
    return dice.page(whole(dice.bare, tail=f"{dice.printed()}\n{dice.year + 1}年1月15日"))


def in_contact(dice: Dice) -> Page:
    return dice.page(whole(f"{dice.bare}\n如有疑问,请与{dice.printed()}办公室联系。"))


def in_source_line(dice: Dice) -> Page:
    return dice.page(whole(f"{dice.bare}\n来源:{dice.printed()} 浏览次数:9"))


def in_metadata(dice: Dice) -> Page:
    return dice.page(whole(dice.bare), metadata=(("contentsource", dice.printed()),))


def titled_in_metadata(dice: Dice) -> Page:
    return dice.page(whole(""), metadata=(("articletitle", f"{dice.printed()}{dice.bare}"),))


def of_its_own_site(dice: Dice) -> Page:
    head = f"欢迎访问{dice.where.full}{dice.bureau}网站\n{dice.bare}"
    return dice.page(whole(head, opening=f"{dice.year}年,我局继续推进公开。"))


def by_its_channel(dice: Dice) -> Page:
    opening = f"{dice.year}年,我局继续推进公开。通过{dice.where.full}{dice.bureau}网站公开9条。"
    return dice.page(whole("", opening))


def as_first_subject(dice: Dice) -> Page:
    return dice.page(whole("", f"{dice.year}年,{dice.where.full}{dice.bureau}认真做好公开。"))


def without_its_place(dice: Dice) -> Page:
    """市X局 or 区X局 on a site that says where."""
    where = dice.rng.choice((dice.where, dice.rng.choice(CITIES)))
    title = f"{where.name[-1]}{dice.bureau}{dice.bare}"
    sign = dice.rng.randrange(3)
    full = where.full + dice.bureau
    if where.name.endswith(("旗", "州")):
        title = f"{dice.bureau}{dice.bare}"
    if sign == 0:
        return dice.page(
            whole(f"欢迎访问{where.above[-1]}{where.name}人民政府网站\n{title}"), region=where.code, agency=full
        )
    if sign == 1:
        tail = f"主办:办公室\n网站标识码:{where.code[:4]} {where.code[4:]}0001"
        return dice.page(whole(title, tail=tail), region=where.code, agency=full)
    return dice.page(whole(title), region=where.code, agency=full, metadata=(("siteidcode", f"{where.code}0012"),))


def without_any_place(dice: Dice) -> Page:
    return dice.page(whole(f"{dice.bureau}{dice.bare}"), region=None, agency=None)


def only_we(dice: Dice) -> Page:
    head = dice.rng.choice((f"我局{dice.bare}", dice.bare, ""))
    return dice.page(whole(head, f"{dice.year}年,我局公开9件。区政府门户网站公开8件。"), region=None, agency=None)


def of_a_place(dice: Dice) -> Page:
    return dice.page(whole(dice.title(dice.where.name)), agency=f"{dice.where.full}人民政府")


def of_a_government(dice: Dice) -> Page:
    name = dice.rng.choice(("人民政府", "政府"))
    return dice.page(
        whole(f"{''.join(dice.where.above)}{dice.where.name}{name}{dice.bare}"), agency=f"{dice.where.full}人民政府"
    )


def of_an_untitled_government(dice: Dice) -> Page:
    where = dice.rng.choice([where for where in COUNTIES if where.name[-1] in "区县市"])
    opening = f"{dice.year}年,{where.name}落实部署。全{where.name[-1]}受理9件。"
    return dice.page(whole("", opening), region=where.code, agency=f"{where.full}人民政府")


def shared_name(dice: Dice) -> Page:
    """A district's name that other cities have too, and what tells which it is, if anything does."""
    where = dice.rng.choice(SHARED)
    title = f"{where.name}{dice.bureau}{dice.bare}"
    known = Page("", "", dice.year, where.code, where.full + dice.bureau)
    match dice.rng.randrange(5):
        case 0:
            return known._replace(text=whole(f"{where.above[-1]}{title}"))
        case 1:
            return known._replace(text=whole(title, tail=f"网站标识码:{where.code}0001"))
        case 2:
            return known._replace(text=whole(title, tail=f"主办单位:{where.full}人民政府办公室"))
        case 3:
            return known._replace(text=whole(title, opening=f"按照{where.above[-1]}的部署,做好公开。"))
        case _:
            return known._replace(text=whole(title), region=None, agency=where.name + dice.bureau)


def of_a_town(dice: Dice) -> Page:
    county, town, code = dice.rng.choice(TOWNS)
    body = "办事处" if town.endswith("街道") else "人民政府"
    page = Page("", "", dice.year, code, county.full + town + body)
    match dice.rng.randrange(3):
        case 0:
            return page._replace(text=whole(f"{county.name}{town}{body}{dice.bare}"))
        case 1:
            return page._replace(text=whole(f"{town}{body}{dice.bare}", tail=f"网站标识码:{county.code}0001"))
        case _:
            return page._replace(text=whole(f"{town}{body}{dice.bare}"), region=None, agency=town + body)


def with_anothers_name_left_in(dice: Dice) -> Page:
    other = dice.rng.choice(COUNTIES)
    return dice.page(whole(f"{dice.printed()}{dice.bare}\n本报告由{other.full}{dice.bureau}编制。"))


def on_anothers_site(dice: Dice) -> Page:
    tail = "发布机构:市人民政府办公室\n来源:局办公室"
    return dice.page(
        whole(f"{dice.printed()}{dice.bare}\n{tail}", tail=f"主办单位:{dice.where.above[-1]}人民政府办公室")
    )


def with_lost_digits(dice: Dice) -> Page:
    head = f"{dice.printed()}{dice.bare}\n统计期限自202111日至20211231日,依据〔202130号编制。"
    return dice.page(whole(head))


def with_a_lost_year(dice: Dice) -> Page:
    head = f"{dice.printed()}政府信息公开工作年度报告\n统计期限202111日至20211231日,由{dice.printed()}编写的报告。"
    return dice.page(whole(head), year=None)


def in_a_folder_of_another_year(dice: Dice) -> Page:
    url = f"http://www.example.gov.cn/{dice.year - 2}/0101/1.html"
    return dice.page(whole(f"{dice.printed()}{dice.bare}\n发布日期:{dice.year + 3}-06-01"), url=url)


def hijacked(dice: Dice) -> Page:
    name = dice.rng.choice(("澳门葡京", "***", "威尼斯人", "liubei", "大发彩票网"))
    return dice.page(whole(f"{name}{dice.bureau}{dice.bare}"), region=None, agency=None)


def renamed(dice: Dice) -> Page:
    """A county that has become a district or a city, before that."""
    name, code, full = dice.rng.choice(GONE)
    return dice.page(whole(f"{name}{dice.bureau}{dice.bare}"), region=code, agency=full + dice.bureau)


def alike(dice: Dice) -> Page:
    """Places whose names are nearly those of others."""
    name, code, full = dice.rng.choice(ALIKE)
    return dice.page(whole(f"{name}{dice.bare}"), region=code, agency=full)


def by_its_host(dice: Dice) -> Page:
    host, where, code = dice.rng.choice(HOSTS)
    return dice.page(
        whole(f"市{dice.bureau}{dice.bare}"), region=code, agency=where + dice.bureau, url=f"http://www.{host}/a/1.html"
    )


GONE = (
    ("海门市", "320684", "海门市"),
    ("港闸区", "320611", "南通市港闸区"),
    ("简阳市", "510185", "简阳市"),
    ("无为县", "340225", "无为县"),
    ("襄樊市", "420600", "襄樊市"),
    ("崇川区", "320613", "南通市崇川区"),
    ("陕县", "411222", "陕县"),
    ("玉环县", "331021", "玉环县"),
)
ALIKE = (
    ("吉林市财政局", "220200", "吉林市财政局"),
    ("吉林省财政厅", "220000", "吉林省财政厅"),
    ("海南州财政局", "632500", "海南藏族自治州财政局"),
    ("海南省财政厅", "460000", "海南省财政厅"),
    ("乌海市海南区财政局", "150303", "乌海市海南区财政局"),
    ("融水县水利局", "450225", "融水苗族自治县水利局"),
    ("恩施州财政局", "422800", "恩施土家族苗族自治州财政局"),
    ("恩施市财政局", "422801", "恩施市财政局"),
    ("北京市密云区财政局", "110118", "北京市密云区财政局"),
    ("广西柳州柳北区教育局", "450205", "柳州市柳北区教育局"),
    ("内蒙古自治区财政厅", "150000", "内蒙古自治区财政厅"),
    ("神农架林区财政局", "429021", "湖北省神农架林区财政局"),
    ("济源市财政局", "419001", "济源市财政局"),
    ("苏州工业园区管委会", "320576", "苏州工业园区管理委员会"),
    ("新疆生产建设兵团教育局", "660000", "新疆生产建设兵团教育局"),
    ("石河子市教育局", "659001", "石河子市教育局"),
    ("东莞市虎门镇人民政府", "441900121", "东莞市虎门镇人民政府"),
    ("大兴安岭地区行政公署", "232700", "大兴安岭地区行政公署"),
    ("国家税务总局柳州市柳北区税务局", "450205", "国家税务总局柳州市柳北区税务局"),
    ("攀枝花市东区人民政府", "510402", "攀枝花市东区人民政府"),
    ("财政部", None, "财政部"),
    ("国家税务总局", None, "国家税务总局"),
)
HOSTS = (
    ("nantong.gov.cn", "南通市", "320600"),
    ("zhumadian.gov.cn", "驻马店市", "411700"),
    ("kunshan.gov.cn", "昆山市", "320583"),
)


def _towns() -> list[tuple[Where, str, str]]:
    path = ROOT / "loaders/govreports/divisions/towns.txt"
    counties = {where.code: where for where in COUNTIES}
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        county, *named = line.split(" ")
        if county in counties:
            found += [(counties[county], entry[3:], county + entry[:3]) for entry in named]
    # A few are listed with their city before them.
    plain = re.compile("[^市县区]{2,}(?:镇|乡|街道)")
    return [(county, name, code) for county, name, code in found if plain.fullmatch(name)]


TOWNS = _towns()
PATTERNS: tuple[Callable[[Dice], Page], ...] = (
    *(in_title, in_title_twice, in_introduction, introduced_by_name, with_a_period, signed, in_contact, in_source_line),
    *(in_metadata, titled_in_metadata, of_its_own_site, by_its_channel, as_first_subject, without_its_place),
    *(without_any_place, only_we, of_a_place, of_a_government, of_an_untitled_government, shared_name, of_a_town),
    *(with_anothers_name_left_in, on_anothers_site, with_lost_digits, with_a_lost_year, in_a_folder_of_another_year),
    *(hijacked, renamed, alike, by_its_host),
)


def pages(each: int) -> Iterator[Page]:
    """So many pages of each pattern, always the same."""
    for number, pattern in enumerate(PATTERNS):
        for seed in range(each):
            yield pattern(Dice(1000 * number + seed))._replace(pattern=pattern.__name__)
