"""Names of bodies: their kinds, their short forms, and the one name that each has."""

from importlib.resources import files

import pytest
from govreports.identity.bodies import BRANCHES, KINDS, NATIONAL, SHORT_NAMES, KindEnding, Short
from govreports.identity.body import body, departments, is_national, kind, named, same_body
from govreports.identity.names import is_body

from tests.identity.pages import page, printed

BARE = "2020年政府信息公开工作年度报告\n"


def one_name(name: str) -> str:
    """The name as put together again, its place being certain."""
    parts = body(name)
    return named(parts, parts.places[0] if len(parts.places) == 1 else None)


@pytest.mark.parametrize("ending", KINDS, ids=lambda ending: ending.text)
def test_a_kind_is_known_by_the_ending(ending: KindEnding) -> None:
    assert ending.example.endswith(ending.text)
    assert kind(ending.example) == ending.kind
    assert one_name(ending.example) == ending.example


def test_endings_and_short_names_are_there_once() -> None:
    assert len({ending.text for ending in KINDS}) == len(KINDS)
    assert len({short.text for short in SHORT_NAMES}) == len(SHORT_NAMES)
    assert kind("某某公司") is None
    assert kind("国有资产监督管理委员会") == "department"


@pytest.mark.parametrize("short", SHORT_NAMES, ids=lambda short: short.text)
def test_a_short_name_is_written_out(short: Short) -> None:
    assert short.example.endswith(short.text)
    assert one_name(short.example).endswith(short.full)
    assert same_body(short.example, one_name(short.example))
    assert short.full not in {other.text for other in SHORT_NAMES}


@pytest.mark.parametrize("name", NATIONAL)
def test_departments_of_the_state_council_are_bodies(name: str) -> None:
    assert is_body(name)
    assert is_national(f"中华人民共和国{name}")
    assert kind(name) == "department"
    assert printed(page(name + BARE)) == name


@pytest.mark.parametrize("branch", BRANCHES)
def test_a_branch_of_one_keeps_its_beginning(branch: str) -> None:
    assert one_name(f"{branch}柳北区税务局") == f"{branch}柳州市柳北区税务局"


def test_departments_are_listed_once_and_are_bodies_with_a_place() -> None:
    listed = (files("govreports.identity") / "departments.txt").read_text(encoding="utf-8").split()
    assert len(set(listed)) == len(listed) > 100
    assert [name for name in listed if not is_body(f"柳北区{name}") or kind(f"柳北区{name}") is None] == []
    found = departments().match("教育局认真落实")
    assert found
    assert found[0] == "教育局"


SAME = [
    ("安居区人民政府", "四川省遂宁市安居区人民政府", "遂宁市安居区人民政府"),
    ("安居区", "遂宁市安居区政府", "遂宁市安居区人民政府"),
    ("柳北区工业和信息化局", "柳州市柳北区工业和信息化局", "柳州市柳北区工业和信息化局"),
    ("柳北区工信局", "广西柳州柳北区工业和信息化局", "柳州市柳北区工业和信息化局"),
    ("南通市应急局", "江苏省南通市应急管理局", "南通市应急管理局"),
    ("融水县水利局", "柳州市融水苗族自治县水利局", "融水苗族自治县水利局"),
    ("苏州工业园区管委会", "苏州工业园区管理委员会", "苏州工业园区管理委员会"),
    ("南通市文广局(文物局)", "南通市文广局（文物局）", "南通市文广局（文物局）"),
    ("喀什地区", "喀什地区行政公署", "喀什地区行政公署"),
    ("苏州工业园区", "苏州工业园区管委会", "苏州工业园区管理委员会"),
    ("柳州市柳北区人民政府雀儿山街道办事处", "柳北区雀儿山街道办", "柳州市柳北区雀儿山街道办事处"),
]


@pytest.mark.parametrize(("one", "other", "name"), SAME)
def test_a_body_has_one_name(one: str, other: str, name: str) -> None:
    assert {one_name(one), one_name(other)} == {name}
    assert same_body(one, other)
    assert one_name(name) == name


def test_bodies_of_different_places_and_kinds_are_not_the_same() -> None:
    for one, other in (
        ("柳州市财政局", "柳州市柳北区财政局"),
        ("北京市朝阳区财政局", "长春市朝阳区财政局"),
        ("柳北区财政局", "柳北区教育局"),
        ("柳北区", "柳北区教育局"),
        ("吉林省", "吉林市"),
        ("云山县财政局", "柳北区财政局"),
    ):
        assert not same_body(one, other), (one, other)
