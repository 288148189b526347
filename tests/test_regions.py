"""Agencies and divisions in the database: the same whatever else is loaded, and held together."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from random import Random

import pytest
from govreports import divisions as places
from govreports.database import Entry, build
from govreports.regions import region_rows

from tests.identity.corpus import pages
from tests.support.entries import entries_of
from tests.support.figures import opened

EACH = 4


def reports() -> list[Entry]:
    """Pages of every pattern as the build takes them, with a table so that each is a report."""
    table = "\n四、政府信息公开行政复议、行政诉讼情况\n五、存在的主要问题及改进情况\n无。\n"
    texts = dict.fromkeys(page.text for page in pages(EACH))
    made = [(f"{number:04}.txt", text + table) for number, text in enumerate(texts)]
    return [entry for entry in entries_of(made) if entry.fate.record]


def slugs(db: sqlite3.Connection) -> dict[str, tuple[object, ...]]:
    """Slug -> what the database says of the agency."""
    rows = db.execute("SELECT slug, name, region_code, kind FROM agencies")
    return {slug: tuple(rest) for slug, *rest in rows}


@pytest.fixture(scope="module")
def found() -> list[Entry]:
    """The reports, parsed once."""
    return reports()


@pytest.fixture(scope="module")
def built(found: list[Entry], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All of them in one database."""
    path = tmp_path_factory.mktemp("regions") / "all.db"
    build(path, found)
    return path


def test_a_slug_does_not_depend_on_what_else_is_loaded_nor_in_which_order(
    found: list[Entry], built: Path, tmp_path: Path
) -> None:
    with opened(built) as db:
        everything = slugs(db)
    assert len(everything) > 50
    shuffled = list(found)
    Random(1).shuffle(shuffled)  # noqa: S311 - an order, not a secret
    for number, some in enumerate((found[::-1], shuffled, found[::3], found[5:6])):
        build(tmp_path / f"{number}.db", some)
        with opened(tmp_path / f"{number}.db") as db:
            few = slugs(db)
        assert few
        assert few.items() <= everything.items()
        assert (len(few) == len(everything)) == (len(some) == len(found))


def test_one_body_has_one_slug_however_it_is_printed(tmp_path: Path) -> None:
    printed = ("安居区人民政府", "四川省遂宁市安居区人民政府", "遂宁市安居区政府", "安居区")
    form = "一、总体情况\n无。\n二、主动公开政府信息情况\n三、收到和处理政府信息公开申请情况\n无。\n"
    entries = entries_of(
        [(f"{n}.txt", f"{name}{2020 + n}年政府信息公开工作年度报告\n{form}") for n, name in enumerate(printed)]
    )
    build(tmp_path / "x.db", entries)
    with opened(tmp_path / "x.db") as db:
        (agency,) = db.execute("SELECT name, region_code, kind FROM agencies").fetchall()
        assert agency == ("遂宁市安居区人民政府", "510904", "government")
        said = db.execute("SELECT value FROM evidence WHERE field = 'agency' ORDER BY report_id").fetchall()
        assert [value for (value,) in said] == list(printed)


def test_the_divisions_of_a_database_are_those_it_needs(built: Path) -> None:
    with opened(built) as db:
        held = {code for (code,) in db.execute("SELECT code FROM regions")}
        used = {
            code for (code,) in db.execute("SELECT DISTINCT region_code FROM agencies WHERE region_code IS NOT NULL")
        }
        assert held >= used | set(places.provinces())
        assert len(held) < 400
        assert db.execute("SELECT count(*) FROM regions WHERE level = 1").fetchone() == (34,)
        assert db.execute("SELECT count(*) FROM regions WHERE name IS NULL").fetchone() == (0,)
        rising = db.execute(
            "SELECT regions.code FROM regions JOIN regions AS held ON held.code = regions.parent_code"
            " WHERE held.level >= regions.level"
        )
        assert rising.fetchall() == []


def test_what_became_of_a_division_is_told() -> None:
    rows = region_rows({"320611", "420600"})
    regions = {row[0]: row[1:] for row in rows["regions"]}

    assert regions["320611"] == ("港闸区", 3, "320600", 1991, 2019)
    assert ("320611", "320613") in rows["region_successors"]
    assert regions["320613"][0] == "崇川区"
    assert ("420600", "襄樊市", None, 2009) in rows["region_former_names"]


def test_a_division_that_is_not_listed_is_held_without_a_name() -> None:
    regions = {row[0]: row[1:] for row in region_rows({"999901"})["regions"]}

    assert regions["999901"] == (None, 3, "999900", None, None)
    assert regions["990000"] == (None, 1, None, None, None)
