"""A new database is published while the site is read: no failed request, no answer that mixes two releases."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import httpx
import pytest

from datasette_govreports import hosting
from datasette_govreports.releases import publish as publishing
from datasette_govreports.releases.folder import PublishError, alone, current, others, switch
from datasette_govreports.releases.servers import Processes, Systemd, command
from tests.deploy.nginx import nginx

# A switch takes as long as Datasette takes to start. `GOVREPORTS_SWITCHES=20` is what the issue asks for.
SWITCHES = int(os.environ.get("GOVREPORTS_SWITCHES", "3"))
READERS = 3
DRAIN = 0.5
PAUSE = 0.01  # between two pages of one reader
TITLE = "release {:03} 次发布"
SHOWN = re.compile(r"release (\d{3})")


class Seen(NamedTuple):
    """What one reader saw of one answer: when it asked and got it, which page, its status, and the releases named."""

    asked: float
    got: float
    page: str
    status: int
    releases: frozenset[int]


@pytest.fixture
def folder() -> Iterator[Path]:
    """The folder of a server, with a path short enough for a socket; nothing runs in it afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="gr-", dir="/tmp"))
    yield folder
    for release in (folder / "releases").glob("*"):
        Processes().stop(release)
    shutil.rmtree(folder)


def numbered(database: Path, number: int, target: Path) -> str:
    """The same database with a number in the title and the text of every report; returns the slug of one."""
    shutil.copy(database, target)
    with closing(sqlite3.connect(target)) as db, db:
        db.execute("UPDATE reports SET title = ?", (TITLE.format(number),))
        db.execute("UPDATE agencies SET name = ?", (TITLE.format(number),))
        (slug,) = db.execute("SELECT slug FROM reports WHERE agency_id IS NOT NULL ORDER BY id LIMIT 1").fetchone()
    return str(slug)


def publish(database: Path, folder: Path, patience: float = 120) -> Path:
    """Publish with a server of our own."""
    return publishing.publish(database, folder, Processes(), drain=DRAIN, patience=patience)


class Reader(threading.Thread):
    """Somebody who reads page after page, each over a connection of its own, as fast as they come."""

    def __init__(self, address: str, pages: list[str], over: threading.Event) -> None:
        super().__init__(daemon=True)
        self.seen: list[Seen] = []
        self.failures: list[str] = []
        self._address, self._pages, self._over = address, pages, over

    def run(self) -> None:
        """Read until told that it is over."""
        number = 0
        with httpx.Client(base_url=self._address, timeout=60, headers={"connection": "close"}) as client:
            while not self._over.is_set():
                page = self._pages[number % len(self._pages)]
                # Some of what is asked for is in the cache, and some never is.
                address = f"{page}{'&' if '?' in page else '?'}_n={number}" if number % 3 == 0 else page
                number += 1
                time.sleep(PAUSE)
                asked = time.monotonic()
                try:
                    response = client.get(address)
                except httpx.HTTPError as error:
                    self.failures.append(f"{address}: {error!r}")
                    continue
                named = frozenset(map(int, SHOWN.findall(response.text)))
                self.seen.append(Seen(asked, time.monotonic(), page, response.status_code, named))


def test_switches_under_load(database: Path, folder: Path, tmp_path: Path) -> None:
    slug = numbered(database, 0, tmp_path / "0.db")
    publish(tmp_path / "0.db", folder)
    pages = ["/", f"/reports/{slug}", f"/reports/{slug}.json", f"/en/reports/{slug}", "/govreports/reports.json"]
    over = threading.Event()
    with nginx(
        tmp_path / "nginx", lambda listen: hosting.nginx_server(str(folder), listen, cache=str(tmp_path))
    ) as address:
        readers = [Reader(address, pages, over) for _ in range(READERS)]
        for reader in readers:
            reader.start()
        switched = [(0.0, time.monotonic())]
        try:
            for number in range(1, SWITCHES + 1):
                numbered(database, number, tmp_path / f"{number}.db")
                began = time.monotonic()
                publish(tmp_path / f"{number}.db", folder)
                switched.append((began, time.monotonic()))
                assert TITLE.format(number) in httpx.get(f"{address}/reports/{slug}").text
        finally:
            over.set()
            for reader in readers:
                reader.join()
    assert [failure for reader in readers for failure in reader.failures] == []
    seen = [one for reader in readers for one in reader.seen]
    assert {one.page for one in seen} == set(pages)
    for one in seen:
        assert one.status == 200, one
        assert len(one.releases) == 1, f"an answer of two releases, or of none: {one}"
        (release,) = one.releases
        assert one.got > switched[release][0], "not before it was published"
        later = [number for number, (_, done) in enumerate(switched) if done < one.asked]
        assert release >= max(later, default=0), "not after the next one was published"
    for reader in readers:
        numbers = [release for one in reader.seen for release in one.releases]
        assert numbers == sorted(numbers), "who has seen a release sees none before it"
        assert set(numbers) >= {0, SWITCHES}
    assert len(list((folder / "releases").iterdir())) == 2, "the one that is served and the one before"


class Told:
    """Servers that only remember what they were told."""

    def __init__(self) -> None:
        self.told: list[tuple[str, Path]] = []

    def start(self, release: Path) -> None:
        """Remember it."""
        self.told.append(("start", release))

    def stop(self, release: Path) -> None:
        """Remember it."""
        self.told.append(("stop", release))


def test_what_is_not_well_is_not_served(database: Path, folder: Path, tmp_path: Path) -> None:
    served = folder / "releases" / "served"
    served.mkdir(parents=True)
    switch(folder, served)
    servers = Told()
    (tmp_path / "text.db").write_bytes(b"no database")
    with pytest.raises(PublishError, match="is not a database of this release's govreports load"):
        publishing.publish(tmp_path / "text.db", folder, servers, drain=0, patience=0.1)
    assert servers.told == []
    with pytest.raises(PublishError, match=r"not well within 0 seconds \(no answer\); nothing was switched"):
        publishing.publish(database, folder, servers, drain=0, patience=0.1)
    (refused,) = others(folder, served)
    assert servers.told == [("start", refused), ("stop", refused)]
    assert current(folder) == served


def test_systemd_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "systemctl").write_text(f'#!/bin/sh\necho "$@" >> {tmp_path}/told\n', encoding="utf-8")
    (tmp_path / "systemctl").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    servers = Systemd("govreports")
    servers.start(Path("/srv/govreports/releases/0123456789ab"))
    servers.stop(Path("/srv/govreports/releases/0123456789ab"))
    told = (tmp_path / "told").read_text(encoding="utf-8").splitlines()
    assert told == [f"{verb} --now govreports@0123456789ab.service" for verb in ("enable", "disable")]


def test_a_number_that_is_somebody_elses_is_left_alone(tmp_path: Path) -> None:
    with subprocess.Popen(["/bin/sleep", "60"]) as stranger:
        (tmp_path / "datasette.pid").write_text(f"{stranger.pid}\n", encoding="ascii")
        Processes().stop(tmp_path)
        assert stranger.poll() is None
        stranger.kill()


def test_two_do_not_publish_at_once(database: Path, folder: Path) -> None:
    words = [sys.executable, "-m", "datasette", "govreports", "publish", str(database), "--to", str(folder)]
    with alone(folder):
        ended = subprocess.run([*words, "--lang", "en"], capture_output=True, text=True, check=False)
    assert (ended.returncode, "Another process is publishing" in ended.stderr) == (2, True)
    assert current(folder) is None


def test_metadata_and_settings_go_along(tmp_path: Path) -> None:
    assert "--metadata" not in command(tmp_path)
    (tmp_path / "metadata.yml").touch()
    words = command(tmp_path, ["--setting", "force_https_urls", "on"])
    assert words[words.index("--metadata") + 1] == str(tmp_path / "metadata.yml")
    assert words[-3:] == ["--setting", "force_https_urls", "on"]
    assert "sql_time_limit_ms" in words
