"""What a run does besides fetching: it is polite, asks again only for what has changed, and follows what it should."""

from __future__ import annotations

import gzip
import json
import os
import signal
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path

import pytest

from tests.fetch.commands import fetched, listed, log, manifest, originals
from tests.fetch.server import Reply, Request, Server
from tests.support.commands import govreports, started, wait_until
from tests.support.figures import opened
from tests.support.places import SAMPLES

REPORT = (SAMPLES / "anju_2023.txt").read_bytes()
TITLE = "柳北区教育局2020年政府信息公开工作年度报告"


class Site:
    """Pages by path, that a test can change; all others are not found. Serves 304 where it can."""

    def __init__(self, pages: Mapping[str, bytes], **headers: str) -> None:
        self.pages, self.headers = dict(pages), headers
        self.tag = '"one"'

    def __call__(self, reply: Reply, request: Request, times: int) -> None:
        """Answer."""
        page = self.pages.get(request.path)
        if page is None:
            reply.page(b"none", "404 Not Found")
        elif request.headers.get("If-None-Match") == self.tag:
            reply.page(b"", "304 Not Modified", ETag=self.tag)
        else:
            kind = "text/html" if page.lstrip().startswith(b"<") else "text/plain"
            reply.page(page, ETag=self.tag, Content_Type=kind, **self.headers)


@contextmanager
def serving(
    pages: Mapping[str, bytes], hosts: int = 1, think: float = 0.0, **headers: str
) -> Iterator[tuple[Server, Site]]:
    """A site and the server that serves it."""
    site = Site(pages, **headers)
    with Server(site, hosts, think=think).running() as server:
        yield server, site


def paths(server: Server) -> list[str]:
    """What was asked for, in order, robots.txt left out."""
    return [request.path for request in server.requests if request.path != "/robots.txt"]


# --- the folder and the loaders -------------------------------------------------------------------------------------


def test_the_folder_is_what_load_reads(tmp_path: Path) -> None:
    samples = {f"/{path.name}": path.read_bytes() for path in SAMPLES.glob("*.txt")}
    with serving(samples) as (server, _):
        ran = fetched(tmp_path / "in", [server.url(path) for path in samples], region_code="320600", year="2020")
    assert ran.code == 0, ran.err
    assert ran.out == f"5 addresses: 5 fetched, 0 unchanged, 0 forbidden, 0 refused, 0 failed. Folder: {tmp_path}/in\n"
    loaded = govreports("load", tmp_path / "in", "--db", tmp_path / "x.db", "--lang", "en")
    assert (loaded.code, loaded.err) == (0, "")
    with opened(tmp_path / "x.db") as db:
        rows = db.execute("SELECT url, retrieved_at, year FROM documents JOIN reports ON document_id = documents.id")
        said = {row[0]: row[1:] for row in rows}
        (inputs,) = db.execute("SELECT count(*) FROM load_log").fetchone()
    assert inputs == 5, "neither log nor archive nor manifest is an input"
    assert said == {row["url"]: (row["retrieved_at"], 2020) for row in manifest(tmp_path / "in")}
    assert {url.rpartition("/")[2] for url in said} == {path.name for path in SAMPLES.glob("*.txt")}


def test_originals_are_kept_with_their_requests(tmp_path: Path) -> None:
    with serving({"/a": REPORT}) as (server, _):
        fetched(tmp_path / "in", [server.url("/a")], "--contact", "mailto:data@example.org")
        (request,) = server.asked("/a")
    records = list(originals(tmp_path / "in"))
    assert [kind for kind, _, _ in records] == ["warcinfo", *["response", "request"] * 2]
    assert records[3] == ("response", server.url("/a"), REPORT)
    agent = request.headers["User-Agent"]
    assert agent.startswith("govreports/")
    assert "mailto:data@example.org" in agent


def test_an_address_that_is_redirected_is_listed_as_where_it_led(tmp_path: Path) -> None:
    def site(reply: Reply, request: Request, times: int) -> None:
        if request.path == "/old":
            reply.redirect("/new")
        else:
            reply.page(REPORT)

    with Server(site).running() as server:
        assert fetched(tmp_path / "in", [server.url("/old")]).code == 0
    assert [row["url"] for row in manifest(tmp_path / "in")] == [server.url("/new")]
    assert [said["url"] for said in log(tmp_path / "in")] == [server.url("/old")]


@pytest.mark.parametrize(
    "head",
    [
        "HTTP/1.1 200 OK\r\nContent-Disposition: attachment; filename=年报.docx\r\n".encode("gb18030"),
        "HTTP/1.1 200 好\r\nX-Name: 年报\r\n".encode(),
        b"HTTP/1.1 200\r\nServer:\r\nX-Folded: a\r\n b\r\n",
        b"HTTP/1.0 200 OK\nContent-Type: text/html\n",
        b"HTTP/1.1 200 OK\r\nno colon here\r\n: no name\r\nX-\x00: \xff\r\n",
    ],
    ids=["gbk", "utf-8", "folded", "bare line ends", "broken"],
)
def test_headers_of_any_kind_are_kept_as_they_came(tmp_path: Path, head: bytes) -> None:
    end = b"\r\n" if b"\r\n" in head else b"\n"

    def site(reply: Reply, request: Request, times: int) -> None:
        reply.send(head + end + REPORT if request.path == "/a" else b"HTTP/1.1 404 None\r\n\r\n")

    with Server(site).running() as server:
        ran = fetched(tmp_path / "in", [server.url("/a")])
    assert ran.code == 0, ran.err
    (row,) = manifest(tmp_path / "in")
    assert (tmp_path / "in" / row["file"]).read_bytes() == REPORT
    (archive,) = (tmp_path / "in" / ".fetch" / "warc").iterdir()
    assert head + end + REPORT in gzip.decompress(archive.read_bytes())


def test_a_redirect_to_a_chinese_address_is_followed_to_the_byte(tmp_path: Path) -> None:
    where = {"utf-8": "/%E5%B9%B4%E6%8A%A5?a=1", "gb18030": "/%C4%EA%B1%A8?a=1"}

    def site(reply: Reply, request: Request, times: int) -> None:
        charset = request.path[1:]
        if charset in where:
            reply.send("HTTP/1.1 302 Found\r\nLocation: /年报?a=1\r\nContent-Length: 0\r\n\r\n".encode(charset))
        else:
            reply.page(REPORT if request.path in where.values() else b"")

    with Server(site).running() as server:
        assert fetched(tmp_path / "in", [server.url(f"/{charset}") for charset in where]).code == 0
    assert {row["url"] for row in manifest(tmp_path / "in")} == {server.url(path) for path in where.values()}


# --- runs after the first -------------------------------------------------------------------------------------------


def test_a_second_run_asks_only_for_what_has_changed(tmp_path: Path) -> None:
    into = tmp_path / "in"
    with serving({"/a": REPORT, "/b": b"b"}) as (server, site):
        urls = [server.url("/a"), server.url("/b")]
        fetched(into, urls)
        first = manifest(into)
        ran = fetched(into, urls, agency="南通市教育局")
        assert ran.out.startswith("2 addresses: 0 fetched, 2 unchanged")
        assert server.asked("/a")[-1].headers["If-None-Match"] == '"one"'
        assert [row["file"] for row in manifest(into)] == [row["file"] for row in first]
        assert {row["agency"] for row in manifest(into)} == {"南通市教育局"}, "what is known now"
        # A server that does not say 304 is not taken at its word: the bytes decide.
        site.tag = '"two"'
        assert fetched(into, urls).out.startswith("2 addresses: 0 fetched, 2 unchanged")
        site.tag, site.pages["/b"] = '"three"', b"changed"
        assert fetched(into, urls).out.startswith("2 addresses: 1 fetched, 1 unchanged")
    # The earlier version stays: it is evidence.
    assert len(manifest(into)) == 3
    assert {(into / row["file"]).read_bytes() for row in manifest(into)} == {REPORT, b"b", b"changed"}


def test_a_file_that_was_removed_is_fetched_again(tmp_path: Path) -> None:
    with serving({"/a": REPORT}) as (server, _):
        fetched(tmp_path / "in", [server.url("/a")])
        (row,) = manifest(tmp_path / "in")
        (tmp_path / "in" / row["file"]).unlink()
        assert fetched(tmp_path / "in", [server.url("/a")]).out.startswith("1 addresses: 1 fetched")
    assert (tmp_path / "in" / row["file"]).read_bytes() == REPORT


def test_another_list_adds_to_the_folder(tmp_path: Path) -> None:
    with serving({"/a": REPORT, "/b": b"b"}) as (server, _):
        fetched(tmp_path / "in", [server.url("/a")])
        fetched(tmp_path / "in", [server.url("/b")])
        assert paths(server) == ["/a", "/b"]
    assert len(manifest(tmp_path / "in")) == 2


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_what_is_interrupted_goes_on(tmp_path: Path, number: int) -> None:
    into = tmp_path / "in"
    with serving({f"/{page}": b"page %d" % page for page in range(40)}) as (server, site):
        addresses = listed(tmp_path / "urls.csv", [server.url(path) for path in site.pages])
        command = ("fetch", addresses, "--into", into, "--allow-private", "--delay", "0.02", "--lang", "en")
        with started(*command) as process:
            wait_until(lambda: len(log(into)) >= 10, "some are there")
            os.kill(process.pid, number)
            _, err = process.communicate(timeout=20)
            assert process.returncode == (2 if number != signal.SIGKILL else -number)
        done = len(log(into))
        assert done < 40
        if number != signal.SIGKILL:
            assert err.decode() == "Interrupted; the same command goes on where it stopped.\n"
            assert len(manifest(into)) == done
        assert govreports(*map(str, command)).out.startswith("40 addresses: 40 fetched")
        assert len(paths(server)) - len(set(paths(server))) <= 1, "at most the one that was under way"
    assert len(log(into)) == len(manifest(into)) == 40


def test_a_torn_log_and_a_torn_archive_are_mended(tmp_path: Path) -> None:
    into = tmp_path / "in"
    with serving({"/a": REPORT, "/b": b"b" * 999}) as (server, _):
        urls = [server.url("/a"), server.url("/b")]
        fetched(into, urls[:1])
        lines = (into / ".fetch" / "log.jsonl").read_bytes().splitlines(keepends=True)
        archive = into / ".fetch" / "warc" / "000001.warc.gz"
        whole = archive.read_bytes()
        end = json.loads(lines[-2])["warc_end"]
        assert end == len(whole)
        # As if the run had been killed while it wrote a further record, and a further line: the end is not there.
        archive.write_bytes(whole + whole[: end // 3])
        (into / ".fetch" / "log.jsonl").write_bytes(b"".join(lines[:-1]) + b'{"at": "2026-')
        assert fetched(into, urls).code == 0
        assert paths(server) == ["/a", "/b"]
    assert whole.startswith(archive.read_bytes()[: len(whole)])
    assert len(list(originals(into))) > 0
    assert [said["url"] for said in log(into)] == urls


def test_what_a_kill_left_between_file_and_log_is_put_right(tmp_path: Path) -> None:
    into = tmp_path / "in"
    incoming = into / ".fetch" / "incoming"
    with serving({"/a": REPORT}) as (server, _):
        fetched(into, [server.url("/a")])
        (row,) = manifest(into)
        # Named in the log, and not yet where it belongs; and a file that the log does not name.
        (into / row["file"]).rename(incoming / row["file"].replace("/", "_"))
        (incoming / "127.0.0.1_0123-4567.html").write_bytes(b"half a p")
        assert fetched(into, [server.url("/a")]).out.startswith("1 addresses: 0 fetched, 1 unchanged")
    assert (into / row["file"]).read_bytes() == REPORT
    assert manifest(into) == [row]
    assert list(incoming.iterdir()) == []


def test_an_address_written_in_several_ways_is_one(tmp_path: Path) -> None:
    with serving({"/%E5%B9%B4": REPORT}) as (server, _):
        urls = [server.url(path) for path in ("/年", "/%E5%B9%B4", "/年#top", " /年".strip())]
        assert fetched(tmp_path / "in", urls).out.startswith("1 addresses: 1 fetched")
        assert len(paths(server)) == 1


def test_two_runs_do_not_mix(tmp_path: Path) -> None:
    into = tmp_path / "in"
    with serving({f"/{page}": b"page %d" % page for page in range(99)}) as (server, site):
        addresses = listed(tmp_path / "urls.csv", [server.url(path) for path in site.pages])
        command = ("fetch", addresses, "--into", into, "--allow-private", "--delay", "0.05", "--lang", "en")
        with started(*command):
            wait_until(lambda: len(log(into)) >= 3, "it has begun")
            ran = govreports(*map(str, command))
    assert (ran.code, ran.err) == (2, f"Another process is fetching into {into}; try again when it has ended.\n")


# --- politeness -----------------------------------------------------------------------------------------------------


def test_one_request_at_a_time_to_a_host_with_a_pause_between_and_several_hosts_at_once(tmp_path: Path) -> None:
    with serving({f"/{page}": b"page" for page in range(8)}, hosts=3, think=0.05) as (server, site):
        urls = [server.url(path, host) for path in site.pages for host in range(3)]
        assert fetched(tmp_path / "in", urls, "--delay", "0.2", "--jobs", "8").code == 0
        assert set(server.most_at_once.values()) == {1}
        hosts = ("127.0.0.1", "127.0.0.2", "127.0.0.3")
        moments = [[request.at for request in server.requests if request.host == host] for host in hosts]
    for asked in moments:
        pauses = [later - earlier for earlier, later in pairwise(asked)]
        assert len(pauses) == 8
        assert min(pauses) >= 0.2
    assert max(asked[0] for asked in moments) < min(asked[-1] for asked in moments), "the hosts wait at the same time"


def test_robots_are_heeded_as_their_standard_says(tmp_path: Path) -> None:
    rules = b"User-agent: *\nAllow: /\n\nUser-agent: govreports\nCrawl-delay: 0.3\nDisallow: /no/\nAllow: /no/but\n"
    pages = {"/yes": b"yes", "/no/page": b"no", "/no/but": b"but", "/too": b"too", "/robots.txt": rules}
    with serving(pages) as (server, _):
        urls = [server.url(path) for path in pages]
        ran = fetched(tmp_path / "in", urls[:-1])
        moments = [request.at for request in server.requests]
        assert paths(server) == ["/yes", "/no/but", "/too"]
    assert ran.code == 1
    assert ran.err == f"{urls[1]}: forbidden: The site's robots.txt forbids it.\n"
    assert all(later - earlier >= 0.3 for earlier, later in pairwise(moments[1:]))
    assert len(server.asked("/robots.txt")) == 1


def test_a_site_whose_rules_cannot_be_read_is_not_asked_for_anything_else(tmp_path: Path) -> None:
    def site(reply: Reply, request: Request, times: int) -> None:
        reply.page(b"mended soon", "503 Service Unavailable")

    with Server(site).running() as server:
        ran = fetched(tmp_path / "in", [server.url(f"/{page}") for page in range(9)])
        assert paths(server) == []
        assert len(server.requests) == 4
    assert (ran.code, {said["reason"] for said in log(tmp_path / "in")}) == (1, {"site_down"})


def test_a_server_is_left_alone_for_as_long_as_it_asks(tmp_path: Path) -> None:
    def site(reply: Reply, request: Request, times: int) -> None:
        if request.path == "/busy" and times == 1:
            reply.page(b"busy", "429 Too Many Requests", Retry_After="1")
        elif request.path == "/closed":
            reply.page(b"closed", "503 Service Unavailable", Retry_After="Wed, 01 Jan 2098 00:00:00 GMT")
        else:
            reply.page(b"" if request.path == "/robots.txt" else b"page")

    with Server(site).running() as server:
        fetched(tmp_path / "in", [server.url(path) for path in ("/busy", "/other", "/closed")])
        first, again = server.asked("/busy")
        (other,) = server.asked("/other")
        assert len(server.asked("/closed")) == 1
    assert again.at - first.at >= 1
    assert other.at - first.at >= 1
    assert {said["url"].rpartition("/")[2]: said.get("reason") for said in log(tmp_path / "in")} == {
        "busy": None,
        "other": None,
        "closed": "wait",
    }


# --- what is followed -----------------------------------------------------------------------------------------------

PDF, DOCX = b"%PDF-1.4 one", b"PK\x03\x04 two"
TABLES = REPORT.decode().replace("|", "</td><td>").replace("\n", "</td></tr><tr><td>")


def html(body: str) -> bytes:
    """A page."""
    return f"<!DOCTYPE html><html><meta charset=utf-8><body>{body}</body></html>".encode()


LINKS = '<a href="/files/report.pdf">下载</a> <a href="get?id=7&amp;name=年报.DOCX">附件</a> <a href="/about">关于</a>'


def test_attachments_of_a_page_without_tables_are_fetched(tmp_path: Path) -> None:
    docx = "/page/get?id=7&name=%E5%B9%B4%E6%8A%A5.DOCX"
    pages = {"/page/1": html(f"<h1>{TITLE}</h1>{LINKS}"), "/files/report.pdf": PDF, docx: DOCX}
    with serving(pages) as (server, _):
        ran = fetched(tmp_path / "in", [server.url("/page/1")], agency="柳北区教育局", year="2020")
        assert ran.out.startswith("3 addresses: 3 fetched")
        assert sorted(paths(server)) == sorted(pages)
        assert fetched(tmp_path / "in", [server.url("/page/1")]).out.startswith("3 addresses: 0 fetched, 3 unchanged")
    rows = manifest(tmp_path / "in")
    assert sorted(Path(row["file"]).suffix for row in rows) == [".docx", ".html", ".pdf"]
    kinds = {said["url"]: (said["kind"], said.get("parent")) for said in log(tmp_path / "in")[:3]}
    assert kinds[server.url("/files/report.pdf")] == ("attachment", server.url("/page/1"))


def test_a_page_that_holds_the_tables_needs_no_attachment(tmp_path: Path) -> None:
    page = html(f"<table><tr><td>{TABLES}</td></tr></table>{LINKS}")
    with serving({"/page/1": page}) as (server, _):
        assert fetched(tmp_path / "in", [server.url("/page/1")]).code == 0
        assert paths(server) == ["/page/1"]


def test_a_list_is_expanded_only_when_asked(tmp_path: Path) -> None:
    texts = {
        "/2020": TITLE,
        "/2019": "南通市应急管理局2019年政府信息公开工作年度报告",
        "/notice": "关于做好2020年政府信息公开工作年度报告编制工作的通知",
        "/news": "我区召开教育工作会议",
    }
    items = "".join(f'<li><a href="{path}">{text}</a></li>' for path, text in texts.items())
    short = (
        '<li><a href="/2021" title="柳北区教育局2021年政府信息公开工作年度报告">柳北区教育局2021年政府信息公…</a></li>'
    )
    pages = {"/list": html(f"<ul>{items}{short}</ul>"), "/2020": html("x" + LINKS), "/2019": b"19", "/2021": b"21"}
    with serving({**pages, "/files/report.pdf": PDF}) as (server, _):
        assert fetched(tmp_path / "plain", [server.url("/list")]).code == 0
        assert paths(server) == ["/list"]
        ran = fetched(
            tmp_path / "in", [server.url("/list")], "--expand", agency="甲", region_code="450205", year="2020"
        )
        assert set(paths(server)) == {"/list", "/2019", "/2020", "/2021", "/files/report.pdf", texts_docx()}
    assert ran.code == 1, "the other attachment is not there"
    said = {row["url"].removeprefix(server.origins[0]): row for row in manifest(tmp_path / "in")}
    assert (said["/2019"]["agency"], said["/2019"]["region_code"], said["/2019"]["year"]) == ("甲", "450205", "")
    assert (said["/list"]["year"], said["/files/report.pdf"]["year"]) == ("2020", "")


def texts_docx() -> str:
    """Where the second of LINKS leads from a page at the top."""
    return "/get?id=7&name=%E5%B9%B4%E6%8A%A5.DOCX"


# --- lists that cannot be worked off --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("address\nhttp://x/\n", "The header of the list"),
        ("url,file\nhttp://x/,y\n", "The header of the list"),
        ("url,year\nhttp://x/,99\n", "Line 2 of the list"),
        ("url,region_code\nhttp://x/,12\n", "Line 2 of the list"),
        ("url\nhttp://x/,y\n", "Line 2 of the list"),
        ("url,year\n,2020\n", "Line 2 of the list"),
        ("\x00", "cannot be read"),
    ],
)
def test_a_list_that_is_wrong_stops_it(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "urls.csv").write_text(text, encoding="utf-8")
    ran = govreports("fetch", tmp_path / "urls.csv", "--into", tmp_path / "in", "--lang", "en")
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert not (tmp_path / "in").exists()


def test_addresses_of_this_machine_are_refused_unless_told(tmp_path: Path) -> None:
    with serving({"/a": REPORT}) as (server, _):
        urls = [server.url("/a"), "file:///etc/passwd", "http://localhost:1/", "http://[::1]/"]
        ran = govreports("fetch", listed(tmp_path / "urls.csv", urls), "--into", tmp_path / "in")
        assert server.requests == []
    assert ran.code == 1
    assert {said["outcome"] for said in log(tmp_path / "in")} == {"refused"}
    assert ran.err.count("--allow-private") == 3
    assert ran.out == f"4 个网址：取得 0，未变 0，禁取 0，不取 4，未成 0。文件夹：{tmp_path}/in\n"
