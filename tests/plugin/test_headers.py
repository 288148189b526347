"""Every answer carries its headers, whatever it is; nothing of the server's inside is told; redirects stay here."""

from __future__ import annotations

from typing import Any

import pytest
from datasette.version import __version_info__

from datasette_govreports import headers
from tests.plugin.conftest import Serve
from tests.plugin.extension import STATES

SQL = "/govreports/-/query" if __version_info__[0] == "1" else "/govreports"
STRICT = (
    "/",
    "/en/",
    "/search",
    "/sql",
    f"/reports/{STATES}",
    "/govreports/reports/1",
    "/nothing",
    "/en/reports/nothing",
    f"{SQL}?sql=selec",
    "/-/plugins",
)
CHARTED = ("/govreports/reports", "/govreports/totals_by_year", f"{SQL}?sql=select+1")
FILES = (
    "/govreports/reports.json",
    "/govreports/reports.csv",
    "/govreports/reports.xlsx",
    "/govreports/reports.parquet",
    f"/reports/{STATES}.json",
    f"/reports/{STATES}.csv",
    "/-/static-plugins/datasette_govreports/govreports.css",
    "/-/databases.json",
    "/\\example.com/",
    "/en",
)
# Datasette's own pages, of either release, that are no visitor's business.
INSIDE = (
    *("databases", "threads", "allow-debug", "permissions", "rules", "check", "allowed", "messages", "patterns", "api"),
    *("create-token", "logout", "tables", "auth-token", "actions", "config", "execute-write", "autocomplete", "debug"),
)


def directives(policy: str) -> dict[str, list[str]]:
    """A content security policy, by directive."""
    return {words[0]: words[1:] for part in policy.split(";") if (words := part.split())}


async def test_every_answer_has_every_header(client: Any) -> None:
    for path in (*STRICT, *CHARTED, *FILES):
        _check(path, await client.get(path))


def _check(path: str, response: Any) -> None:
    for header in headers.HEADERS:
        assert response.headers.get_list(header.name.decode()) == [header.value.decode()], header.name
    (policy,) = response.headers.get_list("content-security-policy")
    told = directives(policy)
    assert told["default-src"] == ["'none'"]
    assert told["frame-ancestors"] == ["'none'"]
    assert told["base-uri"] == ["'none'"]
    assert "'unsafe-inline'" not in policy
    assert "http" not in policy
    assert ("script-src" in told) == (path in CHARTED and response.status_code == 200)
    assert ("sandbox" in told) == (path in FILES)


async def test_only_pages_with_rows_load_the_charts(client: Any) -> None:
    for path in CHARTED:
        assert "datasette_vega/main" in (await client.get(path)).text
    for path in STRICT:
        page = (await client.get(path)).text
        assert "<script" not in page
        assert "datasette_vega/main" not in page


async def test_no_redirect_leads_off_the_site(client: Any) -> None:
    for path in ("/\\example.com/", "/%5Cexample.com/", "/%5cexample.com", "//example.com/", "//example.com//"):
        for method in ("GET", "HEAD", "POST"):
            response = await client.request(method, path)
            assert response.status_code in {400, 404}, path
            assert "location" not in response.headers


async def test_the_inside_of_the_server_is_not_shown(client: Any) -> None:
    for name in INSIDE:
        for extension in ("", ".json"):
            assert (await client.get(f"/-/{name}{extension}")).status_code == 404, name


async def test_no_path_of_the_server_is_told(serve: Serve, extended: Any) -> None:
    client = (await serve()).client
    for path in (
        *STRICT,
        *CHARTED,
        "/-/versions.json",
        "/-/settings.json",
        "/-/metadata.json",
        "/govreports.json",
        "/.json",
    ):
        assert str(extended.parent) not in (await client.get(path)).text, path


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/nothing/at/all", 404, ("没有这一页", "There is no such page")),
        ("/en/nothing/at/all", 404, ("There is no such page", "没有这一页")),
        (f"{SQL}?sql=delete+from+reports", 400, ("查询不能执行", "The query cannot be run")),
        ("/govreports/reports?_sort=nothing", 400, ("请求有误", "Bad request")),
    ],
)
async def test_errors_are_told_in_both_languages(client: Any, path: str, status: int, words: tuple[str, str]) -> None:
    response = await client.get(path)
    assert response.status_code == status
    first, second = (response.text.index(word) for word in words)
    assert first < second
    assert "Traceback" not in response.text
    assert 'class="top"' in response.text


async def test_an_error_of_ours_is_logged_and_not_told(serve: Serve, monkeypatch: Any, capsys: Any) -> None:
    from datasette_govreports.pages import search

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("a-secret-of-the-server")

    datasette = await serve()
    monkeypatch.setattr(search, "load", broken)
    for path in ("/search", "/en/search"):
        response = await datasette.client.get(path)
        assert response.status_code == 500
        assert "a-secret-of-the-server" not in response.text
    assert "a-secret-of-the-server" in capsys.readouterr().err


async def test_under_a_base_url(serve: Serve) -> None:
    client = (await serve(settings={"base_url": "/base/"})).client
    assert (await client.get("/-/databases.json")).status_code == 404
    page = await client.get("/govreports/reports")  # Datasette's client puts the base before it
    assert page.status_code == 200
    assert 'src="/base/-/static-plugins/datasette_vega/' in page.text
    assert (await client.get("/govreports/reports.xlsx")).status_code == 200
