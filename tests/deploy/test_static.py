"""The static site's hosts: pages, ranges, packed text, lifetimes and headers, as nginx really answers them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import httpx
import pytest

from datasette_govreports import downloads, headers, hosting
from tests.deploy.nginx import nginx
from tests.plugin.test_headers import directives
from tests.support.places import ROOT

PAGE = "<!DOCTYPE html><title>年报</title>" + "<p>公开</p>" * 500


class Site(NamedTuple):
    """A client of a site, the path that it hangs under, and its folder."""

    client: httpx.Client
    base: str
    folder: Path

    def get(self, path: str, **sent: str) -> httpx.Response:
        """An answer; nothing is packed unless asked for."""
        given = {name.replace("_", "-"): value for name, value in sent.items()}
        return self.client.get(self.base + path, headers={"accept-encoding": "identity", **given})


@pytest.fixture(scope="module")
def folder(database: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small site: pages as folders, static files, and the real downloads."""
    folder = tmp_path_factory.mktemp("site") / "site"
    downloads.write(database, folder / "data")
    for page in ("", "en/", "data/", "data/requests/", "reports/a/", "sql/", "en/search/"):
        (folder / page).mkdir(parents=True, exist_ok=True)
        (folder / page / "index.html").write_text(PAGE, encoding="utf-8")
    (folder / "404.html").write_text("没有这一页", encoding="utf-8")
    (folder / "-/static/bundle").mkdir(parents=True)
    shutil.copy(ROOT / "datasette_govreports/static/govreports.css", folder / "-/static")
    (folder / "-/static/bundle/worker.js").write_text("1", encoding="utf-8")
    (folder / "-/static/bundle/sqlite3.wasm").write_bytes(b"\0asm" * 1000)
    return folder


@pytest.fixture(scope="module", params=["/", "/govreports/"])
def site(request: pytest.FixtureRequest, folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The site behind nginx, at the root of a host and under a path."""
    base: str = request.param

    def configuration(listen: str) -> str:
        return hosting.nginx_site(str(folder), base, listen)

    with nginx(tmp_path_factory.mktemp("nginx"), configuration) as address, httpx.Client(base_url=address) as client:
        yield Site(client, base, folder)


def test_pages_are_folders(site: Site) -> None:
    for path in ("", "en/", "data/", "data/requests/", "reports/a/", "sql/"):
        response = site.get(path)
        assert (response.status_code, response.text) == (200, PAGE), path
        assert response.headers["content-type"] == "text/html; charset=utf-8"
    moved = site.get("reports/a")
    assert (moved.status_code, moved.headers["location"]) == (301, f"{site.base}reports/a/")


def test_what_is_not_there(site: Site) -> None:
    for path in ("nothing", "reports/", "en/nothing/at/all"):
        response = site.get(path)
        assert response.status_code in {403, 404}
        assert "Index of" not in response.text
    response = site.get("nothing")
    assert (response.status_code, response.text) == (404, "没有这一页")
    assert "x-frame-options" in response.headers


def test_nothing_is_written(site: Site) -> None:
    for method in ("POST", "PUT", "DELETE"):
        assert site.client.request(method, site.base).status_code in {403, 405}


def test_the_database_comes_in_ranges(site: Site) -> None:
    whole = (site.folder / "data/govreports.db").read_bytes()
    response = site.get("data/govreports.db", range="bytes=4096-8191", accept_encoding="gzip, br")
    assert response.status_code == 206
    assert response.content == whole[4096:8192]
    assert response.headers["content-range"] == f"bytes 4096-8191/{len(whole)}"
    assert "content-encoding" not in response.headers
    assert response.headers["content-type"] == "application/vnd.sqlite3"
    assert site.get("data/govreports.db").content == whole


def test_text_is_packed_and_what_is_packed_already_is_not(site: Site) -> None:
    for path in (
        "",
        "data/dictionary.csv",
        "data/datapackage.json",
        "data/dictionary.jsonl",
        "-/static/govreports.css",
    ):
        response = site.get(path, accept_encoding="gzip")
        assert response.headers["content-encoding"] == "gzip", path
        assert response.headers["vary"] == "Accept-Encoding"
    for path in ("data/dictionary.parquet", "data/dictionary.xlsx", "data/govreports-csv.zip", "data/govreports.db"):
        assert "content-encoding" not in site.get(path, accept_encoding="gzip").headers, path


def test_every_file_has_its_type(site: Site) -> None:
    expected = {
        **{
            f"data/agencies.{suffix}": f"{kind}; charset=utf-8"
            for suffix, kind in (("csv", "text/csv"), ("jsonl", "application/jsonl"))
        },
        "data/agencies.excel.csv": "text/csv; charset=utf-8",
        "data/agencies.parquet": "application/vnd.apache.parquet",
        "data/agencies.xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "data/agencies.metadata.json": "application/json; charset=utf-8",
        "data/SHA256SUMS": "text/plain; charset=utf-8",
        "data/README.md": "text/markdown; charset=utf-8",
        "-/static/bundle/sqlite3.wasm": "application/wasm",
        "-/static/govreports.css": "text/css; charset=utf-8",
    }
    for path, kind in expected.items():
        assert site.get(path).headers["content-type"] == kind, path
    with_types = {media.suffix for media in hosting.MEDIA}
    for file in (site.folder / "data").iterdir():
        assert file.is_dir() or file.suffix.removeprefix(".") in with_types or file.name == "SHA256SUMS"


def test_how_long_an_answer_is_kept(site: Site) -> None:
    for path, expected in {
        "": "public, max-age=300",
        "reports/a/": "public, max-age=300",
        "data/agencies.csv": "public, no-cache",
        "data/govreports.db": "public, no-cache",
        "-/static/govreports.css?v=1234abcd": "public, max-age=31536000, immutable",
        "-/static/govreports.css": "public, max-age=300",
        "-/static/govreports.css?v=": "public, max-age=300",
    }.items():
        assert site.get(path).headers.get_list("cache-control") == [expected], path
    first = site.get("data/agencies.csv")
    again = site.get("data/agencies.csv", if_none_match=first.headers["etag"])
    assert (again.status_code, again.content) == (304, b"")


def test_headers_are_those_of_the_server(site: Site) -> None:
    policies = {
        "": headers.PAGE_POLICY,
        "data/": headers.PAGE_POLICY,
        "sql/": headers.POLICIES[headers.ENGINE],
        "en/search/": headers.POLICIES[headers.ENGINE],
        "nothing": headers.PAGE_POLICY,
        "data/agencies.csv": headers.FILE_POLICY,
        "data/govreports.db": headers.FILE_POLICY,
        "-/static/bundle/worker.js": headers.POLICIES[headers.WORKER],
        "-/static/govreports.css": headers.FILE_POLICY,
    }
    for path, policy in policies.items():
        response = site.get(path)
        assert response.headers.get_list("content-security-policy") == [policy.value], path
        for header in headers.HEADERS:
            assert response.headers.get_list(header.name.decode()) == [header.value.decode()], path


def test_a_csv_file_says_what_describes_it(site: Site) -> None:
    link = site.get("data/requests.csv").headers["link"]
    assert link == '<requests.metadata.json>; rel="describedby"; type="application/csvm+json"'
    described = site.get("data/requests.metadata.json").json()
    assert described["url"] == "requests.csv"
    for path in ("", "data/requests.excel.csv", "data/requests.xlsx"):
        assert "link" not in site.get(path).headers


def test_headers_for_other_hosts() -> None:
    text = hosting.headers_file()
    rule, *lines = text.splitlines()
    told = dict(line.strip().split(": ", 1) for line in lines)
    assert rule == "/*"
    for header in headers.HEADERS:
        assert told[header.name.decode().title()] == header.value.decode()
    loosest = directives(told["Content-Security-Policy"])
    for policy in (
        headers.PAGE_POLICY,
        headers.FILE_POLICY,
        headers.POLICIES[headers.ENGINE],
        headers.POLICIES[headers.WORKER],
    ):
        assert loosest.items() <= directives(policy.value).items(), "no page may need more than is said for all"


@pytest.mark.parametrize("name", hosting.FILES)
def test_the_files_to_take_are_as_written(name: str) -> None:
    path = ROOT / "deploy" / name
    assert path.read_text(encoding="utf-8") == hosting.FILES[name](), (
        "run `python -m datasette_govreports.hosting deploy`"
    )
