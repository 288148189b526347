"""The static site says what the server says, leads only where something is, and works below any address."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
import subprocess
import sys
import xml.etree.ElementTree as ET
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser
from selectolax.lexbor import LexborHTMLParser

from datasette_govreports.language import CHINESE, ENGLISH
from datasette_govreports.pages.listing import Filter
from datasette_govreports.site.address import Address, address
from datasette_govreports.site.build import build
from datasette_govreports.site.errors import SiteError
from datasette_govreports.site.links import NO_FILES, FileLinks, folder
from tests.plugin.dom import Element, grid, parse
from tests.plugin.extension import MADE, extend
from tests.plugin.people import BODY, BROKEN, NEWER, people
from tests.support.browsing import DESK, PHONE, opened
from tests.support.sites import Link, broken, hosted, links, pages, tree
from tests.support.validating import complaints as invalid

HOME = "https://example.org/govreports/"
ORIGINAL = b"what was published"


@pytest.fixture(scope="module")
def whole(database: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The samples with everything that was made by hand, and an original beside the database."""
    path = tmp_path_factory.mktemp("whole") / "govreports.db"
    shutil.copy(database, path)
    extend(path)
    people(path)
    with closing(sqlite3.connect(path)) as db, db:
        (id,) = db.execute("SELECT document_id FROM reports WHERE slug = ?", (MADE[0],)).fetchone()
        db.execute("UPDATE documents SET kept = 1 WHERE id = ?", (id,))
    originals = Path(f"{path}.originals")
    originals.mkdir()
    (originals / id).write_bytes(ORIGINAL)
    return path


@pytest.fixture(scope="module")
def site(whole: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its static site, below a path."""
    target = tmp_path_factory.mktemp("site") / "govreports"
    build(whole, target, address(HOME), 1)
    return target


def slugs(path: Path) -> list[str]:
    """Every report of a database."""
    with closing(sqlite3.connect(path)) as db:
        return [slug for (slug,) in db.execute("SELECT slug FROM reports ORDER BY id")]


def tables(document: Element) -> list[list[tuple[int, int, str, str]]]:
    """What every table of a page says, cell by cell."""
    return [
        [(cell.y, cell.x, cell.element.text, cell.element.attributes.get("class", "")) for cell in grid(table)]
        for table in document.one("main").all("table")
    ]


@pytest.mark.parametrize("prefix", ["", "en/"], ids=["zh", "en"])
async def test_a_figure_is_what_the_server_says(serve: Any, whole: Path, site: Path, prefix: str) -> None:
    client = (await serve(whole)).client
    compared = 0
    for slug in slugs(whole):
        answer = await client.get(f"/{prefix}reports/{slug}")
        served = parse(answer.text.strip().removeprefix("<!DOCTYPE html>").lstrip())
        written = tree(site / prefix / "reports" / slug / "index.html")
        assert tables(written) == tables(served)
        compared += sum(len(table) for table in tables(served))
        for of_form in served.all("table", class_="form requests"):
            assert len(grid(of_form)) > 100
        assert written.one("h1").text == served.one("h1").text
    assert compared > 2000


@pytest.mark.parametrize(
    "path",
    [
        "",
        "about",
        "findings",
        "checks/R3",
        f"agencies/{BODY}",
        "regions/320000",
        "reports/states.json",
        "reports/states.csv",
    ],
)
async def test_other_pages_say_what_the_server_says(serve: Any, whole: Path, site: Path, path: str) -> None:
    client = (await serve(whole)).client
    answer = await client.get(f"/en/{path}")
    if "." in path:
        assert (site / path).read_bytes() == answer.content
        return
    served = parse(answer.text.strip().removeprefix("<!DOCTYPE html>").lstrip())
    written = tree(site / "en" / path / "index.html")
    assert tables(written) == tables(served)
    for document in (served, written):  # what only a server can answer
        for form in document.one("main").all("form"):
            form.children.clear()
    assert "".join(served.one("main").text.split())[-200:] == "".join(written.one("main").text.split())[-200:]


def test_every_link_leads_somewhere(site: Path) -> None:
    found = [link for page in pages(site) for link in links(site, page, HOME)]
    assert len(found) > 10_000
    assert all(link.to.startswith(HOME) for link in found)
    assert broken(site, HOME, found) == []


def test_a_broken_link_is_found(site: Path) -> None:
    wrong = [Link(HOME, HOME + to) for to in ("nothing/", "about/#no-such-part", "data/nothing.csv", "../")]
    assert broken(site, HOME, [*wrong, Link(HOME, f"{HOME}about/#main")]) == wrong


def test_pages_of_every_type_are_valid(site: Path, whole: Path, tmp_path: Path) -> None:
    types = [
        *(
            "",
            "en",
            "findings",
            "findings/year/2020",
            "findings/region/320000",
            "checks/R3",
            "coverage",
            "data",
            "about",
        ),
        *("coverage/outcome/duplicate", "data/requests", "regions/320000", "search", f"agencies/{BODY}"),
        *(f"reports/{slug}" for slug in (*MADE, NEWER, BROKEN)),
    ]
    written = [(site / path / "index.html").read_text(encoding="utf-8") for path in types]
    written.append((site / "404.html").read_text(encoding="utf-8"))
    assert invalid(tmp_path, written) == {}


def test_nothing_on_a_page_waits_for_a_server(site: Path) -> None:
    for page in pages(site):
        document = LexborHTMLParser(page.read_bytes())
        # A form leads to a page whose script answers it.
        forms = {(form.attributes["action"] or "").removeprefix("/govreports/") for form in document.css("form")}
        assert forms <= {"search/", "sql/", "en/search/", "en/sql/"}, page
        scripted = page.parent.name in {"search", "sql"}
        assert scripted or not document.css("script, style"), page
        assert all(script.attributes.get("src") for script in document.css("script"))
        # The policy lets nothing in from elsewhere, and what it forbids is not there.
        (policy,) = document.css("meta[http-equiv=Content-Security-Policy]")
        told = policy.attributes["content"] or ""
        assert told.startswith("default-src 'none'")
        assert "frame-ancestors" not in told
        assert ("script-src" in told) is scripted


def test_each_page_says_who_it_is(site: Path) -> None:
    for page in pages(site):
        head = LexborHTMLParser(page.read_bytes())
        canonical = [e.attributes["href"] for e in head.css("link[rel=canonical]")]
        if page.name == "404.html":
            assert canonical == []
            continue
        own = HOME + page.relative_to(site).as_posix().removesuffix("index.html")
        assert canonical == [own]
        told = {e.attributes["property"]: e.attributes["content"] for e in head.css("meta[property]")}
        assert told["og:url"] == own
        assert told["og:title"] == head.css("head > title")[0].text()
        others = {e.attributes["hreflang"]: e.attributes["href"] or "" for e in head.css("link[hreflang]")}
        assert set(others) == {"zh-Hans", "en"}
        assert own in others.values()
        for to in others.values():
            assert (site / to.removeprefix(HOME) / "index.html").is_file()


def test_the_sitemap_lists_the_pages(site: Path, whole: Path) -> None:
    index = ET.parse(site / "sitemap.xml").getroot()  # noqa: S314 - written by us
    names = [node.text or "" for node in index.findall(".//{*}loc")]
    assert names == [f"{HOME}sitemap-1.xml"]
    listed = [node.text or "" for node in ET.parse(site / "sitemap-1.xml").getroot().findall(".//{*}loc")]  # noqa: S314
    assert len(listed) == len(set(listed))
    for place in listed:
        assert (site / place.removeprefix(HOME) / "index.html").is_file(), place
    for slug in slugs(whole):
        assert f"{HOME}en/reports/{slug}/" in listed
    assert f"Sitemap: {HOME}sitemap.xml" in (site / "robots.txt").read_text()


@pytest.mark.parametrize("limit", [7])
def test_a_sitemap_is_split(
    site: Path, whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: int
) -> None:
    from datasette_govreports.site import machines
    from datasette_govreports.site.painter import Painter

    monkeypatch.setattr(machines, "ADDRESSES_A_FILE", limit)
    files = dict(machines._sitemap(Painter(whole, tmp_path, address(HOME))))
    parts = [ET.fromstring(data) for name, data in files.items() if name != "sitemap.xml" and isinstance(data, bytes)]  # noqa: S314
    assert all(len(part.findall(".//{*}loc")) <= limit for part in parts)
    (one,) = [ET.parse(site / "sitemap-1.xml").getroot()]  # noqa: S314
    assert sum(len(part.findall(".//{*}loc")) for part in parts) == len(one.findall(".//{*}loc"))


@pytest.mark.parametrize("name", ["reports", "findings"])
def test_feeds_are_atom(site: Path, name: str) -> None:
    for prefix in ("", "en/"):
        feed = ET.parse(site / prefix / f"{name}.atom").getroot()  # noqa: S314 - written by us
        assert feed.tag == "{http://www.w3.org/2005/Atom}feed"
        entries = feed.findall("{*}entry")
        assert entries
        for node in (feed, *entries):
            (updated,) = node.findall("{*}updated")
            assert re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00\+08:00", updated.text or "")
            assert len(node.findall("{*}id")) == len(node.findall("{*}title")) == 1
        ids = [entry.findtext("{*}id") for entry in entries]
        assert len(ids) == len(set(ids))
        for entry in entries:
            to = entry.find("{*}link")
            assert to is not None
            assert (site / to.attrib["href"].removeprefix(HOME) / "index.html").is_file()
        days = [entry.findtext("{*}updated") for entry in entries]
        assert days == sorted(days, key=str, reverse=True)


def test_data_for_machines(site: Path, whole: Path) -> None:
    told = json.loads((site / "en/data.jsonld").read_text(encoding="utf-8"))
    assert told["@type"] == "Dataset"
    for file in told["distribution"]:
        assert (site / file["contentUrl"].removeprefix(HOME)).is_file()
    report = json.loads((site / "reports" / MADE[0]).with_suffix(".jsonld").read_text(encoding="utf-8"))
    assert report["@id"] == f"{HOME}reports/{MADE[0]}/"
    cited = yaml.safe_load((site / "CITATION.cff").read_text(encoding="utf-8"))
    assert {"cff-version", "message", "title", "authors", "type"} <= set(cited)
    assert cited["url"] == HOME
    assert (site / "data/govreports.db").read_bytes() == whole.read_bytes()
    (original,) = (site / "originals").iterdir()
    assert original.read_bytes() == ORIGINAL


def test_tables_are_there_as_files(site: Path, whole: Path) -> None:
    with closing(sqlite3.connect(whole)) as db:
        for (name,) in db.execute("SELECT table_name FROM dictionary WHERE column_name = ''"):
            if name in NO_FILES:
                assert not (site / f"data/{name}.jsonl").exists()
                continue
            (rows,) = db.execute(f"SELECT count(*) FROM {name}").fetchone()
            lines = (site / f"data/{name}.jsonl").read_text(encoding="utf-8").splitlines()
            assert len([json.loads(line) for line in lines]) == rows


def test_without_an_origin_nothing_is_made_up(whole: Path, tmp_path: Path) -> None:
    build(whole, tmp_path / "site", address("/x/"), 1)
    names = {path.name for path in (tmp_path / "site").iterdir()}
    assert not names & {"sitemap.xml", "reports.atom", "findings.atom"}
    home = tree(tmp_path / "site/index.html")
    assert not list(home.all("link", rel="canonical"))
    assert not list(home.all("link", type="application/atom+xml"))
    assert "url" not in yaml.safe_load((tmp_path / "site/CITATION.cff").read_text(encoding="utf-8"))
    assert all(
        link.to.startswith("http://any/x/")
        for link in links(tmp_path / "site", tmp_path / "site/index.html", "http://any/x/")
    )


# --- addresses -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("/", Address()),
        ("", Address()),
        ("/reports", Address("", "/reports/")),
        ("https://example.org", Address("https://example.org", "/")),
        ("https://example.org/a/b", Address("https://example.org", "/a/b/")),
        ("http://localhost:8000/", Address("http://localhost:8000", "/")),
    ],
)
def test_addresses_are_read_as_people_write_them(text: str, expected: Address) -> None:
    assert address(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "ftp://example.org/",
        "javascript:x",
        "//example.org/",
        "https://e.org/?a",
        "/\\e.org",
        "/a#b",
        "example.org/govreports/",
        "govreports",
    ],
)
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(SiteError):
        address(text)


@pytest.mark.parametrize(
    ("page", "asked", "expected"),
    [
        ("findings", Filter(), "findings/"),
        ("findings", Filter(page=3), "findings/page/3/"),
        ("findings", Filter(page=201), None),
        ("findings", Filter(year=2020), "findings/year/2020/"),
        ("findings", Filter(region="320000", page=2), "findings/region/320000/page/2/"),
        ("findings", Filter(region="320600"), None),
        ("findings", Filter(region="320000", year=2020), None),
        ("findings", Filter(check="R2"), "checks/R2/"),
        ("findings", Filter(agency="a1"), None),
        ("checks/R2", Filter(), "checks/R2/"),
        ("checks/R2", Filter(year=2020), None),
        ("coverage", Filter(year=2020), "coverage/year/2020/"),
        ("coverage", Filter(year=2020, page=2), "coverage/page/2/"),
        ("regions/320000", Filter(page=201), "regions/320000/page/201/"),
        ("about", Filter(), "about/"),
    ],
)
def test_lists_have_places_or_are_queries(page: str, asked: Filter, expected: str | None) -> None:
    assert folder(page, asked) == expected


@pytest.mark.parametrize("page", ["findings", "coverage"])
@pytest.mark.parametrize("region", ["320000", "320600", "320611", "320611001", "469001"])
def test_a_place_is_led_to_as_any_filter_is(page: str, region: str) -> None:
    there = FileLinks("/", CHINESE, "about", "/data", "/-/static/", "", "/data/x.db", "about/")
    assert there.to(page, region=region) == there.to(page, Filter(region=region))


def queries(whole: Path, *wanted: str) -> None:
    """Run the query that each of these addresses holds."""
    from urllib.parse import parse_qs, urlsplit

    with closing(sqlite3.connect(whole)) as db:
        for place in wanted:
            (sql,) = parse_qs(urlsplit(place).query)["sql"]
            db.execute(sql).fetchall()


def test_every_query_of_the_site_runs(site: Path, whole: Path) -> None:
    asked = {link.to for page in pages(site) for link in links(site, page, HOME) if "/sql/?sql=" in link.to}
    assert len(asked) > 50
    queries(whole, *asked)


def test_a_query_finds_what_the_server_would_list(whole: Path) -> None:
    from urllib.parse import parse_qs, urlsplit

    def found(place: str) -> int:
        (sql,) = parse_qs(urlsplit(place).query)["sql"]
        with closing(sqlite3.connect(whole)) as db:
            return len(db.execute(sql).fetchall())

    at = FileLinks("/", CHINESE, "findings", "/data", "/-/static/", folder="findings/")
    assert at.to("findings", agency=BODY).startswith("/sql/?sql=")
    with closing(sqlite3.connect(whole)) as db:
        for where, asked in (
            ("agencies.slug = 'water-1'", Filter(agency=BODY)),
            ("check_id = 'R2' AND year = 2020", Filter(check="R2", year=2020)),
            ("region_code LIKE '3206%'", Filter(region="320600")),
        ):
            sql = f"SELECT count(*) FROM findings JOIN reports ON reports.id = report_id LEFT JOIN agencies ON agencies.id = agency_id WHERE {where}"  # noqa: E501 - the test's own words
            assert found(at.to("findings", asked)) == db.execute(sql).fetchone()[0]


def test_lists_say_where_pages_end_and_queries_begin(site: Path) -> None:
    links = FileLinks("/", ENGLISH, "findings", "/data", "/-/static/")
    asked = [Filter(page=200), Filter(page=201), Filter(year=2020), Filter(year=2020, region="320000")]
    assert [links.listed(one) for one in asked] == [True, False, True, False]
    for page in ("findings", "checks/R2"):
        browse = parse((site / "en" / page / "index.html").read_text(encoding="utf-8")).one("details", class_="browse")
        addresses = [link.attributes["href"] for link in browse.all("a")]
        assert [address for address in addresses if address.endswith("/en/sql/#reports_with_findings")]
        assert not [address for address in addresses if "sql=" in address], "no query looks like a page"


def test_english_pages_lead_to_english_pages() -> None:
    at = FileLinks(
        "/x/", ENGLISH, "findings", "/x/data", "/x/-/static/", "https://example.org", folder="findings/page/2/"
    )
    assert at.report("abc") == "/x/en/reports/abc/"
    assert at.switch == "/x/findings/page/2/"
    assert at.canonical == "https://example.org/x/en/findings/page/2/"
    assert at.narrowed(Filter(page=3)) == "/x/en/findings/page/3/"
    assert at.query("one_agency", agency="应急") == "/x/en/sql/?query=one_agency&agency=%E5%BA%94%E6%80%A5"
    assert at.rows("requests", "json") == "/x/data/requests.jsonl"


# --- the command and the browser -------------------------------------------------------------------------------------


def command(*arguments: object) -> subprocess.CompletedProcess[str]:
    """Run `datasette govreports build`."""
    words = [sys.executable, "-m", "datasette", "govreports", "build", *map(str, arguments)]
    return subprocess.run(words, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)


def test_the_command_builds_in_parallel_what_one_process_builds(site: Path, whole: Path, tmp_path: Path) -> None:
    done = command(whole, "--output", tmp_path / "site", "--base-url", HOME, "--jobs", 2)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    files = {path.relative_to(site): path for path in site.rglob("*") if path.is_file()}
    assert f"写了 {len(files):,} 个文件，0 个未变，去掉 0 个" in done.stdout
    built = {path.relative_to(tmp_path / "site") for path in (tmp_path / "site").rglob("*") if path.is_file()}
    assert built == set(files)
    for name, path in files.items():
        assert (tmp_path / "site" / name).read_bytes() == path.read_bytes(), name


@pytest.mark.browser
def test_pages_are_quiet_below_a_path(site: Path, chromium: Browser) -> None:
    with hosted(site.parent) as host:
        for size in (PHONE, DESK):
            page, complaints = opened(chromium, size)
            for path in ("", "findings/", "checks/R3/", "coverage/", "data/", "regions/320000/", "404.html"):
                page.goto(f"{host}/govreports/{path}")
                assert page.locator("link[rel=stylesheet]").evaluate("link => link.sheet.cssRules.length") > 50
                assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], path
            page.goto(f"{host}/govreports/")
            page.locator("section[aria-labelledby=reports] a").first.click()
            assert "/govreports/reports/" in page.url
            page.locator("header a[lang=en]").click()
            assert "/govreports/en/reports/" in page.url
            page.locator(".crumbs a").first.click()
            assert page.url == f"{host}/govreports/en/"
            page.locator("svg.tiles a").first.click()
            assert "/govreports/en/regions/" in page.url
            assert complaints == []
            page.context.close()
