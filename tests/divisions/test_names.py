"""Names that begin with a place, and names that only seem to."""

from __future__ import annotations

import pytest
from govreports.divisions import Place, full_name, gone_by, is_listed, of_host, read, town
from govreports.divisions.divisions import listed
from hypothesis import given
from hypothesis import strategies as st

# The name, the codes that it can mean, and what is left of it.
READ = [
    ("安居区人民政府", ["510904"], "人民政府"),
    ("遂宁市安居区人民政府", ["510904"], "人民政府"),
    ("四川省遂宁市安居区人民政府", ["510904"], "人民政府"),
    ("四川省安居区人民政府", ["510904"], "人民政府"),
    ("广西柳州柳北区教育局", ["450205"], "教育局"),
    ("广西壮族自治区柳州市柳北区教育局", ["450205"], "教育局"),
    ("柳北区雀儿山街道办事处", ["450205004"], "办事处"),
    ("吉林市财政局", ["220200"], "财政局"),
    ("吉林省财政厅", ["220000"], "财政厅"),
    ("吉林省吉林市财政局", ["220200"], "财政局"),
    ("海南州财政局", ["632500"], "财政局"),
    ("海南省财政厅", ["460000"], "财政厅"),
    ("海南区财政局", ["150303"], "财政局"),
    ("恩施州恩施市财政局", ["422801"], "财政局"),
    ("恩施自治州财政局", ["422800"], "财政局"),
    ("积石山县财政局", ["622927"], "财政局"),
    ("朝阳区财政局", ["110105", "220104"], "财政局"),
    ("北京市朝阳区财政局", ["110105"], "财政局"),
    ("长春市朝阳区财政局", ["220104"], "财政局"),
    ("朝阳市朝阳县财政局", ["211321"], "财政局"),
    ("攀枝花市东区财政局", ["510402"], "财政局"),
    ("苏州工业园区管委会", ["320576"], "管委会"),
    ("南通市经济技术开发区管委会", ["320671"], "管委会"),
    ("南通经济技术开发区管委会", ["320671"], "管委会"),
    ("海门市财政局", ["320684"], "财政局"),
    ("资阳市简阳市财政局", ["510185"], "财政局"),
    ("襄樊市财政局", ["420600"], "财政局"),
    ("柳北区市场监督管理局", ["450205"], "市场监督管理局"),
    ("柳北区乡村振兴局", ["450205"], "乡村振兴局"),
    ("柳北区乡镇企业局", ["450205"], "乡镇企业局"),
    ("新疆生产建设兵团第八师教育局", ["660000"], "第八师教育局"),
    ("东莞市虎门镇人民政府", ["441900121"], "人民政府"),
    # A place without a smaller one behind it needs the word for what kind it is; and a road is no region.
    ("柳州教育局", [], "柳州教育局"),
    ("西藏路街道办事处", [], "西藏路街道办事处"),
    ("新疆街道办事处", [], "新疆街道办事处"),
    # What many cities call a part of themselves.
    ("东区财政局", [], "东区财政局"),
    ("东区街道办事处", [], "东区街道办事处"),
    ("白沙镇人民政府", [], "白沙镇人民政府"),
    ("市财政局", [], "市财政局"),
    ("云山县财政局", [], "云山县财政局"),
    ("", [], ""),
]


@pytest.mark.parametrize(("name", "codes", "rest"), READ, ids=[row[0] for row in READ])
def test_the_place_is_read_off_the_beginning(name: str, codes: list[str], rest: str) -> None:
    found = read(name)
    assert ([place.code for place in found.places], name[found.length :]) == (codes, rest)


def test_every_name_of_the_list_is_read_as_itself() -> None:
    for names in listed().values():
        for known in names:
            if len(known.name) > 2:
                found = read(f"{known.name}财政局")
                assert known.name in {place.name for place in found.places}, known
                assert found.length == len(known.name), known


@given(st.text(alphabet="南通市柳北区州县海省财政局街道", max_size=12))
def test_what_is_read_is_always_a_prefix_that_names_the_place(name: str) -> None:
    found = read(name)
    assert 0 <= found.length <= len(name)
    assert bool(found.places) == (found.length > 0)
    assert read(name[: found.length]).places or not found.places


@pytest.mark.parametrize(
    ("place", "name"),
    [
        (Place("510904", "安居区"), "遂宁市安居区"),
        (Place("110105", "朝阳区"), "北京市朝阳区"),
        (Place("320583", "昆山市"), "昆山市"),
        (Place("211321", "朝阳县"), "朝阳县"),
        (Place("320576", "苏州工业园区"), "苏州工业园区"),
        (Place("450205004", "雀儿山街道"), "柳州市柳北区雀儿山街道"),
        (Place("130502", "桥东区"), "邢台市桥东区"),
    ],
)
def test_a_place_has_one_full_name(place: Place, name: str) -> None:
    assert full_name(place) == name


def test_a_town_is_found_inside_its_county_and_only_where_there_is_one() -> None:
    assert town("雀儿山街道办事处", "450205").places == (Place("450205004", "雀儿山街道"),)
    assert town("雀儿山街道办事处", "450200").places == (Place("450205004", "雀儿山街道"),)
    assert not town("雀儿山街道办事处", "320600").places
    assert not town("城关镇人民政府", "410000").places  # a province has many
    assert not town("高新区管委会", "320400").places  # some county's farm or zone is no town


def test_a_name_can_be_all_that_of_a_place() -> None:
    for name in ("安居区", "四川省遂宁市", "雀儿山街道", "朝阳区", "白沙镇"):
        assert is_listed(name), name
    for name in ("安居区教育局", "云山县", "全区", ""):
        assert not is_listed(name), name


def test_what_is_long_gone_is_not_meant() -> None:
    assert [gone_by(Place("130502", "桥东区"), year) for year in (2019, 2020, 2021)] == [False, False, True]
    assert not gone_by(Place("130502", "襄都区"), 2030)


HOSTS = [
    ("http://www.nantong.gov.cn/a/1.html", "320600"),
    ("https://yjglj.nantong.gov.cn/", "320600"),
    ("http://chongchuan.nantong.gov.cn", "320613"),
    ("www.lbq.gov.cn", "450205"),
    ("http://www.kunshan.gov.cn/", "320583"),
    ("https://www.hainan.gov.cn/", "460000"),
    ("http://czt.hubei.gov.cn/", "420000"),
    # Spelt alike: 苏州 and 宿州, 台州 and 泰州, 榆林 and 玉林; too short; of a department; not of a government.
    ("http://www.suzhou.gov.cn/", None),
    ("http://www.taizhou.gov.cn/", None),
    ("http://www.yulin.gov.cn/", None),
    ("http://www.mof.gov.cn/", None),
    ("http://www.gov.cn/", None),
    ("http://nantong.gov.cn.example.org/", None),
    ("http://nantong.example.org/", None),
    ("nonsense", None),
    ("http://[", None),
    ("", None),
]


@pytest.mark.parametrize(("url", "code"), HOSTS)
def test_a_host_says_its_division_only_where_that_is_certain(url: str, code: str | None) -> None:
    assert of_host(url) == code
