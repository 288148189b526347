"""One publication: prepare, start, ask whether it is well, switch, let the old one finish, stop it."""

from __future__ import annotations

import shutil
import socket
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

import httpx
from govreports.shape import is_ours, refusal

from datasette_govreports.releases.folder import DATABASE, SOCKET, PublishError, alone, current, others, prepare, switch
from datasette_govreports.releases.servers import Servers

# Pages that need most of what a server needs: templates, both languages, tables, the processes for queries.
PAGES = ("/", "/en/", "/data", "/findings", "/search?q=%E5%85%AC%E5%BC%80", "/govreports", "/govreports/totals_by_year")
PAUSE = 0.1
OK = 200


def publish(
    database: Path, folder: Path, servers: Servers, *, metadata: Path | None = None, drain: float, patience: float
) -> Path:
    """Serve a database from `folder`, and no longer the one before.

    drain: seconds between the switch and the end of the old server, for requests that had already set out
    patience: seconds for the new server to answer

    Returns the release. Raises PublishError where it does not get well: nothing is switched then. Killed at any
    moment it leaves the old release or the new one served; the next publication clears away what is left.
    """
    if not is_ours(database):
        raise PublishError(*refusal(database))
    with alone(folder):
        before = current(folder)
        release = prepare(database, folder, metadata)
        servers.start(release)
        if release != before:
            try:
                _wait(release, patience)
            except PublishError:
                servers.stop(release)  # its log stays until the next publication
                raise
            switch(folder, release)
            time.sleep(drain)
        for other in others(folder, release):
            servers.stop(other)
            if before not in (release, other):  # the one before stays on the disk, to go back to
                shutil.rmtree(other)
    return release


def _wait(release: Path, patience: float) -> None:
    deadline = time.monotonic() + patience
    said = "no answer"
    while time.monotonic() < deadline:
        if _listens(release):
            transport = httpx.HTTPTransport(uds=str(release / SOCKET))
            with httpx.Client(transport=transport, base_url="http://localhost", timeout=patience) as client:
                said = next(_complaints(client, release), "")
            if not said:
                return
        time.sleep(PAUSE)
    raise PublishError(
        f"新的服务 {patience:.0f} 秒内没有好（{said}），没有切换。",
        f"The new server was not well within {patience:.0f} seconds ({said}); nothing was switched.",
    )


def _listens(release: Path) -> bool:
    with closing(socket.socket(socket.AF_UNIX)) as probe:
        return probe.connect_ex(str(release / SOCKET)) == 0


def _complaints(client: httpx.Client, release: Path) -> Iterator[str]:
    """What is wrong with a server, page by page."""
    for page in (*PAGES, *_reports(release)):
        try:
            response = client.get(page)
        except httpx.HTTPError as error:
            yield f"{page}: {error}"
        else:
            if response.status_code != OK:
                yield f"{page}: {response.status_code}"


def _reports(release: Path) -> list[str]:
    """The page of one report."""
    uri = f"{(release / DATABASE).as_uri()}?immutable=1"
    with closing(sqlite3.connect(uri, uri=True)) as db:
        return [f"/reports/{quote(slug, safe='')}" for (slug,) in db.execute("SELECT slug FROM reports LIMIT 1")]
