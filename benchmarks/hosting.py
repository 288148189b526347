"""A static host: the pages that the reader's browser answers, as files, under a sub-path and under our policies."""

from __future__ import annotations

import gzip
import re
import sqlite3
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from mimetypes import guess_type
from pathlib import Path
from typing import Literal

from datasette_govreports import headers, rendering
from datasette_govreports.language import LANGUAGES, Language
from datasette_govreports.links import Links
from datasette_govreports.pages import search, sql
from datasette_govreports.pages.book import book

# How a host serves the database: in ranges, whole only, compressed whatever is asked, or not at all.
Manner = Literal["ranges", "whole", "compressed", "missing"]
UNDER = "/site/"
STATIC = Path(__file__).resolve().parents[1] / "datasette_govreports/static"
FILE = "govreports.db"


@dataclass
class Host:
    """A host that runs: how it serves the database may be changed.

    served: what was sent of the database, as (first byte, bytes)
    """

    address: str
    pages: Mapping[str, str]
    database: Path
    manner: Manner = "ranges"
    version: str = "1"
    slow: threading.Event | None = None
    served: list[tuple[int, int]] = field(default_factory=list)

    def url(self, path: str) -> str:
        """Where a page is."""
        return self.address + path


def pages(database: Path) -> dict[str, str]:
    """The pages by path, rendered as for a static site."""
    templates = rendering.packaged()
    found = {}
    with closing(sqlite3.connect(f"{database.as_uri()}?immutable=1", uri=True)) as db:
        db.row_factory = sqlite3.Row
        for language in LANGUAGES:
            loaded = {"sql": sql.load(db, book(db, language)), "search": search.load(db, search.asked("", "", "", ""))}
            for name, page in loaded.items():
                html = rendering.html(templates, name, page, links(language, name))
                found[f"{UNDER}{language.prefix}{name}"] = html
    return found


def links(language: Language, page: str) -> Links:
    """Addresses on such a host."""
    return Links(UNDER, language, page, f"{UNDER}sql", f"{UNDER}static/", database=UNDER + FILE)


class Handler(BaseHTTPRequestHandler):
    """Answers for one host."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # else each answer waits 40 ms for an acknowledgement
    host: Host

    def do_GET(self) -> None:
        """Answer a request."""
        path = self.path.partition("?")[0]
        if path in self.host.pages:
            self._page(path)
        elif path == UNDER + FILE:
            self._database()
        elif path.startswith(f"{UNDER}static/"):
            self._file(STATIC / path.removeprefix(f"{UNDER}static/"))
        else:
            self._answer(b"", "text/plain", headers.FILE_POLICY, status=404)

    def _page(self, path: str) -> None:
        self._answer(self.host.pages[path].encode(), "text/html; charset=utf-8", headers.POLICIES[headers.ENGINE])

    def _file(self, file: Path) -> None:
        worker = headers.POLICIES[headers.WORKER]
        policy = worker if file.name == "worker.js" else headers.FILE_POLICY
        self._answer(file.read_bytes(), guess_type(file.name)[0] or "", policy)

    def _database(self) -> None:
        host, size = self.host, self.host.database.stat().st_size
        asked = re.fullmatch(r"bytes=(\d+)-(\d+)", self.headers.get("Range", ""))
        more = {"ETag": f'"{host.version}"'}
        start, end, status = 0, size, 404 if host.manner == "missing" else 200
        if asked and host.manner in ("ranges", "compressed"):
            start, end, status = int(asked[1]), min(int(asked[2]) + 1, size), 206
            more["Content-Range"] = f"bytes {start}-{end - 1}/{size}"
        body = _part(host.database, start, end)
        if host.manner == "compressed":
            body, more["Content-Encoding"] = gzip.compress(body, 1), "gzip"
        if host.slow:
            host.slow.wait(20)
        host.served.append((start, len(body)))
        self._answer(body, "application/vnd.sqlite3", headers.FILE_POLICY, more, status)

    def _answer(
        self,
        body: bytes,
        kind: str,
        policy: headers.Policy,
        more: Mapping[str, str] | None = None,
        status: int = 200,
    ) -> None:
        self.send_response(status)
        told = {"Content-Type": kind, "Content-Length": str(len(body)), "Content-Security-Policy": policy.value}
        for name, value in {**told, **(more or {})}.items():
            self.send_header(name, value)
        with suppress(ConnectionError):  # a browser that has heard enough goes away
            self.end_headers()
            self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def _part(file: Path, start: int, end: int) -> bytes:
    with file.open("rb") as opened:
        opened.seek(start)
        return opened.read(end - start)


class Server(ThreadingHTTPServer):
    """A server that a test starts; a connection that the browser drops is no error."""

    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """Say nothing of connections that were dropped."""
        if not isinstance(sys.exception(), ConnectionError):
            raise  # noqa: PLE0704 - called while an error is handled


@contextmanager
def hosted(database: Path, manner: Manner = "ranges") -> Iterator[Host]:
    """Serve the pages of a database on loopback."""
    host = Host("", pages(database), database, manner)
    handler = type("HandlerOfHost", (Handler,), {"host": host})
    with Server(("127.0.0.1", 0), handler) as server:
        host.address = f"http://127.0.0.1:{server.server_port}"
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield host
        finally:
            server.shutdown()
