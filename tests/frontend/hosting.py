"""A static host: the pages that the reader's browser answers, as files, under a sub-path and under our policies."""

from __future__ import annotations

import gzip
import re
import sqlite3
import threading
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from mimetypes import guess_type
from pathlib import Path
from typing import Literal

from jinja2 import Environment, PackageLoader

from datasette_govreports import headers
from datasette_govreports.language import LANGUAGES, Language
from datasette_govreports.links import Links
from datasette_govreports.pages import search, sql
from datasette_govreports.pages.book import book
from datasette_govreports.views import template_context
from tests.support.places import ROOT

# How a host serves the database: in ranges, whole only, compressed whatever is asked, or not at all.
Manner = Literal["ranges", "whole", "compressed", "missing"]
UNDER = "/site/"
STATIC = ROOT / "datasette_govreports/static"
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
    environment = Environment(loader=PackageLoader("datasette_govreports"), autoescape=True)
    found = {}
    with closing(sqlite3.connect(f"{database.as_uri()}?immutable=1", uri=True)) as db:
        db.row_factory = sqlite3.Row
        for language in LANGUAGES:
            loaded = {"sql": sql.load(db, book(db, language)), "search": search.load(db, search.asked("", "", "", ""))}
            for name, page in loaded.items():
                html = environment.get_template(f"govreports/{name}.html").render(
                    template_context(page, links(language, name))
                )
                found[f"{UNDER}{language.prefix}{name}"] = html
    return found


def links(language: Language, page: str) -> Links:
    """Addresses on such a host."""
    return Links(UNDER, language, page, f"{UNDER}sql", f"{UNDER}static/", database=UNDER + FILE)


@contextmanager
def hosted(database: Path, manner: Manner = "ranges") -> Iterator[Host]:
    """Serve the pages of a database on loopback."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            path = self.path.partition("?")[0]
            if path in host.pages:
                self.answer(host.pages[path].encode(), "text/html; charset=utf-8", headers.POLICIES[headers.ENGINE])
            elif path == UNDER + FILE:
                self.send_database()
            elif path.startswith(f"{UNDER}static/"):
                file = STATIC / path.removeprefix(f"{UNDER}static/")
                worker = headers.WORKER if file.name == "worker.js" else headers.ENGINE
                self.answer(file.read_bytes(), guess_type(file.name)[0] or "", headers.POLICIES[worker])
            else:
                self.answer(b"", "text/plain", headers.FILE_POLICY, status=404)

        def answer(
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
            self.end_headers()
            self.wfile.write(body)

        def send_database(self) -> None:
            size = host.database.stat().st_size
            asked = re.fullmatch(r"bytes=(\d+)-(\d+)", self.headers.get("Range", ""))
            more = {"ETag": f'"{host.version}"'}
            start, end = (int(asked[1]), min(int(asked[2]) + 1, size)) if asked else (0, size)
            if host.manner in ("whole", "missing"):
                start, end = 0, size
            elif asked:
                more["Content-Range"] = f"bytes {start}-{end - 1}/{size}"
            with host.database.open("rb") as file:
                file.seek(start)
                body = file.read(end - start)
            if host.manner == "compressed":
                body = gzip.compress(body, 1)
                more["Content-Encoding"] = "gzip"
            if host.slow:
                host.slow.wait(20)
            host.served.append((start, len(body)))
            status = 404 if host.manner == "missing" else 206 if "Content-Range" in more else 200
            self.answer(body, "application/vnd.sqlite3", headers.FILE_POLICY, more, status)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        host = Host(f"http://127.0.0.1:{server.server_port}", pages(database), database, manner)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield host
        finally:
            server.shutdown()
