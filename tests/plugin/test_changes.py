"""The page of all versions of a report, over a database that the command made of several versions."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import pytest_asyncio
from playwright.sync_api import Browser, ViewportSize

from tests.plugin.conftest import Serve
from tests.plugin.dom import Element, page
from tests.plugin.serving import served
from tests.support.browsing import DESK, PHONE, barriers, opened
from tests.support.commands import govreports
from tests.versions.reports import ANJU, headed

LAST = headed(ANJU.replace("14285", "14299"), published="2024-02-28")
FILES = {
    "last.txt": LAST,
    "first.txt": headed(published="2024-01-20"),
    "emptied.txt": headed(ANJU.replace("14285", " "), published="2024-01-25"),
    "words.txt": LAST.replace("2023年,安居区", "过去一年,安居区"),
    "mirror.txt": LAST.replace("\n", "\r\n"),
    "hijacked.txt": LAST.replace("安居区人民政府", "澳门新葡京人民政府"),
    "alone.txt": headed(ANJU.replace("93", "94"), "澳门新葡京人民政府2022年政府信息公开工作年度报告"),
}


class Versions(NamedTuple):
    """A database of versions, and the slug of each by the name of its file."""

    path: Path
    slugs: dict[str, str]


@pytest.fixture(scope="module")
def versions(tmp_path_factory: pytest.TempPathFactory) -> Versions:
    """One report with earlier versions, a copy and a doubtful copy, and a doubtful report by itself."""
    folder = tmp_path_factory.mktemp("versions")
    lines = ["file,url,agency,region_code,year,retrieved_at"]
    for name, text in FILES.items():
        (folder / name).write_bytes(text.encode())
        who = "," if name in ("hijacked.txt", "alone.txt") else "安居区人民政府,510904"
        when = "2024-12-01T00:00:00Z" if name == "last.txt" else ""
        lines.append(f"{name},http://www.example.gov.cn/{name},{who},,{when}")
    # The very same file at another address.
    (folder / "same_bytes.txt").write_bytes(LAST.encode())
    lines.append("same_bytes.txt,http://mirror.example/last.txt,,,,")
    (folder / "manifest.csv").write_text("\n".join(lines), encoding="utf-8")
    path = folder.parent / "versions.db"
    assert govreports("load", folder, "--db", path).code == 0
    with closing(sqlite3.connect(path)) as db:
        rows = db.execute("SELECT name, slug FROM report_sources JOIN documents ON documents.id = document_id")
        return Versions(path, dict(rows.fetchall()))


@pytest_asyncio.fixture
async def client(serve: Serve, versions: Versions) -> Any:
    """A client of Datasette over the database of versions."""
    return (await serve(versions.path)).client


def sections(tree: Element) -> dict[str, Element]:
    """The section of each version, by what it is called."""
    return {section.one("h2").text: section for section in tree.all("section")}


def cells(section: Element) -> list[list[str]]:
    """What its table says, row by row."""
    return [
        [cell.text for cell in (*row.all("th"), *row.all("td"))]
        for body in section.all("tbody")
        for row in body.all("tr")
    ]


async def test_every_version_is_told_with_what_it_said_then(client: Any, versions: Versions) -> None:
    told = sections(await page(client, f"/reports/{versions.slugs['last.txt']}/changes"))
    names = list(told)
    assert (names[0], names[-2:]) == ("现行版本：last.txt", ["旧版：emptied.txt", "旧版：first.txt"]), (
        "the latest first"
    )
    assert set(names[1:-2]) == {
        "字词被替换的副本，不采用：hijacked.txt",
        "相同的另一来源：mirror.txt",
        "相同的另一来源：words.txt",
    }
    (first,) = cells(told["旧版：first.txt"])
    (emptied,) = cells(told["旧版：emptied.txt"])
    assert first[1:] == ["14285", "14299"]
    assert emptied[1:] == ["空白", "14299"]
    assert "行政许可" in first[0]
    assert "2024-01-20 发布" in told["旧版：first.txt"].text
    assert cells(told["相同的另一来源：mirror.txt"]) == []
    assert "同一个文件另见：http://mirror.example/last.txt" in told["现行版本：last.txt"].text


async def test_an_earlier_address_leads_to_the_current_version(client: Any, versions: Versions) -> None:
    for name in ("first.txt", "emptied.txt", "mirror.txt", "hijacked.txt"):
        for prefix, words in (("", "已不用"), ("/en", "no longer used")):
            tree = await page(client, f"{prefix}/reports/{versions.slugs[name]}")
            assert words in tree.text
            address = f"{prefix}/reports/{versions.slugs['last.txt']}"
            assert address in {link.attributes["href"] for link in tree.all("a")}
    tree = await page(client, f"/reports/{versions.slugs['last.txt']}/changes")
    assert "已不用" not in tree.text


async def test_the_report_says_that_there_are_other_versions(client: Any, versions: Versions) -> None:
    path = f"/reports/{versions.slugs['last.txt']}"
    tree = await page(client, path)
    (link,) = (a for a in tree.all("a") if a.attributes["href"] == f"{path}/changes")
    assert link.text == "这份报告另有 6 个旧版或其他来源：看改了什么"
    english = await page(client, f"/en{path}")
    assert "6 earlier versions or other sources of this report" in english.text


async def test_a_doubtful_report_says_so(client: Any, versions: Versions) -> None:
    tree = await page(client, f"/reports/{versions.slugs['alone.txt']}")
    assert "来路可疑" in tree.one("main").text
    assert "未署名的机关" in tree.text
    assert "博彩字样" in tree.text
    tree = await page(client, f"/reports/{versions.slugs['last.txt']}")
    assert "来路可疑" not in tree.one("main").text


async def test_no_total_of_the_home_page_counts_a_version(client: Any) -> None:
    tree = await page(client, "/")
    told = [li.one("strong").text for li in tree.one("ul", class_="figures").all("li")]
    assert told[:3] == ["2", "1", "94"], "one report of a whole area, and the doubtful one: 94 requests"


async def test_links_of_the_page_lead_somewhere(client: Any, versions: Versions) -> None:
    for prefix in ("", "/en"):
        tree = await page(client, f"{prefix}/reports/{versions.slugs['first.txt']}/changes")
        for address in {a.attributes["href"] for a in (*tree.all("a"), *tree.all("link"))}:
            if address.startswith("/"):
                assert (await client.get(address)).status_code == 200, address
        assert "http://www.example.gov.cn/first.txt" in {a.attributes["href"] for a in tree.all("a")}


async def test_no_such_version(client: Any) -> None:
    for path in ("/reports/nothing/changes", "/en/reports/nothing/changes"):
        await page(client, path, status=404)


@pytest.fixture(scope="module")
def address(versions: Versions) -> Iterator[str]:
    """A server over the database of versions."""
    with served(versions.path) as server:
        yield server.address


@pytest.mark.browser
@pytest.mark.parametrize(
    ("name", "path", "size"),
    [
        ("first.txt", "/reports/{}", PHONE),
        ("last.txt", "/en/reports/{}/changes", DESK),
        ("alone.txt", "/reports/{}", PHONE),
    ],
    ids=["earlier", "changes", "doubtful"],
)
def test_accessible_and_no_wider_than_the_screen(
    chromium: Browser, address: str, versions: Versions, name: str, path: str, size: ViewportSize
) -> None:
    seen, complaints = opened(chromium, size)
    seen.goto(address + path.format(versions.slugs[name]))
    assert barriers(seen, [(size, "light")]) == []
    assert complaints == []
    seen.context.close()
