"""Which division a body belongs to: by its name, by its site, and what is said where the two do not settle it."""

from collections.abc import Callable
from functools import partial

import pytest
from govreports.report import Identity, ManifestRow

from tests.identity.pages import TITLE, page, rows

BARE = "2020年政府信息公开工作年度报告\n"
WE = "2020年,我局公开9件。"
SITE = "主办:办公室\n网站标识码:4502050001"


def signs(identity: Identity) -> list[tuple[str, str | None]]:
    """What says where the body is, the deciding sign first."""
    return [(row.source, row.value) for row in rows(identity, "region_code")]


def why(identity: Identity, field: str = "region_code") -> str:
    """The remark on a fact."""
    return rows(identity, field)[0].note_en or ""


def test_the_name_decides_and_every_other_sign_is_kept_beside_it() -> None:
    head = f"欢迎访问广西柳州柳北区人民政府网站!\n{TITLE}"
    identity = page(head, tail=SITE, manifest=ManifestRow("a.txt", url="http://www.lbq.gov.cn/a/1.html"))

    assert identity.region_code == "450205"
    assert signs(identity) == [(s, "450205") for s in ("title", "site_name", "site_code", "host")]
    assert why(identity) == ""


def test_signs_that_contradict_the_name_are_remarked_upon() -> None:
    identity = page(TITLE, tail="网站标识码:3206000001")

    assert identity.region_code == "450205"
    assert why(identity) == "Sources disagree: the registration code of the site says 320600."


def test_a_site_above_or_below_the_body_contradicts_nothing() -> None:
    for code in ("4500000001", "4502000001"):
        assert why(page(TITLE, tail=f"网站标识码:{code}")) == ""
    assert why(page("柳州市教育局" + BARE, tail=SITE)) == ""


CODES = [
    ("网站标识码:4502050001", "450205"),
    ("网站标识码：4502050001", "450205"),
    ("网站标识码 4502050001", "450205"),
    ("政府网站标识码: 4502 05 0001", "450205"),
    ("网站标识码:45020\n50001", "450205"),
    ("网站标识码 | 4502050001 |", "450205"),
    ("网站标识码:4502050001\n0772-2538003", "450205"),
    # Ten digits, of a division that there is.
    ("网站标识码:45020500012", None),
    ("网站标识码:450205", None),
    ("网站标识码:9999990001", None),
    ("网站标识码:bm14000001", None),
    ("标识码:", None),
]


@pytest.mark.parametrize(("footer", "code"), CODES)
def test_the_registration_code_of_the_site_begins_with_the_division(footer: str, code: str | None) -> None:
    identity = page(f"区教育局{BARE}", tail=footer)

    assert identity.region_code == code
    assert identity.agency == ("柳州市柳北区教育局" if code else None)


def test_a_bureau_without_a_place_gets_that_of_its_site() -> None:
    cases = (
        ("市财政局", "3206000001", "南通市财政局"),
        ("市市场监督管理局", "3206000001", "南通市市场监督管理局"),
        ("市应急局", "3206000001", "南通市应急管理局"),
        ("区工信局", "4502050001", "柳州市柳北区工业和信息化局"),
        ("县水利局", "4502250001", "融水苗族自治县水利局"),
        ("财政局", "4502050001", "柳州市柳北区财政局"),
        ("州教育局", "4228000001", "恩施土家族苗族自治州教育局"),
        ("市政府", "3206000001", "南通市人民政府"),
        ("高新区管委会", "3204000001", "常州市高新区管理委员会"),
        ("城区教育局", "1405020001", "晋城市城区教育局"),
    )
    for printed, code, name in cases:
        identity = page(f"{printed}{BARE}", tail=f"网站标识码:{code}")
        assert (identity.agency, identity.region_code) == (name, code[:6]), printed
        told = "The printed name does not say which place; the registration code of the site does."
        assert why(identity, "agency") == told


def test_a_site_of_another_kind_of_place_gives_none() -> None:
    assert page(f"市财政局{BARE}", tail=SITE).agency is None
    assert page(f"县财政局{BARE}", tail=SITE).agency is None
    assert page(f"柳北區教育局{BARE}", tail=SITE).agency is None


def test_signs_that_point_to_different_places_give_none() -> None:
    head = f"欢迎访问南通市人民政府网站\n财政局{BARE}"
    identity = page(head, tail=SITE)

    assert (identity.agency, identity.region_code) == (None, None)
    told = "Name, registration code and host of the site point to different places, so they settle nothing."
    assert why(identity) == told


def test_the_division_of_the_site_is_known_also_where_no_body_is() -> None:
    identity = page(BARE, opening=WE, tail=SITE)

    assert (identity.agency, identity.region_code) == (None, "450205")


SHARED = [
    (partial(page, tail="网站标识码:2201040001"), "220104", "长春市朝阳区财政局"),
    (partial(page, tail="主办单位:北京市朝阳区人民政府办公室"), "110105", "北京市朝阳区财政局"),
    (
        partial(page, manifest=ManifestRow("a.txt", url="http://chaoyang.changchun.gov.cn/")),
        "220104",
        "长春市朝阳区财政局",
    ),
    (partial(page, opening="2020年,落实长春市的部署,公开9件。"), "220104", "长春市朝阳区财政局"),
    (partial(page, metadata=(("sitename", "长春市朝阳区人民政府"),)), "220104", "长春市朝阳区财政局"),
    (partial(page, metadata=(("siteidcode", "1101050001"),)), "110105", "北京市朝阳区财政局"),
    (partial(page, opening="2020年,学习长春市和北京市的经验。"), None, "朝阳区财政局"),
    (partial(page, tail="网站标识码:3206000001"), None, "朝阳区财政局"),
    (page, None, "朝阳区财政局"),
]


@pytest.mark.parametrize(("made", "code", "name"), SHARED)
def test_a_name_that_several_divisions_have_stays_open_unless_something_tells(
    made: Callable[[str], Identity], code: str | None, name: str
) -> None:
    identity = made(f"朝阳区财政局{BARE}")

    assert identity.agency == name
    if code:
        assert identity.region_code == code
        assert why(identity, "agency").startswith("The printed name does not say which place; the ")
    else:
        assert identity.region_code != "110105"
        assert why(identity, "agency") == "2 divisions are called 朝阳区; nothing says which is meant."


def test_a_division_that_was_gone_is_not_meant() -> None:
    assert page("桥东区财政局2018年政府信息公开工作年度报告\n").region_code is None
    assert page("桥东区财政局2022年政府信息公开工作年度报告\n").agency == "张家口市桥东区财政局"


def test_a_town_needs_its_county() -> None:
    alone = page(f"白沙镇人民政府{BARE}")
    assert (alone.agency, alone.region_code) == ("白沙镇人民政府", None)
    assert why(alone)
    assert page(f"柳北区雀儿山街道办{BARE}").agency == "柳州市柳北区雀儿山街道办事处"
    for tail in (SITE, "网站标识码:4502000001"):
        here = page(f"雀儿山街道办事处{BARE}", tail=tail)
        assert (here.agency, here.region_code) == ("柳州市柳北区雀儿山街道办事处", "450205004")


def test_departments_of_the_state_council_have_no_division() -> None:
    for name in ("财政部", "中华人民共和国财政部", "国家税务总局"):
        identity = page(f"{name}{BARE}")
        assert (identity.agency, identity.region_code) == (name.removeprefix("中华人民共和国"), None)
        assert why(identity) == "A department of the State Council, which belongs to no division."


def test_the_name_of_the_site_is_not_that_of_the_body() -> None:
    # An office for data runs the site of the district; other bodies publish on it.
    identity = page(BARE, tail="主办单位:柳州市柳北区大数据发展局")
    assert (identity.agency, identity.region_code) == (None, "450205")


def test_a_bureau_s_own_site_names_it_when_nothing_else_does() -> None:
    for name in ("sitename", "contentsource"):
        identity = page(BARE, opening=WE, metadata=((name, "柳北区教育局"),))
        assert identity.agency == "柳州市柳北区教育局"
        assert why(identity, "agency").startswith("Neither title nor introduction names the body; the ")
    welcomed = page(f"欢迎访问柳北区教育局网站\n{BARE}", opening=WE)
    assert welcomed.agency == "柳州市柳北区教育局"
    assert page(f"欢迎访问柳北区教育局网站\n{BARE}", opening="2020年,我中心公开9件。").agency is None


TOLD = [
    ("2020年,我局公开9件。柳北区教育局网站公开8件。", "柳州市柳北区教育局"),
    ("2020年,我局设置柳北区教育局门户网站栏目。", "柳州市柳北区教育局"),
    ("2020年,柳北区教育局认真落实部署。", "柳州市柳北区教育局"),
    ("2020年,安居区严格按照部署,全区公开9件。", "遂宁市安居区人民政府"),
    ("(一)主动公开\n2020年,安居区落实部署,我区公开9件。", "遂宁市安居区人民政府"),
    # Another body's site beside one's own; a place that does nothing; words that end like a name; 和 and 县.
    ("2020年,我局公开9件。柳北区教育局网站公开8件,柳州市教育局网站公开3件。", None),
    ("2020年,我局公开9件。区教育局网站公开8件。", None),
    ("2020年,我中心公开9件。柳北区教育局网站公开8件。", None),
    ("2020年,柳北区教育系统推进公开,全区学校公开9件。", None),
    ("2020年,安居区严格按照部署公开9件。", None),
    ("2020年,安居区坚持以人民为中心,我局公开9件。", None),
    ("2020年,我局通过省和县教育局网站公开9件。", None),
]


@pytest.mark.parametrize(("opening", "name"), TOLD)
def test_the_narrative_names_its_body_where_nothing_else_does(opening: str, name: str | None) -> None:
    identity = page("", opening=opening)

    assert identity.agency == name
    assert why(identity, "agency")
    assert rows(identity, "agency")[0].source == ("body" if name else "none")


def test_an_office_that_compiles_for_its_government_is_not_the_body() -> None:
    head = f"{BARE}本报告由柳北区人民政府办公室编制。"

    assert page(head, opening="2020年,全区公开9件。").agency == "柳州市柳北区人民政府"
    assert page(head, opening="2020年,我办公开9件。").agency is None
    nameless = page(f"{BARE}本报告由区政府办公室编制。", opening="2020年,全区公开9件。", tail=SITE)
    assert nameless.agency == "柳州市柳北区人民政府"
    assert page(f"{BARE}本报告由区政府办公室编制。", opening="2020年,我办公开9件。", tail=SITE).agency is None


def test_metadata_give_a_title_where_the_text_has_none() -> None:
    identity = page("", metadata=(("articletitle", f"{TITLE}_柳北区人民政府"), ("title", "首页")))

    assert (identity.year, identity.title, identity.agency) == (2020, TITLE, "柳州市柳北区教育局")
    assert {row.source for row in identity.evidence if row.field in ("title", "year", "agency")} == {"metadata"}


def test_words_of_hijacked_copies_make_no_agency_whatever_the_site_says() -> None:
    for name in ("澳门葡京教育局", "***教育局", "liubei教育局", "威尼斯人财政局", "新葡京人民政府"):
        identity = page(f"{name}{BARE}", tail=SITE)
        assert identity.agency is None, name
        assert why(identity, "agency")
