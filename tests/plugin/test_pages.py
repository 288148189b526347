"""All pages: who may see them, where their links lead, in which language, and what hostile text does to them."""

from __future__ import annotations

import dataclasses
import re
import sqlite3
from collections.abc import Mapping
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

import pytest

from datasette_govreports import pages
from tests.plugin.conftest import SAMPLES, Serve
from tests.plugin.dom import Element, page
from tests.plugin.extension import HOSTILE, HOSTILE_SLUG, MADE, STATES

CHINESE_WORDS = re.compile(r"[\u3400-\u9fff]+")


# One of each type; a body and its region stand for all of theirs.
PAGES = (
    "/",
    "/findings",
    "/findings?check=R2&region=320000&year=2020",
    "/checks/R3",
    "/coverage",
    "/coverage?region=320000&outcome=duplicate",
    "/regions/320000",
    "/regions/710000",
    "/data",
    "/data/requests",
    "/data/report_summary",
    "/sql",
    "/about",
)
BODY = "SELECT agencies.slug FROM agencies JOIN reports ON agency_id = agencies.id WHERE year = ? ORDER BY 1"


@pytest.mark.parametrize("path", PAGES)
async def test_english_pages_are_in_english(client: Any, path: str) -> None:
    await _in_english(client, f"/en{path}")


@pytest.mark.parametrize("name", [*MADE, *SAMPLES])
async def test_english_reports_are_in_english(client: Any, slugs: Mapping[str, str], name: str) -> None:
    await _in_english(client, f"/en/reports/{slugs[name]}")


@pytest.mark.parametrize("year", [2019, 2020, 2022, 2023])
async def test_english_bodies_are_in_english(client: Any, connection: sqlite3.Connection, year: int) -> None:
    (slug,) = connection.execute(BODY, (year,)).fetchone()
    await _in_english(client, f"/en/agencies/{slug}")


async def _in_english(client: Any, path: str) -> None:
    tree = await page(client, path)
    assert tree.one("html").attributes["lang"] == "en"
    left = _outside_chinese(tree.one("body"))
    assert not CHINESE_WORDS.findall(left)


def _outside_chinese(element: Element) -> str:
    """The text that is not marked as Chinese."""
    if element.attributes.get("lang") == "zh-Hans" or element.tag == "option":
        return ""
    return "".join(c if isinstance(c, str) else _outside_chinese(c) for c in element.children)


async def test_home_tells_what_its_figures_rest_on(client: Any, goldens: Mapping[str, Any]) -> None:
    tree = await page(client, "/")
    told = {li.one("strong").text: li.one("span").text for li in tree.one("ul", class_="figures").all("li")}
    received = sum(golden["requests"]["new"][-1] for golden in goldens.values() if golden["scope"] != "area") + 1
    assert "不含 2 份全地区汇总" in told[str(received)]
    assert "8 份报告中，5 份载有此数" in told[str(received)]
    assert "3 份报告里" in told["12"]
    assert "另有 2 处提示" in told["12"]
    assert "10" in told
    rows = list(tree.one("section", aria_labelledby="reports").one("tbody").all("tr"))
    assert len(rows) == 10
    assert len(list(tree.one("svg", class_="tiles").all("a"))) == 34
    assert "未署名的机关" in tree.text
    assert len(list(tree.one("ul", class_="questions").all("li"))) == 3


async def test_links_lead_somewhere(client: Any, slugs: Mapping[str, str]) -> None:
    seen = set()
    for path in (*PAGES, "/en/", f"/reports/{slugs['anju_2023.txt']}", f"/en/reports/{STATES}"):
        tree = await page(client, path)
        for element in (*tree.all("a"), *tree.all("link")):
            address = element.attributes["href"]
            if address.startswith("/") and address not in seen:
                seen.add(address)
                assert (await client.get(address)).status_code == 200, address
    assert len(seen) > 20


@pytest.mark.parametrize("path", ["/reports/{slug}", "/agencies/{body}", "/findings", "/checks/R5", "/"])
@pytest.mark.parametrize("prefix", ["", "/en"])
async def test_text_from_reports_is_text(client: Any, connection: sqlite3.Connection, prefix: str, path: str) -> None:
    (body,) = connection.execute(BODY, (2022,)).fetchone()
    path = prefix + path.format(slug=HOSTILE_SLUG, body=body)
    response = await client.get(path)
    tree = await page(client, path)
    assert "<script" not in response.text
    assert "49" not in tree.one("h1").text
    assert not list(tree.all("img"))
    assert HOSTILE in tree.text
    for element in tree.all():
        assert element.tag not in ("script", "style")
        assert not [name for name in element.attributes if name.startswith("on") or name == "style"]
        assert not element.attributes.get("href", "").startswith("javascript:")


async def test_no_such_page(client: Any) -> None:
    reports = ("/reports/nothing", "/en/reports/nothing", "/reports/%E6%97%A0", "/reports/a%2Fb")
    for path in (*reports, "/agencies/nobody", "/en/regions/999999", "/regions/1", "/checks/R0", "/data/nothing"):
        tree = await page(client, path, status=404)
        assert tree.one("a", class_="name").attributes["href"] == ("/en/" if path.startswith("/en") else "/")
    assert (await client.get("/en")).headers["location"] == "/en/"


@pytest.mark.parametrize("path", [*PAGES, "/en/", "/en/findings", f"/reports/{STATES}", f"/en/reports/{STATES}"])
async def test_base_url_is_respected(serve: Serve, path: str) -> None:
    datasette = await serve(settings={"base_url": "/base/"})
    client = datasette.client
    tree = await page(client, path)
    addresses = [e.attributes["href"] for e in (*tree.all("a"), *tree.all("link"))]
    addresses += [form.attributes["action"] for form in tree.all("form")]
    local = [a for a in addresses if not a.startswith(("#", "http:", "https:"))]
    assert local
    assert all(a.startswith("/base/") for a in local)


@pytest.mark.parametrize("metadata", [{"allow": False}, {"databases": {"govreports": {"allow": {"id": "root"}}}}])
async def test_pages_of_a_private_database_are_private(serve: Serve, metadata: dict[str, Any]) -> None:
    """0.65 reads the rule from metadata, 1.0 from the configuration."""
    from datasette.version import __version_info__

    client = (await serve(**{"metadata" if __version_info__[0] == "0" else "config": metadata})).client
    for path in (*PAGES, "/en/", f"/reports/{STATES}", f"/en/reports/{STATES}.jsonld", "/reports/nothing"):
        response = await client.get(path)
        assert response.status_code == 403, path
        assert "应急管理局" not in response.text


async def test_without_reports_datasette_is_as_it_was(serve: Serve, tmp_path: Any) -> None:
    other = tmp_path / "other.db"
    sqlite3.connect(other).execute("CREATE TABLE t (x)").connection.close()
    client = (await serve(other)).client
    assert "/other" in (await client.get("/")).text
    assert (await client.get("/reports/any")).status_code == 404
    assert (await client.get("/other/t")).status_code == 200


async def test_database_is_known_by_its_tables(serve: Serve, extended: Any, tmp_path: Any) -> None:
    renamed = tmp_path / "another name.db"
    renamed.write_bytes(extended.read_bytes())
    client = (await serve(renamed)).client
    tree = await page(client, f"/reports/{STATES}")
    (address,) = {a.attributes["href"] for a in tree.all("a") if "/requests.json" in a.attributes["href"]}
    assert (await client.get(address)).status_code == 200


async def test_pages_are_small(client: Any, slugs: Mapping[str, str]) -> None:
    reports = [f"{prefix}/reports/{slugs[s]}" for s in (*SAMPLES, *MADE) for prefix in ("", "/en")]
    for path in (*PAGES, *reports):
        limit = 80_000 if path == "/sql" else 50_000  # that page names every column of the database
        assert len((await client.get(path)).content) <= limit, path
    (stylesheet,) = (await page(client, "/")).all("link", rel="stylesheet")
    assert len((await client.get(stylesheet.attributes["href"])).content) < 20_000


PAGE_CLASSES = [
    value
    for module in map(import_module, sorted(f"{pages.__name__}.{found.name}" for found in iter_modules(pages.__path__)))
    for value in vars(module).values()
    if dataclasses.is_dataclass(value) and isinstance(value, type) and value.__module__ == module.__name__
]


@pytest.mark.parametrize(
    "shape", PAGE_CLASSES, ids=lambda shape: f"{shape.__module__.rpartition('.')[2]}.{shape.__name__}"
)
def test_every_field_of_a_page_is_documented(shape: Any) -> None:
    named = re.findall(r"^\s+([a-z_, ]+): \S", shape.__doc__, re.MULTILINE)
    documented = [name for names in named for name in names.split(", ")]
    assert documented == [f.name for f in dataclasses.fields(shape)]


async def test_stock_pages_still_work(client: Any, slugs: Mapping[str, str]) -> None:
    for path in ("/govreports", "/govreports/reports", "/govreports/reports/1", "/-/plugins.json"):
        assert (await client.get(path)).status_code == 200
