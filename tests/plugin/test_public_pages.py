"""The pages of bodies, regions, findings, rules, coverage and data: what they add up, and what they never add up."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from datasette_govreports.language import CHINESE, ENGLISH
from datasette_govreports.pages import agency, coverage, data, findings, home, region, report, series
from datasette_govreports.pages.book import Book, book
from datasette_govreports.pages.listing import Filter
from tests.plugin.conftest import Serve
from tests.plugin.dom import Element, page
from tests.plugin.people import ALONE, AREA, BODY, BROKEN, COUNTY, KIND, NEWER, people


@pytest.fixture(scope="module")
def peopled(database: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The samples with bodies of several years."""
    path = tmp_path_factory.mktemp("peopled") / "govreports.db"
    shutil.copy(database, path)
    people(path)
    return path


@pytest.fixture
def db(peopled: Path) -> Iterator[sqlite3.Connection]:
    """That database, read as the pages read it."""
    connection = sqlite3.connect(f"file:{peopled}?mode=ro", uri=True)
    connection.row_factory = sqlite3.Row
    yield connection
    connection.close()


@pytest.fixture
def form(db: sqlite3.Connection) -> Book:
    """Its form."""
    return book(db, CHINESE)


async def opened(serve: Serve, peopled: Path, path: str, status: int = 200) -> Element:
    """One page of it."""
    return await page((await serve(peopled)).client, path, status)


# --- bodies ---------------------------------------------------------------------------------------------------------


def test_a_body_has_its_series_with_gaps_and_without_the_area(db: sqlite3.Connection, form: Book) -> None:
    body = agency.load(db, form, BODY)
    assert body is not None
    assert body.years == (2019, 2020, 2021, 2022, 2023)
    assert body.missing == (2022,)
    assert len(body.lines) == 6
    new = body.figures[0]
    assert new.values == ("4", "10", "", "", "7")  # the later report of 2020; NULL in 2021; no report of 2022
    assert new.changes == ("", "+6", "", "", "")
    assert body.received is not None
    assert [(c.year, c.value) for c in body.received.columns] == [
        (2019, 4),
        (2020, 10),
        (2021, None),
        (2022, None),
        (2023, 7),
    ]
    assert body.received.gaps == (2021, 2022)
    assert body.stacks is not None
    assert [year.year for year in body.stacks.years] == [2019, 2020, 2021, 2023]


async def test_a_body_says_which_years_are_missing(serve: Serve, peopled: Path) -> None:
    tree = await opened(serve, peopled, f"/agencies/{BODY}")
    assert "缺：2022" in next(tree.all("p", class_="meta")).text
    crumbs = [a.text for a in tree.one("nav", class_="crumbs").all("a")]
    assert crumbs == ["全部", "江苏省", "某市", "某区"]
    assert "不是每项都能核对" in tree.one("h2", id="listed").text
    assert len(list(tree.one("section", aria_labelledby="reports").all("tbody"))) == 1
    assert [e.attributes["role"] for e in tree.all("svg", role="img")] == ["img", "img"]
    await opened(serve, peopled, "/agencies/nobody", 404)


@pytest.mark.parametrize("slug", [BODY, "water-2"])
def test_a_body_is_told_alike_from_a_reading_in_any_language(db: sqlite3.Connection, form: Book, slug: str) -> None:
    english = book(db, ENGLISH)
    ((chinese_reading,), (english_reading,)) = (agency.read(db, which, [slug]) for which in (form, english))
    for language in (form, english):
        assert agency.page(chinese_reading, language) == agency.page(english_reading, language)
    told = agency.page(chinese_reading, english)
    assert told.figures[0].label == "Requests newly received this year"
    assert told.stacks is None or "Granted" in told.stacks.names


def test_a_key_figure_has_one_name_in_each_language(db: sqlite3.Connection, form: Book) -> None:
    english = book(db, ENGLISH)
    there, back = series.renamed(form, english), series.renamed(english, form)
    assert {back[name] for name in there.values()} == set(there)
    assert there["予以公开"] == "Granted"
    assert len(there) == len(back) == 12  # four rows, six outcomes, two kinds of cases


def test_bodies_read_together_are_as_if_read_alone(db: sqlite3.Connection, form: Book) -> None:
    slugs = [slug for (slug,) in db.execute("SELECT slug FROM agencies")]
    together = [agency.page(reading, form) for reading in agency.read(db, form, [*slugs, "nobody"])]
    assert {body.slug for body in together} == set(slugs)
    assert together == [agency.load(db, form, body.slug) for body in together]


# --- a report beside others ------------------------------------------------------------------------------------------


def test_a_report_beside_the_years_before_and_after(db: sqlite3.Connection, form: Book) -> None:
    shown = report.load(db, form, NEWER)
    assert shown is not None
    assert [(y.year, y.slug) for y in shown.years] == [
        (2019, "water-1-2019"),
        (2020, "water-1-2020"),
        (2020, NEWER),
        (2020, AREA),
        (2021, "water-1-2021"),
        (2022, None),
        (2023, "water-1-2023"),
    ]
    assert shown.neighbours is not None
    assert [y.slug for y in shown.neighbours.years] == ["water-1-2019", NEWER, "water-1-2021"]
    assert shown.neighbours.figures[0].values == ("4", "10", "")
    granted = shown.neighbours.figures[2]
    assert (granted.values, granted.changes) == (("3", "6", "5"), ("", "+3", "-1"))


def test_a_whole_area_is_never_compared_with_the_body_itself(db: sqlite3.Connection, form: Book) -> None:
    shown = report.load(db, form, AREA)
    assert shown is not None
    assert shown.neighbours is None
    assert shown.peers.ranges == ()
    others = report.load(db, form, "water-1-2021")
    assert others is not None
    assert all(r.high < 5000 for r in others.peers.ranges)


def test_a_report_among_its_like(db: sqlite3.Connection, form: Book) -> None:
    shown = report.load(db, form, BROKEN)
    assert shown is not None
    assert shown.peers.kind == KIND
    ranges = {r.measure: r for r in shown.peers.ranges}
    received = ranges["received"]  # 8 12 16 30 40; the one of 2021 that does not give the figure is left out
    assert (received.own, received.low, received.median, received.high, received.reports) == (40, 8, 16, 40, 5)
    granted = ranges["granted_share"]  # 25, 25, 100, 50, 50 of those with ten or more
    assert (granted.own, granted.low, granted.median, granted.high, granted.reports) == (25, 25, 50, 100, 5)


def test_too_few_of_a_kind_are_not_compared(db: sqlite3.Connection, form: Book) -> None:
    shown = report.load(db, form, "school-1-2021")
    assert shown is not None
    assert (shown.peers.reports, shown.peers.ranges) == (1, ())


async def test_too_few_is_said(serve: Serve, peopled: Path) -> None:
    tree = await opened(serve, peopled, "/reports/school-1-2021")
    assert "只有 1 份报告，太少，不作比较" in tree.text
    assert ALONE in tree.one("nav", class_="crumbs").text


async def test_a_report_can_be_cited(serve: Serve, peopled: Path) -> None:
    client = (await serve(peopled)).client
    tree = await page(client, f"/en/reports/{NEWER}")
    address = f"http://localhost/en/reports/{NEWER}"
    assert address in tree.one("section", aria_labelledby="cite").text
    assert f"@techreport{{govreports-{NEWER}," in tree.one("section", aria_labelledby="cite").one("pre").text
    (linked,) = tree.all("link", type="application/ld+json")
    answer = await client.get(linked.attributes["href"])
    assert answer.headers["content-type"] == "application/ld+json; charset=utf-8"
    told = json.loads(answer.text)
    assert (told["@type"], told["@id"], told["temporalCoverage"]) == ("Dataset", address, "2020-01-01/2020-12-31")
    assert (await client.get("/reports/nothing.jsonld")).status_code == 404


async def test_findings_beyond_what_a_page_holds_are_linked(serve: Serve, peopled: Path) -> None:
    tree = await opened(serve, peopled, f"/reports/{BROKEN}")
    told = tree.one("section", class_="findings")
    assert told.one("h2").text == "70 处数字对不上"
    assert len(list(told.one("ol").all("li"))) == 8
    (more,) = (a for a in told.all("a") if "还有 62 处" in a.text)
    rows = (
        await (await serve(peopled)).client.get(more.attributes["href"].replace("?", ".json?_shape=objects&"))
    ).json()
    assert len(rows["rows"]) == 70


# --- regions --------------------------------------------------------------------------------------------------------


def test_a_region_never_adds_an_area_to_bodies(db: sqlite3.Connection, form: Book) -> None:
    shown = region.load(db, form, Filter(region=COUNTY))
    assert shown is not None
    assert shown.own.received == 4 + 99 + 10 + 7 + 40 + 30 + 8 + 12 + 16 + 1
    assert (shown.own.reports, shown.own.received_reports) == (11, 10)
    assert shown.area.received == 14000
    assert (shown.own.complete, shown.own.partial) == (0, 11)
    assert shown.funnel is not None
    settled = 4 + 99 + 10 + 20 + 7 + 40 + 30 + 8 + 12 + 16 + 1
    granted = 3 + 99 + 6 + 5 + 7 + 10 + 30 + 4 + 6 + 8 + 1
    assert [bar.value for bar in shown.funnel.bars] == [settled, granted, granted]
    assert shown.funnel.reports == 11
    years = {
        year.year: (year.own.reports if year.own else 0, year.area.reports if year.area else 0) for year in shown.years
    }
    assert years == {2019: (1, 0), 2020: (2, 1), 2021: (7, 1), 2023: (1, 0)}
    assert [p.code for p in shown.above] == ["320000", "320600"]
    assert shown.bodies[0].slug == ALONE
    assert shown.paging.total == 8


def test_a_region_holds_what_is_inside_it(db: sqlite3.Connection, form: Book) -> None:
    county, city, province = (region.load(db, form, Filter(region=c)) for c in (COUNTY, "320600", "320000"))
    assert county is not None
    assert city is not None
    assert province is not None
    assert city.own.reports == province.own.reports == county.own.reports + 1  # with the sample of 南通
    assert [(c.place.name, c.reports) for c in city.children] == [("某区", 13)]
    assert province.place.name == "江苏省"


async def test_regions_without_reports_or_names(serve: Serve, peopled: Path) -> None:
    assert "还没有收录这个地区的报告" in (await opened(serve, peopled, "/regions/820000")).text
    assert "代码 411700" in (await opened(serve, peopled, "/regions/411700")).one("h1").text
    await opened(serve, peopled, "/regions/999999", 404)


# --- findings and rules ----------------------------------------------------------------------------------------------


def test_findings_turn_page_by_page_in_a_fixed_order(db: sqlite3.Connection, form: Book) -> None:
    pages = [findings.load(db, form, Filter(page=n)) for n in (1, 2, 3)]
    assert [len(p.findings) for p in pages] == [50, 22, 22]  # beyond the last page stands the last
    assert [(p.paging.page, p.paging.first, p.paging.last) for p in pages] == [(1, 1, 50), (2, 51, 72), (2, 51, 72)]
    seen = [f.pieces for p in pages[:2] for f in p.findings]
    assert len(set(seen)) == 72


def test_findings_are_narrowed(db: sqlite3.Connection, form: Book) -> None:
    def count(**asked: Any) -> int:
        return findings.load(db, form, Filter(**asked)).paging.total

    assert count() == 72
    assert count(check="R2") == 71
    assert count(check="R3") == 1
    assert count(year=2021) == 70
    assert count(region="320600") == 72
    assert count(region=COUNTY) == 70
    assert count(region="330000") == 0
    assert count(agency="water-2") == 70
    assert count(agency=BODY) == 0


def test_a_rule_counts_what_passed_failed_and_was_not_checked(db: sqlite3.Connection, form: Book) -> None:
    for asked in (Filter(), Filter(region=COUNTY), Filter(year=2021), Filter(region=COUNTY, year=2020)):
        for rule in findings.load(db, form, asked).rules:
            alone = findings.load_check(db, form, rule.id, asked)
            assert alone is not None
            assert alone.rule == rule
    shown = findings.load_check(db, form, "R1", Filter(region=COUNTY))
    assert shown is not None
    assert (shown.rule.passed, shown.rule.failed, shown.rule.not_assessable) == (39, 0, 13)
    assert [(y.year, y.not_assessable) for y in shown.years] == [(2019, 1), (2020, 3), (2021, 8), (2023, 1)]
    assert findings.load_check(db, form, "R99", Filter()) is None


def test_a_page_made_from_another_is_as_if_made_alone(
    db: sqlite3.Connection, form: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(region, "BODIES", 5)

    def of_rule(db: sqlite3.Connection, asked: Filter, before: Any = None) -> Any:
        return findings.read_check(db, "R2", asked, before)

    def of_inputs(db: sqlite3.Connection, asked: Filter, before: Any = None) -> Any:
        return coverage.read(db, asked, "", before)

    lists: tuple[tuple[Any, Any, Filter], ...] = (
        (findings.read, findings.page, Filter()),
        (findings.read, findings.page, Filter(year=2021)),
        (findings.read, findings.page, Filter(region="320600")),
        (of_rule, findings.page_of_check, Filter()),
        (of_inputs, coverage.page, Filter()),
        (region.read, region.page, Filter(region="320600")),
    )
    for read, told, asked in lists:
        first, second = (read(db, asked.to(page=number)) for number in (1, 2))
        assert told(first, form) != told(second, form)
        after = read(db, asked.to(page=2), first)
        assert told(after, form) == told(after, form, told(first, form)) == told(second, form)


def test_rules_add_up_to_the_reports(db: sqlite3.Connection, form: Book) -> None:
    rules = findings.load(db, form, Filter()).rules
    (failed,) = db.execute("SELECT count(*) FROM findings").fetchone()
    assert sum(rule.failed for rule in rules) == failed


async def test_findings_pages_link_on(serve: Serve, peopled: Path) -> None:
    client = (await serve(peopled)).client
    tree = await page(client, "/findings?check=R2&year=2021")
    assert tree.one("a", rel="next").attributes["href"] == "/findings?check=R2&year=2021&page=2#listed"
    assert tree.one("a", class_="tongue").attributes["href"] == "/en/findings?check=R2&year=2021"
    second = await page(client, "/findings?check=R2&year=2021&page=2")
    assert len(list(second.one("table", class_="list broad failures").all("tr"))) == 21
    downloads = [a.attributes["href"] for a in tree.all("a") if "finding_summary" in a.attributes["href"]]
    rows = (await client.get(downloads[0])).text.strip().splitlines()
    assert len(rows) == 71
    chosen = [o.text for o in tree.all("option") if "selected" in o.attributes]
    assert chosen == ["R2 各类申请人相加等于总数", "2021"]


# --- coverage and data ------------------------------------------------------------------------------------------------


def test_coverage_counts_every_report_once(db: sqlite3.Connection, form: Book) -> None:
    shown = coverage.load(db, form, Filter(), "")
    (reports,) = db.execute("SELECT count(*) FROM reports").fetchone()
    assert shown.state.reports == reports == sum(row.total.reports for row in shown.rows)
    assert shown.state.complete + shown.state.partial + shown.state.narrative == reports
    assert shown.rows[-1].place is None
    inside = coverage.load(db, form, Filter(region="320600"), "")
    assert [(row.place.name if row.place else "", row.total.reports) for row in inside.rows] == [("某区", 13), ("", 1)]
    assert dict(shown.inputs)["loaded"] == 5


def test_every_table_has_its_page(db: sqlite3.Connection) -> None:
    for form in (book(db, CHINESE), book(db, ENGLISH)):
        shown = data.load(db, form)
        names = {name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")}
        assert {t.name for t in shown.tables} == {
            name for name in names if not name.startswith(("sqlite_", "reports_fts", "agencies_fts"))
        }
        for table in shown.tables:
            told = data.load_table(db, form, table.name)
            assert told is not None
            assert all(column.meaning for column in told.columns), table.name
            assert len(told.columns) == table.columns
    assert data.load_table(db, book(db, CHINESE), "sqlite_master") is None


def test_home_adds_up_what_the_reports_say(db: sqlite3.Connection, form: Book) -> None:
    shown = home.load(db, form)
    (own,) = db.execute(
        "SELECT sum(total) FROM requests JOIN reports ON reports.id = report_id"
        " WHERE row_id = 1 AND scope IS NOT 'area'"
    ).fetchone()
    assert shown.own.received == own
    assert shown.area.received == 14000 + 93  # made by hand, and a sample
    assert {tile.code: tile.reports for tile in shown.tiles if tile.reports} == {
        "320000": 14,
        "410000": 1,
        "450000": 1,
        "510000": 1,
    }
    assert shown.reports[0].slug == "water-1-2023"


@pytest.mark.parametrize(
    "query", ["year=abc", "region=%27%20OR%201", "check=<script>", "page=-1", "page=999999999", "year=1"]
)
@pytest.mark.parametrize("path", ["/findings", "/coverage", "/checks/R2", f"/regions/{COUNTY}"])
async def test_what_makes_no_sense_asks_for_nothing(serve: Serve, peopled: Path, path: str, query: str) -> None:
    tree = await opened(serve, peopled, f"{path}?{query}")
    assert tree.one("h1").text
    assert "script" not in tree.one("body").text


@pytest.mark.parametrize(
    ("prefix", "given", "finds"),
    [
        ("", "第一部分 全年共收到政府信息公开申请9件。", "正文说新收申请 9 件，表中是 0。"),
        (
            "/en",
            "section 1 全年共收到政府信息公开申请9件。",
            "The text says 9 requests newly received; the table says 0.",
        ),
    ],
)
async def test_a_rule_shows_its_example_whole_and_leads_to_the_method_and_back(
    serve: Serve, peopled: Path, prefix: str, given: str, finds: str
) -> None:
    rule = await opened(serve, peopled, f"{prefix}/checks/T1")
    assert given in rule.text
    assert finds in rule.text
    assert f"{prefix}/about#checks" in {link.attributes["href"] for link in rule.all("a")}
    method = await opened(serve, peopled, f"{prefix}/about")
    assert method.one("h2", id="checks").text
    assert f"{prefix}/findings#rules" in {link.attributes["href"] for link in method.all("a")}
